"""Sets of reference records: kept whole, replaced whole, never part of the ledger's chain or of the record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, select

from marsad.store.bulk import add_rows
from marsad.store.canonical import canonical, sound
from marsad.store.tables import references


class ReferenceSet(NamedTuple):
    """A set: its name, the format it came in, how many records it holds."""

    name: str
    format: str
    records: int


def keep(conn: Connection, name: str, format: str, found: Sequence[Mapping[str, Any]]) -> int:
    """How many records the set held before; it holds these now."""
    before = conn.execute(select(func.count()).where(references.c.set == name)).scalar_one()
    conn.execute(delete(references).where(references.c.set == name))
    rows = [(name, n, format, canonical(dict(one))) for n, one in enumerate(found)]
    for row in rows:
        sound(row[3], f"record {row[1]} of the set {name}")
    if rows:
        add_rows(conn, references, ("set", "n", "format", "json"), rows)
    return before


def sets(conn: Connection) -> list[ReferenceSet]:
    """All sets, by name."""
    query = select(references.c.set, references.c.format, func.count()).group_by(references.c.set, references.c.format)
    return [ReferenceSet(*row) for row in conn.execute(query.order_by(references.c.set))]


def records(conn: Connection, name: str) -> list[dict[str, Any]]:
    """The records of a set, in the order of its file."""
    query = select(references.c.json).where(references.c.set == name).order_by(references.c.n)
    return [json.loads(row) for row in conn.execute(query).scalars()]
