"""Verifying: the ledger's chain is computed anew, and what it says was added is compared with what is there.

A finding carries the number of the first entry that does not hold: the altered entry itself, or the entry that
recorded the altered report or claims. What no entry speaks of, and what is only computed (indexes), is found too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from marsad.store import attest, deciding, dialect, erasing
from marsad.store.canonical import digest
from marsad.store.kept import Finding, Verified
from marsad.store.ledger import FIRST, entry_hash
from marsad.store.tables import gone, ledger, reports, runs, standing

Facts = dict[str, Any]
Progress = Callable[[int, int], None]


def verify(conn: Connection, head: str | None, progress: Progress | None) -> Verified:
    """What was looked at and what is broken; `head`, noted earlier, must be the hash of some entry."""
    findings = [Finding(None, "file", what) for what in dialect.database(conn).damage(conn)]
    seen: dict[str, set[str]] = {"added": set(), "coded": set(), "away": set()}
    stands: dict[str, int] = {}
    erased = erasing.overrides(conn)
    total = conn.execute(select(func.count()).select_from(ledger)).scalar_one()
    last, heads = FIRST, set()
    for number, row in enumerate(_entries(conn), start=1):
        found, payload = _chain(row, number, last, erased)
        findings += found
        last = row.hash
        heads.add(last)
        if not found:
            findings += _kept(conn, row, payload, seen, stands)
        if progress:
            progress(number, total)
    if head is not None and head not in heads:
        what = f"no entry has the hash {head} that was noted: entries were cut off or the ledger was made anew"
        findings.append(Finding(None, "ledger", what))
    findings += _unrecorded(conn, seen, stands)
    return Verified(total, len(seen["added"]), len(seen["coded"]), last, tuple(findings))


def with_index(conn: Connection, found: Verified) -> Verified:
    """The same with what is wrong with the full-text index; needs a writing transaction, changes nothing."""
    index = dialect.index(conn)
    what = index.index_damage(conn) if index.has_index(conn) else None
    return replace(found, findings=(*found.findings, Finding(None, "search", what, made=True))) if what else found


def _entries(conn: Connection) -> Iterator[Row[Any]]:
    after = -1
    while rows := conn.execute(select(ledger).where(ledger.c.seq > after).order_by(ledger.c.seq).limit(500)).all():
        yield from rows
        after = rows[-1].seq


def _chain(row: Row[Any], number: int, last: str, erased: dict[int, str]) -> tuple[list[Finding], Facts]:
    payload, what = _json(row.payload), None
    if row.seq != number:
        what = f"entry {row.seq} stands where entry {number} should: an entry was taken out or put in"
    elif row.prev != last:
        what = f"entry {row.seq} does not follow the entry before it: its `prev` is not that entry's hash"
    elif row.seq in erased:
        what = None if digest(row.payload) == erased[row.seq] else f"entry {row.seq} was altered: it is not what its erasing left"
    elif row.hash != entry_hash(row.seq, row.at, row.actor, row.action, row.subject, payload, row.prev):
        what = f"entry {row.seq} was altered: its hash does not fit what it says"
    return [Finding(row.seq, "ledger", what)] if what else [], payload


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _kept(conn: Connection, row: Row[Any], payload: Facts, seen: dict[str, set[str]], stands: dict[str, int]) -> list[Finding]:
    if set(payload) == {"erased"}:
        return [Finding(row.seq, row.subject, *fault) for fault in attest.erased(conn, row)]
    if row.action in ("withdrawn", "erased"):
        seen["away"] |= set(payload["keys"] if payload.get("what") != "name" else ())
    if row.action == "restored":
        seen["away"] -= set(payload["keys"])
    if row.action == "added":
        seen["added"].add(row.subject)
        return [Finding(row.seq, row.subject, *fault) for fault in attest.report(conn, row, payload)]
    if row.action == "coded":
        seen["coded"].add(str(payload["run"]))
        stands[row.subject] = payload["run"]
        return [Finding(row.seq, row.subject, *fault) for fault in attest.run(conn, row.subject, payload)]
    if row.action == "decided" and (what := deciding.damage(conn, row, payload)):
        return [Finding(row.seq, row.subject, what, made=True)]
    return []


def _unrecorded(conn: Connection, seen: dict[str, set[str]], stands: dict[str, int]) -> Iterator[Finding]:
    for key in conn.execute(select(reports.c.key)).scalars():
        if key not in seen["added"]:
            yield Finding(None, key, f"report {key} is there, but no sound entry of the ledger says that it was added")
    for run in conn.execute(select(runs.c.n)).scalars():
        if str(run) not in seen["coded"]:
            yield Finding(None, str(run), f"coding run {run} is there, but no sound entry of the ledger speaks of it")
    query = select(reports.c.key, reports.c.article, reports.c.version, standing.c.run, standing.c.newest)
    rows = conn.execute(query.outerjoin(standing, standing.c.report_key == reports.c.key)).all()
    newest = {row.article: row.version for row in sorted(rows, key=lambda r: int(r.version))}
    listed = set(conn.execute(select(gone.c.key)).scalars())
    for key in sorted(listed ^ seen["away"]):
        yield Finding(None, key, f"report {key}: the table of what is gone does not say what the ledger says", made=True)
    for row in rows:
        if row.key in seen["away"]:
            if row.run is not None:
                yield Finding(None, row.key, f"report {row.key} was withdrawn and stands", made=True)
        elif row.key in stands and (row.run != stands[row.key] or bool(row.newest) != (row.version == newest[row.article])):
            what = f"report {row.key}: which of its runs and versions stands is not what the ledger says"
            yield Finding(None, row.key, what, made=True)
