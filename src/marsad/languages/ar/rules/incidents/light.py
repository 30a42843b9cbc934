"""Light words: the verb or noun whose act an incident's noun is (`شن X غارات`, `تعرضت المدينة لقصف`), and its subject."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition, has_conjunction
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.before import subject_before
from marsad.languages.ar.rules.incidents.carried import implied
from marsad.languages.ar.rules.incidents.elsewhere import latter
from marsad.languages.ar.rules.incidents.subjects import skip_adverbs, subject
from marsad.languages.ar.rules.incidents.targets import counted
from marsad.languages.ar.rules.incidents.where import is_act, is_answered
from marsad.model.claim import Name, Statement

LAUNCH_REACH = 9
SETTING_ABOUT = frozenset({"قام", "أقدم", "عمد", "بادر"})
TELLER_REACH = 8
TELLERS = ("speaking_together", "source_noun", "outlet")
INTRANSITIVE = frozenset({"بدأ"})
GOES_ON = frozenset({"بدأ", "تواصل", "استمر"})
GOVERNING = frozenset("عن حول من علي الي في بعد قبل منذ خلال اثر جراء".split())
ABLE = ("من", "في")  # «تمكن الجيش أمس؛ من استعادة …»
OF_OTHERS = ("accuse", "concern", "support")  # said of what others do: «دانت الحركة قصف المدينة»
NO_AGENT = ("occur", "undergo", "foil")


def light_subject(scene: Scene, i: int) -> list[Name] | None:
    """The subject of the light or enabling word that governs the noun at i («شنت X غارات», «تمكنت X من استعادة»).

    None where that word says that nobody is named («تعرضت … لقصف»), an empty list where there is no such word.
    """
    s = scene.sentence
    if is_answered(s, i):
        return []
    with_b = s.tokens[i].word.prefix.lstrip("وف") == "ب"
    first = 0 if with_b else clause(s, i - 2 if s.key(i - 1) in ABLE and i > 1 and s.tokens[i - 2].mark else i)[0]
    for j in reversed(s.among(first, i, "light", "ability", "speech", "incident")):
        entry = s.entry(j, "light") or s.entry(j, "ability")
        if entry is None:
            if s.has(j, "speech") or is_act(s, j) and not (j == i - 1 and has_conjunction(s.tokens[i])):
                return []
            continue
        if entry.person == "1" or entry.code == "hit" and entry.pos == "verb" and not with_b:
            continue
        if (
            entry.code in NO_AGENT
            or entry.lemma in GOES_ON
            and entry.pos == "verb"
            and j == i - 2
            and s.has(i - 1, "named_act")
            or entry.lemma in INTRANSITIVE
            and j == i - 1
            and s.tokens[i].word.prefix.endswith("ال")
        ):
            return None
        if entry.code == "claim" and s.among(first, j, "neg", "denial"):
            return None
        if (entry.code == "claim" or entry.pos == "noun" or s.has(j - 1, "speech")) and (by := teller(scene, j)):
            return by
        if entry.pos == "noun" and s.tokens[j].word.suffix and (by := subject_before(scene, j) or implied(scene, j)):
            return by
        told = entry.pos == "verb" and not _is_governed(s, j)
        if by := _subject_of(scene, j, i, told or entry.code in ("can", "claim")):
            return by
    return []


def _is_governed(s: Sentence, j: int) -> bool:
    """True where a preposition stands right before token j, so that it is a noun («تقارير عن شن هجوم»)."""
    return j > 0 and s.key(j - 1) in GOVERNING


def teller(scene: Scene, j: int) -> list[Name]:
    """Who tells of their own act at token j, named right before it («أعلن التنظيم مسؤوليته عن», «أعلنت إسرائيل شن غارات»)."""
    s = scene.sentence
    told = (c for c in scene.claims if isinstance(c, Statement) and c.speaker and c.act not in OF_OTHERS)
    told = (c for c in told if _is_side(s, c.speaker[-1]) and not _unsaid(s, c) and not (c.act == "threaten" and s.key(j - 1) == "من"))
    return next((list(c.speaker) for c in told if _nothing_between(s, c.speaker[-1].span.end, j)), [])


def speaking_side(scene: Scene, i: int) -> list[Name]:
    """The side that speaks of its own act («يقول الجيش إن الهجوم الذي يشنه …»)."""
    start = scene.sentence.tokens[i].start
    told = [c for c in scene.claims if isinstance(c, Statement) and c.speaker and c.act not in OF_OTHERS and c.trigger.start < start]
    return list(told[-1].speaker) if told and _is_side(scene.sentence, told[-1].speaker[-1]) else []


def _nothing_between(s: Sentence, end: int, j: int) -> bool:
    """True where only the verb of speech, times and marks stand between the end of the speaker's name and token j."""
    if end > s.tokens[j].start:
        return False
    between = [k for k in range(max(0, j - TELLER_REACH), j) if s.tokens[k].start >= end]
    if between and between[0] == j - TELLER_REACH:
        return False
    other = [k for k in between if not (s.tokens[k].mark or s.covering(s.times, k) or s.has(k, "adverb"))]
    return len(other) < 2 and not any(s.has(k, "sub") for k in other)


def _unsaid(s: Sentence, claim: Statement) -> bool:
    """True where the verb of speech is denied («لم تعلن أي جماعة مسؤوليتها»)."""
    at = next((k for k, t in enumerate(s.tokens) if t.end > claim.trigger.start), 0)
    return bool(s.among(max(0, at - 2), at, "neg", "denial"))


def _is_side(s: Sentence, name: Name) -> bool:
    """True where the name is a state's or an armed side's, not a person's, a monitor's or an office's."""
    actor = next((a for a in s.actors if a.span.overlaps(name.span)), None)
    if actor is None or actor.sort == "title" or s.has(actor.first, *TELLERS):
        return False
    head = s.entry(actor.first, "actor_head")
    if head is None:
        return actor.id is not None
    inside = range(actor.first, actor.last)
    return head.code != "body" or any(s.has(k, "side") or s.key(k) == "الدفاع" for k in inside)  # «الشرطة», «وزارة الدفاع»


def _subject_of(scene: Scene, j: int, i: int, is_verb: bool) -> list[Name]:
    """The actor between the light word at j and the noun at i, else the subject of the verb at j."""
    s = scene.sentence
    if by := latter(s, j + 1):
        return by
    near = (a for a in s.actors if j < a.first < i and a.sort != "adjective" and not s.has(a.first - 1, "prep", "place_prep"))
    actor = next((a for a in near if not s.among(a.first - 3, a.first, "rel")), None)
    if actor and not has_clitic_preposition(s.tokens[actor.first]):
        return [n for n in agents_from(s, actor.first)[0] if n.span.end <= s.tokens[i].start]
    if is_verb and (people := _who_sets_about(s, j)):
        return people
    return [n for n in subject(scene, j, j + 1)[0] if n.span.start < s.tokens[i].start] if is_verb else []


def _who_sets_about(s: Sentence, j: int) -> list[Name]:
    """The people behind a verb of setting about something, who are its subject («قامت امرأة بلجيكية بتفجير …»)."""
    entry = s.entry(j, "ability") or s.entry(j, "light")
    if entry is None or entry.lemma not in SETTING_ABOUT:
        return []
    who = counted(s, skip_adverbs(s, j + 1))
    people = s.entry(who, "people") if who < len(s.tokens) else None
    return agents_from(s, who)[0][:1] if people is not None and not has_clitic_preposition(s.tokens[who]) else []


def governor(scene: Scene, i: int) -> int | None:
    """The light verb whose act the noun at i is («شنت … غارات», «تعرضت … لقصف»); None where none governs it."""
    s = scene.sentence
    first, _ = clause(s, i)
    for j in reversed(s.among(first, i, "light", "speech", "harm", "sub", "aside", "incident")):
        entry = s.entry(j, "light")
        if entry and entry.pos == "verb" and entry.code in ("do", "undergo", "foil"):
            return j
        if s.has(j, "speech", "harm", "sub", "aside") or is_act(s, j):
            return None
    return None


def is_launched(scene: Scene, i: int) -> bool:
    """True where a light verb in the clause makes the noun its act («واصلت طائرات التحالف شن الغارات»)."""
    s = scene.sentence
    first, _ = clause(s, i)
    near = (s.entry(j, "light") for j in range(max(first, i - LAUNCH_REACH), i))
    return any(e is not None and (e.pos == "verb" and e.code in ("do", "foil") or e.code == "undergo") for e in near)
