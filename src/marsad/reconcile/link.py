"""Happenings that several reports tell: found by blocks of day and place, brought together, never through a contradiction.

A block is a day and a narrow place (or an unknown name, or a governorate): only what shares a block is compared, so the cost grows
with the reports of a day and a place, not with the square of all reports. The order of the input does not matter.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from marsad.model.claim import Incident
from marsad.reconcile.compare import CONTRADICTS, NO, STATES, Point, compare, score, total
from marsad.reconcile.decided import Decided
from marsad.reconcile.gather import gather
from marsad.reconcile.happening import Happening, of_casualties, of_incident
from marsad.reconcile.kinship import kinds
from marsad.reconcile.names import governorate

LINKED = 2.35
UNDATED = 2.35
WIDEST = 200
GENERAL = frozenset({"attack", "looting_destruction"})  # words for what another word of the report may say exactly
Key = tuple[object, ...]


def link(found: list[Happening], given: Decided | None = None) -> list[list[Happening]]:
    """The happenings brought together, each group in the order of day, report and place in the report.

    What a person put together or held apart stays so, whatever the comparisons say.
    """
    given = given or Decided()
    found = [part for one in found for part in split(one, given)]
    held: dict[str, int] = {}
    blocks: dict[Key, list[int]] = defaultdict(list)
    groups: list[list[Happening]] = []
    undated = any(one.days is None for one in found)
    for one in sorted(found, key=_order):
        own = set(keys(one))
        near = {n for key in sorted(own, key=repr) for n in blocks[key][-WIDEST:] if groups[n]}
        refs = [t.ref for t in one.told]
        wanted = {held[ref] for ref in given.together(refs) if ref in held}
        near -= {held[ref] for ref in given.others(refs) if ref in held}
        best, place = max(((_fits(groups[n], one), -n) for n in near), default=(0.0, 0))
        if wanted:
            at = _gathered(groups, held, wanted)
            groups[at].append(one)
        elif best >= (LINKED if one.days else UNDATED):
            at = -place
            groups[at].append(one)
        else:
            at = len(groups)
            groups.append([one])
        held.update(dict.fromkeys(refs, at))
        for key in own | (set(keys(one, undated=True)) if undated else set()):
            if not blocks[key] or blocks[key][-1] != at:
                blocks[key].append(at)
    return gather([group for group in groups if group], link_score, link_points, keys, given)


def _gathered(groups: list[list[Happening]], held: dict[str, int], wanted: set[int]) -> int:
    """The first of the groups, with all that the others held."""
    at, *rest = sorted(wanted)
    for other in rest:
        held.update({t.ref: at for one in groups[other] for t in one.told})
        groups[at] += groups[other]
        groups[other] = []
    return at


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


def keys(one: Happening, undated: bool = False) -> Iterator[Key]:
    """The blocks that a happening stands in: its days, and a day on each side, by its places and its sort."""
    sort = _sort(one)
    if one.types == STATES:
        undated = True
    where: list[object] = [*sorted(one.leaves), *sorted(one.names)]
    outer = {g for x in one.leaves | one.wide if (g := governorate(x))}
    where += sorted(outer) or sorted(one.wide)
    for when in ["any"] if undated or not one.days else _days(one):
        for place in where:
            yield (when, place, sort)


def _days(one: Happening) -> Sequence[object]:
    assert one.days
    if one.campaign:
        return sorted({("m", d.year, d.month) for d in (one.days[0], one.days[1])}, key=repr)
    return [one.days[0] + dt.timedelta(days=n) for n in range(min(4, (one.days[1] - one.days[0]).days + 1))] + [
        one.days[0] - dt.timedelta(days=1),
        one.days[1] + dt.timedelta(days=1),
    ]


def _sort(one: Happening) -> str:
    """Acts that hurt people may go by several types; the others are compared with their like only."""
    if one.campaign:
        return "campaign"
    if not one.types or any(kinds()[t].violent for t in one.types):
        return "violence"
    return min(kinds()[t].family for t in one.types)


def _order(one: Happening) -> tuple[object, ...]:
    first = one.told[0]
    return (one.days is None, one.days or (dt.date.min, dt.date.min), one.report, first.claim.span, first.claim.kind)


def _fits(group: list[Happening], one: Happening) -> float:
    """The best score against the group's happenings, 0 where any of them contradicts it."""
    scores = []
    for other in group[:30]:
        found = link_score(other, one)
        if found < CONTRADICTS:
            return 0.0
        scores.append(found)
    return 0.7 * max(scores) + 0.3 * sum(scores) / len(scores)


def link_score(a: Happening, b: Happening) -> float:
    """What the comparisons and what two reports add come to; far below 0 where one contradicts."""
    found = score(a, b)
    return found if found < CONTRADICTS else found + total(_between_reports(a, b))


def link_points(a: Happening, b: Happening) -> list[Point]:
    """The comparisons of two happenings of two reports, each with its reason."""
    return compare(a, b) + _between_reports(a, b)


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
