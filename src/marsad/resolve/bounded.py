"""Which imported boundaries a point lies in, of the theatres in use; nothing is read where none were imported."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from marsad.theatres.boundaries import Polygons, holds, read_boundaries
from marsad.theatres.in_use import in_use


class Bounded(NamedTuple):
    """A place's polygons and the box around them: south, north, west, east in degrees."""

    polygons: Polygons
    south: float
    north: float
    west: float
    east: float


def areas_at(lat: float, lon: float) -> tuple[str, ...]:
    """The ids of the places whose boundary holds the point."""
    known = boundaries(in_use()).items()
    return tuple(i for i, b in known if b.south <= lat <= b.north and b.west <= lon <= b.east and holds(b.polygons, lat, lon))


def boundary_of(ident: str) -> Polygons:
    """The polygons of the place, empty where none were imported."""
    found = boundaries(in_use()).get(ident)
    return found.polygons if found else ()


@cache
def boundaries(names: tuple[str, ...]) -> dict[str, Bounded]:
    """The imported boundaries of these theatres by id of place."""
    return {ident: _boxed(polygons) for name in names if Path(name).is_dir() for ident, polygons in read_boundaries(Path(name)).items()}


def _boxed(polygons: Polygons) -> Bounded:
    points = [point for polygon in polygons for point in polygon[0]]
    lons, lats = [x for x, _ in points], [y for _, y in points]
    return Bounded(polygons, min(lats), max(lats), min(lons), max(lons))
