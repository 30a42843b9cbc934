"""Incidents told by a verb of hitting (`استهدفت`, `طالت`): the strike is named with it, or is not named at all."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.phrases import has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.borrowed import is_borrowed
from marsad.languages.ar.rules.incidents.frame import read_frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.repeats import is_bare
from marsad.languages.ar.rules.incidents.strikes import goes_on, has_strike_subject, instrument, reading
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.types import refine
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Claim, Name

AIMING = ("استهدف", "استهداف")


@BOOK.rule("incident", "light")
def hit(scene: Scene, i: int) -> Iterator[Claim]:
    """«استهدفت طائرات حربية مدينة السخنة»: a verb of hitting whose subject is no strike (the strike would be the trigger)."""
    s = scene.sentence
    entry = s.entry(i, "light")
    if entry is None or entry.code != "hit" or entry.person == "1" or s.has(i, "harm") or not is_told(scene, i):
        return
    harmed = any(s.has(j, "harm") and not has_conjunction(s.tokens[j]) for j in range(i + 1, min(len(s.tokens), i + 3)))
    if harmed or goes_on(s, i) or has_strike_subject(s, i):
        return
    last = i + 1
    frame = read_frame(scene, i, last, "hit", entry.pos)
    if s.has(i - 1, "rel") and s.has(i - 2, "abstract", "intent", "speech_noun", "document"):
        return
    if entry.lemma not in AIMING and not frame.by or is_borrowed(scene, i, last, entry, frame):
        return
    definite = s.tokens[i].word.prefix.endswith(("ال", "لل"))
    if entry.pos == "noun" and definite and not frame.by and is_bare(scene, i, last, frame):
        return
    tool = instrument(scene, i)
    code = refine(scene, i, last, "hit", frame.by, frame.against)
    if tool is not None and code == "attack" and (strike := reading(s, tool, "incident")):
        code = refine(scene, tool, s.end_of(tool, "incident"), strike.code, frame.by, frame.against)
        frame.last = max(frame.last, tool + 2)
    if tool is not None:
        frame.places = _beyond(scene, i, tool) or frame.places
    yield incident(scene, i, last, code, frame)


def _beyond(scene: Scene, i: int, tool: int) -> list[Name]:
    """The places after the verb at i, those beyond its tool as well («استهدفت بعشر غارات أطراف مدينة أ»)."""
    s = scene.sentence
    start = s.tokens[i].start
    near = [n for n in places_of(scene, i, i + 1) if n.span.start > start]
    far = places_of(scene, tool, s.end_of(tool, "incident"))
    return near + [n for n in far if n.span.start > s.tokens[tool].start and n.span not in {m.span for m in near}]
