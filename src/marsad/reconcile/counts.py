"""How many: the figures of one incident as min, max and best, each with who says it. Figures of parts are kept apart, nothing is added up.

Where a report names victims one by one and gives no whole, the range reaches from the largest of them to all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from marsad.model.claim import Casualties as Told_casualties
from marsad.model.record import Casualties, Figure
from marsad.reconcile.sources import origin
from marsad.reconcile.told import Told

EXACTNESS = {"exact": 0, "at_least": 1, "about": 2, "more_than": 2, "up_to": 3, "vague": 4}
FEW = 9


def casualties(told: list[Told]) -> tuple[Casualties, ...]:
    """By outcome what all reports say, in the order of the outcomes' names."""
    by_outcome: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if isinstance(one.claim, Told_casualties):
            by_outcome[one.claim.outcome].append(one)
    return tuple(_counted(outcome, by_outcome[outcome]) for outcome in sorted(by_outcome))


def _counted(outcome: str, told: list[Told]) -> Casualties:
    figures = tuple(_figure(t) for t in told)
    ranges = [r for r in (_of_report(told, report) for report in dict.fromkeys(t.report.id for t in told)) if r]
    if not ranges:
        return Casualties(outcome, None, None, None, "no number is told", figures)
    best, why = _best(told)
    told_by_most = _without_outliers(ranges)
    low, high = min(r[0] for r in told_by_most), max(r[1] for r in told_by_most)
    return Casualties(outcome, low, high, best if best is not None else low, why, figures)


def _without_outliers(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges without one that lies far above what three reports or more say; its figure stays among the figures."""
    middle = sorted(r[0] for r in ranges)[len(ranges) // 2]
    kept = [r for r in ranges if r[1] <= 3 * middle + 2]
    return kept if len(ranges) > 2 and kept else ranges


def _figure(told: Told) -> Figure:
    claim = told.claim
    assert isinstance(claim, Told_casualties)
    of = next((t.ref for t in told.report.told if claim.of and t.claim.quote == claim.of), None)
    return Figure(claim.outcome, claim.min, claim.max, claim.approx, origin(told), told.ref, claim.who, of)


def _roots(told: list[Told]) -> list[tuple[Told, Told_casualties]]:
    """The figures that are no part of another one and are numbers."""
    found = [(t, t.claim) for t in told if isinstance(t.claim, Told_casualties)]
    return [(t, c) for t, c in found if not c.of and c.approx != "vague" and (c.min if c.min is not None else c.max) is not None]


def _of_report(told: list[Told], report: str) -> tuple[int, int] | None:
    """(least, most) that one report tells."""
    roots = _roots([t for t in told if t.report.id == report])
    if not roots:
        return None
    values = [int(c.min if c.min is not None else c.max or 0) for _, c in roots]
    one_by_one = _one_by_one(roots)
    return max(values), max([*values, *(c.max or 0 for _, c in roots), one_by_one])


def _one_by_one(roots: list[tuple[Told, Told_casualties]]) -> int:
    """The most victims that one sentence names one by one, of different people (`امرأة`, `طفل`), small numbers only."""
    best = 0
    by_sentence: dict[int, dict[tuple[str, ...], int]] = defaultdict(dict)
    for told, claim in roots:
        if claim.min and claim.min <= FEW:
            people = by_sentence[told.sentence]
            people[claim.who] = max(people.get(claim.who, 0), claim.min)
    for people in by_sentence.values():
        if len(people) > 1 and not any("civilians" in who or not who for who in people):
            best = max(best, sum(people.values()))
    return best


def _best(told: list[Told]) -> tuple[int | None, str]:
    """The figure that most independent sources give, the exactest and latest deciding a tie."""
    roots = _roots(told)
    sources: dict[int, set[str]] = defaultdict(set)
    for one, claim in roots:
        sources[int(claim.min if claim.min is not None else claim.max or 0)].add(origin(one))
    if not sources:
        return None, ""
    exact = Counter({v: -min(EXACTNESS[c.approx] for _, c in roots if v in (c.min, c.max)) for v in sources})
    best = max(sources, key=lambda v: (len(sources[v]), exact[v], v))
    return best, f"given by {len(sources[best])} of {len(set().union(*sources.values()))} independent sources"
