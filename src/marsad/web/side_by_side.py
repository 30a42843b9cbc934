"""Two periods or two sources beside each other: maps that move as one, days on one scale, the places of both in one table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from marsad.model.vocabulary import TYPES
from marsad.store.kept import Counted
from marsad.theatres.codes import PRECISIONS
from marsad.web.language import Speech
from marsad.web.pages import PLACES_ON_MAP, counted, show
from marsad.web.period import Days, Period, highest, period, told
from marsad.web.places import Found, found_places, shapes
from marsad.web.templates import speech
from marsad.web.wanted import ClaimFilter

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


class Compared(ClaimFilter):
    """Filters of both sides, and what the other side has of its own: days and source."""

    since2: dt.date | None = None
    until2: dt.date | None = None
    source2: str | None = Field(None, max_length=200)

    def sides(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the store is asked for each side; the second has the first's days or source where it has none of its own."""
        one = self.model_dump(exclude={"page", "limit", "after", "outlet", "since2", "until2", "source2"}, exclude_none=True)
        own = {k: v for k, v in (("since", self.since2), ("until", self.until2), ("source", self.source2)) if v}
        days = {} if "since" in own or "until" in own else {k: v for k, v in one.items() if k in ("since", "until")}
        rest = {k: v for k, v in one.items() if k not in ("since", "until", "source")}
        source = {"source": one["source"]} if "source" in one and "source" not in own else {}
        return one, rest | days | source | own

    @property
    def said(self) -> bool:
        """True where the two sides differ."""
        return bool(self.since2 or self.until2 or self.source2)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what was asked, what it is called, its claims, their days, its places."""

    asked: dict[str, Any]
    title: str
    claims: int
    full: bool
    places: list[Found]
    shapes: list[dict[str, Any]]
    period: Period | None

    def link(self, place: str) -> str:
        """The address of this side's claims about a place."""
        return "/claims?" + urlencode(self.asked | {"place": place})


@dataclass(frozen=True, slots=True)
class Both:
    """A place and how many claims of each side name it."""

    found: Found
    one: int
    other: int


@router.get("/map/compare")
def side_by_side(request: Request, wanted: Annotated[Compared, Query()]) -> HTMLResponse:
    """Two maps that move as one, with their days and the places of both."""
    ui = speech(request)
    wanted = wanted if wanted.said else _halves(request, wanted)
    asked = wanted.sides()
    answers = [counted(request.app.state.store, one) for one in asked]
    days = [told(answer.days) for answer in answers]
    most = max(highest(d, *_span(a, days)) for d, a in zip(days, asked, strict=True))
    sides = [_side(a, answer, d, _span(a, days), most, ui) for a, answer, d in zip(asked, answers, days, strict=True)]
    return show(
        request, "side_by_side.html", wanted=wanted, sides=sides, rows=_both(sides), TYPES=TYPES,
        precision=lambda place: PRECISIONS[place.precision][ui.column],
    )  # fmt: skip


def _halves(request: Request, wanted: Compared) -> Compared:
    """The first and the second half of the days that the store tells of, where nothing was asked."""
    summary = request.app.state.store.summary()
    first, last = wanted.since or summary.first, wanted.until or summary.last
    if not first or not last or last <= first:
        return wanted
    middle = first + (last - first) // 2
    return wanted.model_copy(update={"since": first, "until": middle, "since2": middle + dt.timedelta(1), "until2": last})


def _span(asked: dict[str, Any], days: list[dict[dt.date, Counter[str]]]) -> tuple[dt.date, dt.date]:
    """The days that a side is drawn over: those asked for, else those of both sides."""
    every = [day for told in days for day in told] or [dt.date.today()]
    return asked.get("since") or min(every), asked.get("until") or max(every)


def _side(asked: dict[str, Any], answer: Counted, days: Days, span: tuple[dt.date, dt.date], most: int, ui: Speech) -> Side:
    places = found_places(answer.places, ui, PLACES_ON_MAP)
    return Side(asked, _title(asked, ui), answer.claims, answer.more, places, shapes(places), period(days, ui, span=span, most=most))


def _title(asked: dict[str, Any], ui: Speech) -> str:
    first, last = asked.get("since"), asked.get("until")
    days = ui.days((first, last)) if first and last else ui.plain("since %(day)s", day=ui.date(first)) if first else ""
    days = days or (ui.plain("until %(day)s", day=ui.date(last)) if last else ui.plain("all days"))
    return ui.listed(part for part in (asked.get("source"), days) if part)


def _both(sides: list[Side]) -> list[Both]:
    """The places of both sides, those whose numbers differ most first."""
    one, other = ({f.place.id: f for f in side.places} for side in sides)
    rows = [Both(one.get(i) or other[i], one[i].total if i in one else 0, other[i].total if i in other else 0) for i in one | other]
    return sorted(rows, key=lambda row: (-abs(row.one - row.other), -(row.one + row.other), row.found.name))
