"""Gathering of groups that stand (`gather.py`), again only where a group became another one, and where that may matter.

In each round two groups are joined where they agree best, each once. A changed group, and whoever was joined with it, is offered to all
that agree with it, the best pair first: another pair gives way to a better one, and whom that leaves alone is offered in turn. No other
group is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from marsad.reconcile.decided import Decided
from marsad.reconcile.gather import GATHERED, LOOKED_AT, ROUNDS, agreement
from marsad.reconcile.happening import Happening
from marsad.reconcile.link import against, link_score, looks, only_stands
from marsad.reconcile.shelf import Shelf, View

LEVELS = ("link", *(f"round {n}" for n in range(1, ROUNDS + 1)))
LAST = LEVELS[-1]
Rank = tuple[float, str, str]
"""How well two groups agree, and their names: the less comes first."""


class Tree:
    """The groups of each round by name, that of their first happening, as they were or as they are."""

    def __init__(self, view: View, given: Decided) -> None:
        self.view, self.given = view, given
        self._keys: dict[str, frozenset[str]] = {}

    def top(self, item: str, level: int) -> str:
        """The group of this level that a happening stands in."""
        for name in LEVELS[: level + 1]:
            item = self.view.group(item, name)
        return item

    def items(self, group: str, level: int) -> list[str]:
        """The happenings of a group, by name."""
        if level == 0:
            return sorted(self.view.members(group, LEVELS[0]))
        return sorted(item for below in self.below(group, level) for item in self.items(below, level - 1))

    def below(self, group: str, level: int) -> list[str]:
        """The groups of the level below that were joined in this one."""
        found = self.view.members(group, LEVELS[level])
        return found or ([group] if self.view.group(group, LEVELS[level]) == group else [])

    def load(self, groups: Iterable[str], level: int = ROUNDS) -> None:
        """Nothing; fetches all that these groups are made of at once."""
        names = self._load_names({*groups}, level)
        self.view.load(item for one in names for item in self.view.members(one, LEVELS[0]))

    def _load_names(self, names: set[str], level: int) -> set[str]:
        """These groups and all that they were joined from, fetched at once."""
        for name in LEVELS[level:0:-1]:
            self.view.shelf.gather(f"{name} of", names)
            self.view.shelf.gather(f"{name} in", names)
            names |= {below for one in names for below in self.view.members(one, name)}
        self.view.shelf.gather(f"{LEVELS[0]} of", names)
        return names

    def happenings(self, group: str) -> list[Happening]:
        """The happenings of a group of the last level, in their order."""
        return [self.view.happening(item) for item in self.items(group, ROUNDS)]

    def _outlines(self, group: str, level: int) -> list[Happening]:
        return [self.view.outline(item) for item in self.items(group, level)]

    def pairs(self, group: str, level: int) -> Iterator[Rank]:
        """What this group agrees with, and how well."""
        own = self.items(group, level)
        self.view.look(own)
        for other in self._near(own, level) - {group} if own else ():
            if rank := self.rank(group, other, level):
                yield rank

    def rank(self, one: str, other: str, level: int) -> Rank | None:
        """How well two groups agree, None where they do not: what is less comes before."""
        first, second = sorted((one, other))
        score = agreement(self._outlines(first, level), self._outlines(second, level), link_score, against, self.given)
        return (-score, first, second) if score >= GATHERED else None

    def _looks(self, item: str) -> frozenset[str]:
        if item not in self._keys:
            self._keys[item] = frozenset(looks(self.view.outline(item)))
        return self._keys[item]

    def _near(self, own: list[str], level: int) -> set[str]:
        """The groups that share a block with one of these happenings, by one of those that are looked at in them; two alone never agree."""
        shelf, old = self.view.shelf, self.view.old
        keys = {key for item in own[:LOOKED_AT] for key in self._looks(item)}
        under: dict[str, set[str]] = {}
        for space, few in (("link looks", True), ("link stands", False)):
            those = {key for key in keys if only_stands(key) == few}
            shelf.fetch(space, those)
            for key in those:
                for item in shelf.marks(space, key, old=old):
                    under.setdefault(item, set()).add(key)
        for n, name in enumerate(LEVELS[: level + 1]):
            shelf.gather(f"{name} in", {self.top(item, n - 1) if n else item for item in under})
        groups = {item: self.top(item, level) for item in under}
        self._load_names({*groups.values()}, level)
        looked_at = {group: self.items(group, level) for group in {*groups.values()}}
        found = {g for g, items in looked_at.items() if len(own) > 1 or len(items) > 1}
        self.view.look(item for group in found for item in looked_at[group][:LOOKED_AT])
        return {
            group
            for item, group in groups.items()
            if group in found and item in looked_at[group][:LOOKED_AT] and not under[item].isdisjoint(self._looks(item))
        }


class Matching:
    """Who is joined with whom in one round: as it was, then better pairs in the place of worse ones."""

    def __init__(self, before: Tree, now: Tree, level: int, changed: set[str]) -> None:
        self.before, self.now, self.level = before, now, level
        self.moved: set[str] = set(changed)
        self._mates: dict[str, str | None] = {}
        self._ranks: dict[tuple[str, str], Rank | None] = {}
        self._offers: list[Rank] = []
        left = {mate for name in sorted(changed) if (mate := self._was_with(name))}
        self._mates = dict.fromkeys(changed | left)
        for name in sorted(changed | left):
            self._offer(name)

    def run(self) -> dict[str, str | None]:
        """For each group that became another one, or may be joined otherwise than before, whom it is joined with now."""
        while self._offers:
            rank = heappop(self._offers)
            _, one, other = rank
            if self._takes(one, rank) and self._takes(other, rank):
                alone = [mate for name in (one, other) if (mate := self.mate(name))]
                self._mates |= {one: other, other: one} | dict.fromkeys(alone)
                for name in alone:
                    self._offer(name)
        return self._mates

    def mate(self, name: str) -> str | None:
        """Whom the group is joined with."""
        if name not in self._mates:
            self._mates[name] = self._was_with(name)
        return self._mates[name]

    def _was_with(self, name: str) -> str | None:
        view, above = self.before.view, LEVELS[self.level + 1]
        return next((one for one in (view.group(name, above), *view.members(name, above)) if one != name), None)

    def _takes(self, name: str, rank: Rank) -> bool:
        """Whether a pair is better than the one that the group stands in."""
        mate = self.mate(name)
        if mate is None:
            return True
        own = self._rank(name, mate)
        return own is None or rank < own

    def _rank(self, one: str, other: str) -> Rank | None:
        pair = (min(one, other), max(one, other))
        if pair not in self._ranks:
            self._ranks[pair] = self.now.rank(*pair, self.level)
        return self._ranks[pair]

    def _offer(self, name: str) -> None:
        for rank in self.now.pairs(name, self.level):
            self._ranks[rank[1], rank[2]] = rank
            heappush(self._offers, rank)


def regather(shelf: Shelf, before: Tree, now: Tree, touched: Iterable[str], changed: set[str]) -> set[str]:
    """The names of the groups of the last round, as they were or as they are, that became others.

    `touched` are groups of the first linking, `changed` the names of happenings that tell something else than they did.
    """
    names = {*touched}
    for level in range(len(LEVELS) - 1):
        names = _round(shelf, before, now, {name for name in names if _other(before, now, name, level, changed)}, level)
    return {name for name in names if _other(before, now, name, len(LEVELS) - 1, changed)}


def _other(before: Tree, now: Tree, name: str, level: int, changed: set[str]) -> bool:
    was, is_now = before.items(name, level), now.items(name, level)
    return was != is_now or bool(changed & {*was})


def _round(shelf: Shelf, before: Tree, now: Tree, names: set[str], level: int) -> set[str]:
    """The names of all groups of the next level that hold, or held, what is matched anew."""
    mates = Matching(before, now, level, names).run()
    for name, mate in mates.items():
        shelf.set(f"{LEVELS[level + 1]} in", name, mate if mate and mate < name else None)
        shelf.set(f"{LEVELS[level + 1]} of", name, [name, mate] if mate and mate > name else None)
    above = {before.view.group(name, LEVELS[level + 1]) for name in mates if before.items(name, level)}
    return above | {name for name, mate in mates.items() if now.items(name, level) and not (mate and mate < name)}
