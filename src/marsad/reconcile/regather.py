"""Gathering of groups that stand (`gather.py`), again only where a group became another one, and where that may matter.

In each round two groups are joined where they agree best, each once. What a changed group does to another one goes by pairs that
agree: so all groups are matched anew that pairs lead to from a changed one, as it was or as it is; no others.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reconcile.decided import Decided
from marsad.reconcile.gather import GATHERED, LOOKED_AT, ROUNDS, agreement, matched
from marsad.reconcile.happening import Happening
from marsad.reconcile.link import link_points, link_score, looks, only_stands
from marsad.reconcile.shelf import Shelf, View

LEVELS = ("link", *(f"round {n}" for n in range(1, ROUNDS + 1)))
LAST = LEVELS[-1]


class Tree:
    """The groups of each round by name, that of their first happening, as they were or as they are."""

    def __init__(self, view: View, given: Decided) -> None:
        self.view, self.given = view, given

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
        names = {*groups}
        for name in LEVELS[level:0:-1]:
            self.view.shelf.gather(f"{name} of", names)
            self.view.shelf.gather(f"{name} in", names)
            names |= {below for one in names for below in self.view.members(one, name)}
        self.view.shelf.gather(f"{LEVELS[0]} of", names)
        self.view.load(item for one in names for item in self.view.members(one, LEVELS[0]))

    def happenings(self, group: str, level: int) -> list[Happening]:
        """The happenings of a group, in their order."""
        return [self.view.happening(item) for item in self.items(group, level)]

    def pairs(self, group: str, level: int) -> dict[str, float]:
        """The groups that agree with this one, and how well."""
        own = self.items(group, level)
        if not own:
            return {}
        happenings = [self.view.happening(item) for item in own]
        found = {}
        for other in self._near(happenings[:LOOKED_AT], level) - {group}:
            items = self.items(other, level)
            theirs = [self.view.happening(item) for item in items]
            pair = (happenings, theirs) if group < other else (theirs, happenings)
            if (score := agreement(*pair, link_score, link_points, self.given)) >= GATHERED:
                found[other] = score
        return found

    def _near(self, happenings: list[Happening], level: int) -> set[str]:
        """The groups that share a block with one of these happenings, by one of those that are looked at in them."""
        shelf, old, found = self.view.shelf, self.view.old, set()
        keys = {key for one in happenings for key in looks(one)}
        for space, of in (("link looks", True), ("link stands", False)):
            shelf.fetch(space, {key for key in keys if only_stands(key) == of})
        for key in keys:
            space = "link looks" if only_stands(key) else "link stands"
            items = shelf.marks(space, key, old=old)
            shelf.gather(f"{LEVELS[0]} in", items)
            tops = {self.view.group(item, LEVELS[0]) for item in items}
            for name in LEVELS[1 : level + 1]:
                shelf.gather(f"{name} in", tops)
            self.load({self.top(item, level) for item in items}, level)
            for item in items:
                group = self.top(item, level)
                if group not in found and item in self.items(group, level)[:LOOKED_AT] and key in set(looks(self.view.happening(item))):
                    found.add(group)
        return found


def regather(shelf: Shelf, before: Tree, now: Tree, touched: Iterable[str], changed: set[str]) -> set[str]:
    """The names of the groups of the last round, as they were or as they are, that became others.

    `touched` are groups of the first linking, `changed` the names of happenings that tell something else than they did.
    """
    names = {*touched}
    for level in range(len(LEVELS) - 1):
        names = _round(shelf, before, now, {name for name in names if _other(before, now, name, level, changed)}, level, changed)
    return {name for name in names if _other(before, now, name, len(LEVELS) - 1, changed)}


def _other(before: Tree, now: Tree, name: str, level: int, changed: set[str]) -> bool:
    was, is_now = before.items(name, level), now.items(name, level)
    return was != is_now or bool(changed & {*was})


def _round(shelf: Shelf, before: Tree, now: Tree, names: set[str], level: int, changed: set[str]) -> set[str]:
    """The names of all groups of the next level that hold, or held, what is matched anew."""
    pairs: dict[str, dict[str, float]] = {}
    reached, more = set(names), list(names)
    while more:
        name = more.pop()
        pairs[name] = now.pairs(name, level)
        near = {*pairs[name], *(before.pairs(name, level) if name in names else ())}
        more += near - reached
        reached |= near
    above = {before.view.group(name, LEVELS[level + 1]) for name in reached if before.items(name, level)}
    there = {name for name in reached if now.items(name, level)}
    joined = dict(matched((score, a, b) for a in there for b, score in pairs[a].items() if a < b and b in there))
    second = {b: a for a, b in joined.items()}
    for name in reached:
        shelf.set(f"{LEVELS[level + 1]} in", name, second.get(name))
        shelf.set(f"{LEVELS[level + 1]} of", name, [name, joined[name]] if name in joined else None)
    return above | there - second.keys()
