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
CHUNK = 2_000
COLUMNS = ("group", "id", "sort", "json")
NOTHING = "0" * 64
Head = tuple[int, str]
"""The number and the hash of an entry of the ledger."""


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


def head(conn: Connection, moment: str | None = None) -> Head:
    """The number and the hash of the ledger's last entry, or of the last up to this moment; (0, "") where there is none."""
    query = select(ledger.c.seq, ledger.c.hash).order_by(ledger.c.seq.desc()).limit(1)
    row = conn.execute(query.where(ledger.c.at <= moment) if moment else query).first()
    return (row.seq, row.hash) if row else (0, "")


def save(conn: Connection, found: Iterable[Row], at: Head, version: str) -> tuple[str, bool]:
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


def put(conn: Connection, changed: Sequence[Row], removed: Iterable[tuple[str, str]], at: Head, version: str) -> tuple[str, int]:
    """(the digest after these rows took the place of those of their names, and those of the names `removed` went; how many rows moved)."""
    told = conn.execute(select(views.c.digest).where(views.c.name == NAME)).scalar_one()
    wanted = {(row.group, row.id): row for row in changed}
    moved = 0
    for names in _batches({*removed, *wanted}):
        old = _leaving(conn, names, wanted)
        told, moved = summed(told, old, -1), moved + len(old)
        for group, some in groupby(sorted((row.group, row.id) for row in old), key=itemgetter(0)):
            idents = [ident for _, ident in some]
            conn.execute(delete(records).where(records.c.group == group, records.c.id.in_(idents)))
            shelves.take(conn, group, idents)
    new = list(wanted.values())
    add_rows(conn, records, COLUMNS, [row.kept for row in new])
    shelves.put(conn, ((row.group, row.id, row.shown, row.facets) for row in new))
    told = summed(told, new)
    _made(conn, at, told, version)
    return told, moved + len(new)


def _leaving(conn: Connection, names: Sequence[tuple[str, str]], wanted: dict[tuple[str, str], Row]) -> list[Row]:
    """The rows of these names that are there and are not as wanted; those that are need not be put again."""
    found = []
    for row in conn.execute(select(records).where(tuple_(records.c.group, records.c.id).in_(names))):
        one = Row(*row)
        if (own := wanted.get((one.group, one.id))) and own.kept == one.kept:
            del wanted[one.group, one.id]
        else:
            found.append(one)
    return found


def made_at(conn: Connection, version: str) -> Head | None:
    """The head of the ledger that the saved records were made at by that version; None where there are none."""
    row = conn.execute(select(views).where(views.c.name == NAME, views.c.version == version)).first()
    return (row.seq, row.head) if row else None


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


def _made(conn: Connection, at: Head, told: str, version: str) -> None:
    conn.execute(delete(views).where(views.c.name == NAME))
    conn.execute(insert(views).values(name=NAME, seq=at[0], head=at[1], version=version, digest=told))


def is_saved(conn: Connection, version: str) -> bool:
    """Whether the saved records are of this head of the ledger, and made by this version."""
    return made_at(conn, version) == head(conn)


def saved(conn: Connection, version: str) -> dict[str, list[dict[str, Any]]] | None:
    """The saved records by group, None where there are none, where the ledger has gone on, or another version made them."""
    if not is_saved(conn, version):
        return None
    found: dict[str, list[dict[str, Any]]] = {}
    query = select(records.c.group, records.c.json).order_by(records.c.group, records.c.sort, records.c.id)
    for group, line in conn.execute(query):
        found.setdefault(group, []).append(json.loads(line))
    return found
