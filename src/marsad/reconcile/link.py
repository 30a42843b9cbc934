"""Happenings that several reports tell: found by blocks of day and place, brought together, never through a contradiction.

A block is a day and a narrow place (or an unknown name, or a governorate): only what shares a block is compared, so the cost grows
with the reports of a day and a place, not with the square of all reports. What is told without a day is compared with what reports of
that month and of those beside it tell. The order of the input does not matter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from marsad.model.claim import Incident
from marsad.reconcile.beside import Beside, alone
from marsad.reconcile.compare import CONTRADICTS, NO, STATES, Point, compare, contradictions, score, total
from marsad.reconcile.decided import Decided, leaders
from marsad.reconcile.gather import rounds
from marsad.reconcile.greedy import Way, grouped, name_of
from marsad.reconcile.happening import Happening, of_casualties, of_incident
from marsad.reconcile.kinship import kinds
from marsad.reconcile.names import governorate

LINKED = 2.35
WIDEST = 200
GENERAL = frozenset({"attack", "looting_destruction"})  # words for what another word of the report may say exactly
ALWAYS = "always"


def linked(found: Sequence[Happening], given: Decided, led: Mapping[str, str] | None = None) -> list[list[Happening]]:
    """The happenings brought together one by one, each group in the order of its happenings' names.

    What a person put together (`led`, where these are without their claims) or held apart stays so, whatever the comparisons say.
    """
    led = leaders(found, given) if led is None else led
    groups = grouped(found, way(given, led), led)
    return [sorted(group, key=lambda one: one.item) for group in groups]


def levels(groups: list[list[Happening]], given: Decided, beside: Beside = alone) -> list[list[list[Happening]]]:
    """The groups that were linked, and those after each round of gathering."""
    return rounds(groups, link_score, against, looks, given, beside)


def way(given: Decided, led: Mapping[str, str]) -> Way[Happening]:
    """How happenings are grouped: with those that fit by themselves, or with those that only a person put beside them (`led`)."""

    def fit(group: list[Happening], unit: Sequence[Happening]) -> float:
        if given.apart and given.others(ref for one in unit for ref in one.refs) & {ref for one in group for ref in one.refs}:
            return 0.0
        if not led:
            return _fits(group, unit[0])
        return max(_fits([one for one in group if (one.item in led) == there], unit[0]) for there in (False, True))

    return Way("link", stands, looks, only_stands, lambda key: key.startswith(ALWAYS), list, _added, fit, LINKED, WIDEST)


def _added(group: list[Happening], one: Happening) -> list[Happening]:
    group.append(one)
    return group


def split(one: Happening, given: Decided) -> list[Happening]:
    """The happening, or the parts of it that a person held apart; a claim goes with the first part that it may stand in."""
    if not given.others(t.ref for t in one.told) & {t.ref for t in one.told}:
        return [one]
    parts: list[Happening] = []
    for told in one.told:
        made = of_incident(told) if isinstance(told.claim, Incident) else of_casualties(told)
        into = next((p for p in parts if not given.others([told.ref]) & {t.ref for t in p.told}), None)
        if into is None:
            parts.append(made)
        else:
            into.join(made)
    return parts


def stands(one: Happening) -> Iterator[str]:
    """The blocks that a happening stands in: its days, and a day on each side, by its places and its sort; the month it is told in."""
    day = one.told_on
    told = [_month(day.year * 12 + day.month - 1)] if day else []
    for when in [*(days_of(one) if one.days else ()), *told, ALWAYS]:
        yield from _blocks(one, when)


def looks(one: Happening) -> Iterator[str]:
    """The blocks in which it is looked for; without a day, or for a state that lasts, those of the months around its telling."""
    if one.days and one.types != STATES:
        whens = list(days_of(one))
    elif day := one.told_on:
        whens = [_month(day.year * 12 + day.month - 1 + n) for n in (-1, 0, 1)]
    else:
        whens = [ALWAYS]
    for when in whens:
        yield from _blocks(one, when)


def only_stands(key: str) -> bool:
    """True for a block in which most only stand, and few look."""
    return key.startswith(("told ", ALWAYS))


def _month(number: int) -> str:
    return f"told {number // 12}-{number % 12 + 1:02}"


def _blocks(one: Happening, when: str) -> Iterator[str]:
    return (f"{when}|{place}|{_sort(one)}" for place in places_of(one))


def places_of(one: Happening) -> Iterable[str]:
    """The blocks of its places: narrow ones, unknown names, and the governorates (or what is wider) that they lie in."""
    outer = {g for x in one.leaves | one.wide if (g := governorate(x))}
    return dict.fromkeys((*sorted(one.leaves), *sorted(one.names), *(sorted(outer) or sorted(one.wide))))


def days_of(one: Happening) -> Sequence[str]:
    """The blocks of its days, and of a day on each side; of months for a campaign."""
    assert one.days
    if one.campaign:
        return sorted({f"m{d.year}-{d.month:02}" for d in (one.days[0], one.days[1])})
    days = [one.days[0] + dt.timedelta(days=n) for n in range(min(4, (one.days[1] - one.days[0]).days + 1))]
    return [str(day) for day in dict.fromkeys((*days, one.days[0] - dt.timedelta(days=1), one.days[1] + dt.timedelta(days=1)))]


def _sort(one: Happening) -> str:
    """Acts that hurt people may go by several types; the others are compared with their like only."""
    if one.campaign:
        return "campaign"
    if not one.types or any(kinds()[t].violent for t in one.types):
        return "violence"
    return min(kinds()[t].family for t in one.types)


def name(one: Happening) -> str:
    first = one.told[0]
    days = f"{one.days[0]} {one.days[1]}" if one.days else "~"
    return name_of(days, one.report, *first.claim.span, first.claim.kind)


def _fits(group: list[Happening], one: Happening) -> float:
    """The best score against the group's happenings, 0 where any of them contradicts it."""
    scores = []
    for other in group[:30]:
        found = link_score(other, one)
        if found < CONTRADICTS:
            return 0.0
        scores.append(found)
    if not scores:
        return 0.0
    return 0.7 * max(scores) + 0.3 * sum(scores) / len(scores)


def link_score(a: Happening, b: Happening) -> float:
    """What the comparisons and what two reports add come to; far below 0 where one contradicts."""
    found = score(a, b)
    return found if found < CONTRADICTS else found + total(_between_reports(a, b))


def link_points(a: Happening, b: Happening) -> list[Point]:
    """The comparisons of two happenings of two reports, each with its reason."""
    return compare(a, b) + _between_reports(a, b)


def against(a: Happening, b: Happening) -> list[Point]:
    """The comparisons of two happenings of two reports that contradict."""
    return contradictions(a, b) + [point for point in _between_reports(a, b) if point.score < CONTRADICTS]


def _between_reports(a: Happening, b: Happening) -> list[Point]:
    """What counts between reports only; happenings of one report were held apart there already."""
    points = []
    if a.report == b.report:
        apart = bool(a.types and b.types) and not a.types & b.types and not (a.types | b.types) & GENERAL
        points.append(Point("report", NO if apart else -2.5, "one report tells them apart"))
    if not a.placed or not b.placed:
        points.append(Point("place", -1.0, "a place is not told"))
    if a.assumed or b.assumed:
        points.append(Point("place", -0.5, "a place is not told there"))
    if a.past != b.past and not (a.days and b.days):
        points.append(Point("day", -1.0, "one of now, one of the past"))
    if a.campaign and b.campaign:
        points.append(Point("scale", 1.0, "both tell of a campaign"))
    return points
