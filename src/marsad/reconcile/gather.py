"""Groups of happenings brought together once all reports were read: where most of their members agree, an odd one does not keep them apart.

The first linking meets the reports one by one; two halves of one incident may stay apart there because one outlet names the next village.
What one report tells as two things, another type of act, a plan, or a campaign always keeps two groups apart.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable

from marsad.reconcile.compare import CONTRADICTS, Point
from marsad.reconcile.decided import Decided
from marsad.reconcile.happening import Happening

GATHERED = 1.9
ODD = 0.49  # the share of pairs that may be odd ones
SOFT = dt.timedelta(days=3)
LOOKED_AT = 12
WIDEST = 60
ROUNDS = 3
Group = list[Happening]
Score = Callable[[Happening, Happening], float]
Points = Callable[[Happening, Happening], list[Point]]
Keys = Callable[[Happening], Iterable[tuple[object, ...]]]


def gather(groups: list[Group], score: Score, points: Points, keys: Keys, given: Decided) -> list[Group]:
    """The groups, those joined whose members agree; the order of the first group stands."""
    for _ in range(ROUNDS):
        found = sorted(_pairs(groups, score, points, keys, given), reverse=True)
        if not found:
            break
        groups = _joined(groups, found)
    return groups


def _joined(groups: list[Group], found: list[tuple[float, int, int]]) -> list[Group]:
    """The pairs joined, the best first, each group once."""
    groups, used = list(groups), set()
    for _, a, b in found:
        first, second = sorted((-a, -b))
        if first not in used and second not in used:
            used |= {first, second}
            groups[first], groups[second] = groups[first] + groups[second], []
    return [group for group in groups if group]


def _pairs(groups: list[Group], score: Score, points: Points, keys: Keys, given: Decided) -> Iterable[tuple[float, int, int]]:
    """(score, -first, -second) of every two groups of one block that agree; one of them at least holds two happenings."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        for key in {key for one in group[:LOOKED_AT] for key in keys(one)}:
            blocks[key].append(n)
    seen: set[tuple[int, int]] = set()
    for near in blocks.values():
        for at, a in enumerate(near):
            for b in near[at + 1 : at + 1 + WIDEST]:
                if (a, b) in seen or len(groups[a]) == len(groups[b]) == 1:
                    continue
                seen.add((a, b))
                if (fit := _score(groups[a], groups[b], score, points)) >= GATHERED and not _held_apart(groups[a], groups[b], given):
                    yield fit, -a, -b


def _held_apart(a: Group, b: Group, given: Decided) -> bool:
    return bool(given.apart) and bool(given.others(t.ref for x in a for t in x.told) & {t.ref for y in b for t in y.told})


def _score(a: Group, b: Group, score: Score, points: Points) -> float:
    """What the pairs come to; 0 where a contradiction is no odd one, or where nearly half of the pairs contradict."""
    scores: list[float] = []
    odd = 0
    allowed = ODD * min(len(a), LOOKED_AT) * min(len(b), LOOKED_AT)
    for x in a[:LOOKED_AT]:
        for y in b[:LOOKED_AT]:
            total = score(x, y)
            if total >= CONTRADICTS:
                scores.append(total)
                continue
            odd += 1
            if odd > allowed or not all(_is_odd(p, x, y) for p in points(x, y) if p.score < CONTRADICTS):
                return 0.0
    return 0.7 * max(scores) + 0.3 * sum(scores) / len(scores)


def _is_odd(point: Point, x: Happening, y: Happening) -> bool:
    """True for a contradiction that a slip of one outlet explains: the place, or a day at most three days off."""
    if point.name == "place":
        return True
    return point.name == "day" and bool(x.days and y.days) and max(x.days[0] - y.days[1], y.days[0] - x.days[1]) <= SOFT  # type: ignore[index]
