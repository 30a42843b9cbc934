"""Saved records: computed from claims and decisions, a row each, thrown away when the ledger goes on, never a source of anything.

The digest of all rows is the sum of their hashes, so that a row put or taken changes it without the others being read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, tuple_

from marsad.store import shelves
from marsad.store.bulk import add_rows
from marsad.store.canonical import digest
from marsad.store.shelves import Facet
from marsad.store.tables import ledger, records, views

NAME = "records"
CHUNK = 5_000
COLUMNS = ("group", "id", "sort", "json")
NOTHING = "0" * 64


class Row(NamedTuple):
    """A saved record: its group, its name there, what sorts it among the others, its canonical JSON; what it is found by."""

    group: str
    id: str
    sort: str
    json: str
    shown: str = ""
    facets: tuple[Facet, ...] = ()

    @property
    def kept(self) -> tuple[str, str, str, str]:
        """The columns of its table; what it is found by, and what sorts it on its pages (`shown`), stand in another."""
        return self.group, self.id, self.sort, self.json


def head(conn: Connection, moment: str | None = None) -> tuple[int, str]:
    """The number and the hash of the ledger's last entry, or of the last up to this moment; (0, "") where there is none."""
    query = select(ledger.c.seq, ledger.c.hash).order_by(ledger.c.seq.desc()).limit(1)
    row = conn.execute(query.where(ledger.c.at <= moment) if moment else query).first()
    return (row.seq, row.hash) if row else (0, "")


def save(conn: Connection, found: Iterable[Row], at: tuple[int, str], version: str) -> tuple[str, bool]:
    """(the digest of these rows, all there are now, made at that head of the ledger by that version; whether it is that of before)."""
    before = conn.execute(select(views.c.digest).where(views.c.name == NAME)).scalar()
    conn.execute(delete(records))
    told = NOTHING

    def kept() -> Iterator[tuple[str, str, str, Sequence[Facet]]]:
        nonlocal told
        for rows in _batches(found):
            told = summed(told, rows)
            add_rows(conn, records, COLUMNS, [row.kept for row in rows])
            yield from ((row.group, row.id, row.shown, row.facets) for row in rows)

    shelves.fill(conn, kept())
    _made(conn, at, told, version)
    return told, before == told


def put(conn: Connection, changed: Sequence[Row], removed: Sequence[tuple[str, str]], at: tuple[int, str], version: str) -> str:
    """The digest after these rows were put, in the place of those of their names, and those of the names `removed` taken away."""
    told = conn.execute(select(views.c.digest).where(views.c.name == NAME)).scalar_one()
    for names in _batches({*removed, *((row.group, row.id) for row in changed)}):
        there = tuple_(records.c.group, records.c.id).in_(names)
        told = summed(told, (Row(*row) for row in conn.execute(select(records).where(there))), -1)
        conn.execute(delete(records).where(there))
        for group, some in groupby(sorted(names), key=itemgetter(0)):
            shelves.take(conn, group, [ident for _, ident in some])
    add_rows(conn, records, COLUMNS, [row.kept for row in changed])
    shelves.put(conn, ((row.group, row.id, row.shown, row.facets) for row in changed))
    told = summed(told, changed)
    _made(conn, at, told, version)
    return told


def summed(told: str, rows: Iterable[Row], sign: int = 1) -> str:
    """The digest with these rows counted in, or out of it where the sign is -1."""
    total = int(told, 16) + sign * sum(int(digest("\n".join(row.kept)), 16) for row in rows)
    return f"{total % (1 << 256):064x}"


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    kept: list[Any] = []
    for row in rows:
        kept.append(row)
        if len(kept) == CHUNK:
            yield kept
            kept = []
    if kept:
        yield kept


def _made(conn: Connection, at: tuple[int, str], told: str, version: str) -> None:
    conn.execute(delete(views).where(views.c.name == NAME))
    conn.execute(insert(views).values(name=NAME, seq=at[0], head=at[1], version=version, digest=told))


def is_saved(conn: Connection, version: str) -> bool:
    """Whether the saved records are of this head of the ledger, and made by this version."""
    row = conn.execute(select(views).where(views.c.name == NAME)).first()
    return row is not None and (row.seq, row.head) == head(conn) and row.version == version


def saved(conn: Connection, version: str) -> dict[str, list[dict[str, Any]]] | None:
    """The saved records by group, None where there are none, where the ledger has gone on, or another version made them."""
    if not is_saved(conn, version):
        return None
    found: dict[str, list[dict[str, Any]]] = {}
    query = select(records.c.group, records.c.json).order_by(records.c.group, records.c.sort, records.c.id)
    for group, line in conn.execute(query):
        found.setdefault(group, []).append(json.loads(line))
    return found
