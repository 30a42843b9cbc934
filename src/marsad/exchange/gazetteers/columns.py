"""A plain CSV of places whose columns the user names: `--map name_ar=الاسم --map lat=Y --map type==village`.

A mapping `FIELD=COLUMN` takes the column's cell, `FIELD==VALUE` the value itself for every row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from marsad.exchange.gazetteers.cells import arabic, degrees, is_arabic, latin, rows
from marsad.theatres.codes import PLACE_TYPES
from marsad.theatres.fetched import FetchedPlace, Unfit

FIELDS = ("name_ar", "name_en", "type", "lat", "lon", "code", "parent", "names", "source")


def cell(row: Mapping[str, str], options: Mapping[str, str], field: str) -> str:
    """What the mapping gives for the field: a cell of the row, or the value itself; the column of that name where none is mapped."""
    wanted = options.get(field, field)
    return wanted[1:] if wanted.startswith("=") else row.get(wanted, "").strip()


def check(path: Path, header: Mapping[str, str], options: Mapping[str, str], fields: tuple[str, ...]) -> None:
    """ValueError where a mapping names no field, or no column of the file."""
    for field, column in options.items():
        if field not in (*fields, "country"):
            raise ValueError(f"--map {field}=…: there is no such field; there are: {', '.join(fields)}")
        if not column.startswith("=") and field != "country" and column not in header:
            raise ValueError(f"--map {field}={column}: {path} has no such column; it has: {', '.join(header)}")


def read(path: Path, options: Mapping[str, str]) -> Iterator[FetchedPlace | Unfit]:
    """The places of the file."""
    for number, (where, row) in enumerate(rows(path)):
        if not number:
            check(path, row, options, FIELDS)
        yield _place(row, options, where)


def _place(row: dict[str, str], options: Mapping[str, str], where: str) -> FetchedPlace | Unfit:
    get = {field: cell(row, options, field) for field in FIELDS}
    name, kind = arabic(get["name_ar"]), get["type"] or "village"
    if not is_arabic(name):
        return Unfit(where, f"name_ar {get['name_ar']!r} is no Arabic name; map the column that holds it: --map name_ar=COLUMN")
    if kind not in PLACE_TYPES:
        return Unfit(
            where, f"type {kind!r} is unknown; it may be one of: {', '.join(PLACE_TYPES)}; or give one to all: --map type==village"
        )
    point = degrees(get["lat"], get["lon"], where)
    if isinstance(point, Unfit):
        return point
    others = tuple(other for text in get["names"].split("|") if is_arabic(other := arabic(text)) and other != name)
    parents = (get["parent"],) if get["parent"] else ()
    return FetchedPlace(name, latin(get["name_en"]), kind, *point, get["code"], parents, others, get["source"] or path_name(where), where)


def path_name(where: str) -> str:
    """The file's name of a `file:line`."""
    return Path(where.rpartition(":")[0]).name
