"""Keeping a report and its claims: is it new, a new version, or the same; and a newer coder's claims beside the older.

Every function here works inside one transaction of its caller, so that all of a report is kept or nothing.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, case, insert, or_, select, update

from marsad.model.claim import Claim
from marsad.model.report import Report, sha256
from marsad.store import changes, copies, gone, ledger, naming, search, tallies
from marsad.store.bulk import add_rows
from marsad.store.canonical import canonical, claims_digest, now, sound
from marsad.store.errors import ReportRefused
from marsad.store.kept import Kept
from marsad.store.rows import ClaimRows, claim_rows, report_row
from marsad.store.tables import claims, raw, reports, runs, standing
from marsad.store.words import whole

PAYLOAD = (
    "article", "version", "id", "date", "date_from", "outlet", "title", "url", "language",
    "encoding", "retrieved_at", "bytes_sha256", "text_sha256", "characters",
)  # fmt: skip
FACTS = ("coder", "started_at", "ended_at", "claims", "claims_sha256")


Fact = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder found in one kept report (`key`, `version` say which), and when."""

    report: Report
    key: str
    version: int
    claims: Sequence[Claim]
    coder: str
    at: str
    started: str | None = None


def keep(conn: Connection, report: Report, found: Sequence[Claim], coder: str, data: bytes | None, actor: str) -> Kept:
    """What was done; see Store.keep."""
    row, at = report_row(report), now()
    gone.check(conn, report, row["key"])
    article = articles(conn, report)
    if same := next((v for v in article if v.text_sha256 == row["text_sha256"]), None):
        if conn.execute(select(runs.c.n).where(runs.c.report_key == same.key, runs.c.coder == coder)).first():
            return Kept("same", same.key, same.version, _standing_run(conn, same.key).claims)
        return code(conn, Coding(report, same.key, same.version, found, coder, at), actor)
    version = article[-1].version + 1 if article else 1
    row |= {"article": article[0].article if article else row["key"], "version": version, "added_at": at}
    added = _add_report(conn, report, row, data)
    kept, coded = _add_coding(conn, Coding(report, row["key"], version, found, coder, at), None)
    ledger.append(conn, actor, at, [added, coded])
    return replace(kept, status="new" if version == 1 else "version")


def code(conn: Connection, coding: Coding, actor: str) -> Kept:
    """Makes these claims the ones that stand for a kept report; those of the run before stay, no longer current."""
    kept, fact = _add_coding(conn, coding, _standing_run(conn, coding.key).n)
    ledger.append(conn, actor, coding.at, [fact])
    return kept


def articles(conn: Connection, report: Report) -> Sequence[Any]:
    """All kept versions of the article that this report is: of the same outlet, with the same id or else the same address."""
    of_outlet = reports.c.outlet.is_not_distinct_from(report.outlet)
    same_id, same_url = reports.c.id == report.id, reports.c.url == report.url
    either = or_(same_id, same_url) if report.url else same_id
    first_by_id = select(reports.c.article).where(of_outlet, either).order_by(case((same_id, 0), else_=1), reports.c.n).limit(1)
    columns = (reports.c.key, reports.c.article, reports.c.version, reports.c.text_sha256)
    query = select(*columns).where(reports.c.article == first_by_id.scalar_subquery()).order_by(reports.c.version)
    return conn.execute(query).all()


def _add_report(conn: Connection, report: Report, row: dict[str, Any], data: bytes | None) -> Fact:
    if data is not None:
        row["bytes_sha256"] = _add_raw(conn, report, data)
    add_rows(conn, reports, tuple(row), [tuple(row.values())])
    copies.add(conn, row["key"], report.text, report.date)
    if row["version"] > 1:
        older = select(reports.c.key).where(reports.c.article == row["article"], reports.c.key != row["key"])
        with tallies.moving(conn, conn.execute(older).scalars().all()):
            conn.execute(update(standing).where(standing.c.report_key.in_(older)).values(newest=False))
    tallies.added(conn, row["outlet"], row["version"])
    return "added", row["key"], {column: row[column] for column in PAYLOAD} | {"raw": data is not None}


def _add_raw(conn: Connection, report: Report, data: bytes) -> str:
    digest = sha256(data)
    if report.bytes_sha256 not in (None, digest):
        said = f"report {report.id!r} says its bytes have the hash {report.bytes_sha256}, the bytes given have {digest}"
        raise ReportRefused(f"{said}: give the bytes it was read from")
    if conn.execute(select(raw.c.size).where(raw.c.sha256 == digest)).first() is None:
        add_rows(conn, raw, ("sha256", "size", "packed"), [(digest, len(data), zlib.compress(data))])
    return digest


def _add_coding(conn: Connection, coding: Coding, before: int | None) -> tuple[Kept, Fact]:
    rows = claim_rows(coding.report, coding.key, coding.claims)
    run = _add_run(conn, coding, rows)
    _add_claims(conn, run["n"], rows)
    own = whole(coding.report.title, coding.report.text) if before is None else None
    search.add(conn, coding.key, own, run["n"], [claim.quote for claim in coding.claims])
    with tallies.moving(conn, [coding.key]):
        if before is None:
            add_rows(conn, standing, ("report_key", "run", "newest"), [(coding.key, run["n"], True)])
        else:
            conn.execute(update(standing).where(standing.c.report_key == coding.key).values(run=run["n"]))
    added, dropped, changed = _difference(conn, before, rows)
    change = {"run": run["n"], "instead_of": before, "added": added, "dropped": dropped, "changed": changed}
    kept = Kept("new" if before is None else "recoded", coding.key, coding.version, len(coding.claims), added, dropped, changed)
    return kept, ("coded", coding.key, {column: run[column] for column in FACTS} | change)


def _standing_run(conn: Connection, key: str) -> Any:
    query = select(runs.c.n, runs.c.coder, runs.c.claims).join(standing, standing.c.run == runs.c.n)
    return conn.execute(query.where(standing.c.report_key == key)).one()


def _add_run(conn: Connection, coding: Coding, rows: ClaimRows) -> dict[str, Any]:
    sound(coding.coder, "the coder's name")
    row: dict[str, Any] = {"report_key": coding.key, "coder": coding.coder, "started_at": coding.started, "ended_at": coding.at}
    row |= {"claims": len(rows.claims), "claims_sha256": claims_digest(claim["json"] for claim in rows.claims)}
    row["counts"] = canonical(Counter(claim["kind"] for claim in rows.claims))
    return row | {"n": conn.execute(insert(runs).values(row).returning(runs.c.n)).scalar_one()}


def _add_claims(conn: Connection, run: int, rows: ClaimRows) -> None:
    if rows.claims:
        add_rows(conn, claims, ("run", *rows.claims[0]), [(run, *claim.values()) for claim in rows.claims])
    naming.add(conn, run, rows.mentions)


def _difference(conn: Connection, before: int | None, rows: ClaimRows) -> tuple[int, int, int]:
    """How many claims were added, dropped, and stayed with something changed in them."""
    if before is None:
        return len(rows.claims), 0, 0
    now = ((row["id"], row["json"]) for row in rows.claims)
    found = Counter(one.what for one in changes.changes(changes.of_run(conn, before), now))
    return found["added"], found["dropped"], found["changed"]
