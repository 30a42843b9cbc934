"""The same tables for every format that has tables: one a kind of row, its columns those of `fields.FIELDS` and a link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.exchange.export.content import GROUPS, Content, Row
from marsad.exchange.export.fields import FIELDS, KINDS, whole

LINK = "link"
ALLEGED = "as_reported"
TABLES = ("reports", *KINDS, *GROUPS)
CARRIES = whole(*TABLES)
WHY = "it has a table for each kind of row, and all their fields"
SAID = "alleged, as reported"


def columns(table: str) -> list[str]:
    """The columns of a table: its fields, for claims and records the link to their characters and that they are alleged."""
    return [*FIELDS[table], *([] if table == "reports" else [LINK, ALLEGED])]


def rows(content: Content, table: str) -> Iterator[Row]:
    """The rows of a table, in the order of the content."""
    if table == "reports":
        yield from content.reports
    elif table in KINDS:
        yield from (claim | _added(content.link(claim)) for claim in content.claims if claim["kind"] == table)
    else:
        yield from (record | _added(_link(content, record)) for record in content.records[table])


def count(content: Content) -> int:
    """How many rows there are in all tables."""
    return sum(1 for table in TABLES for _ in rows(content, table))


def _added(link: str | None) -> Row:
    return {LINK: link, ALLEGED: SAID}


def _link(content: Content, record: Row) -> str | None:
    """The link of the first claim that a record rests on."""
    refs: list[Any] = [*record.get("claims", ()), *filter(None, [record.get("claim")])]
    refs += [ref for test in record.get("evidence", {}).values() for ref in test["claims"]]
    return next((content.link(content.by_ref[ref]) for ref in refs if ref in content.by_ref), None)
