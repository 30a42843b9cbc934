"""Between the nouns and the rows of the tables: reports, claims, and the names that claims are found by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from json import loads
from typing import Any

from marsad.model.claim import KINDS, PLACE_FIELDS, Claim, Name, from_json, to_json
from marsad.model.report import Report
from marsad.store.canonical import canonical, digest, sound
from marsad.store.errors import ReportRefused
from marsad.store.shelves import weeks
from marsad.text.fold import fold_key

_TEXT_FIELDS = ("id", "text", "outlet", "title", "url", "date_from", "encoding", "retrieved_at", "language", "bytes_sha256")
LONGEST_NAME = 400
_NOT_ACTORS = frozenset({"weapon"})
Row = dict[str, Any]
Mention = tuple[int, str, str, int]
"""A claim's position in its run, the role and the folded name (or id, code, week) that it is found by, and how late its day is."""


def _roles(kind: type[Claim]) -> list[tuple[str, str]]:
    named = [f.name for f in fields(kind) if "Name" in str(f.type) and f.name not in _NOT_ACTORS]
    return [(f, "place" if f in PLACE_FIELDS else "source" if f == "source" else "actor") for f in named]


_ROLES = {name: _roles(kind) for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """The rows of one run's claims: `claims` and `mentions` without their run."""

    claims: list[Row]
    mentions: list[Mention]


def report_key(report: Report) -> str:
    """The key of this report: sixteen hexadecimal digits from outlet, id and text."""
    return digest(f"{report.outlet or ''}\n{report.id}\n{digest(report.text)}")[:16]


def report_row(report: Report) -> Row:
    """The columns that the report itself fills; raises ReportRefused where a string is no valid Unicode."""
    for field in _TEXT_FIELDS:
        sound(getattr(report, field), f"{field} of report {report.id!r}")
    row = {field: getattr(report, field) for field in _TEXT_FIELDS}
    row["date"] = report.date.isoformat() if report.date else None
    return row | {"key": report_key(report), "text_sha256": digest(report.text), "characters": len(report.text)}


def claim_rows(report: Report, key: str, claims: Sequence[Claim]) -> ClaimRows:
    """The rows of the claims of this report; raises ReportRefused where a quote is not what the text has at its span."""
    rows, mentions = [], []
    for position, claim in enumerate(claims):
        name = f"{claim.kind} at {tuple(claim.span)} of report {report.id!r}"
        if claim.span.of(report.text) != claim.quote or claim.span.start < 0:
            raise ReportRefused(f"{name}: its quote is not what the text has there")
        json = canonical(to_json(claim))
        row: Row = {"position": position, "id": claim.id(key), "json": json}
        sound(json, name)
        rows.append(row | derived(claim, report.date))
        mentions += mentioned(position, claim, report.date)
    return ClaimRows(rows, mentions)


def derived(claim: Claim, date: dt.date | None) -> Row:
    """The columns that only repeat what the claim says, for filters; a claim without a day takes the report's."""
    first, last = _days(claim) or (date, date)
    return {
        "kind": claim.kind,
        "type": claim.type,
        "start": claim.span.start,
        "end": claim.span.end,
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
    }


def _days(claim: Claim) -> tuple[dt.date, dt.date] | None:
    starts = getattr(claim, "starts", None)
    days: tuple[dt.date, dt.date] | None = getattr(claim, "when", None) or getattr(claim, "period", None)
    return days or ((starts, starts) if starts else None)


def found_by(claim: Claim) -> Iterator[tuple[str, str]]:
    """Role (place, actor, source) and folded name, and role_id and id, of each name by which the claim is found."""
    for field, role in _ROLES[claim.kind]:
        names: tuple[Name, ...] = getattr(claim, field)
        for name in names:
            yield role, fold_name(name.text)
            if name.id:
                yield f"{role}_id", name.id


def mentioned(position: int, claim: Claim, date: dt.date | None) -> list[Mention]:
    """The rows of `mentions` of the claim at this position of its run, of a report of this date, without their run, in order."""
    own = derived(claim, date)
    first, last = own["first_day"], own["last_day"]
    held = (("week", one) for one in (weeks(first, last) if first and first < last else ()))
    found = {("all", ""), ("kind", claim.kind), ("type", claim.type), *held, *found_by(claim)}
    return [(position, role, folded, late(first)) for role, folded in sorted(found)]


def late(day: str | None) -> int:
    """How many days the calendar goes on after the day: the latest day has the least; a day that is not told the most.

    >>> late("9999-12-31"), late("9999-12-30"), late(None) > late("0001-01-01")
    (0, 1, True)
    """
    return dt.date.max.toordinal() - (dt.date.fromisoformat(day).toordinal() if day else 0)


@lru_cache(maxsize=10_000)
def fold_name(name: str) -> str:
    """The name as names are compared: spelling folded, small letters, single spaces.

    >>> fold_name("  حركة أحرار  الشَّام ")
    'حركه احرار الشام'
    """
    return " ".join(fold_key(name).casefold().split())[:LONGEST_NAME]


def read_claim(row: str) -> Claim:
    """The claim that a row of JSON holds."""
    return from_json(loads(row))


def day(value: str | None) -> dt.date | None:
    """The day of an ISO string."""
    return dt.date.fromisoformat(value) if value else None
