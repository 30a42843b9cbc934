"""The ledger: what was done to the store, in order, each entry chained to the one before by its hash.

An entry's hash is the SHA-256 of the canonical JSON of its seven other fields, `payload` as an object. Entries
are only added; whoever changes, drops or reorders one breaks the chain from there on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from marsad.store.bulk import add_rows
from marsad.store.canonical import canonical, digest, sound
from marsad.store.errors import StoreError
from marsad.store.kept import Entry
from marsad.store.tables import ledger

FIRST = "0" * 64


def entry_hash(seq: int, at: str, actor: str, action: str, subject: str, payload: Any, prev: str) -> str:
    """The hash that an entry with these fields must have."""
    return digest(canonical({"seq": seq, "at": at, "actor": actor, "action": action, "subject": subject, "payload": payload, "prev": prev}))


def append(conn: Connection, actor: str, at: str, facts: Sequence[tuple[str, str, Mapping[str, Any]]], table: Table = ledger) -> int:
    """The number of the last entry, one being added for each (action, subject, payload) inside the transaction that does what they say.

    `table` is another of the same columns, whose chain is its own.
    """
    sound(actor, "the ledger's actor")
    last = conn.execute(select(table.c.seq, table.c.hash).order_by(table.c.seq.desc()).limit(1)).first()
    seq, prev = (last.seq, last.hash) if last else (0, FIRST)
    rows = []
    for action, subject, payload in facts:
        seq += 1
        made = entry_hash(seq, at, actor, action, subject, payload, prev)
        rows.append((seq, at, actor, action, subject, canonical(payload), prev, made))
        prev = made
    add_rows(conn, table, tuple(table.c.keys()), rows)
    return seq


def entries(conn: Connection, *, action: str | None, subject: str | None, after: int, limit: int | None) -> Iterator[Entry]:
    """The entries with a number above `after`, in order."""
    query = select(ledger).where(ledger.c.seq > after).order_by(ledger.c.seq).limit(limit)
    query = query.where(ledger.c.action == action) if action else query
    query = query.where(ledger.c.subject == subject) if subject else query
    for row in conn.execute(query):
        yield Entry(row.seq, row.at, row.actor, row.action, row.subject, _payload(row), row.prev, row.hash)


def _payload(row: Row[Any]) -> Any:
    try:
        return json.loads(row.payload)
    except ValueError:
        raise StoreError(f"entry {row.seq} of the ledger is damaged: marsad doctor says what is wrong with the store") from None
