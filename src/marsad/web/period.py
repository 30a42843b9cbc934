"""A period as bars: how many claims of each kind are about which days. Days run in the direction of reading; each bar is a link."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from marsad.model.claim import KINDS
from marsad.store import Store
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


def whole(store: Store, ui: Speech, asked: tuple[dt.date | None, dt.date | None] = (None, None)) -> Period | None:
    """The bars of all claims of the store; by calendar months where they fill more than BARS weeks."""
    months = told(store.by_month())
    near = _near(months)
    if not near:
        return None
    if (near[-1] - near[0]).days < WEEK * BARS:
        return period(told(store.by_day(near[0], _next(near[-1], 1))), ui, asked)
    step = ((near[-1].year - near[0].year) * 12 + near[-1].month - near[0].month) // BARS + 1
    starts = [near[0]]
    while starts[-1] <= near[-1]:
        starts.append(_next(starts[-1], step))
    each = [(first, last, (months[m] for m in near if first <= m < last)) for first, last in pairwise(starts)]
    return _drawn([(first, last - dt.timedelta(1), sum(own, Counter())) for first, last, own in each], ui, asked)


def told(rows: Iterable[tuple[dt.date, str, int]]) -> dict[dt.date, Counter[str]]:
    """(day, kind, claims) by day."""
    found: dict[dt.date, Counter[str]] = {}
    for day, kind, n in rows:
        found.setdefault(day, Counter())[kind] += n
    return found


def _next(month: dt.date, step: int) -> dt.date:
    """The first day of the month so many months on."""
    years, at = divmod(month.month - 1 + step, 12)
    return dt.date(min(month.year + years, dt.MAXYEAR), at + 1, 1)


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
    near = _near(days)
    if not near:
        return None
    starts, step = _starts(*(span or (min(near), max(near))))
    return _drawn([(start, start + dt.timedelta(step - 1), _sum(days, start, step)) for start in starts], ui, asked, most)


def _drawn(
    stretches: Sequence[tuple[dt.date, dt.date, Counter[str]]], ui: Speech, asked: tuple[dt.date | None, dt.date | None], most: int = 0
) -> Period:
    """The bars of these stretches: (first day, last day, claims by kind)."""
    most = most or max(counts.total() for _, _, counts in stretches)
    wide = 100 / len(stretches)
    bars = [_bar(n, wide, one, most, ui.dir == "rtl") for n, one in enumerate(stretches)]
    every = max(len(bars) // 7, 1)
    marked = bars[::every]
    years = [bars[0].first.year if bars[0].first.year == bars[-1].last.year else 0, *(b.first.year for b in marked)]
    words = [ui.short(b.first, b.first.year != before) for b, before in zip(marked, years, strict=False)]
    begins = 100.0 if ui.dir == "rtl" else 0.0  # the first word stands within the drawing, the others below the middle of their bar
    marks = list(zip([begins, *(b.x + b.width / 2 for b in marked[1:])], words, strict=True))
    return Period([b for b in bars if b.total], marks, _chosen(bars, *asked), stretches[0][0], stretches[-1][1])


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


def _bar(n: int, wide: float, stretch: tuple[dt.date, dt.date, Counter[str]], most: int, rtl: bool) -> Bar:
    first, last, counts = stretch
    pieces, top = [], HEIGHT
    for kind in KINDS:
        if counts[kind]:
            high = HEIGHT * counts[kind] / most
            top -= high
            pieces.append((kind, round(top, 2), round(high, 2)))
    x = 100 - (n + 1) * wide if rtl else n * wide
    return Bar(round(x, 3), round(wide, 3), first, last, pieces, counts.total())


def _chosen(bars: list[Bar], since: dt.date | None, until: dt.date | None) -> tuple[float, float] | None:
    if not since and not until:
        return None
    inside = [b for b in bars if (not since or b.last >= since) and (not until or b.first <= until)]
    if not inside:
        return None
    low, high = min(b.x for b in inside), max(b.x + b.width for b in inside)
    return round(low, 3), round(high - low, 3)
