"""A period as bars: how many claims of each kind are about which days. Days run in the direction of reading; each bar is a link."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.model.claim import KINDS
from marsad.store import StoredClaim
from marsad.web.language import Speech

Days = Mapping[dt.date, Mapping[str, int]]
BARS = 60
HEIGHT = 84.0
WEEK, MONTH = 7, 30


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of days: where it stands in percent, its first and last day, its pieces (kind, y, height) from the ground up."""

    x: float
    width: float
    first: dt.date
    last: dt.date
    pieces: list[tuple[str, float, float]]
    total: int


@dataclass(frozen=True, slots=True)
class Period:
    """The bars, the marks below them (percent, words), and the days that were asked for as (x, width) where some were."""

    bars: list[Bar]
    marks: list[tuple[float, str]]
    chosen: tuple[float, float] | None
    first: dt.date
    last: dt.date


def counted(kept: Iterable[StoredClaim]) -> dict[dt.date, Counter[str]]:
    """How many of these claims, by kind, are about each day; the report's where a claim says none."""
    found: dict[dt.date, Counter[str]] = {}
    for one in kept:
        days = getattr(one.claim, "when", None) or getattr(one.claim, "period", None)
        day = days[0] if days else getattr(one.claim, "starts", None) or one.report_date
        if day:
            found.setdefault(day, Counter())[one.claim.kind] += 1
    return found


def period(
    days: Days,
    ui: Speech,
    asked: tuple[dt.date | None, dt.date | None] = (None, None),
    *,
    span: tuple[dt.date, dt.date] | None = None,
    most: int = 0,
) -> Period | None:
    """The bars of these days, a day, a week or a month each; None where there are none. Days far from all others are left out.

    With `span` exactly these days are drawn, with `most` on the scale of a bar of so many claims, so that two periods can be compared.
    """
    told = _near(days)
    if not told:
        return None
    first, last = span or (min(told), max(told))
    starts, step = _starts(first, last)
    sums = [_sum(days, start, step) for start in starts]
    most = most or max(sum(c.values()) for c in sums)
    wide = 100 / len(starts)
    bars = [_bar(n, wide, start, step, sums[n], most, ui.dir == "rtl") for n, start in enumerate(starts)]
    every = max(len(starts) // 7, 1)
    marks = [(b.x + b.width / 2, ui.short(b.first)) for b in bars[::every]]
    return Period([b for b in bars if b.total], marks, _chosen(bars, *asked), first, last)


def highest(days: Days, first: dt.date, last: dt.date) -> int:
    """The claims of the fullest bar that `period` would draw over these days; 1 where there is none."""
    starts, step = _starts(first, last)
    return max(1, *(sum(_sum(days, start, step).values()) for start in starts))


def _starts(first: dt.date, last: dt.date) -> tuple[list[dt.date], int]:
    """The first day of each bar, and how many days a bar has."""
    long = max((last - first).days, 0)
    step = next((n for n in (1, WEEK, MONTH) if long // n < BARS), long // BARS + 1)
    return [first + dt.timedelta(n) for n in range(0, long + 1, step)], step


def _near(days: Days) -> list[dt.date]:
    """The days that hold all but the outermost hundredth of the claims."""
    ordered = sorted(days)
    total = sum(sum(days[d].values()) for d in ordered)
    seen, kept = 0, []
    for day in ordered:
        if total * 0.01 <= seen + sum(days[day].values()) and seen <= total * 0.99:
            kept.append(day)
        seen += sum(days[day].values())
    return kept


def _sum(days: Days, start: dt.date, step: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for n in range(step):
        found.update(days.get(start + dt.timedelta(n), {}))
    return found


def _bar(n: int, wide: float, start: dt.date, step: int, counts: Counter[str], most: int, rtl: bool) -> Bar:
    pieces, top = [], HEIGHT
    for kind in KINDS:
        if counts[kind]:
            high = HEIGHT * counts[kind] / most
            top -= high
            pieces.append((kind, round(top, 2), round(high, 2)))
    x = 100 - (n + 1) * wide if rtl else n * wide
    return Bar(round(x, 3), round(wide, 3), start, start + dt.timedelta(step - 1), pieces, counts.total())


def _chosen(bars: list[Bar], since: dt.date | None, until: dt.date | None) -> tuple[float, float] | None:
    if not since and not until:
        return None
    inside = [b for b in bars if (not since or b.last >= since) and (not until or b.first <= until)]
    if not inside:
        return None
    low, high = min(b.x for b in inside), max(b.x + b.width for b in inside)
    return round(low, 3), round(high - low, 3)
