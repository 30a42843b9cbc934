"""Ceasefires beside ceasefires, by named comparisons: the day of declaring or taking effect, hours, parties, area, country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from marsad.exchange.export.content import Content
from marsad.exchange.export.ethprio import effect
from marsad.exchange.export.events import declared, sides, truce
from marsad.exchange.export.ucdp import actor_of_name
from marsad.exchange.reference.record import Reference
from marsad.pipeline.beside.matching import Compared, Side, match
from marsad.reconcile.compare import NO, Point
from marsad.reconcile.sides import party
from marsad.resolve import foreign
from marsad.resolve.gazetteer import above

LEAST = 1.0


@dataclass(frozen=True, slots=True)
class Terms:
    """What two ceasefires are compared by."""

    declared: str | None
    begins: str | None
    hours: int | None
    parties: frozenset[str]
    places: frozenset[str]
    country: str


def compare(content: Content, theirs: list[Reference]) -> Compared:
    """The ceasefires of the content that are told of as declared beside those of the set."""
    left: Side[Terms] = Side()
    for record in content.records["ceasefires"]:
        if declared(record):
            one = truce(content, record)
            parties = frozenset(p for s in sides(content.of(record), "parties") if s.id and (p := party(s.id)))
            hours = None if record["daily"] else record["hours"]
            terms = Terms(declared(record), effect(record), hours, parties, frozenset([one.place] if one.place else []), one.country.name)
            left.add(record["id"], terms, record["label"], _blocks(terms))
    right: Side[Terms] = Side()
    for reference in theirs:
        terms = _theirs(reference)
        right.add(reference.id, terms, reference.label, _blocks(terms))
    return match(left, right, _points, LEAST, _differs)


def _theirs(one: Reference) -> Terms:
    places = foreign.place_ids(one.place, one.country, one.lat, one.lon, one.area)
    parties = frozenset(p for name in one.actors if (i := foreign.actor_id(name) or actor_of_name(name)) and (p := party(i)))
    return Terms(one.first, one.begins, one.hours, parties, frozenset(places), one.country)


def _blocks(one: Terms) -> Iterator[Hashable]:
    for told in {one.declared, one.begins} - {None}:
        day = dt.date.fromisoformat(str(told)[:10])
        yield from (day + dt.timedelta(days=n) for n in (-1, 0, 1))


def _points(a: Terms, b: Terms) -> list[Point]:
    return [point for compared in (by_day, by_hours, by_parties, by_area) if (point := compared(a, b)).score]


def by_day(a: Terms, b: Terms) -> Point:
    """declared on the same day: 1.5; in effect on the same day: 1; a day apart: a little."""
    if a.declared and a.declared == b.declared:
        return Point("day", 1.5, "declared on the same day")
    if a.begins and a.begins == b.begins:
        return Point("day", 1.0, "in effect on the same day")
    return Point("day", 0.3, "a day apart")


def by_hours(a: Terms, b: Terms) -> Point:
    """as long: 1; another length: against."""
    if not a.hours or not b.hours:
        return Point("hours", 0.0, "a length is not told")
    same = -(-a.hours // 24) == -(-b.hours // 24)
    return Point("hours", 1.0 if same else -1.5, "as many days" if same else "another length")


def by_parties(a: Terms, b: Terms) -> Point:
    """a party in common: 0.5; none: against."""
    if not a.parties or not b.parties:
        return Point("parties", 0.0, "the parties are not told")
    shared = bool(a.parties & b.parties)
    return Point("parties", 0.5 if shared else -1.0, "parties in common" if shared else "other parties")


def by_area(a: Terms, b: Terms) -> Point:
    """the same area: 1; another country: contradiction."""
    if a.country and b.country and foreign.plain(a.country) != foreign.plain(b.country):
        return Point("area", NO, "another country")
    if not a.places or not b.places:
        return Point("area", 0.0, "an area is not told")
    near = any(x == y or x in above(y) or y in above(x) for x in a.places for y in b.places)
    return Point("area", 1.0 if near else -1.5, "the same area" if near else "other areas")


def _differs(a: Terms, b: Terms) -> list[str]:
    pairs = (("declared", a.declared, b.declared), ("in effect", a.begins, b.begins))
    found = [f"{name}: ours {x}, theirs {y}" for name, x, y in pairs if x and y and x != y]
    if a.hours and b.hours and by_hours(a, b).score < 0:
        found.append(f"hours: ours {a.hours}, theirs {b.hours}")
    return found
