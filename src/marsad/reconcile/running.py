"""Figures that stood with an incident and belong to a running toll: its own figure told again, or one far over what one strike kills.

`وبلغ العدد 253` beside yesterday's strike is the observatory's toll since April; only the reports together tell it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from marsad.model.claim import Casualties
from marsad.reconcile.happening import Happening
from marsad.reconcile.names import above
from marsad.reconcile.told import Told

RUNNING = 30
FAR_OVER = 100
NEAR = dt.timedelta(days=45)


class Running:
    """The figures of tolls by outcome: (value, day of the report, ids of its area)."""

    def __init__(self, tolls: Iterable[Told]) -> None:
        self._by_month: dict[tuple[str, int | None], list[tuple[int, dt.date | None, frozenset[str]]]] = defaultdict(list)
        for told in tolls:
            claim = told.claim
            if isinstance(claim, Casualties) and claim.period and (claim.min or 0) >= RUNNING:
                self._by_month[claim.outcome, _month(told.report.day)].append((claim.min or 0, told.report.day, told.leaves | told.wide))

    def holds(self, told: Told) -> bool:
        """True where the figure is a toll's of these weeks and this area, or 100 and more and of its size."""
        claim = told.claim
        if not isinstance(claim, Casualties) or (claim.min or 0) < RUNNING:
            return False
        near = [v for v, day, area in self._kept(claim.outcome, told.report.day) if _near(day, told.report.day) and _may_be_in(told, area)]
        value = claim.min or 0
        return value in near or value >= FAR_OVER and any(value * 2 >= other and other * 2 >= value for other in near)

    def _kept(self, outcome: str, day: dt.date | None) -> list[tuple[int, dt.date | None, frozenset[str]]]:
        """The figures of the months around the day and those without one; all of them where the day is not known."""
        if (month := _month(day)) is None:
            return [one for (kind, _), kept in self._by_month.items() if kind == outcome for one in kept]
        return [one for m in (None, *range(month - 2, month + 3)) for one in self._by_month.get((outcome, m), ())]


def _month(day: dt.date | None) -> int | None:
    return day.year * 12 + day.month if day else None


def _near(a: dt.date | None, b: dt.date | None) -> bool:
    return not a or not b or abs(a - b) <= NEAR


def _may_be_in(told: Told, area: frozenset[str]) -> bool:
    own = told.leaves | told.wide
    return not own or not area or any(i in area or set(above(i)) & area for i in own)


def taken(found: Sequence[Happening], tolls: Iterable[Told]) -> tuple[list[Happening], list[Told]]:
    """(the happenings without what belongs to running tolls, the figures that were taken from them with their parts)."""
    running = Running(tolls)
    moved: list[Told] = []
    for one in found:
        for told in [t for t in one.told if running.holds(t) and not _is_part(t)]:
            for figure in [told, *_parts(told, one.told)]:
                moved.append(figure)
                _take(one, figure)
    return [one for one in found if one.told], moved


def _is_part(told: Told) -> bool:
    assert isinstance(told.claim, Casualties)
    return bool(told.claim.of)


def _parts(told: Told, every: Iterable[Told]) -> list[Told]:
    """The figures that are parts of it, and their parts."""
    quotes = {told.claim.quote}
    found: list[Told] = []
    for other in every:
        if isinstance(other.claim, Casualties) and other.claim.of in quotes and other is not told:
            quotes.add(other.claim.quote)
            found.append(other)
    return found


def _take(one: Happening, told: Told) -> None:
    claim = told.claim
    one.told = [t for t in one.told if t is not told]
    if isinstance(claim, Casualties) and claim.min is not None and claim.outcome in one.figures:
        one.figures[claim.outcome] -= {claim.min}
