"""Our own exports read back: the content that a file (or folder) of a native format was written from.

SQLite, JSON lines, Web Annotation and the bundle give back all of it; CSV has no word for the difference of nothing and an
empty text, a workbook none for what it cut.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from marsad.exchange.export.cells import unsafe
from marsad.exchange.export.content import GROUPS, Content, Proof, Row
from marsad.exchange.export.fields import FIELDS, KINDS, NUMBERS, STRUCTURED, TRUTHS
from marsad.exchange.export.flat import TABLES
from marsad.exchange.export.missing import library
from marsad.exchange.readers.zipped import checked

Tables = dict[str, list[Row]]
CRATE = "ro-crate-metadata.json"
LARGEST = 2 << 30
"""Bytes that a bundle may unpack to."""


def is_export(path: Path) -> bool:
    """True for a file, or a folder, that `export` wrote in a format that gives everything back."""
    if path.is_dir():
        return any((path / name).exists() for name in ("reports.csv", "reports.parquet", CRATE))
    return path.suffix in _FILES


def read_back(path: Path) -> Content:
    """The reports, claims and records of an export, of a bundle its ledger too; ValueError where it is none of ours."""
    try:
        return _folder(path) if path.is_dir() else _FILES[path.suffix](path)
    except (KeyError, ValueError, TypeError, sqlite3.DatabaseError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path.name} is no whole export of marsad: {type(error).__name__}: {error}") from None


def _folder(path: Path) -> Content:
    if (path / CRATE).exists():
        return _bundled({file.relative_to(path).as_posix(): file.read_bytes for file in path.rglob("*") if file.is_file()})
    return _content(_parquet(path) if (path / "reports.parquet").exists() else _csv(path))


def _content(tables: Tables) -> Content:
    """The tables with the claims in the order of the reports, and in each by the characters."""
    place = {report["key"]: number for number, report in enumerate(tables["reports"])}
    claims = [row for kind in KINDS for row in tables[kind]]
    claims.sort(key=lambda row: (place.get(row["key"], len(place)), row["start"], row["end"], row["kind"]))
    return Content(tuple(tables["reports"]), tuple(claims), {group: tables[group] for group in GROUPS})


def _own(row: Mapping[str, Any], table: str) -> Row:
    """The row with its own fields: without its link, and without what a claim only has where it says something."""
    return {name: row[name] for name in FIELDS[table] if name in row and not (name == "part_of" and table in KINDS and row[name] is None)}


def _typed(row: Mapping[str, Any], table: str) -> Row:
    """The row of a table's cells: JSON read, figures as numbers."""
    return _own({name: _value(row[name], table, name) for name in FIELDS[table]}, table)


def _value(cell: Any, table: str, name: str) -> Any:
    if cell is None or (cell == "" and (name in NUMBERS or name in STRUCTURED[table])):
        return None
    if name in STRUCTURED[table]:
        return json.loads(cell)
    if name in TRUTHS:
        return cell in (True, 1, "true")
    return int(cell) if name in NUMBERS else cell


def _lines(data: bytes) -> list[Row]:
    return [json.loads(line) for line in data.decode("utf-8").split("\n") if line]


def _jsonl(path: Path) -> Content:
    tables: Tables = {name: [] for name in TABLES}
    for row in _lines(path.read_bytes()):
        tables[row["table"]].append(_own(row, row["table"]))
    return _content(tables)


def _sqlite(path: Path) -> Content:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        return _content({name: [_typed(dict(row), name) for row in db.execute(f'SELECT * FROM "{name}"')] for name in TABLES})


def _annotation(path: Path) -> Content:
    told = json.loads(path.read_bytes())
    claims = tuple(item["body"]["claim"] for item in told["first"]["items"])
    return Content(tuple(told["reports"]), claims, {group: told["records"][group] for group in GROUPS})


def _zip(path: Path) -> Content:
    data = path.read_bytes()
    checked(data, "bundle", LARGEST)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return _bundled({name: (lambda name=name: packed.read(name)) for name in packed.namelist()})  # type: ignore[misc]


def _bundled(files: Mapping[str, Callable[[], bytes]]) -> Content:
    reports, claims, ledger = (tuple(_lines(files[f"{name}.jsonl"]())) for name in ("reports", "claims", "ledger"))
    coded = {name[6:-6]: tuple(files[name]().decode().split("\n")) for name in files if name.startswith("coded/")}
    raw = {name[4:]: files[name]() for name in files if name.startswith("raw/")}
    proof = Proof(ledger, {key: tuple(line for line in lines if line) for key, lines in coded.items()}, raw)
    records = json.loads(files["records.json"]())
    return Content(reports, claims, {group: records[group] for group in GROUPS}, proof=proof)


def _csv(path: Path) -> Tables:
    return {name: [_typed(row, name) for row in _cells(path / f"{name}.csv")] for name in TABLES}


def _cells(path: Path) -> Iterator[Row]:
    csv.field_size_limit(1 << 30)
    rows = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8", "surrogatepass"), newline=""))
    yield from ({name: unsafe(cell) if cell else None for name, cell in row.items()} for row in rows)


def _parquet(path: Path) -> Tables:
    parquet = library("pyarrow.parquet", "parquet")
    return {name: [_typed(row, name) for row in parquet.read_table(path / f"{name}.parquet").to_pylist()] for name in TABLES}


def _xlsx(path: Path) -> Content:
    book = library("openpyxl", "xlsx").load_workbook(path, read_only=True)
    sheets = {name: list(book[name].iter_rows(values_only=True)) for name in TABLES}
    return _content({name: [_typed(dict(zip(rows[0], row, strict=True)), name) for row in rows[1:]] for name, rows in sheets.items()})


_FILES: dict[str, Callable[[Path], Content]] = {
    ".jsonl": _jsonl,
    ".sqlite": _sqlite,
    ".jsonld": _annotation,
    ".zip": _zip,
    ".xlsx": _xlsx,
}
