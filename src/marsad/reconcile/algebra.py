"""Toll algebra over time: what a source's series cannot all say. With the checks within a report (`sums.py`) these are all checks.

A finding is no correction: it names the claims and what does not fit, and leaves the rest to a person.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from marsad.model.claim import Casualties
from marsad.model.record import Finding, Toll
from marsad.reconcile.figures import Counted, counted, finding
from marsad.reconcile.names import above
from marsad.reconcile.sums import WITHIN
from marsad.reconcile.told import Told

DAY = dt.timedelta(days=1)
PEOPLE = ((), ("civilians",))
Tolls = Sequence[Counted]
Unit = tuple[str, tuple[Any, ...], str]
"""What tolls are held against each other for: a series, a day, a people, an area; who is counted; since when, or when."""


def findings(told: Iterable[Told]) -> list[Finding]:
    """All findings, those within a report first, in the order of the claims."""
    by_report: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_report[one.report.id].append(one)
    return [f for ident in sorted(by_report) for f in within(by_report[ident])] + over(t for told in by_report.values() for t in told)


def within(told: Iterable[Told]) -> list[Finding]:
    """The findings within one report."""
    figures = [counted(one) for one in told if isinstance(one.claim, Casualties)]
    return [f for check in WITHIN.values() for f in check(figures)] if len(figures) > 1 or any(f.claim.period for f in figures) else []


def over(told: Iterable[Told]) -> list[Finding]:
    """The findings over time, of all reports together."""
    figures = compared(told)
    units: dict[Unit, list[Counted]] = defaultdict(list)
    daily: dict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for one in figures:
        for unit in units_of(one):
            units[unit].append(one)
        if is_daily(one):
            daily[one.definition].append(one)
    return [f for unit in sorted(units, key=repr) for f in of_unit(unit, units[unit], daily.get(unit[1], ()))]


def compared(told: Iterable[Told]) -> list[Counted]:
    """The figures that are held against each other over time, in the order of their refs."""
    exact = (t for t in told if isinstance(t.claim, Casualties) and (t.claim.period or t.claim.when) and t.claim.approx == "exact")
    return sorted(map(counted, exact), key=lambda f: (f.told.ref, f.told.nth))


def units_of(one: Counted) -> list[Unit]:
    """What a toll is held against, by what it shares with it: the series, the day, who is counted, the area; nothing for other figures."""
    if not (one.since and one.exact) or one.of and one.who == () or _part_by_cause(one):
        return []
    series: list[Unit] = [("series", one.definition, str(one.since)), ("day", one.definition, str(one.day))]
    people: Unit = ("people", (one.source, one.outcome, one.area), f"{one.since} {one.day}")
    return [*series, people, ("area", (one.source, one.outcome, one.who), f"{one.since} {one.day}")]


def is_daily(one: Counted) -> bool:
    """True for the figure of one day."""
    when = one.claim.when
    return bool(when and when[0] == when[1] and one.exact and not one.of)


def of_unit(unit: Unit, kept: Sequence[Counted], daily: Sequence[Counted]) -> list[Finding]:
    """The findings of all checks on the tolls of one unit; `daily` are the figures of one day of a series' definition."""
    tolls = sorted(kept, key=_told_on)
    days = sorted(daily, key=lambda f: (f.day or dt.date.max, f.told.ref))
    return [f for check in OVER.values() if check.of == unit[0] for f in check.find(tolls, days)]


def with_tolls(found: Iterable[Finding], tolls: Iterable[Toll]) -> list[Finding]:
    """The findings, each with the ids of the tolls that its claims stand in."""
    home = {ref: t.id for t in sorted(tolls, key=lambda t: t.id, reverse=True) for ref in t.claims}
    return [replace(f, tolls=tuple(dict.fromkeys(home[c] for c in f.claims if c in home))) for f in found]


def _told_on(one: Counted) -> tuple[object, ...]:
    """By the reports' days; in one report the smaller first, for an open period (`since April`) ends on no day of its own."""
    return (one.told.report.day or one.day or dt.date.max, one.told.report.id, one.low or 0, one.told.ref)


def _part_by_cause(one: Counted) -> bool:
    whole = next((t.claim for t in one.told.report.told if one.of and t.claim.quote == one.of), None)
    return isinstance(whole, Casualties) and whole.who == one.who


def falls(one: Tolls, days: Tolls) -> Iterator[Finding]:
    """246, then 239, and no word of a correction."""
    for before, after in pairwise(one):
        if (after.low or 0) < (before.low or 0) and after.told.report is not before.told.report and not _transposed(before, after):
            yield finding("falls", f"{before.low}, then {after.low}", before, after)


def transposed(one: Tolls, days: Tolls) -> Iterator[Finding]:
    """253, then 235: two digits have changed places."""
    for before, after in pairwise(one):
        if _transposed(before, after) and (after.low or 0) < (before.low or 0):
            yield finding("transposed", f"{before.low} and {after.low}", before, after)


def _transposed(a: Counted, b: Counted) -> bool:
    x, y = str(a.low), str(b.low)
    places = [i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q]
    return (
        len(x) == len(y)
        and len(places) == 2
        and places[1] == places[0] + 1
        and x[places[0]] == y[places[1]]
        and x[places[1]] == y[places[0]]
    )


def extra_digit(one: Tolls, days: Tolls) -> Iterator[Finding]:
    """253, then 2540 on the next day: without one of its digits it would go on from the one before; 23, then 194 may be growth."""
    for before, after in pairwise(one):
        x, y = before.low or 0, after.low or 0
        if x >= 20 and 8 * x <= y and _goes_on_shorter(x, y) and before.day and after.day and after.day - before.day <= 7 * DAY:
            yield finding("extra_digit", f"{x}, then {y}", before, after)


def _goes_on_shorter(x: int, y: int) -> bool:
    """True where the larger figure without one of its digits lies near the smaller one."""
    digits = str(y)
    return any(9 * x <= 10 * int(digits[:n] + digits[n + 1 :]) <= 20 * x for n in range(len(digits)))


def growth_and_daily(one: Tolls, days: Tolls) -> Iterator[Finding]:
    """246, then 253 on the next day, which had nine dead: the growth is less than the day's own figure."""
    for before, after in pairwise(one):
        inside = _between(days, before.day, after.day)
        grown, told = (after.low or 0) - (before.low or 0), sum(f.low or 0 for f in inside)
        if inside and grown >= 0 and (told > grown or _all_days(inside, before.day, after.day) and told != grown):
            yield finding("growth_and_daily", f"grown by {grown}, {told} told day by day", before, after, *inside[:5])


def _between(days: Tolls, first: dt.date | None, last: dt.date | None) -> list[Counted]:
    """One figure for each day after the first until the last."""
    if not first or not last:
        return []
    at = bisect_right(days, first, key=lambda f: f.day or dt.date.max)
    kept: dict[dt.date, Counted] = {}
    while at < len(days) and (day := days[at].day) and day <= last:
        kept.setdefault(day, days[at])
        at += 1
    return list(kept.values())


def _all_days(inside: Tolls, first: dt.date | None, last: dt.date | None) -> bool:
    return bool(first and last and len(inside) == (last - first).days)


def missing_issue(one: Tolls, days: Tolls) -> Iterator[Finding]:
    """Cumulative figures of days 9 and 11 and day 11's own figure: day 10 was never seen and must have had 27."""
    for before, after in pairwise(one):
        if not before.day or not after.day or after.day - before.day != 2 * DAY:
            continue
        inside = _between(days, before.day, after.day)
        left = (after.low or 0) - (before.low or 0) - sum(f.low or 0 for f in inside)
        if len(inside) == 1 and left >= 0:
            missing = before.day + DAY if inside[0].day == after.day else after.day
            yield finding("missing_issue", f"{missing} is missing and must have had {left}", before, after, inside[0])


def toll_under_days(one: Tolls, days: Tolls) -> Iterator[Finding]:
    """40 since Monday, though one day of that time alone had 52."""
    for toll in one:
        most = max(_between(days, (toll.since or dt.date.min) - DAY, toll.day), key=lambda f: f.low or 0, default=None)
        if most and (most.low or 0) > (toll.low or 0):
            yield finding("toll_under_days", f"{toll.low} in all, {most.low} on one day of it", toll, most)


def longer_and_smaller(one: Tolls, days: Tolls) -> Iterator[Finding]:
    """More since April than since March, as of one day."""
    for longer, shorter in pairwise(sorted(one, key=lambda f: (f.since or dt.date.min, f.told.ref))):
        if longer.since != shorter.since and (shorter.low or 0) > (longer.low or 0):
            yield finding("longer_and_smaller", f"{longer.low} since {longer.since}, {shorter.low} since {shorter.since}", longer, shorter)


def some_over_all(one: Tolls, days: Tolls) -> Iterator[Finding]:
    """More children than people, of one source, area and time."""
    whole = next((toll for toll in one if toll.who in PEOPLE), None)
    for toll in one if whole else ():
        if whole and toll.who not in PEOPLE and not toll.of and (toll.low or 0) > (whole.low or 0):
            yield finding("some_over_all", f"{toll.low} {' '.join(toll.who)}, {whole.low} in all", toll, whole)


def town_over_country(one: Tolls, days: Tolls) -> Iterator[Finding]:
    """More in a town than in the governorate it lies in."""
    by_area: dict[str, Counted] = {}
    for toll in one:
        by_area.setdefault(toll.area, toll)
    for toll in by_area.values():
        for outer in above(toll.area) if toll.area else ():
            wide = by_area.get(outer)
            if wide and (toll.low or 0) > (wide.low or 0):
                yield finding("town_over_country", f"{toll.low} inside {wide.low}", toll, wide)


class Check(NamedTuple):
    """A check over time: which units of tolls it looks at, and what it finds in one."""

    of: str
    find: Callable[[Tolls, Tolls], Iterator[Finding]]


OVER: dict[str, Check] = {
    find.__name__: Check(of, find)
    for of, finds in (
        ("series", (falls, transposed, extra_digit, growth_and_daily, missing_issue, toll_under_days)),
        ("day", (longer_and_smaller,)),
        ("people", (some_over_all,)),
        ("area", (town_over_country,)),
    )
    for find in finds
}
CHECKS = (*WITHIN, *OVER)
"""The names of all checks."""
