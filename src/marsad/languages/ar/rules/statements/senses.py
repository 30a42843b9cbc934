"""What a word of speech means where it stands: a verb here, not negated, hypothetical, impersonal or of another sense."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_conjunction, is_verb
from marsad.languages.ar.speech.frames import THAT, content_from
from marsad.languages.ar.speech.subject import subject_before
from marsad.languages.ar.speech.who import PEOPLE, can_speak, hides_name, skip_adverbs

NEGATIONS = frozenset("لم لن ولم ولن لا ولا عدم دون بدون".split())
HYPOTHETICAL = ("ان", "سوف", "كي", "لكي", "حتي", "الا")
FOREIGN_SUFFIXES = frozenset("كم ي ني هن نا".split())
PRONOUNS = frozenset("انه انها انهم انهما اننا لكنه لكنها لكنهم لكنهما فانه فانها وانه وانها بانه بانها".split())
CAUTIOUS = group("cautious")
UNNAMED = ("رفض", "ذكر", "طلب", "فضل")  # «طلب عدم نشر اسمه»
REPORTED = frozenset("ما لما مما حسبما كما".split())
OBJECT_ACTS = ("demand", "threaten", "accuse", "support", "reject")


def verb_reading(s: Sentence, i: int, cls: str, *, framed: bool = False) -> Entry | None:
    """The verb's entry where the word at i is that verb here: not negated, not hypothetical, not a noun or preposition.

    `framed` says that what follows already rules the preposition out.
    """
    entry = s.tokens[i].entry(cls)
    tok, before = s.tokens[i], s.key(i - 1)
    if entry is not None and (place := s.starting(s.places, i)) and s.covering(s.places, i - 1):
        return None if place.first == i else entry
    number = s.covering(s.numbers, i)
    if entry is None or number is not None and number.last > number.first + 1:  # «اثني عشر» is no praise
        return None
    if s.has(i, "not_speech") or tok.word.suffix in FOREIGN_SUFFIXES or s.text[tok.start] == "آ":
        return None
    if (before in NEGATIONS and entry.lemma != "استبعد") or tok.word.prefix.endswith(("س", "ل", "ب", "ك", "ال")):
        return None
    if tok.word.suffix == "ه" and s.text[tok.end - 1] == "ة":
        return None
    if entry.shape == "present" and before in HYPOTHETICAL:
        return None
    if entry.shape == "present" and i == 0 and tok.has("impersonal") and not can_speak(s, i + 1):
        return None
    if tok.has("prep") and not framed and not (s.key(i + 1) in ("عن", "ان", "انه") or _makes_clear(s, i)):
        return None
    return None if entry.shape != "present" and _is_noun(s, i) else entry


def _makes_clear(s: Sentence, i: int) -> bool:
    """True for «وبين المصدر أن»: who can speak behind it and then a clause, so that it is not «between»."""
    if not (i == 0 or s.tokens[i].word.prefix == "و") or i + 1 >= len(s.tokens) or not s.tokens[i + 1].has(*PEOPLE):
        return False
    that = next((k for k in range(i + 2, min(i + 6, len(s.tokens))) if s.key(k) == "ان"), 0)
    return bool(that) and not any(has_conjunction(s.tokens[k]) or s.tokens[k].mark for k in range(i + 2, that))


def _is_noun(s: Sentence, i: int) -> bool:
    """True where a word that is both noun and verb (`رفض`, `نفي`) stands as a noun: after a preposition, or owned."""
    tok = s.tokens[i]
    if all(e.pos == "verb" for e in tok.word.entries):
        return False
    if tok.word.key.startswith("ال") or (tok.word.suffix and not can_speak(s, i + 1)):
        return True
    before = s.tokens[i - 1] if i else None
    if before is None or before.mark:
        return False
    owned = before.has("not_speaker") and not before.key.startswith("ال") and not before.word.suffix
    return owned or before.has("prep", "speech", "said_by", "voice", "voicing_by")


def other_sense(s: Sentence, i: int, entry: Entry) -> bool:
    """True where the verb says something else here: `يهدد المدينة`, `تعتبر القاعدة موقعاً`, `قرار تبناه المجلس`, `نرى`."""
    tok = s.tokens[i]
    if entry.person == "1" and entry.code == "say" or s.key(i - 2) in ("نادرا", "قلما", "غالبا", "عاده"):
        return True
    if entry.lemma in UNNAMED and hides_name(s, i):
        return True
    if entry.lemma == "أقسم" and not any(s.key(k) in THAT or s.key(k) == "علي" or s.key(k).startswith("ب") for k in range(i + 1, i + 7)):
        return True
    if entry.lemma == "حذر" and s.key(i - 1) in CAUTIOUS:  # «هدوء حذر»
        return True
    if entry.lemma == "أفاد" and _benefits(s, i):
        return True
    if entry.lemma == "طلب" and entry.cls == "speech":
        return _is_request(s, i, entry)
    if entry.lemma == "أنذر" and entry.shape == "present":
        return True
    if entry.lemma == "اتهم" and not tok.word.suffix and s.key(i + 1).startswith("ب") and not can_speak(s, i + 1):
        return not subject_before(s, i)[0]
    if _is_told_of(s, i, entry):
        return True
    if s.key(i - 1) in ("الجدير", "جدير") or _is_a_sign(s, i, entry) or _is_passive(s, i, entry):
        return True
    if entry.lemma == "ادعى" and not any(s.key(k) in THAT for k in range(i + 1, i + 8)):
        return True
    if entry.lemma == "طالب" and entry.shape == "past" and entry.person == "ms" and _is_student(s, i):
        return True
    if entry.lemma in ("اعتقد", "استبعد", "اعتبر") and s.text[tok.start] == "أ":
        return True
    if entry.lemma == "هدد" and entry.shape == "present":
        after = s.tokens[i + 1] if i + 1 < len(s.tokens) else tok
        if after.key.startswith("ال") and not (after.has(*PEOPLE) or s.starting(s.actors, i + 1) or s.starting(s.places, i + 1)):
            return True
        return not any(s.key(k).startswith("ب") for k in range(i + 1, min(i + 7, len(s.tokens))))
    if entry.lemma == "اعتبر" and entry.shape == "present":
        j = skip_adverbs(s, i + 1)
        told = any(s.key(k) in THAT for k in range(i + 1, i + 5)) or can_speak(s, j) and not s.tokens[j].mark
        return not (told and content_from(s, i + 1, strict=True)[1])
    if entry.lemma == "تبنى":
        after = s.tokens[i + 1] if i + 1 < len(s.tokens) else tok
        noun = entry.shape == "past" and s.text[tok.start : tok.end].endswith("ي")
        noun = noun or (not after.word.entries and not after.mark and not s.starting(s.actors, i + 1) and not after.key.startswith("ال"))
        near = (*range(max(0, i - 3), i), *range(i + 1, min(i + 5, len(s.tokens))))
        return noun or any(s.tokens[k].has("document") for k in near)
    return False


def _is_a_sign(s: Sentence, i: int, entry: Entry) -> bool:
    """True for «، ما يشير إلى انفجار»: what happened is a sign of it, and nobody speaks."""
    alone = entry.shape == "present" and not s.tokens[i].word.suffix and s.key(i - 1) in ("ما", "مما")
    return alone and i > 1 and s.tokens[i - 2].mark in ("،", ",") and s.key(i + 1) in ("الي", "ان", "علي", "بان")


def _is_told_of(s: Sentence, i: int, entry: Entry) -> bool:
    """True for «ما أعلن مؤخرا حول القصف», the passive: nothing on the verb or behind it says who speaks."""
    if s.key(i - 1) != "ما" or entry.person != "ms" or entry.shape == "present" or s.tokens[i].word.suffix:
        return False
    j = skip_adverbs(s, i + 1)
    return j > i + 1 and s.has(j, "prep") and not s.has(j, "sub")


def _is_passive(s: Sentence, i: int, entry: Entry) -> bool:
    """True for «مواجهات وصفت بالعنيفة»: `ب` right behind the verb without an object, so that it is the passive."""
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    if entry.lemma != "وصف" or entry.person != "fs" or s.tokens[i].word.suffix or after is None:
        return False
    return after.key.startswith("بال") and s.tokens[i].word.prefix == ""


def _benefits(s: Sentence, i: int) -> bool:
    """True for «أفاد النازحون من المساعدات», which tells of a use: `من` follows and nothing that was said."""
    after = range(i + 2, min(i + 14, len(s.tokens)))
    told = any(s.key(k) in THAT or s.key(k) in ("عن", ":") or s.tokens[k].word.prefix.endswith("ب") for k in range(i + 1, after.stop))
    return not told and any(s.key(k) == "من" for k in after[:3])


def _is_request(s: Sentence, i: int, entry: Entry) -> bool:
    """True where `طلب` is the noun, or a verb with no subject of its own beside it."""
    opens = i == 0 or bool(s.tokens[i - 1].mark) or s.tokens[i].word.prefix.startswith("و") or s.tokens[i - 1].has("aux")
    subject = can_speak(s, skip_adverbs(s, i + 1)) or bool(subject_before(s, i)[0])
    return not subject or (entry.shape == "past" and entry.person == "ms" and not opens)


def _is_student(s: Sentence, i: int) -> bool:
    """True where `طالب` is a student: nothing follows that could be its subject or demand, or a number stands before it."""
    if i and s.tokens[i - 1].word.sort == "number":
        return True
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    return after is None or bool(after.mark and after.mark not in '«"“') or after.key.startswith("وطالب")


def is_impersonal(scene: Scene, i: int, entry: Entry) -> bool:
    """True for `ويذكر أن`, `يعتقد أن`: no subject follows and the verb opens its clause."""
    s = scene.sentence
    if not s.tokens[i].has("impersonal") or entry.shape != "present" or can_speak(s, skip_adverbs(s, i + 1)):
        return False
    return not subject_before(s, i)[0] and s.key(i - 1) not in PRONOUNS


def is_passive_like(s: Sentence, j: int) -> bool:
    """True where a thing that can be announced follows as the verb's own subject (`أعلنت هدنة`)."""
    return j < len(s.tokens) and s.tokens[j].has("not_speaker", "ceasefire", "incident") and not s.tokens[j].key.startswith("ال")


def opens_with(s: Sentence, k: int, wanted: str) -> bool:
    key = s.key(k)
    if key == wanted or (wanted == "عن" and key in ("عنه", "عنها")):
        return True
    return len(wanted) == 1 and key.startswith(wanted) and bool(s.tokens[k].word.prefix_length)


def verb_between(s: Sentence, i: int, wanted: str) -> bool:
    last = next((k for k in range(i + 1, len(s.tokens)) if opens_with(s, k, wanted)), i)
    return any(is_verb(s.tokens[k]) or s.tokens[k].mark in ("،", "؛", ":") for k in range(i + 2, last))
