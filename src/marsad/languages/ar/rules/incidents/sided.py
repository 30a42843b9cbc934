"""Incidents told by an everyday word that is an act of war only of a side (`تقدمت المقاومة`) or of people (`فر السكان`)."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.borrowed import is_borrowed
from marsad.languages.ar.rules.incidents.frame import Frame, read_frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Claim

FAR_BACK = 9
FIGHTERS, ABLE = 5, 9
ENTERING = "دخول"
ARMED_BODIES = frozenset({"شرطة", "جهاز"})
NEEDS_PLACE = frozenset({"seizure", "withdrawal", "deployment"})
OWN_PRONOUNS = frozenset("انه انها انهم".split())
FLIGHT = frozenset({"فرار", "هروب"})
NEEDS_OBJECT = frozenset({"attack", "arrest", "siege", "looting_destruction"})


@BOOK.rule("incident", "incident_by")
def by_a_side(scene: Scene, i: int) -> Iterator[Claim]:
    """«تقدمت قوات النظام في حي الوعر»: the subject is an armed side, and a place or an object is named."""
    s = scene.sentence
    entry = s.entry(i, "incident_by")
    if entry is None or entry.person == "1" or s.has(i, "incident") or not is_told(scene, i):
        return
    frame = read_frame(scene, i, i + 1, entry.code, entry.pos)
    if entry.code == "attack" and s.has(i - 1, "prep") and not any(n.span.start > s.tokens[i].start for n in frame.by):
        frame = read_frame(scene, i, i + 1, entry.code, "noun")
    if _is_of_people(s, i, entry, frame) or is_borrowed(scene, i, i + 1, entry, frame):
        return
    moved = is_armed(scene, frame) or _goes_forward(scene, i) or entry.code == "withdrawal" and _are_fighters(s, i)
    whole = _is_whole(entry.code, frame, s.tokens[i].word.suffix) or entry.lemma in FLIGHT and _is_explicit(s, i, frame)
    if moved and whole:
        code = "seizure" if entry.lemma == ENTERING and _was_able(s, i) else entry.code
        yield incident(scene, i, i + 1, code, frame)


@BOOK.rule("incident", "incident_people")
def by_people(scene: Scene, i: int) -> Iterator[Claim]:
    """«فر عشرات السكان إلى دوما»: people flee, so they are who it was done to."""
    s = scene.sentence
    entry = s.entry(i, "incident_people")
    back = FAR_BACK if entry is not None and entry.person in ("mp", "1") else 3
    near = range(max(0, i - back), min(len(s.tokens), i + 6))
    if entry is None or entry.person != "1" and not any(s.has(j, "people", "amount") for j in near):
        return
    of_men = range(max(0, i - back) if back > 3 or entry.pos == "noun" else i, min(len(s.tokens), i + 4))
    if any((e := s.entry(j, "people")) is not None and e.code == "combatants" for j in of_men):
        return
    frame = Frame(last=i + 3, places=places_of(scene, i, i + 1))
    yield incident(scene, i, i + 2, entry.code, frame)


def _is_of_people(s: Sentence, i: int, entry: Entry, frame: Frame) -> bool:
    """True where the word is no act of a side: those who leave are civilians or in a bus, those held no people, the agent carried over."""
    if entry.lemma == "تقدم" and s.key(i + 1) in ("عليها", "عليه"):
        return True
    before = s.key(i - 1) == "ان" and s.key(i - 2) == "قبل"
    if entry.lemma == "دخل" and entry.shape == "present" and not before and not s.tokens[i].word.prefix.startswith(("س", "وس", "فس")):
        return True
    if entry.code == "withdrawal" and s.among(i + 1, min(len(s.tokens), i + 4), "convoy"):
        return True
    if entry.code == "arrest":
        return not any(s.has(j, "people", "title") for j in range(i + 1, min(len(s.tokens), i + 7)))
    killed = entry.code == "attack" and _are_killers(s, i)
    if not killed and entry.code == "attack" and s.starting(s.numbers, i + 1):
        return True
    if not killed and entry.code in ("attack", "withdrawal") and _civilians_behind(s, i, frame):
        return True
    return (entry.code == "attack" or entry.pos == "noun") and not _is_explicit(s, i, frame)


def _are_killers(s: Sentence, i: int) -> bool:
    """True where a side stands right before the verb, the pronoun of the one that speaks, or «أقدم على».

    «أعلن الجيش أنه | قتل خمسة مسلحين»: a figure behind the verb is then whom they killed.
    """
    if has_conjunction(s.tokens[i]):
        return False
    named = any(a.last == i and a.sort != "adjective" and not has_clitic_preposition(s.tokens[a.first]) for a in s.actors)
    dared = any(e.cls == "light" and last == i for j in (i - 3, i - 2) for last, e in s.phrases.get(j, ()))
    return named or dared or s.key(i - 1).lstrip("وبل") in OWN_PRONOUNS


def _civilians_behind(s: Sentence, i: int, frame: Frame) -> bool:
    """True where people who are no fighters stand right behind the verb, and are not what its agent struck («قتلت القوات | مدنيين»)."""
    agent = frame.by[0].span if frame.by and frame.against else None
    after = (j for j in (i + 1, i + 2) if (p := s.entry(j, "people")) is not None and p.code != "combatants")
    own = agent is not None and i + 1 < len(s.tokens) and agent.start <= s.tokens[i + 1].start < agent.end
    return any(True for _ in after) and not own


def _is_explicit(s: Sentence, i: int, frame: Frame) -> bool:
    """True where the killer is named right before the verb or after it, not carried over («وقتل على إثرها شخصان»)."""
    before = s.tokens[max(0, i - 2)].start
    return bool(frame.by) and (any(n.span.end > before for n in frame.by) or _are_killers(s, i) or _was_able(s, i))


def _was_able(s: Sentence, i: int) -> bool:
    """True behind a word of ability or success («تمكنت القوات من دخول المبنى»)."""
    return bool(s.among(max(0, i - ABLE), i, "ability")) and not any(s.tokens[j].mark for j in range(max(0, i - ABLE), i))


def _goes_forward(scene: Scene, i: int) -> bool:
    """True for an advance on a named place («تقدمت في حي الجمهوري»), whoever is meant."""
    s = scene.sentence
    place = s.starting(s.places, i + 2)
    return s.tokens[i].word.stem.endswith(("تقدم", "تقدمت")) and s.has(i + 1, "target_mark", "place_prep") and place is not None


def _are_fighters(s: Sentence, i: int) -> bool:
    """True where fighters are counted behind the verb or before it («سيغادر نحو 1500 مسلح», «27 مسلحا خرجوا»)."""
    near = range(max(0, i - FIGHTERS), min(len(s.tokens), i + 1 + FIGHTERS))
    fighters = (j for j in near if (p := s.entry(j, "people")) is not None and p.code == "combatants")
    return any(not any(t.mark or t.word.verbal for t in s.tokens[min(i, j) + 1 : max(i, j)]) for j in fighters)


def is_armed(scene: Scene, frame: Frame) -> bool:
    """True where the first agent is an actor of the theatre or is described by a head word of forces."""
    s = scene.sentence
    if not frame.by:
        return False
    first = frame.by[0].span
    if any((p := t.entry("people")) and p.code == "combatants" for t in s.tokens if first.start <= t.start < first.end):
        return True
    actor = next((a for a in s.actors if a.span.start <= first.start < a.span.end), None)
    if actor is not None and (people := s.entry(actor.first, "people")) is not None and people.code == "civilians":
        return False
    head = s.entry(actor.first, "actor_head") if actor is not None and actor.id is None else None
    if head is not None and head.code == "body" and head.lemma not in ARMED_BODIES:
        return False
    return actor is not None and actor.sort in ("named", "actor_head", "adjective")


def _is_whole(code: str, frame: Frame, suffix: str) -> bool:
    if code in NEEDS_PLACE:
        return bool(frame.places)
    return code not in NEEDS_OBJECT or bool(frame.against or suffix) or code == "siege" and bool(frame.places)
