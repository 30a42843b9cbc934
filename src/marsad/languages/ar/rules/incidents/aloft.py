"""Strikes that come from the air though their own words do not say so: what the rest of the report says of who flies."""

from __future__ import annotations

import re

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.incidents.force import roots
from marsad.model.claim import Incident, Name
from marsad.text.fold import fold_key

FLYING = re.compile(r"\b(?:ال|و|ب|لل)*(?:غارات|غارة|طيران|طائرات|مقاتلات|مروحيات|سلاح الجو)\s+((?:\S+\s+){1,3})")
KIN = frozenset({"air_strike", "shelling"})


def flies_elsewhere(scene: Scene, by: list[Name]) -> bool:
    """True for a nation («قصف روسي») whose planes or air raids the report names, before or after."""
    single = [n for n in by if " " not in n.text]
    return bool(single) and any(root in _flyers(scene) for n in single for root in roots(n))


def _flyers(scene: Scene) -> set[str]:
    """The roots of the words behind planes and raids in the whole report, and of those who struck from the air so far."""
    known: set[str] | None = scene.discourse.memory.get("aloft")
    if known is None:
        words = (fold_key(w) for found in FLYING.finditer(scene.sentence.text) for w in found[1].split())
        known = scene.discourse.memory["aloft"] = {w.removeprefix("ال").removesuffix("ه").removesuffix("ي") for w in words}
    past: set[str] = scene.discourse.memory.get("flew", set())
    return known | past


def takes_up(scene: Scene, i: int) -> bool:
    """True for a strike without an agent that goes on from the air strike told last («وشمل القصف»), in its paragraph if bare."""
    s = scene.sentence
    told: list[Incident] = scene.discourse.memory.get("told", [])
    last = next((c for c in reversed(told) if c.incident_type in KIN), None)
    if last is None or last.incident_type != "air_strike":
        return False
    return s.tokens[i].word.prefix.endswith(("ال", "لل")) or "\n" not in s.text[last.span.end : s.tokens[i].start]
