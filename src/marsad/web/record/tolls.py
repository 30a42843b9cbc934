"""The pages of tolls: the list with small lines, and one series with its chart, its parts and what they leave over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from marsad.model.claim import Casualties
from marsad.store import Store
from marsad.web.record.desk import Desk, Row, desk, fill
from marsad.web.record.drawing import Across, Down, down, spark
from marsad.web.record.kept import PARTS
from marsad.web.record.told import Said
from marsad.web.record.wanted import OfWholes

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
HEIGHT = 220.0
LINE = 24.0  # pixels between two figures that are written above each other
APART = 9.0  # percent between two figures that are written beside their points
RIVALS = 4
LAST = 6  # figures of a toll that the list shows
SERIES = 150  # figures of a toll that its page shows, the last ones up to the figure that is asked for
DEEPEST = 6
MOST = 60  # figures of one report that a figure may be part of


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in the chart: where it stands, its claim, and whether there is room to write it."""

    x: float
    y: float
    low: float
    said: Said
    written: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The series of one definition on one axis: the toll's own, then its rivals."""

    across: Across
    down: Down
    lines: list[tuple[Row, list[Point]]]


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the tree of parts: how deep, and either a part or what the parts leave over, a formula of two claims."""

    depth: int
    part: Row | None = None
    rest: Row | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a figure stands in a series: its claim, the figure before, by how much it grew, its parts, what these leave, its rivals."""

    said: Said
    before: Said | None
    grown: int | None
    parts: list[Said]
    rests: list[Row]
    rivals: list[Said]
    wholes: list[Said]


@router.get("/tolls")
def tolls(request: Request, wanted: Annotated[OfWholes, Query()]) -> HTMLResponse:
    """The list of tolls, wholes before their parts."""
    at = desk(request)
    shelf = at.record.shelf
    found = wanted.found(shelf)
    outcomes = sorted(code for code, _ in shelf.values("tolls", "outcome"))
    parts = shelf.counts("tolls", "part_of", [row["id"] for row in found.rows])
    at.record.told.ahead(figure["claim"] for row in found.rows for figure in row["figures"][-LAST:])
    return fill(request, "tolls.html", at, wanted=wanted, found=found, outcomes=outcomes, line=line, parts=parts, last=LAST)


@router.get("/tolls/{ident}")
def toll(
    request: Request, ident: str, explained: Annotated[str, Query(max_length=700)] = "", to: Annotated[int, Query(ge=1)] = 10**9
) -> HTMLResponse:
    """One toll: its chart, its figures and why one of them stands here, the tree of its parts, what the checks found.

    Of a long series the figures up to the one with the number `to`.
    """
    at = desk(request)
    whole = at.record.one("tolls", ident)
    row, first = _stretch(whole, to)
    rivals = [_near(one, row) for one in rival_series(at, whole)]
    nodes = list(islice(tree(at, row), PARTS))
    shown = [row, *rivals, *(node.part for node in nodes if node.part)]
    at.record.told.ahead(figure["claim"] for one in shown for figure in one["figures"])
    nth = next((n for n, figure in enumerate(row["figures"]) if figure["claim"] == explained), None)
    told = None if nth is None else explain(request.app.state.store, at, row, nth, rivals)
    drawn = chart(at, [row, *rivals])
    return fill(
        request, "toll.html", at, row=row, chart=drawn, tree=nodes, rivals=rivals, explained=told, first=first,
        figures=len(whole["figures"]), cut=len(nodes) == PARTS,
    )  # fmt: skip


def _stretch(row: Row, to: int) -> tuple[Row, int]:
    """The toll with the figures up to this number of it, at most SERIES, and with their claims; how many stand before them."""
    last = min(to, len(row["figures"]))
    first = max(last - SERIES, 0)
    if len(row["figures"]) <= SERIES:
        return row, 0
    figures = row["figures"][first:last]
    own = {figure["claim"] for figure in figures}
    derived = [rest for rest in row["derived"] if own & set(rest["claims"])]
    return row | {"figures": figures, "claims": [ref for ref in row["claims"] if ref in own], "derived": derived}, first


def _near(rival: Row, row: Row) -> Row:
    """A rival's figures of the days of these, the last of them."""
    days = [figure["day"] for figure in row["figures"] if figure["day"]]
    found = [f for f in rival["figures"] if not days or not f["day"] or min(days) <= f["day"] <= max(days)]
    return rival | {"figures": (found or rival["figures"])[-SERIES:]}


def line(row: Row, rtl: bool) -> str:
    """The points of a toll's small line; empty for a single figure."""
    values = [f["min"] if f["min"] is not None else f["max"] for f in row["figures"]]
    known = [v for v in values if v is not None]
    return spark(known, rtl) if len(known) > 1 else ""


def rival_series(at: Desk, row: Row) -> list[Row]:
    """Other sources' series of the same people, outcome and area: side by side, never added."""
    kin = [] if row["part_of"] else at.record.shelf.of("tolls", "kin", f"{row['outcome']} {row['area']}", limit=RIVALS + 1)
    return [one for one in kin if one["id"] != row["id"]][:RIVALS]


def tree(at: Desk, row: Row, depth: int = 0) -> Iterator[Node]:
    """The toll's parts and theirs, each with its depth, and after the parts of a whole what they leave over."""
    for part in at.record.parts(row["id"]):
        yield Node(depth, part=part | {"figures": part["figures"][-LAST:]})
        if depth < DEEPEST:
            yield from tree(at, part, depth + 1)
    yield from (Node(depth, rest=rest) for rest in row["derived"][-LAST:])


def explain(store: Store, at: Desk, row: Row, n: int, rivals: Sequence[Row]) -> Explained | None:
    """Why the nth figure of the series stands in it; None where its claim is gone."""
    figure = row["figures"][n]
    said = at.said(figure["claim"])
    if said is None:
        return None
    before = row["figures"][n - 1] if n else None
    exact = before and figure["approx"] == before["approx"] == "exact"
    grown = figure["min"] - before["min"] if before and exact else None
    claims = [one for one in _beside(store, at, said) if one.claim.span != said.claim.span]
    return Explained(
        said,
        at.said(before["claim"]) if before else None,
        grown,
        [one for one in claims if isinstance(one.claim, Casualties) and one.claim.of == said.quote],
        [rest for rest in row["derived"] if rest["claims"][0] == figure["claim"]],
        [one for rival in rivals if (one := at.said(_last(rival, figure["day"])))],
        claims,
    )


def _beside(store: Store, at: Desk, said: Said) -> list[Said]:
    """The other figures of the same report."""
    found = store.claims(report=said.key, kind="casualties", limit=MOST)
    return at.told(f"{said.ref.rpartition('#')[0]}#casualties@{k.claim.span.start}" for k in found)


def _last(rival: Row, day: str | None) -> str:
    """The claim of the last figure that a rival gave up to the day, else of its first."""
    known = [f["claim"] for f in rival["figures"] if day and f["day"] and f["day"] <= day]
    return str(known[-1] if known else rival["figures"][0]["claim"])


def chart(at: Desk, rows: list[Row]) -> Chart | None:
    """The chart of these series; None where no figure has a day."""
    told = [f for r in rows for f in r["figures"] if f["day"] and (f["min"] if f["min"] is not None else f["max"]) is not None]
    if not told:
        return None
    days = [dt.date.fromisoformat(f["day"]) for f in told]
    across = Across(min(days), max(days), at.ui.dir == "rtl", edge=9.0)
    scale = down([v for f in told for v in (f["min"], f["max"]) if v is not None], HEIGHT)
    return Chart(across, scale, [(r, _points(at, r, across, scale)) for r in rows])


def _points(at: Desk, row: Row, across: Across, scale: Down) -> list[Point]:
    made: list[Point] = []
    for figure in row["figures"]:
        said, day = at.said(figure["claim"]), figure["day"]
        low, high = figure["min"], figure["max"]
        value = low if low is not None else high
        if said is None or day is None or value is None:
            continue
        x, y = across.at(dt.date.fromisoformat(day)), scale.at(high if high is not None else value)
        made.append(Point(x, y, scale.at(value), said, False))
    return _written(made)


def _written(points: list[Point]) -> list[Point]:
    """The points, their figures written where there is room: the highest and the last first, then the others in order."""
    shown: list[Point] = []
    for point in [*sorted(points, key=lambda p: p.low)[:1], *points[-1:], *points]:
        if all(abs(point.x - p.x) > APART or abs(point.low - p.low) > LINE for p in shown):
            shown.append(point)
    return [replace(point, written=point in shown) for point in points]
