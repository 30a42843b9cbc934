"""The overview, and the page of checks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from marsad.store import Store
from marsad.web.language import Speech
from marsad.web.pages import first_words
from marsad.web.period import whole
from marsad.web.places import Found, found_places, shapes
from marsad.web.record import ceasefires, tolls
from marsad.web.record.checks import severities
from marsad.web.record.desk import Desk, Row, desk, fill
from marsad.web.record.wanted import OfFindings

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
ON_MAP = 400  # claims whose places the overview draws, the latest first
LISTED = frozenset({"outlet", "since", "until", "page", "limit"})  # what the list of reports took while it stood at /
SHOWN = 5
GAPS = 12  # stretches that no ceasefire covers, the first of them


@router.get("/", response_model=None)
def overview(request: Request, as_of: dt.date | None = None) -> Response:
    """What is in the store: tolls that moved, ceasefires now, open checks, newest reports and incidents."""
    if LISTED & set(request.query_params):
        return RedirectResponse(f"/reports?{request.url.query}", 307)
    at = desk(request)
    day = ceasefires.asked_day(at, as_of)
    shelf = at.record.shelf
    return fill(
        request,
        "overview.html",
        at,
        day=day,
        summary=at.record.summary,
        moved=shelf.last("tolls", "moved", limit=SHOWN),
        line=tolls.line,
        now=ceasefires.now(at, day)[: SHOWN + 3],
        findings=shelf.of("findings", "state", "open", limit=SHOWN),
        incidents=shelf.last("incidents", "told", limit=SHOWN),
        reports=request.app.state.store.reports(limit=SHOWN),
        period=whole(request.app.state.store, at.ui),
        shapes=shapes(mapped(request.app.state.store, at.ui)),
        first_words=first_words,
    )


def mapped(store: Store, ui: Speech) -> list[Found]:
    """The places of the latest claims."""
    return found_places(store.counted(limit=ON_MAP).places, ui)


@router.get("/checks")
def checks(request: Request, wanted: Annotated[OfFindings, Query()]) -> HTMLResponse:
    """What the checks of the figures found, and the stretches that no ceasefire covers."""
    at = desk(request)
    shelf = at.record.shelf
    found = wanted.found(shelf)
    some = shelf.list("gaps", limit=GAPS + 1)
    gaps = some[:GAPS]
    at.ahead(ident for gap in gaps for ident in gap["ceasefires"])
    at.record.told.ahead(ref for row in (*found.rows, *gaps) for ref in row["claims"])
    return fill(
        request,
        "checks.html",
        at,
        wanted=wanted,
        found=found,
        codes=sorted(code for code, _ in shelf.values("findings", "check")),
        states=dict(shelf.values("findings", "state")),
        graves=Counter(dict(shelf.values("findings", "grave"))),
        severities=severities(at.ui),
        gaps=gaps,
        other_gaps=len(some) > GAPS,
        outlet_of=partial(_outlet, at),
    )


def _outlet(at: Desk, row: Row) -> str:
    """The one outlet whose reports a finding is about; empty where there are several."""
    outlets = {said.outlet for said in at.told(row["claims"])}
    return next(iter(outlets)) or "" if len(outlets) == 1 else ""
