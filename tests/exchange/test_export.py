"""Exports come back: each format is read by another reader and held, field by field, against its list of losses."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from marsad.exchange.export import FORMATS, losses
from marsad.exchange.export.cells import FORMULA, safe
from marsad.exchange.export.content import GROUPS
from marsad.exchange.export.fields import ALL, FIELDS, KINDS
from marsad.exchange.export.flat import TABLES
from tests.exchange.exported import lost, made, only, written

Row = dict[str, Any]
Tables = dict[str, list[Row]]
NATIVE = ("csv", "jsonl", "sqlite", "xlsx", "parquet")


def ours() -> Tables:
    """The rows that were exported, by table."""
    claims = {kind: [c for c in made().claims if c["kind"] == kind] for kind in KINDS}
    return {"reports": list(made().reports), **claims, **{group: list(made().records[group]) for group in GROUPS}}


def text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def unsafe(cell: str) -> str:
    """What `safe` was given, for text."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def from_csv() -> Tables:
    files = written("csv").files
    tables = {name.removesuffix(".csv"): csv.DictReader(io.StringIO(data.decode())) for name, data in files.items()}
    return {name: [{key: unsafe(cell) for key, cell in row.items()} for row in rows] for name, rows in tables.items()}


def from_jsonl() -> Tables:
    tables: Tables = {name: [] for name in TABLES}
    for line in only("jsonl").decode().splitlines():
        tables[(row := json.loads(line)).pop("table")].append(row)
    return tables


def from_sqlite() -> Tables:
    db = sqlite3.connect(":memory:")
    db.deserialize(only("sqlite"))
    db.row_factory = sqlite3.Row
    found: Tables = {name: [dict(row) for row in db.execute(f'SELECT * FROM "{name}"')] for name in TABLES}
    db.close()
    for row in found["violations"]:
        row["candidate"] = bool(row["candidate"])  # SQLite has 0 and 1
    return found


def from_xlsx() -> Tables:
    book = openpyxl.load_workbook(io.BytesIO(only("xlsx")))
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    return {name: [dict(zip(found[0], row, strict=True)) for row in found[1:]] for name, found in rows.items()}


def from_parquet() -> Tables:
    files = written("parquet").files
    return {name.removesuffix(".parquet"): pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist() for name, data in files.items()}


READERS: dict[str, Callable[[], Tables]] = {name: globals()[f"from_{name}"] for name in NATIVE}


def test_the_fields_are_those_that_real_rows_have() -> None:
    """What a loss list is made from is complete: no row has a field that it does not ask about."""
    for table, rows in ours().items():
        told = {key for row in rows for key in row}
        assert told <= set(FIELDS[table]), table
        assert not rows or set(FIELDS[table]) - {"part_of", "grades"} <= told, table


def test_every_kind_of_row_is_in_the_example() -> None:
    assert [name for name, rows in ours().items() if not rows and name not in ("gaps",)] == []


@pytest.mark.parametrize("name", NATIVE)
def test_a_table_gives_back_every_field_that_is_not_lost(name: str) -> None:
    away = {row["field"] for row in lost(name)["lost"]}
    back = READERS[name]()
    for table, rows in ours().items():
        assert len(back[table]) == len(rows), table
        for row, found in zip(rows, back[table], strict=True):
            for field in FIELDS[table]:
                if f"{table}.{field}" not in away:
                    assert text(found.get(field)) == text(row.get(field)), (table, field)


@pytest.mark.parametrize("name", NATIVE)
def test_every_claim_and_record_leads_to_its_characters_and_is_alleged(name: str) -> None:
    claims = {claim["ref"]: claim for claim in made().claims}
    for table in (*KINDS, *GROUPS):
        for row in READERS[name]()[table]:
            assert row["as_reported"] == "alleged, as reported"
            link = str(row["link"])
            assert any(link == f"https://marsad.example/r/{c['key']}#c={c['start']}-{c['end']}" for c in claims.values())
            assert table not in KINDS or link.endswith(f"#c={row['start']}-{row['end']}")


def test_numbers_stay_numbers() -> None:
    for name in ("sqlite", "xlsx", "parquet"):
        assert {type(row["start"]) for row in READERS[name]()["incident"]} == {int}


@pytest.mark.parametrize("name", FORMATS)
def test_a_loss_list_speaks_of_every_field(name: str) -> None:
    told = lost(name)
    assert Counter([*told["carried"], *(row["field"] for row in told["lost"])]) == Counter(ALL)
    assert all(row["how"] in ("absent", "coarser") and row["why"] for row in told["lost"])
    assert set(FORMATS[name].coarser) <= set(ALL) - set(told["carried"])
    assert told["profile"]["name"] == FORMATS[name].profile
    assert losses(FORMATS[name])["lost"] == told["lost"]


def test_no_spreadsheet_takes_a_text_for_a_formula() -> None:
    for value in ("=1+1", "+1", "-x", "@SUM(A1)", "\tx", "|cmd", "'=1", "''", "حلب", "＝1"):
        assert str(safe(value))[0] not in "=+-@\t|＝"
        assert unsafe(str(safe(value))) == value
    assert b"'=outlet" in written("csv").files["reports.csv"] and b"\n=" not in written("csv").files["reports.csv"]
    book = openpyxl.load_workbook(io.BytesIO(only("xlsx")))
    cells = [cell for sheet in book for line in sheet for cell in line if cell.value == "=outlet"]
    assert cells and {cell.data_type for cell in cells} <= {"s", "inlineStr"}


def test_a_long_text_is_cut_in_a_workbook_and_said_to_be() -> None:
    long = replace(made(), reports=({**made().reports[0], "text": "ن" * 40_000},))
    assert (made().reports[0]["id"], "reports.text: cut at 32767 characters") in written("xlsx", long).left_out


def test_the_same_content_gives_the_same_bytes() -> None:
    for name in FORMATS:
        if name not in ("xlsx", "sqlite"):  # hold the moment they were made
            assert written(name).files == written(name).files
