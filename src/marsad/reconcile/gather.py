"""Groups of happenings brought together once all reports were read: where most of their members agree, an odd one does not keep them apart.

The first linking meets the reports one by one; two halves of one incident may stay apart there because one outlet names the next village.
What one report tells as two things, another type of act, a plan, or a campaign always keeps two groups apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Set
from functools import partial
from typing import TypeVar

from marsad.reconcile.beside import Beside, alone
from marsad.reconcile.compare import CONTRADICTS, Point
from marsad.reconcile.decided import Decided
from marsad.reconcile.greedy import Blocks
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


def gather(groups: list[Group], score: Score, against: Points, keys: Keys, given: Decided) -> list[Group]:
    """The groups, those joined whose members agree; the order of the first group stands."""
    return rounds(groups, score, against, keys, given)[-1]


def rounds(groups: list[Group], score: Score, against: Points, keys: Keys, given: Decided, beside: Beside = alone) -> list[list[Group]]:
    """The groups as given, and as they are after each round of joining.

    Two groups that no round joined with another one agree in the next one as they did: only what is new is compared.
    """
    there = dict(enumerate(groups))
    made, agreed, new = [list(groups)], dict[tuple[int, int], float](), set(there)
    blocks = Blocks[str]()
    for _ in range(ROUNDS):
        for n in new:
            for key in blocks_of(there[n], keys):
                blocks.add(key, n)
        for found in beside(partial(_agreeing, there, new, blocks, keys, lambda a, b: agreement(a, b, score, against, given))):
            agreed |= found
        new = set()
        for first, second in matched((found, *pair) for pair, found in agreed.items()):
            for n in (first, second):
                for key in blocks_of(there[n], keys):
                    blocks.drop(key, n)
            there[first] = sorted(there[first] + there.pop(second), key=lambda one: one.item)
            new.add(first)
        agreed = {pair: found for pair, found in agreed.items() if pair[0] in there and pair[1] in there and new.isdisjoint(pair)}
        made.append(list(there.values()))
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


def _agreeing(
    there: Mapping[int, Group], new: Set[int], blocks: Blocks[str], keys: Keys, agree: Callable[[Group, Group], float], part: int, of: int
) -> dict[tuple[int, int], float]:
    """How well every two groups of one block agree of which one is new and one holds several, where they do; one part `of` so many."""
    found: dict[tuple[int, int], float] = {}
    for n in sorted(new)[part::of]:
        several = len(there[n]) > 1
        for m in {m for key in blocks_of(there[n], keys) for m in blocks.under(key)} - {n}:
            if (several or len(there[m]) > 1) and not (m in new and m < n):
                pair = min(n, m), max(n, m)
                if (score := agree(there[pair[0]], there[pair[1]])) >= GATHERED:
                    found[pair] = score
    return found


def blocks_of(group: Group, keys: Keys) -> set[str]:
    """The blocks in which a group is compared."""
    return {key for one in group[:LOOKED_AT] for key in keys(one)}


def agreement(a: Group, b: Group, score: Score, against: Points, given: Decided) -> float:
    """How well two groups agree, 0 where they must stay two; one of them at least holds two happenings."""
    if len(a) == len(b) == 1:
        return 0.0
    found = _score(a, b, score, against)
    return 0.0 if found >= GATHERED and _held_apart(a, b, given) else found


def _held_apart(a: Group, b: Group, given: Decided) -> bool:
    return bool(given.apart) and bool(given.others(ref for x in a for ref in x.refs) & {ref for y in b for ref in y.refs})


def _score(a: Group, b: Group, score: Score, against: Points) -> float:
    """What the pairs come to; 0 where a contradiction is no odd one, or where nearly half of the pairs contradict."""
    scores: list[float] = []
    odd: list[tuple[Happening, Happening]] = []
    allowed = ODD * min(len(a), LOOKED_AT) * min(len(b), LOOKED_AT)
    for x in a[:LOOKED_AT]:
        for y in b[:LOOKED_AT]:
            total = score(x, y)
            if total >= CONTRADICTS:
                scores.append(total)
                continue
            odd.append((x, y))
            if len(odd) > allowed:
                return 0.0
    found = 0.7 * max(scores) + 0.3 * sum(scores) / len(scores)
    if found < GATHERED or not all(_is_odd(point, x, y) for x, y in odd for point in against(x, y)):
        return 0.0
    return found


def _is_odd(point: Point, x: Happening, y: Happening) -> bool:
    """True for a contradiction that a slip of one outlet explains: the place, or a day at most three days off."""
    if point.name == "place":
        return True
    return point.name == "day" and bool(x.days and y.days) and max(x.days[0] - y.days[1], y.days[0] - x.days[1]) <= SOFT  # type: ignore[index]
