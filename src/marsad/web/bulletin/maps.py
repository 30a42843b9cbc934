"""The map of a bulletin as one drawing without scripts or tiles: outlines of countries, imported boundaries, the places of incidents.

A place is drawn as exact as it is told: a point, a ring somewhere within which it lies, or a hatched area.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.exchange.export.content import Row
from marsad.resolve.bounded import boundary_of
from marsad.resolve.gazetteer import country_of
from marsad.theatres import Place
from marsad.web import known
from marsad.web.language import Speech

WIDE, HIGH = 720.0, 340.0
KM_A_DEGREE = 111.2
LEAST_KM = 60.0  # half of the least stretch that is drawn, so that one town has its surroundings
AROUND = 1.25
LETTER, LINE = 7.2, 15.0  # room that a name takes
CAPITALS = 14
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """What is drawn: its middle, and how many pixels a degree of longitude and of latitude has."""

    lat: float
    lon: float
    x: float
    y: float

    def at(self, lat: float, lon: float) -> Point:
        """Where a point stands."""
        return round(WIDE / 2 + (lon - self.lon) * self.x, 1), round(HIGH / 2 - (lat - self.lat) * self.y, 1)

    def km(self, km: float) -> float:
        """So many kilometres in pixels."""
        return round(km / KM_A_DEGREE * self.y, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of incidents: where, how far around it, its shape, its name if there is room for it, and how many incidents name it."""

    x: float
    y: float
    radius: float
    shape: str
    name: str
    label: Point | None
    count: int


@dataclass(frozen=True, slots=True)
class Map:
    """The lines of countries and boundaries as SVG paths, the marks, and towns to find one's way by (x, y, name)."""

    land: list[str]
    lines: list[str]
    marks: list[Mark]
    towns: list[tuple[float, float, str]]


def drawn(rows: Iterable[Row], ui: Speech) -> Map | None:
    """The map of these incidents; None where no place has coordinates."""
    counts: dict[str, int] = {}
    for row in rows:
        if row["place"] and row["place"]["id"] in known.places():
            counts[row["place"]["id"]] = counts.get(row["place"]["id"], 0) + 1
    found = [(known.places()[i], n) for i, n in sorted(counts.items(), key=lambda p: (-p[1], p[0])) if known.places()[i].lat is not None]
    if not found:
        return None
    view = _view([place for place, _ in found])
    taken: list[tuple[float, float, float, float]] = []
    marks = [_mark(place, n, view, ui, taken) for place, n in found]
    land = [path for ring in _land() if (path := _path(((lat, lon) for lon, lat in ring), view))]
    areas = {ident for place, _ in found for ident in (place.id, country_of(place.id))}
    lines = [
        path for i in sorted(areas) for polygon in boundary_of(i) for ring in polygon if (path := _path(((p[1], p[0]) for p in ring), view))
    ]
    return Map(land, lines, marks, list(_towns(found, view, ui, taken)))


def _view(places: Sequence[Place]) -> View:
    at = [(p.lat or 0.0, p.lon or 0.0) for p in places]
    south, north = min(a for a, _ in at), max(a for a, _ in at)
    west, east = min(o for _, o in at), max(o for _, o in at)
    lat, lon = (south + north) / 2, (west + east) / 2
    flat = math.cos(math.radians(lat))
    tall = max((north - south) * KM_A_DEGREE / 2 * AROUND, LEAST_KM)
    wide = max((east - west) * KM_A_DEGREE * flat / 2 * AROUND, LEAST_KM * WIDE / HIGH)
    scale = min(HIGH / 2 / tall, WIDE / 2 / wide) * KM_A_DEGREE
    return View(lat, lon, scale * flat, scale)


def _mark(place: Place, count: int, view: View, ui: Speech, taken: list[tuple[float, float, float, float]]) -> Mark:
    x, y = view.at(place.lat or 0.0, place.lon or 0.0)
    shape = known.shape(place)
    radius = 4.0 if shape == "point" else min(max(view.km(known.radius_km(place)), 5.0), 46.0)
    name = place.name_ar if ui.language == "ar" else place.name_en
    return Mark(x, y, radius, shape, name, _room(x, y, min(radius, 9.0), name, taken), count)


def _room(x: float, y: float, off: float, name: str, taken: list[tuple[float, float, float, float]]) -> Point | None:
    """Where the name's middle may stand, above or below, without covering another; None where there is no room."""
    half = len(name) * LETTER / 2
    for dy in (-off - 5, off + 14):
        box = (x - half, y + dy - LINE + 3, x + half, y + dy + 3)
        inside = box[0] > 2 and box[2] < WIDE - 2 and box[1] > 2 and box[3] < HIGH - 2
        if inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            taken.append(box)
            return round(x, 1), round(y + dy, 1)
    return None


def _towns(
    found: Sequence[tuple[Place, int]], view: View, ui: Speech, taken: list[tuple[float, float, float, float]]
) -> Iterator[tuple[float, float, str]]:
    """The cities of these countries that lie in the drawing, where there is room to write them."""
    countries = {country_of(place.id) for place, _ in found}
    own = {place.id for place, _ in found}
    cities = (
        p
        for p in known.places().values()
        if p.type == "city" and p.id not in own and p.lat is not None and p.id.partition("/")[0] in countries
    )
    written = 0
    for place in sorted(cities, key=lambda p: p.id):
        x, y = view.at(place.lat or 0.0, place.lon or 0.0)
        name = place.name_ar if ui.language == "ar" else place.name_en
        if written < CAPITALS and 0 < x < WIDE and 0 < y < HIGH and _room(x, y, 3.0, name, taken):
            written += 1
            yield x, taken[-1][3] - 3, name


def _path(ring: Iterable[Point], view: View) -> str:
    """The ring (latitude, longitude) as an SVG path; empty where none of it is in the drawing."""
    points = [view.at(lat, lon) for lat, lon in ring]
    low = min(x for x, _ in points), min(y for _, y in points)
    high = max(x for x, _ in points), max(y for _, y in points)
    if high[0] < 0 or low[0] > WIDE or high[1] < 0 or low[1] > HIGH:
        return ""
    kept = [p for n, p in enumerate(points) if not n or p != points[n - 1]]
    return "M" + "L".join(f"{_near(x, WIDE):g} {_near(y, HIGH):g}" for x, y in kept) + "Z"


def _near(value: float, size: float) -> float:
    """The value, drawn in towards the drawing where it lies far outside."""
    return min(max(value, -2 * size), 3 * size)


@cache
def _land() -> list[list[Point]]:
    """The rings of all countries (longitude, latitude), read from the outlines that the pages carry (TopoJSON)."""
    source = files("marsad.web").joinpath("static/vendor/world-atlas/countries-50m.json").read_text("utf-8")
    topology = json.loads(source)
    arcs = [_unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = topology["objects"]["countries"]["geometries"]
    polygons = (p for s in shapes for p in ([s["arcs"]] if s["type"] == "Polygon" else s["arcs"] if s["type"] == "MultiPolygon" else ()))
    return [_joined(ring, arcs) for polygon in polygons for ring in polygon]


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    found, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((x * sx + tx, y * sy + ty))
    return found


def _joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    found: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        found += arc[1:] if found else arc
    return found
