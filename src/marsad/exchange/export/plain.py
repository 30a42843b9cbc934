"""Plain CSV, a file for each kind of row, and JSON lines, a row a line: everything that claims and records hold."""

from __future__ import annotations

from marsad.exchange.export.cells import lines, table
from marsad.exchange.export.content import Content
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.flat import CARRIES, TABLES, WHY, columns, count, rows
from marsad.exchange.export.format import Format, Made


def write_csv(content: Content, profile: Profile) -> Made:
    """`reports.csv`, `incident.csv` (claims), `incidents.csv` (records) and so on; lists and objects are JSON in their cell."""
    return Made({f"{name}.csv": table(columns(name), rows(content, name)) for name in TABLES}, count(content))


def write_jsonl(content: Content, profile: Profile) -> Made:
    """One file: `{"table": …}` and the row's own fields, a row a line."""
    made = ({"table": name} | row for name in TABLES for row in rows(content, name))
    return Made({"marsad.jsonl": lines(made)}, count(content))


CSV = Format("csv", "", "plain CSV, a file for each kind of row", write_csv, CARRIES, WHY, several=True)
JSONL = Format("jsonl", ".jsonl", "JSON lines, all rows as they are", write_jsonl, CARRIES, WHY)
