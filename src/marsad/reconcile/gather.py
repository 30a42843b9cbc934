"""Groups of happenings brought together once all reports were read: where most of their members agree, an odd one does not keep them apart.

The first linking meets the reports one by one; two halves of one incident may stay apart there because one outlet names the next village.
What one report tells as two things, another type of act, a plan, or a campaign always keeps two groups apart.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from marsad.reconcile.compare import CONTRADICTS, Point
from marsad.reconcile.decided import Decided
from marsad.reconcile.happening import Happening

GATHERED = 1.9
ODD = 0.49  # the share of pairs that may be odd ones
SOFT = dt.timedelta(days=3)
LOOKED_AT = 12
ROUNDS = 3
Group = list[Happening]
Score = Callable[[Happening, Happening], float]
Points = Callable[[Happening, Happening], list[Point]]
Keys = Callable[[Happening], Iterable[str]]


Name = TypeVar("Name", int, str)


def gather(groups: list[Group], score: Score, points: Points, keys: Keys, given: Decided) -> list[Group]:
    """The groups, those joined whose members agree; the order of the first group stands."""
    return rounds(groups, score, points, keys, given)[-1]


def rounds(groups: list[Group], score: Score, points: Points, keys: Keys, given: Decided) -> list[list[Group]]:
    """The groups as given, and as they are after each round of joining."""
    made = [groups]
    for _ in range(ROUNDS):
        made.append(_joined(made[-1], matched(_pairs(made[-1], score, points, keys, given))))
    return made


def matched(found: Iterable[tuple[float, Name, Name]]) -> list[tuple[Name, Name]]:
    """The pairs (score, first, second) that are joined, the best first, each group once."""
    used: set[Name] = set()
    made = []
    for _, first, second in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if first not in used and second not in used:
            used |= {first, second}
            made.append((first, second))
    return made


def _joined(groups: list[Group], pairs: Iterable[tuple[int, int]]) -> list[Group]:
    groups = list(groups)
    for first, second in pairs:
        groups[first], groups[second] = sorted(groups[first] + groups[second], key=lambda one: one.item), []
    return [group for group in groups if group]


def _pairs(groups: list[Group], score: Score, points: Points, keys: Keys, given: Decided) -> Iterator[tuple[float, int, int]]:
    """(score, first, second) of every two groups of one block that agree."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        for key in blocks_of(group, keys):
            blocks[key].append(n)
    seen: set[tuple[int, int]] = set()
    for near in blocks.values():
        several = [n for n in near if len(groups[n]) > 1]
        for one, other in ((n, m) for n in several for m in near if m != n):
            pair = min(one, other), max(one, other)
            if pair not in seen:
                seen.add(pair)
                if (found := agreement(groups[pair[0]], groups[pair[1]], score, points, given)) >= GATHERED:
                    yield found, *pair


def blocks_of(group: Group, keys: Keys) -> set[str]:
    """The blocks in which a group is compared."""
    return {key for one in group[:LOOKED_AT] for key in keys(one)}


def agreement(a: Group, b: Group, score: Score, points: Points, given: Decided) -> float:
    """How well two groups agree, 0 where they must stay two; one of them at least holds two happenings."""
    if len(a) == len(b) == 1:
        return 0.0
    found = _score(a, b, score, points)
    return 0.0 if found >= GATHERED and _held_apart(a, b, given) else found


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
