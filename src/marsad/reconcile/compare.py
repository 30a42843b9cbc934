"""How alike two happenings are: a table of named comparisons, each a score and a reason; None of them adds what is not told.

A score below CONTRADICTS says that the two cannot be one, whatever else agrees.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from marsad.reconcile.happening import Happening
from marsad.reconcile.kinship import nearness
from marsad.reconcile.names import above, district, governorate, km, namesake, place
from marsad.reconcile.sides import bloc, fights
from marsad.resolve.gazetteer import narrowest
from marsad.theatres.in_use import in_use

CONTRADICTS = -50.0
NO = -100.0
RIVAL = -0.85  # outlets blame different sides for one act
STATES = frozenset({"siege"})
KEPT = 50_000
CLEAR = 0.1  # degrees: eleven kilometres to the north, and as many to the east below COLD in twice as many
COLD, HALF_ROUND = 60.0, 180.0
Ids = frozenset[str]


class Point(NamedTuple):
    """What one comparison found: its name, the score, and why."""

    name: str
    score: float
    why: str


NO_PLACE = Point("place", 0.0, "a place is not told")
SAME_ACT = Point("type", 1.0, "the same act")


def compare(a: Happening, b: Happening) -> list[Point]:
    """The points of every comparison that says something, in the order of the table."""
    return [point for compared in COMPARISONS if (point := compared(a, b)).score]


def total(points: list[Point]) -> float:
    """The sum of the scores; below CONTRADICTS where one contradicts."""
    return sum(p.score for p in points)


def score(a: Happening, b: Happening) -> float:
    """What the scores add up to; NO as soon as one contradicts."""
    if a.leaves and b.leaves and _clearly_apart(a, b):  # most things of a block lie in other towns
        return NO
    found = 0.0
    for compared in CHEAP_FIRST:
        found += compared(a, b).score
        if found < CONTRADICTS:
            return NO
    return found


def contradictions(a: Happening, b: Happening) -> list[Point]:
    """The points of `compare` that contradict."""
    return [point for compared in MAY_CONTRADICT if (point := compared(a, b)).score < CONTRADICTS]


def by_type(a: Happening, b: Happening) -> Point:
    """air strike and air strike: 1; strike and capture: contradiction."""
    if not a.types or not b.types:
        return Point("type", 0.0, "one tells only of victims")
    return SAME_ACT if a.types == b.types else _types(frozenset(a.types), frozenset(b.types))


@lru_cache(KEPT)
def _types(a: Ids, b: Ids) -> Point:
    best = max((n for x in a for y in b if (n := nearness(x, y)) is not None), default=None)
    if best is None:
        return Point("type", NO, "acts of two sorts")
    return SAME_ACT if best == 1.0 else Point("type", best, "acts that may be one")


def by_scale(a: Happening, b: Happening) -> Point:
    """one strike against a campaign of weeks: contradiction; a siege lasts anyway."""
    if a.types == b.types == STATES:
        return Point("scale", 0.5, "a state that lasts")
    if a.campaign != b.campaign:
        return Point("scale", NO, "one happening against many")
    return Point("scale", 0.0, "")


def by_status(a: Happening, b: Happening) -> Point:
    """what is planned is not what happened."""
    if a.intended != b.intended:
        return Point("status", NO, "planned against done")
    return Point("status", 0.0, "")


def by_day(a: Happening, b: Happening) -> Point:
    """the same day: 1; days apart: contradiction; a day that only the report gives: less."""
    if not a.days or not b.days:
        return Point("day", 0.0 if a.report == b.report else -1.0, "a day is not told")
    gap = 0 if a.days == b.days else max(a.days[0] - b.days[1], b.days[0] - a.days[1], dt.timedelta(0)).days
    exact = a.dated and b.dated
    if a.types == b.types == STATES:
        return Point("day", 0.5 if gap < 30 else NO, "a state that lasts")
    if a.campaign:
        return _spans(a.days, b.days, gap)
    if gap == 0:
        return Point("day", 1.0 if exact else 0.5, "the same day" if exact else "days that may be the same")
    if gap == 1:
        return Point("day", -0.5 if exact else 0.0, "one day apart")
    return Point("day", NO, f"{gap} days apart")


def _spans(a: tuple[dt.date, dt.date], b: tuple[dt.date, dt.date], gap: int) -> Point:
    shared = (min(a[1], b[1]) - max(a[0], b[0])).days + 1
    longest = max((a[1] - a[0]).days, (b[1] - b[0]).days) + 1
    if gap > 3:
        return Point("day", NO, "periods apart")
    if shared * 2 >= longest:
        return Point("day", 1.0, "the same period")
    return Point("day", NO if shared * 6 < longest else 0.0, "periods of another length")


def by_place(a: Happening, b: Happening) -> Point:
    """the same town: 2; a town and its governorate: a little; two towns far apart: contradiction."""
    ours, theirs = a.leaves, b.leaves
    if a.names and b.names and _named_alike(a.names, b.names):
        return Point("place", 2.5, "the same named place")
    if ours and theirs:
        if ours.isdisjoint(theirs):
            return _distance(a, b)
        return Point("place", 2.5 if len(ours & theirs) * 2 >= min(len(ours), len(theirs)) else 1.0, "the same place")
    if not a.placed or not b.placed:
        return NO_PLACE
    return _around(a, b)


def _distance(a: Happening, b: Happening) -> Point:
    if kin := _kin(a.leaves, _extent(in_use(), a.leaves), b.leaves, _extent(in_use(), b.leaves)):
        return kin
    apart = min((d for x in a.leaves for y in b.leaves if (d := km(x, y)) is not None), default=math.inf)
    if apart <= 3:
        return Point("place", 1.5, f"{apart:.0f} km apart")
    if apart <= 8 and a.report != b.report:
        return Point("place", 0.0, f"{apart:.0f} km apart")
    if a.names or b.names:
        return Point("place", -2.0, "other known places")
    return Point("place", NO, f"{apart:.0f} km apart" if apart < math.inf else "other places")


class Extent(NamedTuple):
    """What narrow places lie in, the districts that they name, and the degrees between which they lie; none where none is known."""

    outer: Ids
    districts: Ids
    degrees: tuple[float, float, float, float] | None


@lru_cache(KEPT)
def _extent(theatres: tuple[str, ...], ids: Ids) -> Extent:
    at = [(found.lat, found.lon) for one in ids if (found := place(one)) and found.lat is not None and found.lon is not None]
    lats, lons = [lat for lat, _ in at], [lon for _, lon in at]
    outer = frozenset(outer for ident in ids for outer in above(ident))
    districts = frozenset(named for ident in ids if (named := district(ident)))
    return Extent(outer, districts, (min(lats), max(lats), min(lons), max(lons)) if at else None)


def _clearly_apart(a: Happening, b: Happening) -> bool:
    """True where degrees alone tell that no two of their places are near or belong together."""
    if a.names or b.names or not a.leaves.isdisjoint(b.leaves):
        return False
    ours, theirs = _extent(in_use(), a.leaves), _extent(in_use(), b.leaves)
    if not ours.degrees or not theirs.degrees or _kin(a.leaves, ours, b.leaves, theirs):
        return False
    (south, north, west, east), (down, up, left, right) = ours.degrees, theirs.degrees
    if max(south - up, down - north) > CLEAR:
        return True
    return max(north, up, -south, -down) < COLD and 2 * CLEAR < max(west - right, left - east) < HALF_ROUND


def _kin(a: Ids, ours: Extent, b: Ids, theirs: Extent) -> Point | None:
    if not ours.outer.isdisjoint(b) or not theirs.outer.isdisjoint(a):
        return Point("place", 1.5, "a place and a part of it")
    if not ours.outer.isdisjoint(theirs.districts) or not theirs.outer.isdisjoint(ours.districts):
        return Point("place", 0.7, "a town and a village near it")
    return None


def _around(a: Happening, b: Happening) -> Point:
    """A place against wider ones: `الشيفونية` in a report on the Ghouta."""
    return _around_it(in_use(), a.leaves, a.wide, bool(a.names), b.leaves, b.wide, bool(b.names))


@lru_cache(KEPT)
def _around_it(theatres: tuple[str, ...], leaves: Ids, wide: Ids, named: bool, others: Ids, others_wide: Ids, others_named: bool) -> Point:
    if leaves and others_wide:
        return _inside(leaves, others_wide, others_named)
    if others and wide:
        return _inside(others, wide, named)
    if wide and others_wide:
        return _regions(wide, others_wide, named or others_named)
    return Point("place", -0.5, "places that cannot be compared")


def _inside(leaves: Ids, wide: Ids, named: bool) -> Point:
    """Narrow places against what others call only by their region; `named`: or by names that no theatre knows."""
    narrow = narrowest(wide)
    if narrow & {namesake(x) for x in leaves}:
        return Point("place", 1.5, "a city and what may be its governorate")
    if narrow & {p for x in leaves for p in above(x)}:
        return Point("place", 0.5, "a place and the region it lies in")
    near = [d for x in leaves for y in narrow if (d := km(x, y)) is not None]
    same = {governorate(x) for x in leaves} & {governorate(y) for y in narrow} - {None}
    if same and (not near or min(near) < 40) or near and min(near) < 15:
        return Point("place", 0.2, "a place and a region near it")
    return Point("place", -1.0 if named else NO, "a place outside that region")


def _regions(a: Ids, b: Ids, named: bool) -> Point:
    x, y = narrowest(a), narrowest(b)
    if x & y:
        return Point("place", 0.7, "the same region")
    if x & b or y & a:
        return Point("place", 0.3, "a region and a part of it")
    near = [d for i in x for j in y if (d := km(i, j)) is not None]
    if near and min(near) < 30:
        return Point("place", 0.0, "neighbouring regions")
    return Point("place", -1.0 if named else NO, "other regions")


def _named_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """`كويت الرحمة` is also called `كويت`."""
    return bool(a & b) or any(set(x.split()) <= set(y.split()) or set(y.split()) <= set(x.split()) for x in a for y in b)


def by_actors(a: Happening, b: Happening) -> Point:
    """the same side did it: 1; allies: a little; two sides against each other: strongly against."""
    x, y = (frozenset(s for s in one.by if fights(s)) for one in (a, b))
    if not x or not y:
        return Point("actors", 0.0, "who did it is not told")
    if x & y:
        both = {bloc(s) for s in x} == {bloc(s) for s in y}
        return Point("actors", 1.0 if both else 0.0, "the same side" if both else "one side and both")
    if {bloc(s) for s in x} & {bloc(s) for s in y}:
        return Point("actors", -1.0, "sides that fight together")
    if x & b.against and y & a.against:
        return Point("actors", 0.5, "both sides named")
    return Point("actors", -2.5 if a.report == b.report else RIVAL, "other sides")


def by_victims(a: Happening, b: Happening) -> Point:
    """a hospital in both: 1; women among the victims of both: a little."""
    score = 1.0 if a.targets & b.targets else -0.3 if a.targets and b.targets else 0.0
    score += 0.3 * min(2, len(a.who & b.who))
    return Point("victims", score, "the same victims or target" if score > 0 else "other targets")


def by_figures(a: Happening, b: Happening) -> Point:
    """five killed in both: 1; figures that cannot both grow into one: against."""
    best, worst = 0.0, 0.0
    for outcome in ("killed", "wounded", "killed_or_wounded"):
        x, y = a.figures.get(outcome), b.figures.get(outcome)
        if not x or not y:
            continue
        if x & y:
            best += 1.5 if max(x & y) > 9 else 1.0 if max(x & y) > 1 else 0.4
        elif max(min(x), min(y)) > 3 * max(1, min(max(x), max(y))):
            worst = -1.0
        elif outcome == "killed" and a.report != b.report:
            worst = min(worst, -0.3)
    return Point("figures", min(best, 2.0) + worst, "the same figures" if best else "figures far apart")


def by_wording(a: Happening, b: Happening) -> Point:
    """what was struck is called by the same words in both."""
    if a.report != b.report and a.quotes & b.quotes:
        return Point("wording", 1.5, "the same words")
    shared = len(a.wording & b.wording)
    return Point("wording", min(1.2, 0.4 * shared), f"{shared} words for what was struck in both")


COMPARISONS: tuple[Callable[[Happening, Happening], Point], ...] = (
    by_type,
    by_scale,
    by_status,
    by_day,
    by_place,
    by_actors,
    by_victims,
    by_figures,
    by_wording,
)
CHEAP_FIRST = (by_scale, by_status, by_type, by_day, by_place, by_actors, by_victims, by_figures, by_wording)
MAY_CONTRADICT = (by_scale, by_status, by_type, by_day, by_place)
