"""Reports of one text: an agency's note that several outlets print is one voice, that of the outlet which had it first.

What a store already found out is taken as it is (`copy` in a row); else the texts are compared here, by their sketches.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from marsad.reconcile.greedy import Blocks
from marsad.reconcile.told import Telling
from marsad.text.sketch import ALIKE, alike, bands, near

WIDEST = 200


class Copies:
    """The reports as they come, each with the family of its copies."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._made: dict[str, tuple[bytes, dt.date | None]] = {}
        self._idents: list[str] = []
        self._blocks = Blocks[int]()

    def add(self, ident: str, made: bytes | None, day: dt.date | None) -> None:
        """Takes in a report by the sketch of its text and joins it with the reports that it is a copy of."""
        if made is None:
            return
        own = bands(made)
        for other in {self._idents[n] for band in own for n in self._blocks.under(band)[-WIDEST:]}:
            theirs, when = self._made[other]
            if self._top(other) != self._top(ident) and near(day, when) and alike(made, theirs) >= ALIKE:
                self._above[self._top(ident)] = self._top(other)
        self._made[ident] = made, day
        for band in own:
            self._blocks.add(band, len(self._idents))
        self._idents.append(ident)

    def family(self, ident: str) -> str:
        """What all copies of one text share."""
        return self._top(ident)

    def _top(self, ident: str) -> str:
        while (above := self._above.get(ident, ident)) != ident:
            self._above[ident] = self._above.get(above, above)
            ident = above
        return ident


def give_voices(reports: Iterable[Telling], families: dict[str, str]) -> None:
    """Sets whose voice each report is: that of the first report of its family."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for report in reports:
        if report.id in families:
            found[families[report.id]].append(report)
    for copies in found.values():
        said = voice(copies)
        for one in copies:
            one.voice = said


def voice(copies: Iterable[Telling]) -> str:
    """The outlet of the first of these reports, by day, then by name; its id where it has none."""
    first = min(copies, key=lambda one: (one.day or dt.date.max, one.outlet, one.id))
    return first.outlet or first.id
