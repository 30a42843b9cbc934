"""Saved records: computed from claims and decisions, thrown away when the ledger goes on, never a source of anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from marsad.store.tables import ledger, records, views

NAME = "records"
CHUNK = 5_000


def head(conn: Connection) -> tuple[int, str]:
    """The number and the hash of the ledger's last entry; (0, "") in an empty store."""
    row = conn.execute(select(ledger.c.seq, ledger.c.hash).order_by(ledger.c.seq.desc()).limit(1)).first()
    return (row.seq, row.hash) if row else (0, "")


def save(conn: Connection, found: Mapping[str, list[str]], at: tuple[int, str], told: str, version: str) -> bool:
    """Saves the records, made at that head of the ledger by that version; True where the very same ones were saved before."""
    before = conn.execute(select(views.c.digest).where(views.c.name == NAME)).scalar()
    conn.execute(delete(records))
    conn.execute(delete(views).where(views.c.name == NAME))
    rows = [{"group": group, "n": n, "json": line} for group, lines in found.items() for n, line in enumerate(lines)]
    for start in range(0, len(rows), CHUNK):
        conn.execute(insert(records), rows[start : start + CHUNK])
    conn.execute(insert(views).values(name=NAME, seq=at[0], head=at[1], version=version, digest=told))
    return before == told


def saved(conn: Connection, version: str) -> dict[str, list[dict[str, Any]]] | None:
    """The saved records by group, None where there are none, where the ledger has gone on, or another version made them."""
    row = conn.execute(select(views).where(views.c.name == NAME)).first()
    if row is None or (row.seq, row.head) != head(conn) or row.version != version:
        return None
    found: dict[str, list[dict[str, Any]]] = {}
    for group, line in conn.execute(select(records.c.group, records.c.json).order_by(records.c.group, records.c.n)):
        found.setdefault(group, []).append(json.loads(line))
    return found
