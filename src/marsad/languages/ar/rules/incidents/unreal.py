"""Acts that are asked about, supposed, averted, or the matter of a court: they are named, and nobody says that they happened."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_verb

IF_REACH, AVERT_REACH, COURT_REACH, VERDICT_REACH, FOUND_REACH, DENIED_REACH = 9, 4, 4, 6, 7, 6
BLOWING = frozenset({"explosion", "suicide_bombing", "assault", "attack"})
SUPPOSING = frozenset({"condition", "averting", "charge"})
USING = ("launch", "light", "harm", "harmed", "incident", "aside", "injured")
OPENING = frozenset('«“:"')
QUESTION = frozenset("؟?")
OR = frozenset({"او", "ام"})
CARS = frozenset({"سيارة مفخخة", "سيارة ملغومة"})
ATTACKS = ("هجوم", "قصف")
PREPOSED = frozenset({"في", "عن", "ب", "ل", "علي", "من"})


def is_unreal(scene: Scene, i: int) -> bool:
    """True where the act at token i is asked about, supposed, averted, charged in court, passed as a sentence or any at all."""
    s = scene.sentence
    first = chain_start(s, i)
    if not s.held.isdisjoint(SUPPOSING) and (is_supposed(s, i) or is_averted(s, first) or is_charged(s, first)):
        return True
    return is_asked(s, i) or is_sentence(s, i) or is_any(s, i) or is_allowed(s, i)


def is_any(s: Sentence, i: int) -> bool:
    """True for whatever might come: «الاعتداء على أي منطقة», «أي هجوم», and for what another is likened to («بمثابة إعلان حرب»)."""
    if s.key(i - 1) in ("اي", "لاي", "باي", "بمثابه") and not s.among(max(0, i - DENIED_REACH), i, "denial", "neg"):
        return True
    return s.key(i + 1) in ("علي", "ضد") and s.key(i + 2) in ("اي", "ايه")


def is_allowed(s: Sentence, i: int) -> bool:
    """True for «قانون يسمح بإعدام الأسرى»: what is only allowed, or asked to be."""
    return "wish" in s.held and s.has(i - 1, "wish") and "ب" in s.tokens[i].word.prefix


def chain_start(s: Sentence, i: int) -> int:
    """The token at which the list of nouns begins that i goes on («القتل والاغتصاب والسطو»); i itself in no list."""
    k = i
    while k > 1 and (has_conjunction(s.tokens[k]) or s.key(k - 1) in OR) and not s.tokens[k - 1].mark and not is_verb(s.tokens[k]):
        before = next((j for j in (k - 1, k - 2, k - 3) if j >= 0 and s.has(j, "incident", "harm", "launch")), None)
        if before is None or is_verb(s.tokens[before]) and s.entry(before, "incident") is None:
            return k
        k = before
    return k


def is_asked(s: Sentence, i: int) -> bool:
    """True in a question: «هل شنت إسرائيل غارة؟», from the quotation or colon before the mark to the mark."""
    if QUESTION.isdisjoint(s.keys):
        return False
    for j in range(len(s.tokens) - 1, i, -1):
        if s.tokens[j].mark in QUESTION:
            opened = (k for k in range(j, -1, -1) if s.tokens[k].mark and s.tokens[k].mark in OPENING)
            return i > next(opened, -1)
    return False


def is_supposed(s: Sentence, i: int) -> bool:
    """True in the clause of a condition: «إذا تعرضت المدينة لقصف», up to its comma or the next thing said."""
    for j in range(i - 1, max(-1, i - IF_REACH), -1) if "condition" in s.held else ():
        if s.tokens[j].mark in (".", "؛", "،", ",", ":") or s.has(j, "speech"):
            return False
        if s.has(j, "condition"):
            return not any(s.key(k).startswith(("فان", "فسوف", "فس", "لكان")) for k in range(j + 1, i))
    return False


def is_averted(s: Sentence, i: int) -> bool:
    """True for what is kept from happening or fought as such: «تفادي هجمات», «مكافحة الشغب», «للحيلولة دون وقوع مجازر»."""
    for j in range(i - 1, max(-1, i - 1 - AVERT_REACH), -1) if "averting" in s.held else ():
        if s.tokens[j].mark or s.has(j, "speech"):
            return False
        if s.has(j, "averting"):
            return True
    return False


def is_charged(s: Sentence, i: int) -> bool:
    """True for the matter of a charge, an inquiry or a memory: «متهم باغتيال وزير», «التحقيق في تفجير», «تهمة خطف»."""
    if "charge" not in s.held or s.tokens[i].mark or is_verb(s.tokens[i]) and s.entry(i, "incident") is None:
        return False
    governed = has_clitic_preposition(s.tokens[i]) or s.key(i - 1) in PREPOSED or s.has(i - 1, "charge", "light", "about")
    if not governed:
        return False
    for j in range(i - 1, max(-1, i - 1 - COURT_REACH), -1):
        if s.tokens[j].mark or s.has(j, "speech", "sub"):
            return False
        if s.has(j, "charge"):
            return not s.among(max(0, j - DENIED_REACH), j, "denial")
    return False


def is_sentence(s: Sentence, i: int) -> bool:
    """True for an execution that a court has only passed: «حكم عليه بالإعدام», «عقوبة الإعدام»."""
    entry = s.entry(i, "incident")
    if entry is None or entry.lemma != "إعدام":
        return False
    near = range(max(0, i - VERDICT_REACH), i)
    with_b = "ب" in s.tokens[i].word.prefix
    return s.has(i - 1, "verdict") or with_b and any(s.has(j, "verdict") for j in near)


def is_only_a_weapon(s: Sentence, i: int, entry: Entry) -> bool:
    """True for a car bomb or a poison that was found, is stored, or is what another word here says blew up («تفجير بسيارة مفخخة»)."""
    before = range(max(0, i - FOUND_REACH), i)
    if entry.lemma in CARS:
        other = (e for j in before if (e := s.entry(j, "incident")) is not None)
        return any(s.has(j, "found") for j in before) or any(e.code in BLOWING for e in other)
    if entry.code != "chemical_attack" or s.key(i).removeprefix("ال").startswith(ATTACKS):
        return False
    return s.has(i - 1, "found") or not any(s.has(j, *USING) for j in before)
