"""What a name may stand for: the places, actors and monitors of the theatres in use that go by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.resolve.gazetteer import WORLD, Thing, above, area_of, country_of, within
from marsad.resolve.index import index
from marsad.theatres.in_use import in_use
from marsad.theatres.load import Actor, Place

KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a name stands for; `needs_context` as the theatre marks the name, `root` the id at the top of its parents.

    `type` is the place's or actor's type, `area` a place's first-level area (governorate), `country` its ISO 3166 code.
    """

    id: str
    is_place: bool
    needs_context: bool
    root: str
    ancestors: frozenset[str]
    begins: str = ""
    ends: str = ""
    type: str = ""
    area: str | None = None
    country: str = ""
    lat: float | None = None
    lon: float | None = None


def readings(key: tuple[str, ...]) -> tuple[Reading, ...]:
    """The readings of a folded name (see `index.key_of`), each thing once; empty where no theatre in use knows it."""
    return _readings(in_use(), key)


@lru_cache(maxsize=KEPT)
def _readings(_: tuple[str, ...], key: tuple[str, ...]) -> tuple[Reading, ...]:
    meant = index().meant(key)
    first = {thing.id: (thing, needs_context) for thing, needs_context in reversed(meant)}
    return tuple(reading_of(thing, needs_context) for thing, needs_context in first.values())


def reading_of(thing: Thing, needs_context: bool) -> Reading:
    """The thing as one reading of a name that the theatre marks so."""
    way = (thing.id, *above(thing.id))
    if isinstance(thing, Place):
        placed = next((ident for ident in way if not ident.startswith(WORLD)), way[0])
        area, country = area_of(thing.id), country_of(thing.id)
        lat, lon, inside = thing.lat, thing.lon, frozenset(within(thing.id))
        return Reading(
            thing.id,
            True,
            needs_context,
            placed,
            inside,
            type=thing.type,
            area=area,
            country=country,
            lat=lat,
            lon=lon,
        )
    begins, ends = (thing.begins or "", thing.ends or "") if isinstance(thing, Actor) else ("", "")
    return Reading(thing.id, False, needs_context, way[-1], frozenset(way[1:]), begins, ends, thing.type, country=thing.id.split("/")[0])
