"""Whom an incident struck where it names no target itself: those whom the same sentence tells it killed or wounded."""

from __future__ import annotations

from dataclasses import replace

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import name
from marsad.languages.ar.rules.casualties.figures import HARMING, causes_near, figures_of, is_mutual
from marsad.languages.ar.rules.casualties.people import np_end
from marsad.model.claim import Casualties, Claim, Incident, Name

HARMED = frozenset({"killed", "wounded", "killed_or_wounded"})
ON_PLACES = frozenset({"air_strike", "shelling"})
NAMED = ("people", "national", "post", "title", "side", "actor_head", "unit")


def struck(scene: Scene) -> list[Claim]:
    """The claims of the scene, the incidents without a target with the people that they are told to have harmed."""
    if not any(isinstance(c, Incident) and not c.against and c.incident_type in HARMING for c in scene.claims):
        return scene.claims
    victims: dict[int, list[Name]] = {}
    for figure in figures_of(scene):
        if (one := _people(scene.sentence, figure)) and (cause := _cause(scene, figure, one)):
            victims.setdefault(id(cause), []).append(one)
    return [replace(c, against=tuple(victims[id(c)])) if isinstance(c, Incident) and id(c) in victims else c for c in scene.claims]


def _people(s: Sentence, figure: Casualties) -> Name | None:
    """The people whom the figure counts, without their number; None where it names nobody («30 قتيلا», «آخرين»)."""
    if figure.outcome not in HARMED or figure.max == 0 or figure.of is not None:
        return None
    head = next((i for i, t in enumerate(s.tokens) if t.start <= figure.trigger.start < t.end), None)
    if head is None or not s.has(head, *NAMED) or s.has(head, "harmed"):
        return None
    return name(s, head, max(np_end(s, head), head + 1))


def _cause(scene: Scene, figure: Casualties, one: Name) -> Incident | None:
    """The incident that harmed them, where it names no target: not fighting between sides, not what they did themselves."""
    found = causes_near(scene, figure.span.start, figure.span.end, HARMING)
    cause = found[0] if found else None
    if (
        cause is None
        or cause.against
        or cause.status != "reported"
        or cause.places
        and cause.incident_type in ON_PLACES
        or is_mutual(scene.sentence, cause)
    ):
        return None
    return None if any(n.span.overlaps(one.span) for n in cause.by) else cause
