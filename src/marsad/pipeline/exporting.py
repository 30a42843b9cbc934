"""What an export is made of, read from a store: reports, the claims that stand after review, and the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from marsad.exchange.export.content import GROUPS, Content, Proof, Row, refs_of, within
from marsad.model.claim import from_json, to_json
from marsad.pipeline.records import current, records
from marsad.pipeline.rows import names, rows
from marsad.store import Store
from marsad.store.asof import Reading
from marsad.store.canonical import canonical

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
    proof: bool = False,
    progress: Progress | None = None,
) -> Content:
    """The store's reports, claims and records of the days from `since` to `until`; with `proof` what proves them.

    `moment` and `as_of` give them as they stood then.
    """
    made = records(store, moment=moment, until=as_of, progress=progress) if moment or as_of else current(store, progress)
    known = {report.key: report for report in store.reports()}
    readings = list(store.readings(moment=moment, until=as_of))
    found = list(rows(readings, store.decided(moment=moment)))
    reports = tuple(_report(row, known.get(row["key"])) for row in found)
    claims = tuple(claim for row in found for claim in _claims(row))
    whole = Content(reports, claims, {group: made.get(group, []) for group in GROUPS}, base, _proof(store, readings) if proof else Proof())
    return within(whole, since, until)


def outline(store: Store, made: Row, *, moment: str | None = None, as_of: dt.date | None = None, base: str = "") -> Content:
    """The records `made` with their reports and claims by name alone: enough to choose a part by, which `filled` then reads."""
    listed = store.listed(moment=moment, until=as_of)
    called = names(listed)
    dated = [one.date.isoformat() if one.date else None for one in listed]
    bare = tuple({"id": called[one.key], "key": one.key, "date": day, "outlet": one.outlet} for one, day in zip(listed, dated, strict=True))
    refs = dict.fromkeys(ref for group in GROUPS for row in made.get(group, ()) for ref in refs_of(row))
    claims = tuple({"ref": ref, "report": ref.rpartition("#")[0]} for ref in refs)
    return Content(bare, claims, {group: made.get(group, []) for group in GROUPS}, base)


def outline_of(store: Store, made: Row, *, base: str = "") -> Content:
    """As `outline`, of some of the records alone: only the reports that these name are looked up."""
    refs = dict.fromkeys(ref for group in GROUPS for row in made.get(group, ()) for ref in refs_of(row))
    claims = tuple({"ref": ref, "report": ref.rpartition("#")[0]} for ref in refs)
    known = store.reports_named({claim["report"] for claim in claims} | set(made.get("reports", ())))
    told = ((name, one) for name, one in sorted(known.items()) if one.newest)
    bare = tuple(
        {"id": name, "key": one.key, "date": one.date.isoformat() if one.date else None, "outlet": one.outlet} for name, one in told
    )
    return Content(bare, claims, {group: made.get(group, []) for group in GROUPS}, base)


def called(store: Store, idents: Mapping[str, str]) -> dict[str, str]:
    """By key what refs call the reports with these keys and ids: the id, or the key where an earlier report has that id too."""
    known = store.reports_named(set(idents.values()))
    return {key: ident if known[ident].key == key else key for key, ident in idents.items() if ident in known}


def filled(store: Store, part: Content, *, moment: str | None = None, as_of: dt.date | None = None) -> Content:
    """A part of an `outline` with the texts of its reports and all their claims: only these are read."""
    keys = {report["key"]: report["id"] for report in part.reports}
    known = store.reports_named(keys)
    found = list(rows(store.readings(moment=moment, until=as_of, keys=keys), store.decided(moment=moment), keys))
    reports = tuple(_report(row, known.get(row["key"])) for row in found)
    return replace(part, reports=reports, claims=tuple(claim for row in found for claim in _claims(row)))


def _report(row: Row, kept: Any) -> Row:
    """The report's row: its id here is its key where two reports share one, `given_id` the one that it came with."""
    told = {key: row[key] for key in ("id", "key", "date", "outlet", "text")} | {"given_id": getattr(kept, "id", row["id"])}
    return told | {key: getattr(kept, key, None) for key in _KEPT}


def _claims(row: Row) -> Iterator[Row]:
    about = {"report": row["id"], "key": row["key"], "report_date": row["date"], "outlet": row["outlet"]}
    for claim in row["claims"]:
        ref = f"{row['id']}#{claim['kind']}@{claim['start']}"
        yield {"claim_id": from_json(claim).id(row["key"]), "ref": ref} | about | claim


def _proof(store: Store, readings: Sequence[Reading]) -> Proof:
    """The whole ledger, the claims as they were coded, and the bytes of the reports that have some."""
    ledger = tuple(asdict(entry) for entry in store.ledger())
    coded = {reading.key: tuple(canonical(to_json(claim)) for claim in reading.claims) for reading in readings}
    kept = {entry["subject"] for entry in ledger if entry["action"] == "added" and entry["payload"].get("raw")}
    found = {report.key: report for report in store.reports() if report.key in kept}
    raw = {found[r.key].bytes_sha256 or "": store.raw(r.key) for r in readings if r.key in found}
    return Proof(ledger, coded, raw)
