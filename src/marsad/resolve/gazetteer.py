"""The things of the theatres in use by their ids, and what each lies in or belongs to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache

from marsad.resolve.bounded import areas_at
from marsad.theatres.in_use import in_use
from marsad.theatres.load import Actor, Monitor, Place, load_many

Thing = Place | Actor | Monitor
WORLD = "world/"
EARTH_KM = 6371.0


def thing(ident: str) -> Thing | None:
    """The place, actor or monitor of this id, None where no theatre in use knows it."""
    return _things(in_use()).get(ident)


def place(ident: str | None) -> Place | None:
    """The place of this id, None where no theatre in use knows it."""
    return _places(in_use()).get(ident) if ident else None


def every_place() -> Mapping[str, Place]:
    """All places of the theatres in use, by their ids."""
    return _places(in_use())


def every_actor() -> Mapping[str, Actor]:
    """All actors of the theatres in use, by their ids."""
    return _actors(in_use())


def every_thing() -> Mapping[str, Thing]:
    """All places, actors and monitors of the theatres in use, by their ids."""
    return _things(in_use())


def narrowest(ids: frozenset[str]) -> frozenset[str]:
    """Those in which none of the others lies."""
    return ids - {outer for ident in ids for outer in above(ident)}


def above(ident: str) -> tuple[str, ...]:
    """The ids of what a place lies in or an actor belongs to, nearest first."""
    return _above(in_use(), ident)


def within(ident: str) -> tuple[str, ...]:
    """The ids of all that a place lies in: its parents, nearest first, the named areas that it or they are part of, and the
    areas whose imported boundary holds its point."""
    return _within(in_use(), ident)


def area_of(ident: str) -> str | None:
    """The first-level area (governorate, province) that the place is or lies in."""
    return _area_of(in_use(), ident)


def below_country(ident: str) -> bool:
    """True for a place that is no country."""
    return (known := place(ident)) is not None and known.type != "country"


def country_of(ident: str) -> str:
    """The country of an id, as ISO 3166 code; that of its parents for what stands in the world theatre («world/damascus»)."""
    way = (ident, *above(ident))
    home = next((one for one in way if not one.startswith(WORLD)), ident)
    return home.split("/", 1)[0]


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points in degrees (WGS 84), in kilometres, by the haversine formula on a sphere.

    >>> round(kilometres(36.2, 37.15, 33.51, 36.29))
    309
    """
    half_lat, half_lon = math.radians(other_lat - lat) / 2, math.radians(other_lon - lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


@cache
def _places(names: tuple[str, ...]) -> dict[str, Place]:
    return {ident: one for theatre in load_many(names) for ident, one in theatre.places.items()}


@cache
def _actors(names: tuple[str, ...]) -> dict[str, Actor]:
    return {ident: one for theatre in load_many(names) for ident, one in theatre.actors.items()}


@cache
def _things(names: tuple[str, ...]) -> dict[str, Thing]:
    monitors: dict[str, Thing] = {ident: one for theatre in load_many(names) for ident, one in theatre.monitors.items()}
    return monitors | _actors(names) | _places(names)


@lru_cache(maxsize=100_000)
def _above(names: tuple[str, ...], ident: str) -> tuple[str, ...]:
    places, actors, found = _places(names), _actors(names), [ident]
    while known := places.get(found[-1]) or actors.get(found[-1]):
        if not known.parent or known.parent in found:
            break
        found.append(known.parent)
    return tuple(found[1:])


@lru_cache(maxsize=100_000)
def _area_of(names: tuple[str, ...], ident: str) -> str | None:
    places = _places(names)
    return next((one for one in (ident, *_above(names, ident)) if (found := places.get(one)) and found.type == "governorate"), None)


@lru_cache(maxsize=100_000)
def _within(names: tuple[str, ...], ident: str) -> tuple[str, ...]:
    areas, found = _areas(names), dict.fromkeys((ident, *_above(names, ident), *_around(names, ident)))
    pending = list(found)
    while pending:
        for area in areas.get(pending.pop(), ()):
            new = [one for one in (area, *_above(names, area)) if one not in found]
            found |= dict.fromkeys(new)
            pending += new
    return tuple(found)[1:]


def _around(names: tuple[str, ...], ident: str) -> tuple[str, ...]:
    """The areas whose imported boundary holds the place's point, where that is exact enough to tell."""
    known = _places(names).get(ident)
    if known is None or known.lat is None or known.lon is None or known.precision not in ("point", "neighbourhood", "town"):
        return ()
    return tuple(area for area in areas_at(known.lat, known.lon) if area != ident)


@cache
def _areas(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for theatre in load_many(names):
        for member, areas in theatre.areas.items():
            found[member] = (*found.get(member, ()), *areas)
    return found
