"""A newer coder over stored reports: the claims of the older run stay, those of the newer stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from sqlalchemy import Connection, select

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.store import keeping, listing
from marsad.store.canonical import now
from marsad.store.errors import ReportRefused, StoreError
from marsad.store.kept import Kept, Recoded
from marsad.store.tables import reports, runs, standing

Coder = Callable[[Report], Sequence[Claim]]
Transaction = Callable[[], AbstractContextManager[Connection]]


def recode(
    reading: Transaction, writing: Transaction, actor: str, coder: str, code: Coder, progress: Callable[[int, int], None] | None
) -> Recoded:
    """What changed; see Store.recode."""
    total = Recoded(coder)
    keys = _waiting(reading, coder)
    for done, key in enumerate(keys, start=1):
        try:
            total = _plus(total, _one(reading, writing, actor, coder, code, key))
        except Exception as error:
            if isinstance(error, StoreError) and not isinstance(error, ReportRefused):
                raise
            total = replace(total, failed=(*total.failed, (key, f"{type(error).__name__}: {error}")))
        if progress:
            progress(done, len(keys))
    return total


def _waiting(reading: Transaction, coder: str) -> list[str]:
    query = select(reports.c.key).join(standing, standing.c.report_key == reports.c.key).join(runs, runs.c.n == standing.c.run)
    with reading() as conn:
        return list(conn.execute(query.where(runs.c.coder != coder).order_by(reports.c.n)).scalars())


def _one(reading: Transaction, writing: Transaction, actor: str, coder: str, code: Coder, key: str) -> Kept | None:
    with reading() as conn:
        stored = listing.find(conn, key)
        report = stored.report
    started = now()
    claims = code(report)
    with writing() as conn:
        if listing.find(conn, key).coder == coder:
            return None
        return keeping.code(conn, keeping.Coding(report, key, stored.version, claims, coder, now(), started), actor)


def _plus(total: Recoded, kept: Kept | None) -> Recoded:
    if kept is None:
        return total
    return replace(
        total,
        reports=total.reports + 1,
        added=total.added + kept.added,
        dropped=total.dropped + kept.dropped,
        changed=total.changed + kept.changed,
    )
