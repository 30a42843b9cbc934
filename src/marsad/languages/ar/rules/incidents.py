"""Incidents: what was done to people, places or things."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.book import BOOK
from marsad.model.claim import Claim, Incident


@BOOK.rule("incident", "incident")
def told(scene: Scene, i: int) -> Iterator[Claim]:
    """«قصفت قوات النظام أطراف حي جمعية الزهراء»: a word of violence."""
    entry = scene.sentence.entry(i, "incident")
    if entry:
        yield scene.make(Incident, i, i + 4, trigger=i, incident_type=entry.code)
