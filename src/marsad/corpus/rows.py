"""A report with its claims as one row of JSON, and back: what `marsad code` writes and `marsad read --claims` keeps."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

from marsad.exchange.inputs import Refused
from marsad.model.claim import Claim, from_json, to_json
from marsad.model.report import Report
from marsad.pipeline import code_title, coder, theatres_told

_REPORT = tuple(field.name for field in fields(Report))
_ALWAYS = ("id", "date")


def coded_row(report: Report, claims: list[Claim], *, with_text: bool = False, whole: bool = False) -> dict[str, Any]:
    """The row of docs/codebook.md: id, date, outlet, coder, theatres, claims; the text, or the whole report, where asked for."""
    wanted = _REPORT if whole else (*_ALWAYS, "outlet", *(["text"] if with_text else []))
    values = {name: getattr(report, name) for name in wanted}
    row = {name: value for name, value in values.items() if value or name in _ALWAYS}
    row["date"] = report.date.isoformat() if report.date else None
    row |= {"coder": coder(), "theatres": list(theatres_told(claims)), "claims": [to_json(claim) for claim in claims]}
    if report.title:
        row["title_claims"] = [to_json(claim) for claim in code_title(report)]
    return row


def refused_row(refused: Refused) -> dict[str, Any]:
    """The row that stands in place of a report that was refused."""
    return {"refused": {"where": refused.where, "reason": refused.reason, "hint": refused.hint}}


def kept_row(row: dict[str, Any]) -> tuple[Report, list[Claim], str]:
    """(report, claims, coder) of a row that `coded_row` wrote with `whole`; ValueError says what is wrong in it."""
    if missing := [name for name in ("id", "text", "coder", "claims") if name not in row]:
        raise ValueError(f"no {', '.join(missing)}: write the rows with marsad code -o FOLDER/")
    given = {name: row[name] for name in _REPORT if name in row}
    given["date"] = dt.date.fromisoformat(row["date"]) if row.get("date") else None
    report = Report(**given)
    claims = [from_json(claim) for claim in row["claims"]]
    for claim in claims:
        if report.text[claim.span.start : claim.span.end] != claim.quote:
            raise ValueError(f"the quote at {claim.span.start} is not what the text says there: the row was changed after it was coded")
    return report, claims, str(row["coder"])
