"""What a bulletin draws of its days: the series of a toll, and the windows of ceasefires with their extensions and gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.exchange.export.content import Row
from marsad.web.bulletin.sheet import Sheet
from marsad.web.record.ceasefires import Bar, bars
from marsad.web.record.drawing import Across, Down, down

HEIGHT = 130.0
APART = 8.0  # percent between two figures that are written beside their points
MARGIN = dt.timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a chart: where it stands, the row of the toll, whether there is room to write it and whether these days brought it."""

    x: float
    y: float
    figure: Row
    written: bool
    new: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A toll's series, and the share of the drawing (x, width in percent) that is the bulletin's days."""

    across: Across
    down: Down
    points: list[Point]
    days: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A ceasefire in the time line."""

    row: Row
    bars: list[Bar]


def chart(sheet: Sheet, row: Row) -> Chart | None:
    """The chart of a toll; None where its figures are of fewer than two days. Of two figures of one day and size one is drawn."""
    told = {(f["day"], _value(f)): f for f in reversed(sheet.series(row)) if f["day"] and _value(f) is not None}
    rows = sorted(told.values(), key=lambda f: f["day"])
    if len({f["day"] for f in rows}) < 2:
        return None
    days = [dt.date.fromisoformat(f["day"]) for f in rows]
    across = Across(min(days), max(days), sheet.ui.dir == "rtl", edge=9.0)
    scale = down([int(_value(f) or 0) for f in rows], HEIGHT)
    points: list[Point] = []
    for day, one in zip(days, rows, strict=True):
        x = across.at(day)
        room = all(abs(x - p.x) > APART or _value(p.figure) == _value(one) and x != p.x for p in points if p.written)
        points.append(Point(x, scale.at(int(_value(one) or 0)), one, room, sheet.days.holds(one["day"])))
    return Chart(across, scale, points, _share(sheet, across))


def _value(figure: Row) -> int | None:
    value = figure["min"] if figure["min"] is not None else figure["max"]
    return int(value) if value is not None else None


def _share(sheet: Sheet, across: Across) -> tuple[float, float] | None:
    first, last = sheet.days.first, sheet.days.last + dt.timedelta(days=1)
    return across.bar(first, last) if last > across.first and first <= across.last else None


def timeline(sheet: Sheet) -> tuple[Across, list[Lane], tuple[float, float] | None]:
    """The time line of the ceasefires that a window is told of, around the days of the bulletin."""
    room = max(MARGIN, dt.timedelta(days=sheet.days.length // 2))
    across = Across(sheet.days.first - room, sheet.days.last + room, sheet.ui.dir == "rtl")
    lanes = [Lane(row, found) for row in sheet.ceasefires if (found := bars(sheet.ui, sheet.gaps, row, across))]
    return across, lanes, _share(sheet, across)


def shares(chart: Chart) -> Sequence[tuple[Point, Point]]:
    """Each point of a chart with the next."""
    return list(zip(chart.points, chart.points[1:], strict=False))
