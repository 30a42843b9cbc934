"""Toll algebra over time: what a source's series cannot all say. With the checks within a report (`sums.py`) these are all checks.

A finding is no correction: it names the claims and what does not fit, and leaves the rest to a person.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from marsad.model.claim import Casualties
from marsad.model.record import Finding, Toll
from marsad.reconcile.figures import Counted, counted, finding
from marsad.reconcile.names import above
from marsad.reconcile.sums import WITHIN
from marsad.reconcile.told import Told

DAY = dt.timedelta(days=1)
Series = dict[tuple[object, ...], list[Counted]]


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
    figures = [
        counted(t) for t in told if isinstance(t.claim, Casualties) and (t.claim.period or t.claim.when) and t.claim.approx == "exact"
    ]
    figures.sort(key=lambda f: f.told.ref)
    series, daily = _series(figures), _daily(figures)
    return [f for check in OVER.values() for f in check(series, daily)]


def with_tolls(found: Iterable[Finding], tolls: Iterable[Toll]) -> list[Finding]:
    """The findings, each with the ids of the tolls that its claims stand in."""
    home = {ref: t.id for t in tolls for ref in t.claims}
    return [replace(f, tolls=tuple(dict.fromkeys(home[c] for c in f.claims if c in home))) for f in found]


def _series(figures: list[Counted]) -> Series:
    """Tolls by definition and first day, in the order of the days they are given for; parts by their cause are left out."""
    made: Series = defaultdict(list)
    for one in figures:
        if one.since and one.exact and not (one.of and one.who == ()) and not _part_by_cause(one):
            made[(*one.definition, one.since)].append(one)
    for kept in made.values():
        kept.sort(key=_told_on)
    return made


def _told_on(one: Counted) -> tuple[object, ...]:
    """By the reports' days; in one report the smaller first, for an open period (`since April`) ends on no day of its own."""
    return (one.told.report.day or one.day or dt.date.max, one.told.report.id, one.low or 0, one.told.ref)


def _part_by_cause(one: Counted) -> bool:
    whole = next((t.claim for t in one.told.report.told if one.of and t.claim.quote == one.of), None)
    return isinstance(whole, Casualties) and whole.who == one.who


def _daily(figures: list[Counted]) -> Series:
    """Figures of one day by definition, in order."""
    made: Series = defaultdict(list)
    for one in figures:
        when = one.claim.when
        if when and when[0] == when[1] and one.exact and not one.of:
            made[one.definition].append(one)
    for kept in made.values():
        kept.sort(key=lambda f: (f.day or dt.date.max, f.told.ref))
    return made


def falls(series: Series, daily: Series) -> Iterator[Finding]:
    """246, then 239, and no word of a correction."""
    for one in series.values():
        for before, after in pairwise(one):
            if (after.low or 0) < (before.low or 0) and after.told.report is not before.told.report and not _transposed(before, after):
                yield finding("falls", f"{before.low}, then {after.low}", before, after)


def transposed(series: Series, daily: Series) -> Iterator[Finding]:
    """253, then 235: two digits have changed places."""
    for one in series.values():
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


def extra_digit(series: Series, daily: Series) -> Iterator[Finding]:
    """253, then 2540 on the next day: without one of its digits it would go on from the one before; 23, then 194 may be growth."""
    for one in series.values():
        for before, after in pairwise(one):
            x, y = before.low or 0, after.low or 0
            if x >= 20 and 8 * x <= y and _goes_on_shorter(x, y) and before.day and after.day and after.day - before.day <= 7 * DAY:
                yield finding("extra_digit", f"{x}, then {y}", before, after)


def _goes_on_shorter(x: int, y: int) -> bool:
    """True where the larger figure without one of its digits lies near the smaller one."""
    digits = str(y)
    return any(9 * x <= 10 * int(digits[:n] + digits[n + 1 :]) <= 20 * x for n in range(len(digits)))


def growth_and_daily(series: Series, daily: Series) -> Iterator[Finding]:
    """246, then 253 on the next day, which had nine dead: the growth is less than the day's own figure."""
    for key, one in series.items():
        days = daily.get(key[:-1], [])
        for before, after in pairwise(one):
            inside = _between(days, before.day, after.day)
            grown, told = (after.low or 0) - (before.low or 0), sum(f.low or 0 for f in inside)
            if inside and grown >= 0 and (told > grown or _all_days(inside, before.day, after.day) and told != grown):
                yield finding("growth_and_daily", f"grown by {grown}, {told} told day by day", before, after, *inside[:5])


def _between(days: list[Counted], first: dt.date | None, last: dt.date | None) -> list[Counted]:
    """One figure for each day after the first until the last."""
    if not first or not last:
        return []
    at = bisect_right(days, first, key=lambda f: f.day or dt.date.max)
    kept: dict[dt.date, Counted] = {}
    while at < len(days) and (day := days[at].day) and day <= last:
        kept.setdefault(day, days[at])
        at += 1
    return list(kept.values())


def _all_days(inside: list[Counted], first: dt.date | None, last: dt.date | None) -> bool:
    return bool(first and last and len(inside) == (last - first).days)


def missing_issue(series: Series, daily: Series) -> Iterator[Finding]:
    """Cumulative figures of days 9 and 11 and day 11's own figure: day 10 was never seen and must have had 27."""
    for key, one in series.items():
        days = daily.get(key[:-1], [])
        for before, after in pairwise(one):
            if not before.day or not after.day or after.day - before.day != 2 * DAY:
                continue
            inside = _between(days, before.day, after.day)
            left = (after.low or 0) - (before.low or 0) - sum(f.low or 0 for f in inside)
            if len(inside) == 1 and left >= 0:
                missing = before.day + DAY if inside[0].day == after.day else after.day
                yield finding("missing_issue", f"{missing} is missing and must have had {left}", before, after, inside[0])


def toll_under_days(series: Series, daily: Series) -> Iterator[Finding]:
    """40 since Monday, though one day of that time alone had 52."""
    for key, one in series.items():
        days = daily.get(key[:-1], [])
        for toll in one:
            most = max(_between(days, (toll.since or dt.date.min) - DAY, toll.day), key=lambda f: f.low or 0, default=None)
            if most and (most.low or 0) > (toll.low or 0):
                yield finding("toll_under_days", f"{toll.low} in all, {most.low} on one day of it", toll, most)


def longer_and_smaller(series: Series, daily: Series) -> Iterator[Finding]:
    """More since April than since March, as of one day."""
    by_definition: dict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for key, one in series.items():
        for toll in one:
            by_definition[(*key[:-1], toll.day)].append(toll)
    for kept in by_definition.values():
        kept.sort(key=lambda f: (f.since or dt.date.min, f.told.ref))
        for longer, shorter in pairwise(kept):
            if longer.since != shorter.since and (shorter.low or 0) > (longer.low or 0):
                yield finding(
                    "longer_and_smaller", f"{longer.low} since {longer.since}, {shorter.low} since {shorter.since}", longer, shorter
                )


def some_over_all(series: Series, daily: Series) -> Iterator[Finding]:
    """More children than people, of one source, area and time."""
    people: dict[tuple[object, ...], Counted] = {}
    for one in series.values():
        for toll in one:
            if toll.who in ((), ("civilians",)):
                people.setdefault((toll.source, toll.outcome, toll.area, toll.since, toll.day), toll)
    for one in series.values():
        for toll in one:
            whole = people.get((toll.source, toll.outcome, toll.area, toll.since, toll.day))
            if whole and toll.who not in ((), ("civilians",)) and not toll.of and (toll.low or 0) > (whole.low or 0):
                yield finding("some_over_all", f"{toll.low} {' '.join(toll.who)}, {whole.low} in all", toll, whole)


def town_over_country(series: Series, daily: Series) -> Iterator[Finding]:
    """More in a town than in the governorate it lies in."""
    by_area: dict[tuple[object, ...], Counted] = {}
    for one in series.values():
        for toll in one:
            by_area.setdefault((toll.source, toll.outcome, toll.who, toll.since, toll.day, toll.area), toll)
    for toll in list(by_area.values()):
        for outer in above(toll.area) if toll.area else ():
            wide = by_area.get((toll.source, toll.outcome, toll.who, toll.since, toll.day, outer))
            if wide and (toll.low or 0) > (wide.low or 0):
                yield finding("town_over_country", f"{toll.low} inside {wide.low}", toll, wide)


OVER: dict[str, Callable[[Series, Series], Iterator[Finding]]] = {
    check.__name__: check
    for check in (
        falls,
        transposed,
        extra_digit,
        growth_and_daily,
        missing_issue,
        toll_under_days,
        longer_and_smaller,
        some_over_all,
        town_over_country,
    )
}
CHECKS = (*WITHIN, *OVER)
"""The names of all checks."""
