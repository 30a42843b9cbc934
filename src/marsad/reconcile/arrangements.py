"""What ceasefires are to each other: which one extends another, which lies under an arrangement over several areas or a whole country."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from marsad.model.record import Ceasefire, Stands
from marsad.reconcile.names import above, km
from marsad.reconcile.terms import Terms, joined

MADE = frozenset({"agreed", "started", "extended"})


@dataclass(frozen=True, slots=True)
class Summary:
    """What other ceasefires ask of one: its terms, when it is told of, by which reports without a day; `item` names its first claims."""

    item: str
    id: str
    cls: str
    starts: Stands
    side: str
    areas: frozenset[str]
    actions: frozenset[str]
    hours: frozenset[int]
    begun: frozenset[dt.date]
    country: bool
    extension: bool
    told: int
    first: dt.date | None
    last: dt.date | None
    undated: bool
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class Links:
    """The ids of what a ceasefire extends and lies under; when it begins, where only its parts tell."""

    extends: str | None = None
    under: str | None = None
    starts: Stands | None = None


def summary(made: Ceasefire, group: list[Terms]) -> Summary:
    """What other ceasefires ask of the one of this record and group."""
    whole = joined(group)
    days = sorted(t.report.day for t in whole.told if t.report.day)
    return Summary(
        group[0].item,
        made.id,
        made.cls.value,
        made.starts,
        made.side,
        whole.areas,
        whole.actions,
        whole.hours,
        whole.starts,
        whole.country,
        whole.extension,
        len(whole.told),
        days[0] if days else None,
        days[-1] if days else None,
        len(days) < len(whole.told),
        frozenset(t.report.id for t in whole.told if not t.report.day),
    )


def side_of(ident: str, above_it: Callable[[str], tuple[str, str | None]]) -> str:
    """Its own side, else what it extends or lies under tells, where that tells of no party either what is above that."""
    seen: list[str] = []
    side, outer = above_it(ident)
    while outer and outer not in seen and not side:
        seen.append(outer)
        side, outer = above_it(outer)
    return side


def neighbours(known: list[Summary]) -> list[list[Summary]]:
    """For each ceasefire the others, in order, that may be told of together with it: in one report, or in months that touch."""
    by_month: dict[str, set[int]] = defaultdict(set)
    for n, one in enumerate(known):
        for month in months(one):
            by_month[month].add(n)
    return [[known[m] for m in sorted(set().union(*(by_month[month] for month in months(one))) - {n})] for n, one in enumerate(known)]


def months(one: Summary) -> set[str]:
    """The months from a month before the first telling to a month after the last; `undated` where a report has no day."""
    found = {"undated"} if one.undated else set()
    if one.first and one.last:
        span = range(one.first.year * 12 + one.first.month - 1, one.last.year * 12 + one.last.month + 2)
        found.update(str(number) for number in span)
    return found


def linked(one: Summary, near: list[Summary]) -> Links:
    """What a ceasefire extends and lies under, of those near it in the order of their first claims."""
    extends = _extended(one, near) if one.extension else None
    under = _umbrella(one, near)
    own = one.starts.value is None and len(one.areas) > 1 and not one.country
    return Links(extends.id if extends else None, under.id if under else None, _from_parts(one, near) if own else None)


def _near(a: Summary, b: Summary) -> bool:
    if a.areas & b.areas or any(x in above(y) or y in above(x) for x in a.areas for y in b.areas):
        return True
    return any((d := km(x, y)) is not None and d < 25 for x in a.areas for y in b.areas)


def _together(a: Summary, b: Summary) -> bool:
    """True where they are told of within a month, or one report without a day tells of both."""
    if a.reports & b.reports:
        return True
    if not (a.first and a.last and b.first and b.last):
        return False
    return max(a.first - b.last, b.first - a.last) < dt.timedelta(days=31)


def _extended(own: Summary, near: list[Summary]) -> Summary | None:
    """The ceasefire of the same area, a country's only for a country: the last extension before it, else the narrowest that is none."""
    fitting = [one for one in near if _may_be_extended(own, one)]
    earlier = [one for one in fitting if one.extension]
    if earlier:
        return max(earlier, key=lambda one: min(one.begun))
    return min(fitting, key=lambda one: len(one.areas), default=None)


def _may_be_extended(own: Summary, one: Summary) -> bool:
    if one.country != own.country or not one.actions & MADE or one.extension and not _before(one, own):
        return False
    return _near(one, own) and _together(one, own)


def _before(a: Summary, b: Summary) -> bool:
    """True where both tell when they begin, and the first does so earlier, in an area of the second."""
    return bool(a.begun and b.begun and a.areas & b.areas) and min(a.begun) < min(b.begun)


def _umbrella(own: Summary, near: list[Summary]) -> Summary | None:
    """The arrangement over several areas that holds this one's, else the cessation of the whole country."""
    if not own.actions & MADE or own.country or own.cls == "cessation" and not own.areas:
        return None
    fitting = (one for one in near if _is_over(own, one))
    if not (len(own.areas) > 1 and not own.hours) and (found := next(fitting, None)):
        return found
    return max((one for one in near if _is_general(own, one)), key=lambda one: one.told, default=None)


def _is_over(own: Summary, one: Summary) -> bool:
    several = len(one.areas) > 1 and not one.hours and not one.country and len(own.areas) <= len(one.areas)
    return several and bool(one.actions & MADE) and _near(one, own) and _together(one, own)


def _is_general(own: Summary, one: Summary) -> bool:
    whole = one.cls == "cessation" and not one.extension and (one.country or not one.areas)
    return whole and bool(one.actions & (MADE | {"violated", "holding"})) and _together(one, own)


def _from_parts(own: Summary, near: list[Summary]) -> Stands | None:
    """An arrangement over several areas begins with the first of them."""
    parts = [one for one in near if _is_part(own, one)]
    first = min((one for one in parts if one.starts.value), key=lambda one: one.starts.value, default=None)
    return Stands(first.starts.value, first.starts.claims, why=f"the first of its parts, {first.id}") if first else None


def _is_part(own: Summary, one: Summary) -> bool:
    if one.extension or one.country or not one.begun or not one.areas or not one.actions & MADE:
        return False
    return _near(one, own) and _together(one, own)


def says_the_same(own: Summary, links: Links, was: Summary | None, now: Summary | None) -> bool:
    """True where what a ceasefire is linked with stays what it is though one near it is told of otherwise than it was."""
    if not was or not now:
        return not any(_roles(own, one) for one in (was, now) if one)
    grown = was.told == now.told or was.told < now.told and links.under == was.id
    return _roles(own, was) == _roles(own, now) and (grown or not _is_general(own, now))


def _roles(own: Summary, one: Summary) -> tuple[object, ...]:
    """What another ceasefire may be to this one, and what it is chosen by; nothing where it may be nothing."""
    extended = own.extension and _may_be_extended(own, one)
    found = (
        extended and (one.extension, one.begun, len(one.areas)),
        _is_over(own, one),
        _is_general(own, one),
        _is_part(own, one) and one.starts,
    )
    return (one.id, *found) if any(found) else ()
