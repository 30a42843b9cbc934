"""The pages of ceasefires: all on one time line as of a day, and one with its terms, its history and the incidents beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from marsad.model.record import Window
from marsad.reconcile.counting import counts
from marsad.reconcile.windows import status
from marsad.web.language import Speech
from marsad.web.record import deciding, where, words
from marsad.web.record.desk import Desk, Row, desk, fill
from marsad.web.record.drawing import Across
from marsad.web.record.wanted import OfCeasefires

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
TERMS = ("cls", "areas", "excluded", "parties", "brokers", "starts", "hours")
TESTS = ("area", "window", "parties", "act")
ORDER = {"published": -2, "substantiated": -1, "alleged": 0, "candidate": 1, "listed": 2}
LOOKED_AT = 60  # ceasefires that may hold on a day, those that began last
FEW = 6  # claims of each that the list shows
SHOWN = 25  # incidents beside a ceasefire that its page shows; as many as are read are counted
MARGIN = dt.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch in the time line: its place in percent, whether its end is open, and what it is (window, extension, gap)."""

    x: float
    width: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A ceasefire in the time line: its bars, and what is told of it on the day asked for, with the claims that say so."""

    row: Row
    bars: list[Bar]
    state: str
    refs: tuple[str, ...]


@router.get("/ceasefires")
def ceasefires(request: Request, wanted: Annotated[OfCeasefires, Query()]) -> HTMLResponse:
    """All ceasefires on a time line."""
    at = desk(request)
    page = wanted.found(at.record.shelf)
    found = page.rows
    gaps = at.record.shelf.of("gaps", "ceasefire", *(row["id"] for row in found)) if found else []
    day = asked_day(at, wanted.as_of)
    drawn = across(at, found, wanted.since, wanted.until, day)
    at.ahead((row["id"] for row in found), ("areas", "parties", "excluded"))
    at.record.told.ahead(ref for row in found for ref in (*_state(row, day)[1], *row["claims"][:FEW]))
    lanes = [lane(at, row, gaps, drawn, day) for row in found]
    return fill(
        request,
        "ceasefires.html",
        at,
        wanted=wanted,
        lanes=lanes,
        drawn=[x for x in lanes if x.bars],
        across=drawn,
        day=day,
        found=page,
        few=FEW,
    )


@router.get("/ceasefires/{ident}")
def ceasefire(request: Request, ident: str, as_of: dt.date | None = None) -> HTMLResponse:
    """One ceasefire."""
    at = desk(request)
    row = at.record.one("ceasefires", ident)
    day = asked_day(at, as_of)
    kin = [row, *at.record.shelf.of("ceasefires", "extends", ident)]
    kin += [before] if (before := at.record.by_id.rows("ceasefires", [row["extends"] or ""]).get(row["extends"])) else []
    drawn = near(at, row, day)
    beside = sorted(at.record.beside(ident), key=lambda v: (ORDER.get(v["state"], 3), v["incident"]))
    pairs, beyond = at.record.pairs(ident)
    terms = [(name, row["fields"][name]) for name in TERMS if name in row["fields"]]
    gaps = at.record.shelf.of("gaps", "ceasefire", *(one["id"] for one in kin))
    lanes = [x for one in kin if (x := lane(at, one, gaps, drawn, day)).bars or one is row]
    act_of = at.record.by_id.rows("incidents", [pair["incident"] for pair in beside])
    pieces = where.of_ceasefire(at, row, act_of)
    return fill(
        request,
        "ceasefire.html",
        at,
        row=row,
        terms=terms,
        lanes=lanes,
        across=drawn,
        day=day,
        beside=beside[:SHOWN],
        gaps=gaps,
        tests=TESTS,
        act_of=act_of,
        counts=counts(act_of.values(), beside) if pairs <= len(beside) else [],
        pairs=pairs,
        beyond=beyond,
        heard=heard(at, act_of),
        pieces=pieces,
        shapes=where.shapes(pieces, at),
        exactness=where.exactness,
        states=deciding.states(at.ui),
    )


def heard(at: Desk, incidents: Iterable[str]) -> tuple[list[str], dict[str, dict[str, Row]]]:
    """The monitors heard of these incidents, and for each incident what each of them says."""
    found: dict[str, dict[str, Row]] = {}
    for row in at.record.shelf.of("monitors", "incident", *incidents):
        found.setdefault(row["incident"], {})[row["monitor"]] = row
    return sorted({monitor for said in found.values() for monitor in said}), found


def asked_day(at: Desk, given: dt.date | None) -> dt.date | None:
    """The day that is asked for, else the newest report's."""
    return given or at.record.summary.last


def now(at: Desk, day: dt.date | None) -> list[Lane]:
    """The ceasefires that hold on the day, or may, by their own terms: those that hold first, the latest first."""
    if day is None:
        return []
    rows = at.record.shelf.holding("ceasefires", day.isoformat(), limit=LOOKED_AT)
    found = [Lane(row, [], *_state(row, day)) for row in rows]
    found.sort(key=lambda x: str(x.row["starts"] or ""), reverse=True)
    return sorted((x for x in found if x.state in ("in force", "unknown")), key=lambda x: x.state != "in force")


def _state(row: Row, day: dt.date | None) -> tuple[str, tuple[str, ...]]:
    windows = tuple(Window(w["starts"], w["ends"], w["hours"], tuple(w["claims"])) for w in row["windows"])
    return status(windows, day) if day else ("unknown", ())


def across(at: Desk, rows: Sequence[Row], since: dt.date | None, until: dt.date | None, day: dt.date | None) -> Across:
    """The stretch to draw: what was asked for, else from the first window to the last end or the day asked of."""
    ends = [_day(m) for r in rows for w in r["windows"] for m in (w["starts"], w["ends"]) if m]
    if day:
        ends.append(day)
    first = since or min(ends, default=dt.date.today()) - MARGIN
    last = max(until or max(ends, default=first) + MARGIN, first + dt.timedelta(days=1))
    return Across(first, last, at.ui.dir == "rtl")


def near(at: Desk, row: Row, day: dt.date | None) -> Across:
    """The stretch to draw for one ceasefire: its own windows and some days around them; up to the day asked of where no end is told."""
    if not row["windows"]:
        return across(at, [row], None, None, day)
    ends = [_day(w["ends"]) if w["ends"] else max(day or _day(w["starts"]), _day(w["starts"])) for w in row["windows"]]
    first, last = min(_day(w["starts"]) for w in row["windows"] if w["starts"]), max(ends)
    room = max((last - first) / 2, MARGIN * 3)
    return Across(first - room, last + room, at.ui.dir == "rtl")


def lane(at: Desk, row: Row, gaps: Sequence[Row], drawn: Across, day: dt.date | None) -> Lane:
    """The ceasefire's line and its state on the day."""
    state, refs = _state(row, day)
    return Lane(row, bars(at.ui, gaps, row, drawn), state, refs)


def bars(ui: Speech, gaps: Sequence[Row], row: Row, drawn: Across) -> list[Bar]:
    """What is drawn of a ceasefire: the gaps before it, then its windows."""
    return [*_gaps(ui, gaps, row, drawn), *(bar for w in row["windows"] if (bar := _bar(ui, row, w, drawn)))]


def _bar(ui: Speech, row: Row, window: Row, drawn: Across) -> Bar | None:
    if not window["starts"]:
        return None
    first = _day(window["starts"])
    last = _day(window["ends"]) + dt.timedelta(days=1) if window["ends"] else drawn.last
    if last <= drawn.first or first >= drawn.last:
        return None
    x, width = drawn.bar(first, last)
    kind = ("extension" if row["extends"] else "window") + ("" if window["ends"] else " open")
    end = words.day(window["ends"], ui) or ui.plain("no end is told")
    return Bar(x, width, kind, f"{words.day(window['starts'], ui)} – {end}")


def _gaps(ui: Speech, gaps: Sequence[Row], row: Row, drawn: Across) -> list[Bar]:
    found = []
    for gap in gaps:
        if gap["kind"] == "gap" and gap["ceasefires"][1] == row["id"] and _day(gap["to"]) > drawn.first and _day(gap["from"]) < drawn.last:
            x, width = drawn.bar(_day(gap["from"]), _day(gap["to"]))
            found.append(Bar(x, width, "gap", ui.plain("no claim covers this stretch")))
    return found


def _day(moment: str) -> dt.date:
    return dt.date.fromisoformat(moment[:10])
