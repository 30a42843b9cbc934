"""Which part of a record belongs into a bulletin of certain days; the same whether it is asked of the whole record or of that part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from marsad.exchange.export.content import GROUPS, Content, Row, record_days, refs_of
from marsad.web.bulletin.span import Days

FORGOTTEN = dt.timedelta(days=60)
MOVED = frozenset({"first", "raised", "lowered"})


def remembered_since(days: Days) -> dt.date:
    """The day from which on a report must have told of a ceasefire without an end for it to be shown in these days."""
    return dt.date.fromordinal(max(days.first.toordinal() - FORGOTTEN.days, 1))


def chosen(content: Content, days: Days) -> Content:
    """The content with the records and reports of these days alone, and the claims and reports that these rest on."""
    records = {
        "incidents": incidents(content, days),
        "tolls": tolls(content, days),
        "ceasefires": ceasefires(content, days),
        "positions": [p for p in content.records["positions"] if days.holds(p["day"])],
    }
    ids = {r["id"] for group in ("incidents", "ceasefires") for r in records[group]}
    records["violations"] = pairs(content, records["incidents"])
    ids |= {v["ceasefire"] for v in records["violations"]}
    records["ceasefires"] = [r for r in content.records["ceasefires"] if r["id"] in ids]
    records["gaps"] = [g for g in content.records["gaps"] if set(g["ceasefires"]) <= ids]
    records["tolls"] = _with_parts(content.records["tolls"], {r["id"] for r in records["tolls"]})
    records["findings"] = findings(content, days, (r["id"] for r in records["tolls"]))
    own = {r["id"] for r in content.reports if days.holds(r["date"])}
    needed = {ref for group in records.values() for row in group for ref in refs_of(row)}
    claims = tuple(c for c in content.claims if c["ref"] in needed or c["report"] in own)
    names = own | {c["report"] for c in claims}
    reports = tuple(r for r in content.reports if r["id"] in names)
    return replace(content, reports=reports, claims=claims, records={group: records.get(group, []) for group in GROUPS})


def incidents(content: Content, days: Days) -> list[Row]:
    """The incidents of these days; those without a day that were told in them, and those that were first told in them of earlier days."""
    return [row for row in content.records["incidents"] if of_days(row, days) or told_late(content, row, days)]


def of_days(row: Row, days: Days) -> bool:
    """True for an incident of these days."""
    return days.meets(list(row["when"] or ()))


def told_late(content: Content, row: Row, days: Days) -> bool:
    """True for an incident of no day or an earlier one that the reports of these days were the first to tell."""
    if row["when"] and row["when"][0] > days.last.isoformat():
        return False
    told = [r["date"] for r in content.reports_of(row) if r["date"]]
    return bool(told) and days.holds(min(told)) and not of_days(row, days)


def tolls(content: Content, days: Days) -> list[Row]:
    """The tolls with a figure of these days that is new or another than the one before."""
    return [row for row in content.records["tolls"] if any(moved(f, days) for f in row["figures"])]


def moved(figure: Row, days: Days) -> bool:
    """True for a figure of these days that is new or another than the one before."""
    return days.holds(figure["day"]) and figure["change"] in MOVED


def ceasefires(content: Content, days: Days) -> list[Row]:
    """The ceasefires that may hold in these days by their own terms, or of which something is told in them.

    One without an end is shown as long as some report told of it in the sixty days before.
    """
    return [row for row in content.records["ceasefires"] if _holds(content, row, days) or _told(row, days)]


def _holds(content: Content, row: Row, days: Days) -> bool:
    first, last = days.first.isoformat(), days.last.isoformat()
    since = remembered_since(days).isoformat()
    remembered = any(since <= r["date"] <= last for r in content.reports_of(row) if r["date"])
    begun = [w for w in row["windows"] if w["starts"] and w["starts"][:10] <= last]
    return any(w["ends"][:10] >= first if w["ends"] else remembered for w in begun)


def _told(row: Row, days: Days) -> bool:
    return any(days.holds(day) for day in (*record_days("ceasefires", row), *(at for at, _, _ in row["history"])))


def pairs(content: Content, rows: Iterable[Row]) -> list[Row]:
    """The pairs of these incidents with ceasefires."""
    ids = {row["id"] for row in rows}
    return [v for v in content.records["violations"] if v["incident"] in ids]


def findings(content: Content, days: Days, tolls: Iterable[str]) -> list[Row]:
    """The open checks about reports of these days, or about these tolls."""
    own, ids = {r["id"] for r in content.reports if days.holds(r["date"])}, set(tolls)
    rows = (f for f in content.records["findings"] if f["state"] == "open")
    return [f for f in rows if ids & set(f["tolls"]) or any(ref.rpartition("#")[0] in own for ref in f["claims"])]


def _with_parts(rows: list[Row], ids: set[str]) -> list[Row]:
    """The tolls with these ids and what they are part of, in their order."""
    by_id = {row["id"]: row for row in rows}
    wanted = set(ids)
    for ident in ids:
        while (above := by_id.get(ident, {}).get("part_of")) and above not in wanted:
            wanted.add(above)
            ident = above
    return [row for row in rows if row["id"] in wanted]
