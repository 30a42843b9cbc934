"""Withdrawing: a report no longer stands, and can stand again. It is in no list, search or record; its text is kept.

Which reports are gone is computed from the ledger's entries `withdrawn`, `restored` and `erased`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from marsad.model.report import Report
from marsad.store import ledger, listing, tallies
from marsad.store.canonical import digest, now, sound
from marsad.store.errors import ReportRefused
from marsad.store.tables import gone, reports, runs, standing
from marsad.store.tables import ledger as entries


@dataclass(frozen=True, slots=True)
class Gone:
    """A report that was `withdrawn` or `erased`: its key, when, and by which entry of the ledger."""

    key: str
    what: str
    at: str
    seq: int


def named(outlet: str | None, ident: str) -> str:
    """What an article is known by when nothing of it is left."""
    return digest(f"gone {outlet or ''}\n{ident}")[:16]


def withdraw(conn: Connection, ident: str, reason: str, actor: str) -> list[str]:
    """The keys of all versions of the article, which no longer stand."""
    versions = _versions(conn, ident)
    keys, names = [row.key for row in versions], [named(row.outlet, row.id) for row in versions]
    mark(conn, "withdrawn", keys, names, *_enter(conn, "withdrawn", keys, reason, actor, names))
    return keys


def reinstate(conn: Connection, ident: str, reason: str, actor: str) -> list[str]:
    """The keys of all versions of the withdrawn article, which stand again; LookupError where none is withdrawn."""
    article = select(reports.c.article).join(gone, gone.c.key == reports.c.key).where(gone.c.what == "withdrawn")
    article = article.where((reports.c.key == ident) | (reports.c.id == ident)).limit(1)
    rows = conn.execute(select(reports.c.key).where(reports.c.article == article.scalar_subquery()).order_by(reports.c.version)).all()
    if not rows:
        raise LookupError(f"no report that was withdrawn has the id or key {ident!r}")
    keys = [row.key for row in rows]
    _enter(conn, "restored", keys, reason, actor)
    put_back(conn, keys)
    return keys


def listed(conn: Connection) -> list[Gone]:
    """All that is gone, in the order in which it went."""
    rows = conn.execute(select(gone).order_by(gone.c.seq, gone.c.key))
    return [Gone(row.key, row.what, row.at, row.seq) for row in rows]


def find(conn: Connection, ident: str) -> Gone | None:
    """What became of the report with this key, or with this id and no outlet; None for one that is not gone."""
    row = conn.execute(select(gone).where((gone.c.key == ident) | (gone.c.named == named(None, ident))).limit(1)).first()
    if row is None:
        query = select(gone).join(reports, reports.c.key == gone.c.key).where(reports.c.id == ident)
        row = conn.execute(query.limit(1)).first()
    return Gone(row.key, row.what, row.at, row.seq) if row else None


def check(conn: Connection, report: Report, key: str) -> None:
    """Nothing; raises ReportRefused for a report that was withdrawn or erased, so that no later import brings it back."""
    row = conn.execute(select(gone).where((gone.c.key == key) | (gone.c.named == named(report.outlet, report.id))).limit(1)).first()
    if row is not None:
        raise ReportRefused(f"report {report.id!r} was {row.what} on {row.at[:10]} (entry {row.seq} of the ledger): it is not taken again")


def mark(conn: Connection, what: str, keys: Sequence[str], names: Sequence[str], seq: int, at: str) -> None:
    """Nothing; the reports with these keys, articles of these names, stand no longer by this entry of the ledger."""
    with tallies.moving(conn, keys):
        conn.execute(delete(standing).where(standing.c.report_key.in_(keys)))
    for key, name in zip(keys, names, strict=True):
        conn.execute(delete(gone).where(gone.c.key == key))
        conn.execute(insert(gone).values(key=key, seq=seq, what=what, at=at, named=name))


def put_back(conn: Connection, keys: Sequence[str]) -> None:
    """Nothing; the reports with these keys, in order of their versions, stand again with their last runs."""
    conn.execute(delete(gone).where(gone.c.key.in_(keys)))
    with tallies.moving(conn, keys):
        for key in keys:
            run = conn.execute(select(func.max(runs.c.n)).where(runs.c.report_key == key)).scalar_one()
            if run is not None:
                conn.execute(insert(standing).values(report_key=key, run=run, newest=False))
        conn.execute(update(standing).where(standing.c.report_key == keys[-1]).values(newest=True))


def derive(conn: Connection) -> None:
    """Nothing; makes the table of what is gone anew, entry by entry, over what stands."""
    conn.execute(delete(gone))
    steps = select(entries).where(entries.c.action.in_(("withdrawn", "restored", "erased"))).order_by(entries.c.seq)
    for row in conn.execute(steps).all():
        follow(conn, row, json.loads(row.payload))


def follow(conn: Connection, row: Row[Any], payload: Mapping[str, Any]) -> None:
    """Nothing; does again to what stands, and is gone, what this entry of the ledger says was done."""
    if row.action == "restored":
        put_back(conn, payload["keys"])
    elif payload.get("what") != "name":
        mark(conn, row.action, payload["keys"], payload["named"], row.seq, row.at)


def _versions(conn: Connection, ident: str) -> Sequence[Any]:
    article = listing.find(conn, ident).article
    query = select(reports.c.key, reports.c.id, reports.c.outlet).where(reports.c.article == article)
    return conn.execute(query.order_by(reports.c.version)).all()


def _enter(conn: Connection, action: str, keys: Sequence[str], reason: str, actor: str, names: Sequence[str] = ()) -> tuple[int, str]:
    """The number and the moment of the entry."""
    sound(reason, "the reason")
    at = now()
    told = {"keys": list(keys), "reason": reason} | ({"named": list(names)} if names else {})
    return ledger.append(conn, actor, at, [(action, keys[0], told)]), at
