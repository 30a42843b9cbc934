"""Incidents told by a word of violence of their own: a verb (`قصفت`), a verbal noun (`قصف قوات النظام`), a headline noun."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.context import is_told, status_of
from marsad.languages.ar.rules.incidents.frame import Frame, read_frame
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.languages.ar.rules.incidents.types import refine
from marsad.model.claim import Claim, Incident


@BOOK.rule("incident", "incident")
def told(scene: Scene, i: int) -> Iterator[Claim]:
    """«قصفت قوات النظام أطراف حي جمعية الزهراء»: a verb or noun that is itself the act."""
    s = scene.sentence
    entry = s.entry(i, "incident")
    if entry is None or not is_told(scene, i):
        return
    last = s.end_of(i, "incident")
    word = s.tokens[i].word
    frame = read_frame(scene, i, last, entry.code, entry.pos, word.suffix if last == i + 1 else "")
    frame.places = places_of(scene, i, last)
    if entry.pos == "noun" and (word.suffix or word.prefix.endswith(("ال", "لل"))) and is_bare(scene, i, last, frame):
        return
    yield incident(scene, i, last, refine(scene, i, last, entry.code, frame.by, frame.against), frame)


@BOOK.rule("incident", "light")
def hit(scene: Scene, i: int) -> Iterator[Claim]:
    """«استهدفت طائرات حربية مدينة السخنة»: a verb of hitting whose subject is no strike (the strike would be the trigger)."""
    s = scene.sentence
    entry = s.entry(i, "light")
    if entry is None or entry.code != "hit" or not is_told(scene, i):
        return
    if any(s.has(j, "incident", "harm") for j in range(max(0, i - 5), min(len(s.tokens), i + 4)) if j != i):
        return
    last = i + 1
    frame = read_frame(scene, i, last, "hit", entry.pos, s.tokens[i].word.suffix)
    frame.places = places_of(scene, i, last)
    if entry.lemma == "استهدف" or frame.by:
        yield incident(scene, i, last, refine(scene, i, last, "hit", frame.by, frame.against), frame)


def is_bare(scene: Scene, i: int, last: int, frame: Frame) -> bool:
    """True where a definite noun brings nothing of its own: no agent, target, or place right after it («وقال إن الهجوم …»)."""
    if frame.by or frame.against or scene.sentence.has(i - 1, "light"):
        return False
    start = scene.sentence.tokens[i].start
    near = scene.sentence.tokens[min(last + 5, len(scene.sentence.tokens)) - 1].end
    return not any(start < p.span.start <= near for p in frame.places)


def incident(scene: Scene, i: int, last: int, code: str, frame: Frame) -> Incident:
    """The claim of a frame; its quote reaches from the trigger over the first words after it."""
    return scene.make(
        Incident,
        i,
        max(frame.last, last + 2),
        trigger=i,
        incident_type=code,
        by=tuple(frame.by),
        against=tuple(frame.against),
        places=tuple(frame.places),
        when=frame.when,
        status=status_of(scene, i, last),
    )
