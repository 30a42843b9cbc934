"""Areas or points as GeoJSON: geoBoundaries (shapeName, shapeType), COD-AB boundaries (pcode, name_ar …), or mapped properties."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from marsad.exchange.gazetteers.cells import arabic, is_arabic, latin
from marsad.theatres.boundaries import Polygons
from marsad.theatres.fetched import FetchedPlace, Unfit

NAMES_AR = ("name_ar", "NAME_AR", "shapeName_ar", "name:ar", "NAM_AR_REF", "ar")
NAMES_EN = ("name_en", "NAME_EN", "shapeName", "name:en", "name", "NAME")
CODES = ("pcode", "PCODE", "shapeISO", "shapeID")
PARENTS = ("adm4_pcode", "ADM4_PCODE", "adm3_pcode", "ADM3_PCODE", "adm2_pcode", "ADM2_PCODE", "adm1_pcode", "ADM1_PCODE")
LEVELS = {"ADM0": "country", "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict"}


def read(path: Path, options: Mapping[str, str]) -> Iterator[FetchedPlace | Unfit]:
    """A place for each feature, at its point or in the middle of its largest ring; ValueError where the file is no GeoJSON."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        features = found["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path} is no GeoJSON FeatureCollection: {error}") from None
    for number, feature in enumerate(features, 1):
        yield _place(feature, options, f"{path}:feature {number}", path)


def _place(feature: dict[str, Any], options: Mapping[str, str], where: str, path: Path) -> FetchedPlace | Unfit:
    cells = {key: str(value) for key, value in (feature.get("properties") or {}).items() if value is not None}
    name = arabic(_first(cells, options, "name_ar", NAMES_AR))
    english, bounds = latin(_first(cells, options, "name_en", NAMES_EN)), _polygons(feature.get("geometry") or {})
    if not is_arabic(name) and not (english and bounds):
        return Unfit(where, f"no Arabic name in {', '.join(cells)}; add a property name_ar, or name one with --map name_ar=PROPERTY")
    point = _middle(feature.get("geometry") or {})
    if point is None:
        return Unfit(where, "no geometry that has a middle; a Point, Polygon or MultiPolygon must stand there")
    code = _first(cells, options, "code", CODES)
    parents = tuple(cells[key] for key in PARENTS if cells.get(key) and cells[key] != code)
    kind = options.get("type", "").removeprefix("=") or LEVELS.get(cells.get("shapeType", ""), "") or _by_code(parents, cells)
    source = "geoBoundaries" if "shapeName" in cells else f"{path.name}"
    return FetchedPlace(
        name,
        latin(_first(cells, options, "name_en", NAMES_EN)),
        kind,
        *point,
        code,
        parents,
        (),
        source,
        where,
        _polygons(feature["geometry"]),
    )


def _first(cells: dict[str, str], options: Mapping[str, str], field: str, usual: tuple[str, ...]) -> str:
    wanted = (options[field],) if field in options else usual
    return next((cells[key] for key in wanted if cells.get(key)), "")


def _by_code(parents: tuple[str, ...], cells: dict[str, str]) -> str:
    """The kind by how many areas a COD feature lies in, a quarter where it names its town."""
    if any(key.lower() == "adm4_pcode" for key in cells):
        return "quarter"
    return ("governorate", "district", "subdistrict", "village")[min(len(parents), 3)]


def _middle(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """(lat, lon): the point, or the centroid of the largest outer ring."""
    kind, at = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point" and at:
        return round(at[1], 5), round(at[0], 5)
    rings = [at[0]] if kind == "Polygon" and at else [part[0] for part in at or ()] if kind == "MultiPolygon" else []
    return max((_centroid(ring) for ring in rings), key=lambda c: c[0])[1] if rings else None


def _polygons(geometry: dict[str, Any]) -> Polygons:
    """The boundary as a MultiPolygon's coordinates, heights left out; empty for a point."""
    kind, at = geometry.get("type"), geometry.get("coordinates")
    parts: list[Any] = [at] if kind == "Polygon" and at else at if kind == "MultiPolygon" and at else []
    return [[[(x, y) for x, y, *_ in ring] for ring in part] for part in parts]


def _centroid(ring: list[list[float]]) -> tuple[float, tuple[float, float]]:
    """(area, (lat, lon)) of a ring, by the shoelace formula on degrees."""
    area = x = y = 0.0
    for (x0, y0, *_), (x1, y1, *_) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return 0.0, (round(ring[0][1], 5), round(ring[0][0], 5))
    return abs(area), (round(y / (3 * area), 5), round(x / (3 * area), 5))
