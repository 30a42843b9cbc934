"""The claim of an incident, made of its frame."""

from __future__ import annotations

from marsad.grammar.scene import QUOTE_WORDS, Scene
from marsad.languages.ar.rules.incidents.carried import keep_sides
from marsad.languages.ar.rules.incidents.details import count_of, site_of, weapons_of
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.grievance import protested
from marsad.languages.ar.rules.incidents.moment import is_past
from marsad.languages.ar.rules.incidents.repeats import keep_told
from marsad.languages.ar.rules.incidents.status import status_of
from marsad.model.claim import Incident, Name


def incident(scene: Scene, i: int, last: int, code: str, frame: Frame, verb: int | None = None) -> Incident:
    """The claim of a frame; its quote begins with the verb that governs the trigger, if it is near, else with the trigger itself."""
    far = verb is None or len(scene.sentence.span_of(verb, last).of(scene.sentence.text).split()) > QUOTE_WORDS
    first = figure_before(scene, i) if far or verb is None else verb
    status = status_of(scene, i, last)
    claim = scene.make(
        Incident,
        first,
        max(frame.last, last + (1 if verb is not None else 2)),
        trigger=i,
        incident_type=code,
        by=tuple(doers(scene, frame.by)),
        against=tuple(protested(scene.sentence, i, code, frame.against)),
        places=tuple(frame.places),
        when=None if status == "intended" and is_past(frame.when, scene.sentence.day) else frame.when,
        status=status,
        weapon=weapons_of(scene, i, last),
        target=site_of(scene, i, last),
        count=count_of(scene, i),
    )
    keep_sides(scene, claim)
    keep_told(scene, claim)
    return claim


def doers(scene: Scene, names: list[Name]) -> list[Name]:
    """Who did it, of a paper that says so the body that issued it («بيان الجيش أنه نفذ غارات»: الجيش); a paper alone did nothing."""
    s = scene.sentence
    if "document" not in s.held:
        return names
    at = {t.start: k for k, t in enumerate(s.tokens)}
    found = []
    for name in names:
        first = at.get(name.span.start)
        if first is None or not s.has(first, "document") or s.has(first, "actor_head"):
            found.append(name)
        elif owner := next((a for a in s.actors if a.first == first + 1 and a.span.end <= name.span.end), None):
            found.append(Name(owner.text, owner.span, owner.id))
    return found


def figure_before(scene: Scene, i: int) -> int:
    """The token at which the figure right before the trigger begins («نحو خمس وعشرين غارة»); the trigger itself without one."""
    return next((n.first for n in scene.sentence.numbers if n.last == i and not n.ordinal), i)
