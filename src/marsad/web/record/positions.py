"""The pages of statements: who says what to whom on which issue over time, and what texts name as owed with what is told since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from marsad.model.claim import Statement
from marsad.model.vocabulary import ACT
from marsad.reconcile.obligations import SINCE
from marsad.store.rows import fold_name
from marsad.web.record.addressing import called, drawing, tone
from marsad.web.record.desk import Desk, Row, desk, fill
from marsad.web.record.drawing import Across
from marsad.web.record.told import Said
from marsad.web.record.wanted import OfObligations, OfPositions
from marsad.web.templates import report_url

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
ISSUES = 30  # that the filter offers, those spoken of most
LOOKED_AT = 400  # statements whose addressees are drawn


@dataclass(frozen=True, slots=True)
class Point:
    """A position or an incident on a small line of time: where, its tone, the row."""

    x: float
    tone: str
    row: Row


@router.get("/positions")
def positions(request: Request, wanted: Annotated[OfPositions, Query()]) -> HTMLResponse:
    """Who says what to whom on which issue over time."""
    at = desk(request)
    page = wanted.found(at.record.shelf)
    found = page.rows
    issues = [code for code, _ in at.record.shelf.values("positions", "issue", most=ISSUES)]
    at.ahead([*issues, *(row["issue"] for row in found)])
    issues.sort(key=lambda code: (code in at.record.by_id, code))
    at.record.told.ahead(row["claim"] for row in found)
    statements = [] if wanted.issue or wanted.stance else _statements(request, wanted)
    return fill(
        request, "positions.html", at, wanted=wanted, groups=_groups(found), found=page, issues=issues, stances=ACT,
        drawing=drawing(at, found, statements), across=_across(at, found), points=points, tone=tone, called=called, condition=condition,
    )  # fmt: skip


@router.get("/obligations")
def obligations(request: Request, wanted: Annotated[OfObligations, Query()]) -> HTMLResponse:
    """What texts name as owed, and what later reports tell of each."""
    at = desk(request)
    found = wanted.found(at.record.shelf)
    duties = sorted(code for code, _ in at.record.shelf.values("obligations", "duty"))
    at.record.told.ahead(row["claim"] for row in found.rows)
    at.record.by_id.ahead(one["incident"] for row in found.rows for one in row["later"])
    return fill(
        request, "obligations.html", at, wanted=wanted, found=found, duties=duties, later=later, since=since,
        address=address,
    )  # fmt: skip


def _groups(found: Sequence[Row]) -> list[tuple[str, list[tuple[str, list[Row]]]]]:
    """The positions by actor and issue; they come in that order."""
    by_actor = groupby(found, key=lambda r: str(r["actor"]))
    return [(actor, [(issue, list(of)) for issue, of in groupby(list(own), key=lambda r: str(r["issue"]))]) for actor, own in by_actor]


def _statements(request: Request, wanted: OfPositions) -> list[Said]:
    """The latest statements of the actor that is asked for, or of all, that name whom they are put to."""
    found, _ = request.app.state.store.claims_after(kind="statement", actor=wanted.actor, limit=LOOKED_AT)
    told = [
        (k.claim.to, Said(f"{k.report_id}#statement@{k.claim.span.start}", k.claim, k.key, k.report_id, k.outlet, k.report_date))
        for k in found
        if isinstance(k.claim, Statement) and k.claim.to
    ]
    folded = fold_name(wanted.to) if wanted.to else ""
    return [one for to, one in told if not folded or any(folded in fold_name(n.text) for n in to)]


def _across(at: Desk, found: Iterable[Row]) -> Across | None:
    days = [dt.date.fromisoformat(r["day"]) for r in found if r["day"]]
    return Across(min(days), max(days), at.ui.dir == "rtl", edge=4.0) if days else None


def points(across: Across, rows: Iterable[Row]) -> list[Point]:
    """Where the positions stand on the line of time; those of an untold day stand nowhere."""
    return [Point(across.at(dt.date.fromisoformat(r["day"])), tone(r["stance"]), r) for r in rows if r["day"]]


def condition(said: Said, row: Row) -> list[str]:
    """The addresses of the words that a position hangs on."""
    return [report_url(said.key, (start, end)) for _, start, end in row["spans"]]


def address(at: Desk, row: Row) -> str:
    """The address that lights the words which name what is owed; empty where the report is gone."""
    said = at.said(row["claim"])
    return report_url(said.key, tuple(row["spans"][0][1:])) if said and row["spans"] else ""


def since(at: Desk, row: Row) -> Across | None:
    """The sixty days after an obligation was named; None where its day is not told."""
    if not row["day"]:
        return None
    day = dt.date.fromisoformat(row["day"])
    return Across(day, day + SINCE, at.ui.dir == "rtl", edge=3.0)


def later(across: Across, row: Row) -> list[Point]:
    """The incidents told since, on the line of time."""
    return [Point(across.at(dt.date.fromisoformat(one["day"])), one["says"], one) for one in row["later"] if one["day"]]
