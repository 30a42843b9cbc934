"""Incidents beside incidents: both as happenings, by the named comparisons that bring reports together; figures by the set's profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator
from itertools import product

from marsad.exchange.export.content import Content
from marsad.exchange.export.events import Event, event
from marsad.exchange.export.figures import Profile, figures
from marsad.exchange.export.ucdp import actor_of_name
from marsad.exchange.reference.record import Reference
from marsad.pipeline.beside.matching import Compared, Side, match
from marsad.reconcile.compare import STATES, Point
from marsad.reconcile.happening import LONG, Happening
from marsad.reconcile.link import LINKED, days_of, link_points, places_of
from marsad.reconcile.sides import party
from marsad.reconcile.told import place_sets
from marsad.resolve import foreign

Range = tuple[int | None, int | None]
Both = tuple[Happening, Range]


def compare(content: Content, theirs: list[Reference], profile: Profile) -> Compared:
    """The incidents of the content beside those of the set."""
    left: Side[Both] = Side()
    for record in content.records["incidents"]:
        one = event(content, record)
        made = of_ours(one)
        left.add(record["id"], (made, _ours_killed(one, profile)), record["label"], _blocks(made))
    right: Side[Both] = Side()
    for n, reference in enumerate(theirs):
        made = of_theirs(reference)
        ident = reference.id if reference.id not in right.records else f"{reference.id} ({n + 1})"
        right.add(ident, (made, (reference.low, reference.high)), reference.label, _blocks(made))
    return match(left, right, _points, LINKED, _differs)


def of_ours(one: Event) -> Happening:
    """An incident of ours as what it is compared by."""
    made = _placed((one.place,) if one.place else (), one.place_text, _days(one.days))
    made.report, made.types = "ours", {one.record["type"]} if one.record["type"] else set()
    made.by, made.against = _parties(s.id for s in one.by), _parties(s.id for s in one.against)
    made.intended = one.record["status"] == "intended"
    if killed := one.record.get("killed"):
        made.figures = {"killed": frozenset(n for n in killed if n)}
    return made


def of_theirs(one: Reference) -> Happening:
    """A reference record as what it is compared by; a place that no theatre knows goes by its name."""
    known = foreign.place_ids(one.place, one.country, one.lat, one.lon, one.area)
    if not known and not one.place and (area := foreign.area_id(one.area, one.country)):
        known = (area,)
    days = _days((one.first, one.last or one.first)) if one.first else None
    made = _placed(known, one.place, days)
    made.report, made.types = "theirs", set(one.types)
    first, *others = [foreign.actor_id(name) or actor_of_name(name) for name in one.actors] or [None]
    made.by, made.against = _parties([first]), _parties(others)
    if told := {n for n in (one.low, one.best, one.high) if n}:
        made.figures = {"killed": frozenset(told)}
    return made


def _placed(ids: tuple[str, ...], text: str, days: tuple[dt.date, dt.date] | None) -> Happening:
    made = Happening("", days=days, dated=days is not None)
    made.campaign = bool(days and days[1] - days[0] >= LONG)
    if ids:
        made.leaves, made.wide = place_sets(ids)
    elif text:
        made.names = frozenset({foreign.plain(text)})
    return made


def _days(given: tuple[str | None, str | None] | None) -> tuple[dt.date, dt.date] | None:
    first, last = given or (None, None)
    return (dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)) if first else None


def _parties(ids: Iterator[str | None] | list[str | None]) -> frozenset[str]:
    return frozenset(side for ident in ids if ident and (side := party(ident)))


def _blocks(made: Happening) -> Iterator[Hashable]:
    """The blocks of both, by day and place, whatever sort of act each calls it: a table may have no word for ours.

    A siege goes by its days here, for a table may put it with acts that have one, and by none, for it lasts.
    """
    days = [*days_of(made)] if made.days else []
    return product([*days, *(["any"] if not days or made.types == STATES else [])], places_of(made))


def _points(ours: Both, theirs: Both) -> list[Point]:
    return link_points(ours[0], theirs[0])


def _ours_killed(one: Event, profile: Profile) -> Range:
    told = figures(one.record, "killed", profile, one.quotes) if "casualties" in one.record else None
    return (told.low, told.high) if told else (None, None)


def _differs(ours: Both, theirs: Both) -> list[str]:
    """What the two say differently: the killed, the act, the days."""
    found = []
    if not _meet(ours[1], theirs[1]):
        found.append(f"killed: ours {_said(ours[1])}, theirs {_said(theirs[1])}")
    if ours[0].types and theirs[0].types and not ours[0].types & theirs[0].types:
        found.append(f"type: ours {', '.join(sorted(ours[0].types))}, theirs {', '.join(sorted(theirs[0].types))}")
    a, b = ours[0].days, theirs[0].days
    if a and b and (a[0] > b[1] or b[0] > a[1]):
        found.append(f"day: ours {a[0]}, theirs {b[0]}")
    return found


def _meet(ours: Range, theirs: Range) -> bool:
    """True where the ranges share a figure, or theirs tells none; their 0 may be none told, for some tables must have a figure."""
    if theirs[0] is None and theirs[1] is None:
        return True
    if ours[0] is None and ours[1] is None:
        return not theirs[0] and not theirs[1]
    (low, high), (least, most) = (((n[0] or 0), (n[1] if n[1] is not None else 10**9)) for n in (ours, theirs))
    return low <= most and least <= high


def _said(told: Range) -> str:
    low, high = told
    if low is None and high is None:
        return "not told"
    return str(low) if low == high else f"{'?' if low is None else low} to {'?' if high is None else high}"
