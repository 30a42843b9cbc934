"""The loss lists of the field's formats say what is so, field by field: what is absent leaves no trace, what is there is told."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from marsad.exchange.export import FORMATS, Content
from marsad.exchange.export.fields import KINDS
from tests.exchange.exported import lost, made, written

Row = dict[str, Any]
NATIVE = ("csv", "jsonl", "sqlite", "xlsx", "parquet", "annotation", "bundle")
FIELD = [name for name in FORMATS if name not in NATIVE]
TABLE = "kind"  # the name of the table that a claim stands in
EMPTY: Row = {
    "part_of": {"places": ["x"]}, "grades": [{"code": "weak"}], "ids": {"by": ["x"]}, "count": 7, "min": 7, "max": 7, "hours": 7,
    "by": ["x"], "against": ["x"], "excluded": ["x"], "parties": ["x"], "brokers": ["x"], "to": ["x"], "source": ["x"], "target": "x",
    "daily": "06:00-12:00", "extends": "c0", "under": "c0", "ends": "2016-05-09", "starts": "2016-05-01", "condition": "x",
}  # fmt: skip
"""What stands for a field in a row that has none of it."""
MADE_OF = {
    "incidents.killed": "incidents.casualties",
    "incidents.by": "incident.ids",
    "incidents.type": "incident.type",
    "incidents.reports": "reports.outlet",
    "incidents.place": "incident.places",
    "incident.against": "incident.ids",
    "casualties.min": "incidents.casualties",
    "casualties.outcome": "incidents.casualties",
    "ceasefires.areas": "ceasefire.ids",
    "ceasefires.parties": "ceasefire.ids",
    "ceasefires.brokers": "ceasefire.ids",
    "ceasefires.declared": "ceasefires.starts",
    "ceasefires.ends": "ceasefires.hours",
    "ceasefire.brokers": "ceasefire.ids",
    "ceasefire.part_of": "ceasefire.ids",
    "meeting.part_of": "meeting.ids",
    "casualties.place_ids": "incident.place_ids",
    "statement.place_ids": "incident.place_ids",
}
"""Fields that this example shows in no file, and another that the same is told by: what a record is made of, or what takes its place."""


def other(value: Any, name: str) -> Any:
    """Another value of the same sort: another day, a number more, other words, another id."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return _words(value, name)
    if isinstance(value, dict):
        return {key: other(one, name if name == "ids" else key) for key, one in value.items()} or EMPTY.get(name, value)
    if isinstance(value, list | tuple):
        return [other(one, name) for one in value] or EMPTY.get(name, value)
    return EMPTY.get(name)


CODES = {
    "type": ("arrest", "shelling"),
    "action": ("violated", "agreed"),
    "act": ("accuse", "demand"),
    "mode": ("call", "talks"),
    "status": ("denied", "reported"),
    "class": ("cessation", "local_calm"),
    "outcome": ("wounded", "killed"),
}


def _words(value: str, name: str) -> str:
    if name in ("ids", "place_ids", "actor_ids"):
        return f"zz/{value}"
    if name in CODES:
        return next(code for code in CODES[name] if code != value)
    if name in ("id", "key", "claim_id"):
        return value[:-1] + ("0" if value[-1:] != "0" else "1")
    try:
        return (dt.date.fromisoformat(value[:10]) - dt.timedelta(days=3)).isoformat() + value[10:]
    except ValueError:
        return f"{value}ß"


def changed(field: str) -> Content:
    """The example with this field other than it is, in all rows that have it."""
    table, name = field.split(".")
    if name in ("ref", "report") or field == "reports.id":
        return _renamed("#" if name == "ref" else '"')
    content = made()

    def anew(row: Row) -> Row:
        return row | {name: other(row.get(name), name)}

    if table == "reports":
        return replace(content, reports=tuple(map(anew, content.reports)))
    if table in KINDS:
        return replace(content, claims=tuple(anew(row) if row["kind"] == table else row for row in content.claims))
    return replace(content, records={**content.records, table: [anew(row) for row in content.records[table]]})


@cache
def _renamed(end: str) -> Content:
    """The example with other ids for its reports (or for their claims' refs), in the reports, claims and records alike."""
    content = made()
    told = json.dumps([content.reports, content.claims, content.records])
    for report in content.reports:
        told = told.replace(f'"{report["id"]}{end}', f'"x{report["id"]}{end}')
    reports, claims, records = json.loads(told)
    return replace(content, reports=tuple(reports), claims=tuple(claims), records=records)


@cache
def leaves(name: str, field: str) -> bool:
    """True where another value of the field makes another file."""
    return written(name, changed(field)).files != written(name).files


def fields(name: str, how: str) -> Iterator[str]:
    yield from (row["field"] for row in lost(name)["lost"] if row["how"] == how and not row["field"].endswith(f".{TABLE}"))


ALIKE = (
    ({"reports.id", *(f"{kind}.report" for kind in KINDS)}, (".report", ".reports")),
    ({f"{kind}.ref" for kind in KINDS}, (".claim", ".claims")),
)
"""Fields that hold the same ids, and the endings of those that hold them too: renamed together, and told of in one of them."""


def same_told(name: str, field: str) -> bool:
    """True where another field that holds the same ids is in the file."""
    told = {*lost(name)["carried"], *fields(name, "coarser")}
    return any(field in group and (told & group or any(one.endswith(ends) for one in told)) for group, ends in ALIKE)


@pytest.mark.parametrize("name", FIELD)
def test_what_is_absent_leaves_no_trace_in_the_file(name: str) -> None:
    assert [field for field in fields(name, "absent") if leaves(name, field) and not same_told(name, field)] == []


@pytest.mark.parametrize("name", FIELD)
def test_of_what_is_coarser_something_is_there(name: str) -> None:
    assert [f for f in fields(name, "coarser") if not leaves(name, f) and not (f in MADE_OF and leaves(name, MADE_OF[f]))] == []


@pytest.mark.parametrize("name", FIELD)
def test_what_is_carried_is_there(name: str) -> None:
    assert [f for f in lost(name)["carried"] if not f.endswith(f".{TABLE}") and not leaves(name, f)] == []
