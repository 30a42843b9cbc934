"""What is computed from what is kept, made anew: which runs stand, names, words for searching, copies, what is decided on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, select, update

from marsad.store import copies, dialect, gone, naming, search
from marsad.store import tallies as counting
from marsad.store.bulk import add_rows
from marsad.store.rows import day, mentioned, read_claim
from marsad.store.tables import (
    bands,
    claims,
    decided,
    facets,
    ledger,
    marks,
    mentions,
    names,
    pieces,
    records,
    reports,
    runs,
    searchable,
    shares,
    sketches,
    standing,
    tallies,
    views,
)
from marsad.store.words import whole

COMPUTED = (mentions, searchable, decided, standing, bands, sketches, names, records, facets, shares, marks, pieces, views, tallies)
"""In an order in which they can be emptied."""


def derive(conn: Connection) -> None:
    """Nothing; empties the computed tables and fills them from reports, runs, claims and the ledger, as keeping them one by one did."""
    for table in COMPUTED:
        conn.execute(delete(table))
    read = [(row.subject, json.loads(row.payload)) for row in _entries(conn, "coded")]
    coded = [(key, payload) for key, payload in read if "run" in payload]  # the rest was erased
    _standing(conn, coded)
    for key, payload in coded:
        _run(conn, key, payload)
    _decided(conn)
    gone.derive(conn)
    for key, date, text in conn.execute(select(reports.c.key, reports.c.date, reports.c.text).order_by(reports.c.n)).all():
        copies.add(conn, key, text, day(date))
    counting.derive(conn)
    if (index := dialect.index(conn)).has_index(conn):
        index.rebuild_index(conn)


def _entries(conn: Connection, action: str) -> list[Any]:
    query = select(ledger.c.seq, ledger.c.subject, ledger.c.payload).where(ledger.c.action == action)
    return list(conn.execute(query.order_by(ledger.c.seq)))


def _standing(conn: Connection, coded: list[tuple[str, dict[str, Any]]]) -> None:
    last = {key: payload["run"] for key, payload in coded}
    add_rows(conn, standing, ("report_key", "run", "newest"), [(key, run, True) for key, run in last.items()])
    newest: dict[str, str] = {}
    for article, key in conn.execute(select(reports.c.article, reports.c.key).order_by(reports.c.version)).all():
        newest[article] = key
    older = [key for (key,) in conn.execute(select(reports.c.key)).all() if key not in newest.values()]
    for start in range(0, len(older), 500):
        conn.execute(update(standing).where(standing.c.report_key.in_(older[start : start + 500])).values(newest=False))


def _run(conn: Connection, key: str, payload: dict[str, Any]) -> None:
    """The names and words of one coding run's claims, and those of the report's text where the run is its first."""
    run = payload["run"]
    own = None
    date = day(conn.execute(select(reports.c.date).where(reports.c.key == key)).scalar())
    if payload["instead_of"] is None:
        own = whole(*conn.execute(select(reports.c.title, reports.c.text).where(reports.c.key == key)).one())
    said = conn.execute(select(claims.c.json).where(claims.c.run == run).order_by(claims.c.position)).scalars()
    found = [read_claim(row) for row in said]
    add_rows(conn, searchable, search.COLUMNS, search.rows(key, own, run, [claim.quote for claim in found]))
    naming.add(conn, run, [name for position, claim in enumerate(found) for name in mentioned(position, claim, date)])


def _decided(conn: Connection) -> None:
    rows = list(_on(conn))
    add_rows(conn, decided, ("seq", "nth", "report_key", "kind", "start", "end"), rows)


def _on(conn: Connection) -> Iterator[tuple[Any, ...]]:
    for entry in _entries(conn, "decided"):
        for nth, place in enumerate(json.loads(entry.payload).get("on", ())):
            yield (entry.seq, nth, *place)


def orphans(conn: Connection) -> Iterator[str]:
    """What is in a computed table about a run that is nowhere kept."""
    known = select(runs.c.n)
    for table in (mentions, searchable, standing):
        for run in conn.execute(select(table.c.run).where(table.c.run.is_not(None), table.c.run.not_in(known)).distinct()).scalars():
            yield f"{table.name} speaks of coding run {run}, which is not kept"
