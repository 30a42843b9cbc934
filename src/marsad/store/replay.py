"""Replaying: from nothing but what is kept for good, entry by entry of the ledger, a second store is made, and compared with the first.

Whatever is computed (which runs stand, names, words for searching, what is decided on, what is gone) is made anew on the way.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from marsad.model.claim import Claim
from marsad.store import copies, gone, naming, search, tallies
from marsad.store.dialect import database
from marsad.store.rows import day, derived, mentioned, read_claim
from marsad.store.tables import claims, decided, ledger, metadata, raw, reports, runs, searchable, standing
from marsad.store.words import whole

Payload = dict[str, Any]
APART = frozenset({"records", "facets", "shares", "marks", "pieces", "views", "references"})  # what is made on demand, or came from others
NUMBERED = {"searchable": ("id",)}  # numbers that only count rows


def replay(source: Connection, empty: Connection, progress: Callable[[int, int], None] | None = None) -> str | None:
    """What is not the same in the two stores after the replay, None where all is; raises ValueError where the second is not empty."""
    if empty.execute(select(ledger.c.seq).limit(1)).first():
        raise ValueError("the store to replay into is not empty: name a file that is not there yet")
    rows = source.execute(select(ledger).order_by(ledger.c.seq)).all()
    for number, row in enumerate(rows, 1):
        empty.execute(insert(ledger).values(**row._mapping))
        payload = json.loads(row.payload)
        if set(payload) != {"erased"} and (step := _STEPS.get(row.action)):
            step(source, empty, row, payload)
        if progress:
            progress(number, len(rows))
    tallies.derive(empty)
    return difference(source, empty)


def difference(one: Connection, other: Connection) -> str | None:
    """The first table, and row, in which two stores differ; None where they hold the same."""
    for table in metadata.sorted_tables:
        if table.name in APART:
            continue
        left, right = (_rows(conn, table) for conn in (one, other))
        for number, pair in enumerate(zip(left, right, strict=False), 1):
            if pair[0] != pair[1]:
                return f"{table.name}, row {number}: {pair[0][:160]} is now {pair[1][:160]}"
        if len(left) != len(right):
            return f"{table.name} had {len(left)} rows and has {len(right)}"
    return None


def _rows(conn: Connection, table: Table) -> list[str]:
    columns = [c for c in table.c if c.name not in NUMBERED.get(table.name, ())]
    return sorted(repr(tuple(row)) for row in conn.execute(select(*columns)))


def _added(source: Connection, empty: Connection, row: Row[Any], payload: Payload) -> None:
    kept = source.execute(select(reports).where(reports.c.key == row.subject)).first()
    if kept is None:
        return
    empty.execute(insert(reports).values(**kept._mapping))
    copies.add(empty, kept.key, kept.text, day(kept.date))
    if payload["raw"] and (packed := source.execute(select(raw).where(raw.c.sha256 == kept.bytes_sha256)).first()):
        empty.execute(database(empty).insert_new(raw).values(**packed._mapping))
    older = select(reports.c.key).where(reports.c.article == kept.article, reports.c.key != kept.key)
    empty.execute(update(standing).where(standing.c.report_key.in_(older)).values(newest=False))


def _coded(source: Connection, empty: Connection, row: Row[Any], payload: Payload) -> None:
    run = source.execute(select(runs).where(runs.c.n == payload["run"])).first()
    report = empty.execute(select(reports).where(reports.c.key == row.subject)).first()
    if run is None or report is None:
        return
    empty.execute(insert(runs).values(**run._mapping))
    found = [_claim(empty, one, day(report.date)) for one in _claims(source, run.n)]
    before = empty.execute(select(standing.c.run).where(standing.c.report_key == row.subject)).scalar()
    first = empty.execute(select(searchable.c.id).where(searchable.c.report_key == row.subject).limit(1)).first() is None
    search.add(empty, row.subject, whole(report.title, report.text) if first else None, run.n, [claim.quote for claim in found])
    naming.add(empty, run.n, [name for position, claim in enumerate(found) for name in mentioned(position, claim, day(report.date))])
    if before is None:
        empty.execute(insert(standing).values(report_key=row.subject, run=run.n, newest=True))
    else:
        empty.execute(update(standing).where(standing.c.report_key == row.subject).values(run=run.n))


def _claims(source: Connection, run: int) -> Iterator[Row[Any]]:
    yield from source.execute(select(claims).where(claims.c.run == run).order_by(claims.c.position))


def _claim(empty: Connection, row: Row[Any], date: Any) -> Claim:
    claim = read_claim(row.json)
    own = {"run": row.run, "position": row.position, "id": row.id, "json": row.json}
    empty.execute(insert(claims).values(**own, **derived(claim, date)))
    return claim


def _decided(source: Connection, empty: Connection, row: Row[Any], payload: Payload) -> None:
    for nth, (key, kind, start, end) in enumerate(payload["on"]):
        empty.execute(insert(decided).values(seq=row.seq, nth=nth, report_key=key, kind=kind, start=start, end=end))


def _gone(source: Connection, empty: Connection, row: Row[Any], payload: Payload) -> None:
    gone.follow(empty, row, payload)


_STEPS = {"added": _added, "coded": _coded, "decided": _decided, "withdrawn": _gone, "restored": _gone, "erased": _gone}
