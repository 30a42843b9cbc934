"""Ceasefires: truces, calms, cessations and pauses, and what happens to them."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.book import BOOK
from marsad.model.claim import Ceasefire, Claim


@BOOK.rule("ceasefire", "ceasefire")
def told(scene: Scene, i: int) -> Iterator[Claim]:
    """«إعلان هدنة في دمشق لمدة 24 ساعة»: the noun of a ceasefire."""
    if scene.sentence.entry(i, "ceasefire"):
        yield scene.make(Ceasefire, i, i + 3, trigger=i, action="agreed")
