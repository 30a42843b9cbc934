"""The page of sources: monitors and outlets, who quotes whom, what they mean by their words, how reliable persons find them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from marsad.model.decision import Decision, standing
from marsad.model.grades import GRADES
from marsad.store import Store
from marsad.theatres import Monitor, in_use, load_many
from marsad.theatres.codes import MONITOR_TYPES, STANCES, TERMS
from marsad.theatres.things import Definition
from marsad.web import known
from marsad.web.record.desk import desk, fill
from marsad.web.wanted import Form

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
DRAWN = 14  # outlets and sources in the drawing
STEP = 30


class OfSources(Form):
    """Which page of the registry."""

    limit: int = Field(30, ge=1, le=1000)


@dataclass(slots=True)
class Source:
    """A source: what a theatre knows of it, which outlets quote it in how many claims, what was said of it."""

    ident: str
    monitor: Monitor | None
    quoted: Counter[str] = field(default_factory=Counter)
    definitions: list[Definition] = field(default_factory=list)
    said: list[Decision] = field(default_factory=list)

    @property
    def grade(self) -> str:
        """The last grade that a person gave it; empty where none did."""
        return next((str(d.given["code"]) for d in reversed(self.said) if d.given.get("scale") == "source"), "")

    @property
    def own(self) -> list[Decision]:
        """The definitions that persons noted."""
        return [d for d in self.said if d.given.get("definition")]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing, from an outlet to the source it quotes: heights and how thick."""

    outlet: str
    source: str
    low: int
    high: int
    wide: float
    claims: int


@router.get("/sources")
def sources(request: Request, wanted: Annotated[OfSources, Query()]) -> HTMLResponse:
    """The registry, those quoted most first, and the drawing."""
    store: Store = request.app.state.store
    at = desk(request)
    found = registry(store)
    outlets = _outlets(found)
    start = (wanted.page - 1) * wanted.limit
    page, more = found[start : start + wanted.limit], len(found) > start + wanted.limit
    drawn = [s for s in found if s.quoted][:DRAWN]
    left = [o for o, _ in outlets.most_common(DRAWN)]
    grades = GRADES["source"]
    return fill(
        request,
        "sources.html",
        at,
        found=page,
        wanted=wanted,
        more=more,
        total=len(found),
        left=left,
        drawn=drawn,
        lines=_lines(left, drawn),
        step=STEP,
        height=STEP * max(len(left), len(drawn), 1) + 10,
        grades=grades,
        outlets=outlets,
        summary=at.record.summary,
        monitor_type=lambda code: MONITOR_TYPES.get(code, (code, code))[at.ui.column],
        stance=lambda code: STANCES.get(code, (code, code))[at.ui.column],
        tongues=lambda codes: at.ui.listed(at.ui.tongue(code) for code in codes),
        term=lambda code: TERMS.get(code, (code, code))[at.ui.column],
        known_name=lambda ident: known.name(ident, at.ui.language) or ident,
    )


def registry(store: Store) -> list[Source]:
    """Every monitor of the theatres in use and every source that is quoted, those quoted most first."""
    theatres = load_many(in_use())
    monitors = {ident: m for t in theatres for ident, m in t.monitors.items()}
    found = {ident: Source(ident, monitor) for ident, monitor in monitors.items()}
    for outlet, ident, claims in store.cited():
        found.setdefault(ident, Source(ident, None)).quoted[outlet or ""] += claims
    for one in (d for t in theatres for d in t.definitions):
        found.setdefault(one.monitor, Source(one.monitor, monitors.get(one.monitor))).definitions.append(one)
    for said in standing(store.decisions_on_sources()):
        if said.verb == "source":
            ident = str(said.given["source"])
            found.setdefault(ident, Source(ident, monitors.get(ident))).said.append(said)
    return sorted(found.values(), key=lambda s: (-s.quoted.total(), s.ident))


def _outlets(found: list[Source]) -> Counter[str]:
    every: Counter[str] = Counter()
    for source in found:
        every += source.quoted
    return every


def _lines(outlets: list[str], drawn: list[Source]) -> list[Line]:
    most = max((n for s in drawn for n in s.quoted.values()), default=1)
    return [
        Line(outlet, source.ident, STEP * outlets.index(outlet) + 20, STEP * n + 20, round(1 + 7 * claims / most, 1), claims)
        for n, source in enumerate(drawn)
        for outlet, claims in source.quoted.items()
        if outlet in outlets
    ]
