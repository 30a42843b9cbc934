"""Sheets of incidents: any CSV or XLSX whose columns the user maps, and those of Airwars, Bayanat and Uwazi, whose columns are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from marsad.exchange.given import Unfit
from marsad.exchange.reference.known_sheets import AIRWARS, BAYANAT, UWAZI, Columns
from marsad.exchange.reference.record import Import, Outcome, Reference, Row, day, degrees, number, several
from marsad.exchange.reference.rows import read as rows
from marsad.model.vocabulary import INCIDENT_TYPE

FIELDS = tuple("id label date until place area country lat lon type actors killed killed_min killed_max".split())
_LISTED = re.compile(r"\w+\.\w+-\d+")
SHEET: Columns = {name: (name,) for name in FIELDS}


def _sheet(name: str, label: str, known: Columns) -> Import:
    """The import of tables whose columns are called so, or as `--map` says."""

    def read(path: Path, columns: Mapping[str, str]) -> Iterator[Outcome]:
        needed = tuple(column for column in columns.values() if not column.startswith("="))
        return rows(path, needed, lambda row: _record(row, {**known, **{field: (column,) for field, column in columns.items()}}))

    return Import(name, label, read, (), FIELDS)


def _record(row: Row, columns: Columns) -> Reference:
    get = {field: _cell(row, names) for field, names in columns.items()}
    begins, _, ends = get.get("date", "").partition("~")
    first = day(begins)
    if not first:
        raise Unfit("no day", "say which column holds it: --map date=COLUMN")
    point = degrees({**row, "lat": get.get("lat", ""), "lon": get.get("lon", "")}, "lat", "lon") if get.get("lat") else _point(row)
    low, high = (number(get.get(f"killed_{end}") or get.get("killed"), f"killed_{end}") for end in ("min", "max"))
    kind = get.get("type", "").strip()
    return Reference(
        id=get.get("id") or f"{first} {get.get('place', '')}",
        kind="incident",
        label=get.get("label") or f"{get.get('place') or 'incident'}, {first}",
        first=first,
        last=day(get.get("until") or ends) or first,
        place=get.get("place", ""),
        area=get.get("area", ""),
        country=get.get("country", ""),
        lat=point[0],
        lon=point[1],
        types=(kind,) if kind in INCIDENT_TYPE else (),
        actors=several(get.get("actors"), ";|,"),
        low=low,
        best=low if low == high else None,
        high=high,
    )


def _cell(row: Row, names: tuple[str, ...]) -> str:
    """The first of the columns that is filled; `=VALUE` is the value itself, `x.y-#` all of `x.y-1`, `x.y-2` …"""
    return next((text for name in names if (text := _filled(row, name))), "")


def _filled(row: Row, name: str) -> str:
    if name.startswith("="):
        return name[1:]
    if name.endswith("-#"):
        listed = [column for column in row if column.startswith(name[:-1]) and _LISTED.fullmatch(column)]
        return ";".join(filter(None, (_filled(row, column) for column in listed)))
    cell = row.get(name, "").strip()
    return re.sub(r"^\d+-", "", cell) if _LISTED.fullmatch(name) else cell  # Bayanat writes `ID-NAME` there


def _point(row: Row) -> tuple[float | None, float | None]:
    """Both from one cell, as Uwazi writes them (`36.2|37.1`), or `36.2, 37.1`."""
    for name in ("Geolocation", "geolocation", "coordinates", "latlng"):
        cells = row.get(name, "").replace("|", ",").strip("() ").split(",")
        if len(cells) == 2:
            return degrees({"lat": cells[0], "lon": cells[1]}, "lat", "lon")
    return None, None


SHEETS = (
    _sheet("airwars", "Airwars-style sheets, CSV or XLSX", AIRWARS),
    _sheet("bayanat", "Bayanat CSV", BAYANAT),
    _sheet("uwazi", "Uwazi CSV", UWAZI),
    _sheet("sheet", "any CSV or XLSX of incidents, with --map FIELD=COLUMN", SHEET),
)
