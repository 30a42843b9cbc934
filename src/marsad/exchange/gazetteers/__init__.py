"""Readers of gazetteers and lists of actors that a user fetched: which one reads a file, by its look or by name.

Each reader takes a path and yields FetchedPlace, FetchedActor, or Unfit for a row that it cannot use; none stops at a bad row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from marsad.exchange.gazetteers import actors, cod, columns, geojson, geonames
from marsad.theatres.fetched import FetchedActor, FetchedPlace, Unfit

Outcome = FetchedPlace | FetchedActor | Unfit
Reader = Callable[[Path, Mapping[str, str]], Iterator[Outcome]]

READERS: dict[str, Reader] = {
    "cod": cod.read,
    "geonames": geonames.read,
    "geojson": geojson.read,
    "csv": columns.read,
    "ftm": actors.read_ftm,
    "actors": actors.read_csv,
}
SAID = {
    "cod": "OCHA COD-AB tables and populated places (CSV)",
    "geonames": "GeoNames country dump (tab-separated), or its extract as CSV",
    "geojson": "geoBoundaries or other areas with names (GeoJSON)",
    "csv": "any CSV of places, with --map FIELD=COLUMN",
    "ftm": "followthemoney entities (JSON lines)",
    "actors": "any CSV of actors, with --map FIELD=COLUMN",
}


def format_of(path: Path, mapped: bool) -> str:
    """Which reader a file is for, by its look; ValueError where none is, saying what to do."""
    with path.open("rb") as file:
        head = file.read(4096).decode("utf-8-sig", "replace")
    first = head.split("\n", 1)[0]
    if '"FeatureCollection"' in head:
        return "geojson"
    if first.startswith("{") and '"schema"' in first and isinstance(_parsed(path), dict):
        return "ftm"
    if mapped:
        return "csv"
    if cod.is_cod(first):
        return "cod"
    if geonames.is_geonames(first):
        return "geonames"
    raise ValueError(f"{path} is of no known format ({', '.join(READERS)}); name the columns with --map, or the format with --format")


def _parsed(path: Path) -> object:
    with path.open(encoding="utf-8-sig") as file:
        try:
            return json.loads(file.readline())
        except ValueError:
            return None
