"""Which column of a table holds what: the columns of the same name, or those that the user maps (`text=النص`), which a file keeps.

`date_format` is no column but how the days are written, as strptime has it (`%d/%m/%Y`); `=VALUE` is a value for all rows.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from marsad.exchange.given import Unfit, short
from marsad.exchange.sources import from_toml

FIELDS = ("text", "id", "date", "outlet", "url", "title", "retrieved_at")
FORMAT = "date_format"


def load(path: Path, fields: Sequence[str] = (*FIELDS, FORMAT)) -> dict[str, str]:
    """The mapping that the file keeps; raises ValueError saying what is wrong in it."""
    found = from_toml(path, "mapping of columns")
    checked(found, fields, str(path))
    return found


def save(path: Path, columns: Mapping[str, str]) -> None:
    """Writes the mapping, so that `load` gives it back."""
    lines = (f"{field} = {json.dumps(column, ensure_ascii=False)}\n" for field, column in columns.items())
    path.write_text("# which column of a table holds what: marsad read --columns\n" + "".join(lines), encoding="utf-8")


def checked(columns: Mapping[str, Any], fields: Sequence[str], where: str) -> None:
    """Raises ValueError where a mapping names a field that is none."""
    for field, column in columns.items():
        if field not in fields:
            raise ValueError(f"{where}: {field} is no field; there are: {', '.join(fields)}")
        if not isinstance(column, str) or not column:
            raise ValueError(f'{where}: {field} names no column; write {field} = "the column\'s name"')


def places(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int | str]:
    """For each field the number of its column, or the value of all rows; raises Unfit where the table has no such column."""
    names = {name.strip(): n for n, name in reversed(list(enumerate(header)))}
    told = ", ".join(map(short, header[:12])) or "none"
    found: dict[str, int | str] = {field: names[field] for field in FIELDS if field in names and field not in columns}
    for field, column in columns.items():
        if field == FORMAT:
            continue
        if not column.startswith("=") and column not in names:
            raise Unfit(f"no column {short(column)} for {field}; its columns are: {told}", f"--map {field}=COLUMN")
        found[field] = column[1:] if column.startswith("=") else names[column]
    if "text" not in found:
        raise Unfit(f'no column "text"; its columns are: {told}', "say which one holds the text: --map text=COLUMN")
    return found


def row(cells: Sequence[Any], found: Mapping[str, int | str], columns: Mapping[str, str], width: int) -> dict[str, Any]:
    """The row of a report; raises Unfit where it has another number of cells, or a day that is not written so."""
    if len(cells) != width:
        raise Unfit(f"{len(cells)} cells where the header has {width}", "quote cells that hold the sign between cells")
    made = {field: at if isinstance(at, str) else plain(cells[at]) for field, at in found.items()}
    if made.get("date") and FORMAT in columns:
        made["date"] = _day(made["date"], columns[FORMAT])
    return made


def plain(cell: Any) -> Any:
    """A cell as a row has it: days as ISO days, whole numbers without a point, all else as it is."""
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell


def _day(value: str, written: str) -> str:
    try:
        return dt.datetime.strptime(value.strip(), written).date().isoformat()
    except ValueError:
        raise Unfit(f"date {short(value)} is not written as {written}", "correct it, or --map date_format=…") from None
