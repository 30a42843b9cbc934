"""Keeping a report and its claims: is it new, a new version, or the same; and a newer coder's claims beside the older.

Every function here works inside one transaction of its caller, so that all of a report is kept or nothing.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from marsad.model.claim import Claim
from marsad.model.report import Report, sha256
from marsad.store import ledger, search, sqlite
from marsad.store.canonical import canonical, claims_digest, now, sound
from marsad.store.errors import ReportRefused
from marsad.store.kept import Kept
from marsad.store.rows import ClaimRows, claim_rows, report_row
from marsad.store.tables import claims, mentions, names, raw, reports, runs, standing

PAYLOAD = (
    "article", "version", "id", "date", "date_from", "outlet", "title", "url", "language",
    "encoding", "retrieved_at", "bytes_sha256", "text_sha256", "characters",
)  # fmt: skip
FACTS = ("coder", "started_at", "ended_at", "claims", "claims_sha256")


def keep(conn: Connection, report: Report, found: Sequence[Claim], coder: str, data: bytes | None, actor: str) -> Kept:
    """What was done; see Store.keep."""
    article = _article(conn, report)
    same = next((v for v in article if v.text_sha256 == report.text_sha256), None)
    if same is None:
        key, version = _add_report(conn, report, article, data, actor)
        return replace(code(conn, report, key, version, found, coder, actor), status="new" if version == 1 else "version")
    if conn.execute(select(runs.c.n).where(runs.c.report_key == same.key, runs.c.coder == coder)).first():
        standing_run = _standing_run(conn, same.key)
        return Kept("same", same.key, same.version, standing_run.claims if standing_run else 0)
    return code(conn, report, same.key, same.version, found, coder, actor)


def _article(conn: Connection, report: Report) -> Sequence[Any]:
    """All kept versions of the article that this report is: of the same outlet with the same id, else the same address."""
    outlet = reports.c.outlet.is_not_distinct_from(report.outlet)
    same = [reports.c.id == report.id, *([reports.c.url == report.url] if report.url else [])]
    for rule in same:
        articles = select(reports.c.article).where(outlet, rule).order_by(reports.c.n).limit(1)
        columns = (reports.c.key, reports.c.article, reports.c.version, reports.c.text_sha256)
        query = select(*columns).where(reports.c.article == articles.scalar_subquery()).order_by(reports.c.version)
        if found := conn.execute(query).all():
            return found
    return []


def _add_report(conn: Connection, report: Report, article: Sequence[Any], data: bytes | None, actor: str) -> tuple[str, int]:
    row, at = report_row(report), now()
    version = article[-1].version + 1 if article else 1
    row |= {"article": article[0].article if article else row["key"], "version": version, "added_at": at}
    if data is not None:
        row["bytes_sha256"] = _add_raw(conn, report, data)
    conn.execute(insert(reports), row)
    search.add_report(conn, report, row["key"])
    if article:
        older = select(reports.c.key).where(reports.c.article == row["article"], reports.c.key != row["key"])
        conn.execute(update(standing).where(standing.c.report_key.in_(older)).values(newest=False))
    payload = {column: row[column] for column in PAYLOAD} | {"raw": data is not None}
    ledger.append(conn, actor, "added", row["key"], payload, at)
    return row["key"], version


def _add_raw(conn: Connection, report: Report, data: bytes) -> str:
    digest = sha256(data)
    if report.bytes_sha256 not in (None, digest):
        said = f"report {report.id!r} says its bytes have the hash {report.bytes_sha256}, the bytes given have {digest}"
        raise ReportRefused(f"{said}: give the bytes it was read from")
    if conn.execute(select(raw.c.size).where(raw.c.sha256 == digest)).first() is None:
        conn.execute(insert(raw), {"sha256": digest, "size": len(data), "packed": zlib.compress(data)})
    return digest


def code(
    conn: Connection, report: Report, key: str, version: int, found: Sequence[Claim], coder: str, actor: str, started: str | None = None
) -> Kept:
    """Makes these claims the ones that stand for a kept report; those of the run before stay, no longer current."""
    sound(coder, "the coder's name")
    rows, before = claim_rows(report, key, found), _standing_run(conn, key)
    run = _add_run(conn, key, coder, rows, started)
    _add_claims(conn, run, rows)
    search.add_claims(conn, key, run, [claim.quote for claim in found])
    added, dropped, changed = _difference(conn, before.n if before else None, rows)
    if before:
        conn.execute(update(standing).where(standing.c.report_key == key).values(run=run))
    else:
        conn.execute(insert(standing), {"report_key": key, "run": run, "newest": True})
    facts = conn.execute(select(*(runs.c[column] for column in FACTS)).where(runs.c.n == run)).one()
    change = {"run": run, "instead_of": before.n if before else None, "added": added, "dropped": dropped, "changed": changed}
    ledger.append(conn, actor, "coded", key, dict(facts._mapping) | change)
    return Kept("recoded" if before else "new", key, version, len(found), added, dropped, changed)


def _standing_run(conn: Connection, key: str) -> Any:
    query = select(runs.c.n, runs.c.coder, runs.c.claims).join(standing, standing.c.run == runs.c.n)
    return conn.execute(query.where(standing.c.report_key == key)).first()


def _add_run(conn: Connection, key: str, coder: str, rows: ClaimRows, started: str | None) -> int:
    counts = canonical(Counter(row["kind"] for row in rows.claims))
    facts = {"claims": len(rows.claims), "counts": counts, "claims_sha256": claims_digest(row["json"] for row in rows.claims)}
    row = {"report_key": key, "coder": coder, "started_at": started, "ended_at": now()} | facts
    return int(conn.execute(insert(runs).values(row).returning(runs.c.n)).scalar_one())


def _add_claims(conn: Connection, run: int, rows: ClaimRows) -> None:
    if rows.claims:
        conn.execute(insert(claims), [{"run": run} | row for row in rows.claims])
    if rows.mentions:
        written = sorted({folded for _, role, folded in rows.mentions if not role.endswith("_id")})
        conn.execute(sqlite.insert_new(names), [{"folded": folded} for folded in written])
        conn.execute(insert(mentions), [{"run": run, "position": p, "role": r, "folded": f} for p, r, f in rows.mentions])


def _difference(conn: Connection, before: int | None, rows: ClaimRows) -> tuple[int, int, int]:
    """How many claims were added, dropped, and stayed with something changed in them."""
    if before is None:
        return len(rows.claims), 0, 0
    old: defaultdict[str, list[str]] = defaultdict(list)
    for ident, json in conn.execute(select(claims.c.id, claims.c.json).where(claims.c.run == before)):
        old[ident].append(json)
    new: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows.claims:
        new[row["id"]].append(row["json"])
    added = sum(max(0, len(new[i]) - len(old[i])) for i in list(new))
    dropped = sum(max(0, len(old[i]) - len(new[i])) for i in list(old))
    alike = sum((Counter(new[i]) & Counter(old[i])).total() for i in list(new))
    return added, dropped, len(rows.claims) - added - alike
