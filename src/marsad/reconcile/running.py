"""Figures that stood with an incident and belong to a running toll: its own figure told again, or one far over what one strike kills.

`وبلغ العدد 253` beside yesterday's strike is the observatory's toll since April; only the reports together tell it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.model.claim import Casualties
from marsad.reconcile.happening import Happening
from marsad.reconcile.names import above
from marsad.reconcile.told import Told

RUNNING = 30
FAR_OVER = 100
NEAR = dt.timedelta(days=45)


class Figure(NamedTuple):
    """A figure of a toll: of which outcome, how many, on which day told, the ids of its area."""

    outcome: str
    value: int
    day: dt.date | None
    area: frozenset[str]


def figures(tolls: Iterable[Told]) -> Iterator[Figure]:
    """The figures of tolls that a figure beside an incident may be of."""
    for told in tolls:
        claim = told.claim
        if isinstance(claim, Casualties) and claim.period and (claim.min or 0) >= RUNNING:
            yield Figure(claim.outcome, claim.min or 0, told.report.day, told.leaves | told.wide)


def asked(found: Iterable[Happening]) -> Iterator[Figure]:
    """The figures beside incidents that may be a toll's."""
    for told in (told for one in found for told in one.told):
        claim = told.claim
        if isinstance(claim, Casualties) and (claim.min or 0) >= RUNNING and not claim.of:
            yield Figure(claim.outcome, claim.min or 0, told.report.day, told.leaves | told.wide)


class Running:
    """The figures of tolls by outcome and month, the smallest first."""

    def __init__(self, tolls: Iterable[Figure]) -> None:
        self._by_month: dict[tuple[str, int | None], list[Figure]] = defaultdict(list)
        for one in tolls:
            self._by_month[one.outcome, month_of(one.day)].append(one)
        for kept in self._by_month.values():
            kept.sort(key=_value)

    def holds(self, told: Told) -> bool:
        """True where one of the tolls may hold the figure."""
        claim = told.claim
        if not isinstance(claim, Casualties) or (claim.min or 0) < RUNNING:
            return False
        asked = Figure(claim.outcome, claim.min or 0, told.report.day, told.leaves | told.wide)
        least, most = ((asked.value + 1) // 2, asked.value * 2) if asked.value >= FAR_OVER else (asked.value, asked.value)
        for kept in self._kept(claim.outcome, told.report.day):
            alike = kept[bisect_left(kept, least, key=_value) : bisect_right(kept, most, key=_value)]
            if any(may_hold(one, asked) for one in alike):
                return True
        return False

    def _kept(self, outcome: str, day: dt.date | None) -> list[list[Figure]]:
        """The figures of the months around the day; those without one where it is not known."""
        return [self._by_month.get((outcome, month), []) for month in months_around(day)]


def _value(one: Figure) -> int:
    return one.value


def month_of(day: dt.date | None) -> int | None:
    """The number of the day's month, None without a day."""
    return day.year * 12 + day.month if day else None


def months_around(day: dt.date | None) -> list[int | None]:
    """The months in which a figure of a toll stands that one told on this day may be of."""
    if day is None:
        return [None]
    return [*range((day - NEAR).year * 12 + (day - NEAR).month, (day + NEAR).year * 12 + (day + NEAR).month + 1)]


def may_hold(toll: Figure, asked: Figure) -> bool:
    """True where a figure beside an incident is a toll's of these weeks and this area, or 100 and more and of its size."""
    value, other = asked.value, toll.value
    alike = value == other or value >= FAR_OVER and value * 2 >= other and other * 2 >= value
    return alike and _near(toll.day, asked.day) and _may_be_in(asked.area, toll.area)


def _near(a: dt.date | None, b: dt.date | None) -> bool:
    """True for days within some weeks; what is told on no known day is near only what is told so too."""
    return abs(a - b) <= NEAR if a and b else a == b


def _may_be_in(own: frozenset[str], area: frozenset[str]) -> bool:
    return not own or not area or any(i in area or set(above(i)) & area for i in own)


def taken(found: Sequence[Happening], running: Running) -> tuple[list[Happening], list[Told]]:
    """(the happenings without what belongs to running tolls, the figures that were taken from them with their parts)."""
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
