"""Checks the ledger of a marsad store with nothing but Python's standard library: python stand_alone.py STORE.db [HEAD]

Says `sound` with the number of entries and the hash of the last, or names the first entry that does not hold and what is wrong
with it (exit code 1). HEAD is the hash of the last entry at an earlier check: nothing up to it may be gone. No part of marsad is
used; what is checked, and how it is hashed, is said in docs/store.md.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIELDS = "seq", "at", "actor", "action", "subject", "payload", "prev"
ADDED = "article version id date date_from outlet title url language encoding retrieved_at bytes_sha256 text_sha256 characters".split()
CODED = "coder started_at ended_at claims claims_sha256".split()
Row = dict[str, Any]


class Broken(Exception):
    """What does not hold, and at which entry."""


def sha(text: str) -> str:
    """The SHA-256 of the text."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def canonical(value: object) -> str:
    """The value as the bytes that are hashed: keys sorted, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def opened(path: str) -> sqlite3.Connection:
    """The store, only to read; strings that are damaged are read too."""
    db = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    db.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    db.row_factory = lambda cursor, row: {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
    return db


def payload_of(entry: Row) -> Row:
    """What an entry says."""
    try:
        found = json.loads(entry["payload"])
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Broken(f"entry {entry['seq']}: its payload is no JSON object")
    return found


def hash_of(entry: Row, payload: Row) -> str:
    """The hash that an entry with this payload must have."""
    return sha(canonical({name: entry[name] for name in FIELDS} | {"payload": payload}))


def erased_by(entries: list[Row]) -> dict[int, str]:
    """For each entry whose content was erased the hash of what was left of it, as sound entries `erased` say."""
    found: dict[int, str] = {}
    for entry in entries:
        if entry["action"] == "erased":
            payload = payload_of(entry)
            if entry["hash"] == hash_of(entry, payload):
                found.update((seq, left) for seq, left in payload["entries"] if seq < entry["seq"])
    return found


def chain(entry: Row, number: int, last: str, erased: dict[int, str]) -> Row:
    """The payload of an entry that follows the one before it and is what its hash says."""
    payload, name = payload_of(entry), f"entry {entry['seq']}"
    if entry["seq"] != number:
        raise Broken(f"{name} stands where entry {number} should: an entry was taken out or put in")
    if entry["prev"] != last:
        raise Broken(f"{name} does not follow the entry before it")
    if number in erased:
        if sha(entry["payload"]) != erased[number]:
            raise Broken(f"{name} is not what its erasing left")
    elif entry["hash"] != hash_of(entry, payload):
        raise Broken(f"{name} was altered: its hash does not fit what it says")
    return payload


def added(db: sqlite3.Connection, entry: Row, payload: Row) -> None:
    """Checks the report that an entry says was added."""
    name = f"entry {entry['seq']}: the report {entry['subject']}"
    row = db.execute("SELECT * FROM reports WHERE key = ?", [entry["subject"]]).fetchone()
    if row is None:
        raise Broken(f"{name} is gone")
    for column in ADDED:
        if row[column] != payload[column]:
            raise Broken(f"{name}: its {column} is not the one that was added")
    if row["added_at"] != entry["at"] or sha(row["text"]) != payload["text_sha256"]:
        raise Broken(f"{name}: its text or moment is not the one that was added")
    if payload["raw"]:
        kept = db.execute("SELECT * FROM raw WHERE sha256 = ?", [payload["bytes_sha256"]]).fetchone()
        if kept is None or hashlib.sha256(unpacked(kept["packed"])).hexdigest() != payload["bytes_sha256"]:
            raise Broken(f"{name}: its bytes are not those that were added")


def unpacked(data: object) -> bytes:
    """The bytes as they were; none where they are damaged."""
    try:
        return zlib.decompress(data) if isinstance(data, bytes) else b""
    except zlib.error:
        return b""


def coded(db: sqlite3.Connection, entry: Row, payload: Row) -> None:
    """Checks the claims that an entry says a coder read."""
    name = f"entry {entry['seq']}: run {payload['run']} of the report {entry['subject']}"
    row = db.execute("SELECT * FROM runs WHERE n = ?", [payload["run"]]).fetchone()
    if row is None or row["report_key"] != entry["subject"]:
        raise Broken(f"{name} is gone")
    if any(row[column] != payload[column] for column in CODED):
        raise Broken(f"{name} is not the one that was recorded")
    found = db.execute("SELECT * FROM claims WHERE run = ? ORDER BY position", [payload["run"]]).fetchall()
    if sha("\n".join(claim["json"] for claim in found)) != payload["claims_sha256"]:
        raise Broken(f"{name}: its claims are not those that were coded")
    for claim in found:
        said = json.loads(claim["json"])
        if any(claim[column] != said[column] for column in ("kind", "start", "end")):
            raise Broken(f"{name}: a column of claim {claim['id']} is not what the claim says")


def decided(db: sqlite3.Connection, entry: Row, payload: Row) -> None:
    """Checks the table of what a decision is about."""
    rows = db.execute('SELECT report_key, kind, start, "end" FROM decided WHERE seq = ? ORDER BY nth', [entry["seq"]]).fetchall()
    if [list(row.values()) for row in rows] != payload["on"]:
        raise Broken(f"entry {entry['seq']}: the table of what is decided does not say what it says")


CHECKS = {"added": added, "coded": coded, "decided": decided}


def unrecorded(db: sqlite3.Connection, reports: set[str], runs: set[int], away: set[str]) -> Iterator[str]:
    """What is there and no entry speaks of."""
    yield from (
        f"the report {r['key']} is there, no entry says so" for r in db.execute("SELECT key FROM reports") if r["key"] not in reports
    )
    yield from (f"the run {r['n']} is there, no entry says so" for r in db.execute("SELECT n FROM runs") if r["n"] not in runs)
    if {row["key"] for row in db.execute("SELECT key FROM gone")} != away:
        yield "the table of what is gone does not say what the ledger says"


def check(path: str, head: str = "") -> tuple[int, str]:
    """The number of entries and the hash of the last; raises Broken at the first that does not hold."""
    db = opened(path)
    entries = db.execute("SELECT * FROM ledger ORDER BY seq").fetchall()
    erased, last, heads = erased_by(entries), "0" * 64, {head or "0" * 64} - {head}
    reports: set[str] = set()
    runs: set[int] = set()
    away: set[str] = set()
    for number, entry in enumerate(entries, 1):
        payload = chain(entry, number, last, erased)
        last = entry["hash"]
        heads.add(last)
        action = entry["action"] if set(payload) != {"erased"} else ""
        if action in CHECKS:
            CHECKS[action](db, entry, payload)
        reports |= {entry["subject"]} if action == "added" else set()
        runs |= {payload["run"]} if action == "coded" else set()
        keys = set(payload["keys"]) if action in ("withdrawn", "restored", "erased") and payload.get("what") != "name" else set()
        away = away - keys if action == "restored" else away | keys
    if head and head not in heads:
        raise Broken(f"no entry has the hash {head}: entries were cut off, or the ledger was made anew")
    for what in unrecorded(db, reports, runs, away):
        raise Broken(what)
    return len(entries), last


def main(path: str, head: str = "") -> int:
    """The exit code: 0 where all holds, 1 where something does not."""
    try:
        number, last = check(path, head)
    except (Broken, sqlite3.DatabaseError, KeyError, TypeError, ValueError) as error:
        print(f"broken: {type(error).__name__ + ' ' if not isinstance(error, Broken) else ''}{error}")
        return 1
    print(f"sound: {number} entries, head {last}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]) if len(sys.argv) > 1 else __doc__)
