"""Imported boundaries of places, kept beside a theatre's tables in boundaries.jsonl: one place a line, read only when asked for.

A line is {"id": "sy/idlib", "polygons": [[[[lon, lat], …], hole, …], …]}, the coordinates of a GeoJSON MultiPolygon in degrees (WGS 84).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from marsad.theatres.faults import Fault, said

FILE = "boundaries.jsonl"
DECIMALS = 4  # about ten metres
Ring = Sequence[Sequence[float]]
Polygons = Sequence[Sequence[Ring]]


def read_boundaries(folder: Path) -> dict[str, Polygons]:
    """The polygons by id of place, empty where none were imported; a Fault says which line is wrong."""
    path = folder / FILE
    found: dict[str, Polygons] = {}
    if not path.is_file():
        return {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found[str(row["id"])] = [[[(float(x), float(y)) for x, y in ring] for ring in one] for one in row["polygons"]]
        except (ValueError, KeyError, TypeError) as error:
            what = f"no boundary ({error}); import the file again, or take the line out"
            raise Fault(said(f"{folder.name}/{FILE}", number, "", what)) from None
    return found


def keep_boundaries(folder: Path, new: Mapping[str, Polygons]) -> None:
    """Adds or replaces the boundaries of these places; the old file stands until the new one is whole."""
    rows = {**read_boundaries(folder), **new}
    lines = [json.dumps({"id": ident, "polygons": _rounded(rows[ident])}, separators=(",", ":")) for ident in sorted(rows)]
    made = folder / (FILE + ".new")
    made.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(made, folder / FILE)


def holds(polygons: Polygons, lat: float, lon: float) -> bool:
    """True for a point inside one of the polygons and in none of its holes (even-odd rule; a point on the line may fall either way).

    >>> square, hole = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)], [(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)]
    >>> holds([[square, hole]], 3, 3), holds([[square, hole]], 1.5, 1.5), holds([[square]], 5, 3)
    (True, False, False)
    """
    return any(_crossings(polygon, lat, lon) % 2 for polygon in polygons)


def _crossings(rings: Sequence[Ring], lat: float, lon: float) -> int:
    """How many sides a line from the point to the east crosses."""
    count = 0
    for ring in rings:
        x0, y0 = ring[-1]
        for x1, y1 in ring:
            if (y0 > lat) != (y1 > lat) and lon < x0 + (lat - y0) * (x1 - x0) / (y1 - y0):
                count += 1
            x0, y0 = x1, y1
    return count


def _rounded(polygons: Polygons) -> Polygons:
    return [[[(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring] for ring in one] for one in polygons]
