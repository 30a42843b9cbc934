"""The pages of reports and claims: list of reports, claims, map, settings, about."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from marsad import pipeline
from marsad.model.vocabulary import TYPES
from marsad.store import Store, StoredReport
from marsad.store.kept import Counted
from marsad.theatres import in_use, load_many
from marsad.theatres.codes import PRECISIONS
from marsad.web import reader
from marsad.web.period import period, told, whole
from marsad.web.places import found_places, outlines, shapes
from marsad.web.templates import speech
from marsad.web.wanted import ClaimFilter, ReportFilter, claims_of, reports_of

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
REPORTS_A_PAGE = 25
CLAIMS_A_PAGE = 50
CLAIMS_ON_MAP, PLACES_ON_MAP = 1000, 100


def show(request: Request, template: str, **values: Any) -> HTMLResponse:
    """The filled template."""
    page: HTMLResponse = request.app.state.pages.page(request, template, **values)
    return page


def first_words(stored: StoredReport) -> str:
    """The report's title, or the first words of its text."""
    return begins(stored.title or stored.report.text)


def begins(words: str, most: int = 140) -> str:
    """The first words, at most so many characters of them, on one line."""
    text = " ".join(words[: most * 4].split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


@router.get("/reports")
def reports(request: Request, wanted: Annotated[ReportFilter, Query()]) -> HTMLResponse:
    """The list of reports."""
    store: Store = request.app.state.store
    cut = reports_of(store, wanted, REPORTS_A_PAGE)
    told = {"found": cut.rows, "onward": cut.next, "short": cut.short}
    return show(request, "reports.html", summary=store.summary(), wanted=wanted, first_words=first_words, **told)


@router.get("/claims")
def claims(request: Request, wanted: Annotated[ClaimFilter, Query()]) -> HTMLResponse:
    """The table of claims."""
    cut = claims_of(request.app.state.store, wanted, CLAIMS_A_PAGE)
    rows = zip(reader.rows([k.claim for k in cut.rows], speech(request)), cut.rows, strict=True)
    return show(request, "claims.html", rows=list(rows), wanted=wanted, onward=cut.next, short=cut.short, TYPES=TYPES)


@router.get("/map")
def places(request: Request, wanted: Annotated[ClaimFilter, Query()]) -> HTMLResponse:
    """The map of places that claims name, and the same as a table."""
    ui = speech(request)
    store, asked, days = request.app.state.store, wanted.arguments(), (wanted.since, wanted.until)
    some = counted(store, asked) if asked else Counted(store.places(), [], 0, False)
    found = found_places(some.places, ui, PLACES_ON_MAP)
    only_days = set(asked) <= {"since", "until"}  # then the brush can move on over all the days that there are
    return show(
        request,
        "map.html",
        found=found,
        shapes=shapes(found),
        outlines=outlines(found),
        wanted=wanted,
        TYPES=TYPES,
        full=some.more or len(found) == PLACES_ON_MAP,
        precision=lambda place: PRECISIONS[place.precision][ui.column],
        period=whole(store, ui, days) if only_days else period(told(some.days), ui, days),
    )


def counted(store: Store, asked: dict[str, Any]) -> Counted:
    """The latest claims that pass, at most CLAIMS_ON_MAP, counted by place and day; 404 where a report is asked for that is not there."""
    try:
        return store.counted(limit=CLAIMS_ON_MAP, **asked)
    except LookupError as error:
        raise HTTPException(404, str(error.args[0] if error.args else error)) from None


@router.get("/settings")
def settings(request: Request) -> HTMLResponse:
    """How the pages look to this person, what the store reads with."""
    return show(request, "settings.html", theatres=load_many(in_use()), TYPES=TYPES, coder=pipeline.coder())


@router.get("/about")
def about(request: Request) -> HTMLResponse:
    """What marsad is, what its marks mean, and whose work it carries."""
    return show(request, "about.html", coder=pipeline.CODER, TYPES=TYPES)


@router.get("/{missing:path}")
def nothing(missing: str) -> HTMLResponse:
    """No page of that name."""
    raise HTTPException(404, f"/{missing}")
