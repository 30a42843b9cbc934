"""Native formats give everything back, whatever the texts hold: SQLite, JSON lines, Web Annotation and the bundle, field by field."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.exchange.export import Content
from marsad.exchange.export.content import GROUPS
from marsad.exchange.export.fields import FIELDS, KINDS
from tests.exchange.exported import made, only

Row = dict[str, Any]
ODD = ["", "\n\r\n", "\t=1", "'\"", "\x00", "قصف\u202e", "🚨", "--", "</script>"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(ODD)
LEFT = ("id", "key", "kind", "ref", "report", "claim_id", "incident", "ceasefire")


def changed(value: Any, draw: st.DrawFn, key: str = "") -> Any:
    """The value with other texts in it, and other numbers."""
    if isinstance(value, str):
        return value if key in LEFT else draw(TEXTS)
    if isinstance(value, dict):
        return {name: changed(one, draw, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [changed(one, draw, key) for one in value]
    return value


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """The example with a report, a claim of each kind and a record of each group changed."""
    claims = {claim["kind"]: claim for claim in made().claims}
    rows = tuple(changed(claim, draw) for claim in claims.values())
    reports = tuple(changed(report, draw) for report in made().reports[:2])
    records = {group: [changed(one, draw) for one in made().records[group][:1]] for group in GROUPS}
    return replace(made(), reports=reports, claims=rows, records=records)


def as_is(row: Row, table: str) -> Row:
    """The row without what is added to it or empty."""
    return {name: row[name] for name in FIELDS[table] if row.get(name) is not None}


def tables(content: Content) -> dict[str, list[Row]]:
    found = {kind: [as_is(c, kind) for c in content.claims if c["kind"] == kind] for kind in KINDS}
    found |= {group: [as_is(r, group) for r in content.records[group]] for group in GROUPS}
    return found | {"reports": [as_is(r, "reports") for r in content.reports]}


def loaded(cell: Any, like: Any) -> Any:
    """A cell of SQLite as the value that it was made from."""
    return json.loads(cell) if isinstance(like, list | tuple | dict) else bool(cell) if isinstance(like, bool) else cell


SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@given(contents())
@SOME
def test_sqlite_gives_everything_back(content: Content) -> None:
    db = sqlite3.connect(":memory:")
    db.deserialize(only("sqlite", content))
    db.row_factory = sqlite3.Row
    for table, rows in tables(content).items():
        back = [dict(row) for row in db.execute(f'SELECT * FROM "{table}"')]
        assert [{name: loaded(found[name], value) for name, value in row.items()} for row, found in zip(rows, back, strict=True)] == rows
    db.close()


@given(contents())
@SOME
def test_json_lines_give_everything_back(content: Content) -> None:
    back: dict[str, list[Row]] = {name: [] for name in tables(content)}
    for line in only("jsonl", content).decode().split("\n")[:-1]:
        row = json.loads(line)
        back[row["table"]].append(as_is(row, row["table"]))
    assert back == tables(content)


def parts(reports: list[Row], claims: list[Row], records: dict[str, list[Row]]) -> dict[str, list[Row]]:
    return tables(Content(tuple(reports), tuple(claims), records))


@given(contents())
@SOME
def test_annotations_give_everything_back(content: Content) -> None:
    back = json.loads(only("annotation", content))
    claims = [item["body"]["claim"] for item in back["first"]["items"]]
    assert parts(back["reports"], claims, back["records"]) == tables(content)


@given(contents())
@SOME
def test_the_bundle_gives_everything_back(content: Content) -> None:
    with zipfile.ZipFile(io.BytesIO(only("bundle", content))) as packed:
        files = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".jsonl", ".json"))}
    reports, claims = ([json.loads(line) for line in files[name].split("\n")[:-1]] for name in ("reports.jsonl", "claims.jsonl"))
    assert parts(reports, claims, json.loads(files["records.json"])) == tables(content)
