"""What an export is made of, read from a store: reports, the claims that stand after review, and the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from marsad.exchange.export.content import GROUPS, Content, Row, within
from marsad.model.claim import from_json
from marsad.pipeline.records import current, records, rows
from marsad.store import Store

Progress = Callable[[int, int | None, str], None]
_KEPT = ("version", "title", "url", "language", "encoding", "retrieved_at", "bytes_sha256", "text_sha256", "date_from")


def content(
    store: Store,
    *,
    moment: str | None = None,
    as_of: dt.date | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    base: str = "",
    progress: Progress | None = None,
) -> Content:
    """The store's reports, claims and records, now or as of a past moment or day, of the days from `since` to `until`."""
    made = records(store, moment=moment, until=as_of, progress=progress) if moment or as_of else current(store, progress)
    known = {report.key: report for report in store.reports()}
    found = list(rows(store.readings(moment=moment, until=as_of), store.decided(moment=moment)))
    reports = tuple(_report(row, known.get(row["key"])) for row in found)
    claims = tuple(claim for row in found for claim in _claims(row))
    whole = Content(reports, claims, {group: made.get(group, []) for group in GROUPS}, base)
    return within(whole, since, until)


def _report(row: Row, kept: Any) -> Row:
    return {key: row[key] for key in ("id", "key", "date", "outlet", "text")} | {key: getattr(kept, key, None) for key in _KEPT}


def _claims(row: Row) -> Iterator[Row]:
    about = {"report": row["id"], "key": row["key"], "report_date": row["date"], "outlet": row["outlet"]}
    for claim in row["claims"]:
        ref = f"{row['id']}#{claim['kind']}@{claim['start']}"
        yield {"claim_id": from_json(claim).id(row["key"]), "ref": ref} | about | claim
