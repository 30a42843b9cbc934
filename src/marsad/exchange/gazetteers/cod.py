"""OCHA Common Operational Datasets: tables of administrative areas (admin1Name_en, admin1Pcode, …) and of populated places.

Two shapes: one area or place a row (`level`, `pcode`, `name_ar`, `name_en`, `lat`, `lon`, `adm1_pcode` …), and the tables of HDX, where a
row of the lowest level carries the names and codes of all levels above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from marsad.exchange.gazetteers.cells import arabic, degrees, is_arabic, latin, rows
from marsad.theatres.fetched import FetchedPlace, Unfit

TYPES = {1: "governorate", 2: "district", 3: "subdistrict", 4: "village"}
LEVELS = {"admin0": "country", "admin1": "governorate", "admin2": "district", "admin3": "subdistrict", "admin4": "village"}
LEVELS |= {"place": "village", "populated place": "village", "neighbourhood": "quarter"}
SOURCE = "OCHA COD-AB"
_CELL = re.compile(r"adm(?:in)?([1-4])_?(?:(name)?_?(ar|en)|(pcode))(?:_?\w{2})?$", re.IGNORECASE)


def is_cod(header: str) -> bool:
    """True where the first line names columns of either shape."""
    return "pcode" in header.lower() and ("level" in header or re.search(r"adm(in)?[1-4]", header, re.IGNORECASE) is not None)


def read(path: Path, _: Mapping[str, str]) -> Iterator[FetchedPlace | Unfit]:
    """The areas and places of the file, each code once, the wider levels first as they stand in it."""
    seen: set[str] = set()
    for where, row in rows(path):
        for found in [_single(row, where)] if "level" in row else _levels(row, where):
            if isinstance(found, FetchedPlace) and found.code:
                if found.code in seen:
                    continue
                seen.add(found.code)
            yield found


def _single(row: dict[str, str], where: str) -> FetchedPlace | Unfit:
    name, level = arabic(row.get("name_ar", "")), row["level"]
    if level not in LEVELS:
        return Unfit(where, f"level {level!r} is none of {', '.join(LEVELS)}")
    if not is_arabic(name):
        return Unfit(where, f"name_ar {row.get('name_ar', '')!r} is no Arabic name")
    point = degrees(row.get("lat", ""), row.get("lon", ""), where)
    if isinstance(point, Unfit):
        return point
    parents = tuple(code for n in (4, 3, 2, 1) if (code := row.get(f"adm{n}_pcode", "")) and code != row["pcode"])
    return FetchedPlace(name, latin(row.get("name_en", "")), LEVELS[level], *point, row["pcode"], parents, (), SOURCE, where)


def _levels(row: dict[str, str], where: str) -> Iterator[FetchedPlace | Unfit]:
    cells: dict[int, dict[str, str]] = {}
    for column, value in row.items():
        if found := _CELL.match(column):
            cells.setdefault(int(found[1]), {}).setdefault((found[3] or found[4]).lower(), value)
    lowest = max((n for n, cell in cells.items() if cell.get("pcode")), default=0)
    for n in sorted(cells):
        cell, name = cells[n], arabic(cells[n].get("ar", ""))
        if not cell.get("pcode"):
            continue
        if not is_arabic(name):
            yield Unfit(where, f"the Arabic name of {cell['pcode']} is {cell.get('ar', '')!r}; it must be in Arabic letters")
            continue
        point = degrees(*_point(row), where) if n == lowest else (None, None)
        if isinstance(point, Unfit):
            yield point
            continue
        parents = tuple(cells[m]["pcode"] for m in range(n - 1, 0, -1) if cells.get(m, {}).get("pcode"))
        yield FetchedPlace(name, latin(cell.get("en", "")), TYPES[n], *point, cell["pcode"], parents, (), SOURCE, where)


def _point(row: dict[str, str]) -> tuple[str, str]:
    by = {column.lower(): value for column, value in row.items()}
    lat = next((by[c] for c in ("center_lat", "latitude", "lat", "y") if by.get(c)), "")
    return lat, next((by[c] for c in ("center_lon", "longitude", "lon", "long", "x") if by.get(c)), "")
