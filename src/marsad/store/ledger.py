"""The ledger: what was done to the store, in order, each entry chained to the one before by its hash.

An entry's hash is the SHA-256 of the canonical JSON of its seven other fields, `payload` as an object. Entries
are only added; whoever changes, drops or reorders one breaks the chain from there on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from marsad.store.canonical import canonical, digest, now, sound
from marsad.store.kept import Entry
from marsad.store.tables import ledger

FIRST = "0" * 64


def entry_hash(seq: int, at: str, actor: str, action: str, subject: str, payload: Any, prev: str) -> str:
    """The hash that an entry with these fields must have."""
    return digest(canonical({"seq": seq, "at": at, "actor": actor, "action": action, "subject": subject, "payload": payload, "prev": prev}))


def append(conn: Connection, actor: str, action: str, subject: str, payload: Mapping[str, Any], at: str | None = None) -> int:
    """The number of the entry just added; to be called inside the transaction that does what the entry says."""
    sound(actor, "the ledger's actor")
    last = conn.execute(select(ledger.c.seq, ledger.c.hash).order_by(ledger.c.seq.desc()).limit(1)).first()
    seq, prev = (last.seq + 1, last.hash) if last else (1, FIRST)
    at = at or now()
    row = {"seq": seq, "at": at, "actor": actor, "action": action, "subject": subject, "payload": canonical(payload), "prev": prev}
    conn.execute(insert(ledger), row | {"hash": entry_hash(seq, at, actor, action, subject, payload, prev)})
    return seq


def entries(conn: Connection, *, action: str | None, subject: str | None, after: int, limit: int | None) -> Iterator[Entry]:
    """The entries with a number above `after`, in order."""
    query = select(ledger).where(ledger.c.seq > after).order_by(ledger.c.seq).limit(limit)
    query = query.where(ledger.c.action == action) if action else query
    query = query.where(ledger.c.subject == subject) if subject else query
    for row in conn.execute(query):
        yield Entry(row.seq, row.at, row.actor, row.action, row.subject, json.loads(row.payload), row.prev, row.hash)
