"""Casualties: a number of people and what became of them."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.book import BOOK
from marsad.model.claim import Casualties, Claim


@BOOK.rule("casualties", "harm")
def counted(scene: Scene, i: int) -> Iterator[Claim]:
    """«أوقع القصف 246 قتيلاً من المدنيين»: a figure before the harmed."""
    s = scene.sentence
    entry = s.entry(i, "harm")
    number = next((n for n in s.numbers if n.last == i), None)
    if entry and number:
        yield scene.make(Casualties, number.first, i + 1, trigger=i, outcome=entry.code, min=number.min, max=number.max)
