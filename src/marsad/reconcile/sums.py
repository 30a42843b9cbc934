"""Toll algebra within one report: parts against wholes, stated sums, headline against body, lengths against the calendar.

Each check is a small function of the report's figures; only exact figures are held against each other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from marsad.model.record import Finding
from marsad.reconcile.figures import Counted, finding
from marsad.text.fold import fold_key

AGES = frozenset({("children",), ("women",)})
ARMED = frozenset({("civilians",), ("combatants",), ("security_forces",)})
LENGTH = re.compile(r"(?:خلال|علي مدي|منذ|مدي|في غضون) (?:ال)?(?:نحو |اكثر من )?([0-9]{1,3}) (?:يوما|يوم|ايام)\b")


def part_over_whole(figures: list[Counted]) -> Iterator[Finding]:
    """9 children among 7 people killed."""
    for part, whole in _parts(figures):
        if part.low is not None and whole.high is not None and whole.exact and part.low > whole.high:
            yield finding("part_over_whole", f"{part.low} among {whole.high}", part, whole)


def parts_over_whole(figures: list[Counted]) -> Iterator[Finding]:
    """5 children and 4 women among 7: parts that share nobody outnumber the whole."""
    for whole, parts in _by_whole(figures):
        for apart in (AGES, ARMED):
            kept = [p for p in parts if p.who in apart and p.low is not None and p.outcome == whole.outcome]
            total = sum({p.who: p.low or 0 for p in kept}.values())
            if len({p.who for p in kept}) > 1 and whole.exact and whole.high is not None and total > whole.high:
                yield finding("parts_over_whole", f"{total} in parts that share nobody, {whole.high} in all", whole, *kept)


def part_of_part_over_whole(figures: list[Counted]) -> Iterator[Finding]:
    """A part of a part that outnumbers the whole."""
    for part, middle in _parts(figures):
        for _, whole in _parts([f for f in figures if f is middle or f.claim.quote == middle.of]):
            if part.low is not None and whole.exact and whole.high is not None and part.low > whole.high:
                yield finding("part_of_part_over_whole", f"{part.low} inside a part of {whole.high}", part, middle, whole)


def stated_sum(figures: list[Counted]) -> Iterator[Finding]:
    """20 killed or wounded of whom 5 were killed and 14 wounded."""
    for whole, parts in _by_whole(figures):
        if whole.outcome != "killed_or_wounded" or not whole.exact:
            continue
        dead = [p for p in parts if p.outcome == "killed" and p.exact]
        hurt = [p for p in parts if p.outcome == "wounded" and p.exact]
        if len(dead) == len(hurt) == 1 and (dead[0].low or 0) + (hurt[0].low or 0) != whole.low:
            yield finding("stated_sum", f"{dead[0].low} + {hurt[0].low} is not {whole.low}", whole, dead[0], hurt[0])


def civilians_and_armed(figures: list[Counted]) -> Iterator[Finding]:
    """10 killed, 4 civilians and 7 fighters among them: the two parts are all there are, and do not add up."""
    for whole, parts in _by_whole(figures):
        civil = [p for p in parts if p.who == ("civilians",) and p.exact and p.outcome == whole.outcome]
        armed = [p for p in parts if p.who == ("combatants",) and p.exact and p.outcome == whole.outcome]
        if whole.exact and whole.who == () and len(civil) == len(armed) == 1:
            total = (civil[0].low or 0) + (armed[0].low or 0)
            if whole.low is not None and 0 < whole.low - total <= 2:
                yield finding(
                    "civilians_and_armed", f"{civil[0].low} + {armed[0].low} leaves {whole.low - total}", whole, civil[0], armed[0]
                )


def headline_and_body(figures: list[Counted]) -> Iterator[Finding]:
    """A headline of 12 over a body of 21, from one source and of one definition."""
    first = [f for f in figures if f.told.sentence <= 1 and f.exact and not f.of]
    for head, body in ((a, b) for a in first for b in figures if b.told.sentence > 1 and b.exact and not b.of):
        same = head.outcome == body.outcome and head.who == body.who and head.since == body.since and head.day == body.day
        near = head.low and body.low and 0.4 <= head.low / body.low <= 2.5
        if same and near and head.low != body.low and head.told.leaves == body.told.leaves and body.told.sentence <= 3:
            yield finding("headline_and_body", f"{head.low} above, {body.low} below", head, body)


def period_and_length(figures: list[Counted]) -> Iterator[Finding]:
    """`خلال 12 يوما` over a period of nine days by the calendar."""
    for one in figures:
        period = one.claim.period
        said = LENGTH.search(fold_key(one.told.report.sentence_text(one.told.sentence))) if period else None
        if period and said and abs((period[1] - period[0]).days + 1 - int(said[1])) > 1:
            yield finding("period_and_length", f"{said[1]} days said, {(period[1] - period[0]).days + 1} by the calendar", one)


def period_and_day(figures: list[Counted]) -> Iterator[Finding]:
    """A toll until a day after the report, or one that ends before it begins."""
    for one in figures:
        period, day = one.claim.period, one.told.report.day
        if period and (period[0] > period[1] or day and period[1] > day + dt.timedelta(days=1)):
            yield finding("period_and_day", f"{period[0]} to {period[1]}, told on {day}", one)


def bounds(figures: list[Counted]) -> Iterator[Finding]:
    """Between 30 and 20."""
    for one in figures:
        if one.low is not None and one.high is not None and one.low > one.high:
            yield finding("bounds", f"at least {one.low}, at most {one.high}", one)


def none_and_some(figures: list[Counted]) -> Iterator[Finding]:
    """No victims and four wounded, from one source in one sentence."""
    for none, some in combinations(figures, 2):
        zero, other = (none, some) if none.low == none.high == 0 else (some, none)
        same = zero.told.sentence == other.told.sentence and zero.outcome == other.outcome and zero.who == other.who
        if zero.high == 0 and (other.low or 0) > 0 and same:
            yield finding("none_and_some", f"none and {other.low}", zero, other)


def _parts(figures: list[Counted]) -> Iterator[tuple[Counted, Counted]]:
    """(part, whole) of one outcome."""
    for whole, parts in _by_whole(figures):
        yield from ((p, whole) for p in parts if p.outcome == whole.outcome)


def _by_whole(figures: list[Counted]) -> Iterator[tuple[Counted, list[Counted]]]:
    by_quote: dict[str, list[Counted]] = defaultdict(list)
    for one in figures:
        if one.of:
            by_quote[one.of].append(one)
    for quote, parts in by_quote.items():
        wholes = [f for f in figures if f.claim.quote == quote and f not in parts]
        if wholes:
            near = min(wholes, key=lambda f: abs(f.told.claim.span.start - parts[0].told.claim.span.start))
            yield near, parts


WITHIN: dict[str, Callable[[list[Counted]], Iterator[Finding]]] = {
    check.__name__: check
    for check in (
        part_over_whole,
        parts_over_whole,
        part_of_part_over_whole,
        stated_sum,
        civilians_and_armed,
        headline_and_body,
        period_and_length,
        period_and_day,
        bounds,
        none_and_some,
    )
}
