"""What the charts draw: where days and figures stand. Time runs in the direction of reading; no chart needs a script.

Positions across are in percent of the drawing, so that a chart keeps its letters as it grows; positions down are pixels.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MONTHS_OVER, WEEKS_OVER = 75, 16  # a longer stretch has marks by month, by week


@dataclass(frozen=True, slots=True)
class Across:
    """Days as percent across, from `first` to `last`; mirrored where the page is read from the right."""

    first: dt.date
    last: dt.date
    rtl: bool = False
    edge: float = 0.0

    def at(self, day: dt.date, hours: float = 0) -> float:
        """Where the day begins (and the hours after).

        >>> Across(dt.date(2016, 5, 1), dt.date(2016, 5, 3)).at(dt.date(2016, 5, 2))
        50.0
        """
        whole = max((self.last - self.first).days, 1)
        part = ((day - self.first).days + hours / 24) / whole
        along = self.edge + (100 - 2 * self.edge) * part
        return round(100 - along if self.rtl else along, 3)

    def bar(self, first: dt.date, last: dt.date, least: float = 0.6) -> tuple[float, float]:
        """(x, width) of a stretch, cut at the edges of the drawing."""
        low, high = max(first, self.first), min(last, self.last)
        one, two = sorted((self.at(low), self.at(max(high, low))))
        wide = max(two - one, least)
        return round(min(one, 100 - wide), 3), round(wide, 3)

    def ticks(self, most: int = 9) -> list[tuple[float, dt.date]]:
        """Days to mark on the axis, at most about `most`."""
        long = (self.last - self.first).days
        if long > MONTHS_OVER:
            days = [d for d in _days(self.first, self.last) if d.day == 1]
        else:
            days = [d for d in _days(self.first, self.last) if (d - self.first).days % (7 if long > WEEKS_OVER else 1) == 0]
        every = -(-len(days) // most) or 1
        return [(self.at(day), day) for day in days[::every]]

    def marks(self, most: int = 9) -> list[tuple[float, dt.date, bool]]:
        """The same, each with whether it begins a year on this axis and so says it; the first does where the axis has several years."""
        found = self.ticks(most)
        years = [0 if self.first.year != self.last.year else self.first.year, *(day.year for _, day in found)]
        return [(x, day, day.year != before) for (x, day), before in zip(found, years, strict=False)]


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(n) for n in range(min((last - first).days, 20_000) + 1))


@dataclass(frozen=True, slots=True)
class Down:
    """Figures as pixels down, from 0 at the bottom to a round number at the top."""

    top: int
    height: float

    def at(self, value: int) -> float:
        """Where the figure stands."""
        return round(self.height * (1 - value / self.top), 2)

    def ticks(self) -> list[tuple[float, int]]:
        """The figures to mark on the axis."""
        return [(self.at(v), v) for v in dict.fromkeys((0, self.top // 2, self.top))]


def down(values: Iterable[int], height: float) -> Down:
    """The scale on which all these figures have room.

    >>> down([246, 1396], 100).top
    1400
    """
    most = max([*values, 1])
    step = 10 ** max(len(str(most)) - 2, 0)
    top = -(-most // step) * step
    return Down(top + top % 2, height)


def spark(values: Sequence[int], rtl: bool, wide: int = 120, high: int = 28) -> str:
    """The points of a small line through the figures, evenly apart, for `<polyline points>`."""
    values = _thinned(values, wide // 2)
    low, most = min(values), max(values)
    spread, step = max(most - low, 1), (wide - 8) / max(len(values) - 1, 1)
    found = [(4 + step * i, 4 + (high - 8) * (1 - (v - low) / spread)) for i, v in enumerate(values)]
    return " ".join(f"{(wide - x if rtl else x):.1f},{y:.1f}" for x, y in found)


def _thinned(values: Sequence[int], most: int) -> Sequence[int]:
    """The values, of very many the least and the most of each stretch, in their order.

    >>> _thinned([1, 2, 3, 9, 5, 6, 7, 8], 4)
    [1, 9, 5, 8]
    """
    if len(values) <= most:
        return values
    long = -(-2 * len(values) // most)
    parts = (range(n, min(n + long, len(values))) for n in range(0, len(values), long))
    return [values[n] for part in parts for n in sorted({min(part, key=values.__getitem__), max(part, key=values.__getitem__)})]
