"""The page that chooses, shows and gives a bulletin, and the same for programs."""

from __future__ import annotations

import datetime as dt
from threading import BoundedSemaphore
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from marsad.pipeline.exporting import outline_of
from marsad.web.bulletin.gathering import gathered
from marsad.web.bulletin.making import Wanted, make, of_days, policy
from marsad.web.bulletin.pdf import NoBrowser, found, printed
from marsad.web.bulletin.span import Days
from marsad.web.guard import POLICY
from marsad.web.hiding import Hiding
from marsad.web.language import Speech
from marsad.web.pages import show
from marsad.web.record.kept import held
from marsad.web.templates import speech

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
api = APIRouter(prefix="/api", tags=["bulletin"])
WEEK = dt.timedelta(days=6)
_PRINTING = BoundedSemaphore(2)  # browsers that print at once


class Asked(Hiding):
    """Which bulletin: its days (the last week of the store where none are given), its language, digits and form."""

    first: dt.date | None = None
    last: dt.date | None = None
    language: Literal["ar", "en"] | None = None
    digits: Literal["latn", "arab"] | None = None
    format: Literal["html", "pdf"] = "html"
    publisher: str = Field("", max_length=200)
    download: bool = False

    def days(self, newest: dt.date | None) -> Days:
        """The days; 422 where they are none."""
        last = self.last or (self.first + WEEK if self.first else newest or dt.date.today())
        try:
            return Days(self.first or last - WEEK, last)
        except (ValueError, OverflowError) as error:
            raise HTTPException(422, str(error)) from None

    def ui(self, visitor: Speech) -> Speech:
        """The language and digits asked for, else the visitor's own."""
        return Speech(self.language or visitor.language, self.digits or visitor.digits)


@router.get("/bulletin")
def page(request: Request, wanted: Annotated[Asked, Query()]) -> HTMLResponse:
    """The form and the bulletin as it will be."""
    days, ui = wanted.days(held(request).summary.last), wanted.ui(speech(request))
    chosen = wanted.model_dump(mode="json", exclude_defaults=True, exclude={"page", "download", "format"})
    chosen |= {"first": days.first, "last": days.last, "language": ui.language, "digits": ui.digits}
    response = show(request, "bulletin/choose.html", wanted=wanted, days=days, bulletin=ui, chosen=chosen, prints=_prints())
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return response


@api.get(
    "/bulletin", response_class=HTMLResponse, responses={200: {"content": {"application/pdf": {}}}, 503: {"description": "no browser"}}
)
def bulletin(request: Request, wanted: Annotated[Asked, Query()]) -> Response:
    """The bulletin of these days as a page (`format=html`) or on paper (`format=pdf`); with `download` as a file."""
    record, store = held(request), request.app.state.store
    days, ui = wanted.days(record.summary.last), wanted.ui(speech(request))
    made = gathered(store, record.shelf, days)
    told = of_days(store, outline_of(store, made, base=str(request.base_url).rstrip("/")), days)
    html = make(told, Wanted(days, ui, wanted.publisher.strip(), wanted.redaction())).html
    name = f"bulletin-{days.name}.{ui.language}.{wanted.format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'} if wanted.download else {}
    if wanted.format == "pdf":
        return Response(_pdf(html), media_type="application/pdf", headers=headers)
    headers |= {"Content-Security-Policy": f"{policy()}; frame-ancestors 'self'", "X-Frame-Options": "SAMEORIGIN"}
    return HTMLResponse(html, headers=headers)


def _pdf(html: str) -> bytes:
    try:
        with _PRINTING:
            return printed(html)
    except NoBrowser as error:
        raise HTTPException(503, str(error)) from None


def _prints() -> bool:
    """True where this machine has a browser that prints."""
    try:
        return bool(found())
    except NoBrowser:
        return False
