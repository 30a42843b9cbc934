"""Incidents told by a word of violence of their own: a verb (`قصفت`), a verbal noun (`قصف قوات النظام`), a headline noun."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import QUOTE_WORDS, Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import clause, has_clitic_preposition
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.context import is_told, status_of
from marsad.languages.ar.rules.incidents.frame import Frame, read_frame
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.languages.ar.rules.incidents.types import armed, military, refine
from marsad.model.claim import Claim, Incident


def reading(s: Sentence, i: int, cls: str) -> Entry | None:
    """The reading of the word at i in its place: a form that is verb and noun (`قصف`) is a noun where only one can stand."""
    first = s.entry(i, cls)
    if first is None or first.pos != "verb" or first.shape != "past":
        return first
    noun = next((e for e in s.tokens[i].word.entries if e.cls == cls and e.pos == "noun"), None)
    return noun if noun and _stands_as_noun(s, i) else first


def _stands_as_noun(s: Sentence, i: int) -> bool:
    """True after a preposition, an amount or a light word, and before an adjective or «على», «من قبل», «لقوات …»."""
    if s.has(i - 1, "prep", "amount", "light", "dem", "cause", "number", "stopping") and s.key(i - 1) not in ("ان", "انه"):
        return True
    after = i + 1
    if s.has(after, "mode", "quality", "national", "target_mark", "agent_mark"):
        return True
    actor = s.starting(s.actors, after) if after < len(s.tokens) else None
    return actor is not None and (actor.sort == "adjective" or has_clitic_preposition(s.tokens[after]))


TAKEN = frozenset({"استولى", "استيلاء", "انتزع"})
FORCED = frozenset({"تهجير", "هجر", "شرد", "تشريد"})
STRIKES = frozenset({"shelling", "air_strike", "strike", "assault", "explosion", "suicide_bombing"})


@BOOK.rule("incident", "incident")
def told(scene: Scene, i: int) -> Iterator[Claim]:
    """«قصفت قوات النظام أطراف حي جمعية الزهراء»: a verb or noun that is itself the act."""
    s = scene.sentence
    entry = reading(s, i, "incident")
    if entry is None or not is_told(scene, i):
        return
    if entry.code in STRIKES and is_instrument(scene, i):
        return
    last = s.end_of(i, "incident")
    word = s.tokens[i].word
    frame = read_frame(scene, i, last, entry.code, entry.pos, word.suffix if last == i + 1 else "")
    frame.places = places_of(scene, i, last)
    frame.when = when_of(scene, i, last)
    if entry.pos == "noun" and (word.suffix or word.prefix.endswith(("ال", "لل"))) and is_bare(scene, i, last, frame):
        return
    code = refine(scene, i, last, entry.code, frame.by, frame.against)
    if code == "seizure" and not has_ground(scene, frame):
        code = "looting_destruction" if entry.lemma in TAKEN else ""
    if entry.code == "displacement" and entry.lemma not in FORCED:
        frame.by = []
    if code:
        yield incident(scene, i, last, code, frame, governor(scene, i) if entry.pos == "noun" else None)


@BOOK.rule("incident", "light")
def hit(scene: Scene, i: int) -> Iterator[Claim]:
    """«استهدفت طائرات حربية مدينة السخنة»: a verb of hitting whose subject is no strike (the strike would be the trigger)."""
    s = scene.sentence
    entry = s.entry(i, "light")
    if entry is None or entry.code != "hit" or entry.person == "1" or s.has(i, "harm") or not is_told(scene, i):
        return
    if is_relative(scene, i) or has_strike_subject(scene, i) or any(s.has(j, "harm") for j in range(i + 1, min(len(s.tokens), i + 3))):
        return
    last = i + 1
    frame = read_frame(scene, i, last, "hit", entry.pos, s.tokens[i].word.suffix)
    frame.places = places_of(scene, i, last)
    frame.when = when_of(scene, i, last)
    if entry.lemma != "استهدف" and not frame.by:
        return
    tool = instrument(scene, i)
    code = refine(scene, i, last, "hit", frame.by, frame.against)
    if tool is not None and code == "attack" and (strike := reading(s, tool, "incident")):
        code = refine(scene, tool, s.end_of(tool, "incident"), strike.code, frame.by, frame.against)
        frame.last = max(frame.last, tool + 2)
    yield incident(scene, i, last, code, frame)


def instrument(scene: Scene, i: int) -> int | None:
    """The strike with which the verb at i hits («استهدفت … بقصف مدفعي»), if one is named in its clause."""
    s = scene.sentence
    _, end = clause(s, i)
    return next((j for j in range(i + 1, end) if s.has(j, "incident") and is_instrument(scene, j)), None)


def has_ground(scene: Scene, frame: Frame) -> bool:
    """False where what is taken is neither ground, a position nor a side («استعادة الصلات التجارية»)."""
    return bool(frame.places) or not frame.against or any(military(scene, n) or armed(scene, n) for n in frame.against)


def is_instrument(scene: Scene, i: int) -> bool:
    """True where the strike at i only says with what a verb before it hit: «استهدفت طائرات … بعدة غارات»."""
    s = scene.sentence
    first, _ = clause(s, i)
    near = range(max(first, i - 4), i + 1)
    with_b = any("ب" in s.tokens[j].word.prefix.removesuffix("ال") or s.key(j) == "ب" for j in near if not s.covering(s.places, j))
    return with_b and any(_hits(scene, j) for j in range(first, i))


def has_strike_subject(scene: Scene, i: int) -> bool:
    """True for «استهدف قصف إسرائيلي …»: the strike itself is told."""
    s = scene.sentence
    near = (reading(s, j, "incident") for j in (i + 1, i + 2) if j < len(s.tokens) and "ب" not in s.tokens[j].word.prefix)
    return any(e is not None and e.pos == "noun" and e.code in STRIKES for e in near)


def is_relative(scene: Scene, i: int) -> bool:
    """True where the verb of hitting at i goes on from a strike before it: «غارات … استهدفت», «قصف شنته … طال»."""
    s = scene.sentence
    strikes = [j for j in range(i) if (e := reading(s, j, "incident")) and e.pos == "noun" and e.code in STRIKES]
    if not strikes or s.starting(s.actors, i + 1) or s.has(i, "conj") or s.tokens[i].word.prefix.startswith("و"):
        return bool(strikes) and strikes[-1] == i - 1
    between = range(strikes[-1] + 1, i)
    return not any(s.has(j, "speech", "sub") or s.tokens[j].mark in (".", "؛") for j in between)


def _hits(scene: Scene, j: int) -> bool:
    entry = scene.sentence.entry(j, "light")
    return entry is not None and entry.code == "hit" and entry.pos == "verb"


def is_bare(scene: Scene, i: int, last: int, frame: Frame) -> bool:
    """True where a definite noun brings nothing of its own: no agent, target, or place right after it («وقال إن الهجوم …»)."""
    s = scene.sentence
    if frame.own or frame.against or any(s.has(j, "light") for j in (last, last + 1)) or _is_launched(s, i):
        return False
    start = scene.sentence.tokens[i].start
    near = scene.sentence.tokens[min(last + 5, len(scene.sentence.tokens)) - 1].end
    return not any(start < p.span.start <= near for p in frame.places)


def _is_launched(s: Sentence, i: int) -> bool:
    """True where a light verb in the clause makes the noun its act («واصلت طائرات التحالف شن الغارات»)."""
    first, _ = clause(s, i)
    return any((e := s.entry(j, "light")) is not None and e.pos == "verb" and e.code == "do" for j in range(max(first, i - 6), i))


def governor(scene: Scene, i: int) -> int | None:
    """The light verb whose act the noun at i is («شنت … غارات», «تعرضت … لقصف»); None where none governs it."""
    s = scene.sentence
    first, _ = clause(s, i)
    for j in range(i - 1, first - 1, -1):
        entry = s.entry(j, "light")
        if entry and entry.pos == "verb" and entry.code in ("do", "undergo"):
            return j
        if s.has(j, "incident", "speech", "harm", "sub", "aside"):
            return None
    return None


def incident(scene: Scene, i: int, last: int, code: str, frame: Frame, verb: int | None = None) -> Incident:
    """The claim of a frame; its quote begins with the verb that governs the trigger, else with the trigger itself."""
    first = i if verb is None else verb
    far = len(scene.sentence.span_of(first, last).of(scene.sentence.text).split()) > QUOTE_WORDS
    return scene.make(
        Incident,
        first,
        max(frame.last, last + (1 if verb is not None else 2)),
        trigger=first if far else i,
        incident_type=code,
        by=tuple(frame.by),
        against=tuple(frame.against),
        places=tuple(frame.places),
        when=frame.when,
        status=status_of(scene, i, last),
    )
