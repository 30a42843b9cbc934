"""Things put into groups that stand, or taken out, as if all had been grouped anew (`greedy.py`): only what they touch is looked at.

A group that takes in a thing, or loses one, may be another choice for the things behind it that share a key with one of its things:
these are looked at again, in their order. Where one goes elsewhere, the same holds for the group it leaves and the group it joins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from heapq import heappop, heappush
from typing import Any, Generic

from marsad.reconcile.greedy import T, Way
from marsad.reconcile.shelf import Mark, Shelf, View

Leaders = Mapping[str, str]


class Replay(Generic[T]):
    """One way of grouping, on a shelf: what is put in and taken out, and the groups that became others by it."""

    def __init__(self, way: Way[T], shelf: Shelf, item: Callable[[str], T], before: Leaders, leaders: Leaders) -> None:
        self.way, self.shelf, self.item = way, shelf, item
        self.view = View(shelf)
        self.before, self.leaders = before, leaders
        self.touched: set[str] = set()
        self.looked = 0
        self._states: dict[str, tuple[str, Any]] = {}
        self._waiting: list[str] = []
        self._fresh: set[str] = set()
        self._gone: set[str] = set()
        self._followers: dict[str, list[str]] = {}
        for follower, leader in sorted(leaders.items()):
            self._followers.setdefault(leader, []).append(follower)

    def run(self, gone: Iterable[T], new: Iterable[T]) -> set[str]:
        """The names of the groups that lost a thing, took one in, came to be or are no more."""
        lost = {one.item: one for one in gone}
        added = {one.item: one for one in new}
        self._gone, self._fresh = lost.keys() - added.keys(), set(added)
        for one in lost.values():
            self._take_out(one)
        for one in added.values():
            self.shelf.change((), self._marks(one))
            heappush(self._waiting, self._placed(one.item))
        last = ""
        while self._waiting:
            item = heappop(self._waiting)
            if item != last and item not in self._gone:
                self._place(item)
            last = item
        return self.touched

    def _take_out(self, one: T) -> None:
        group = self.view.group(one.item, self.way.name)
        self._shake(group, self.before.get(one.item, one.item), self.way.stands(one))
        self._write(group, [item for item in self.view.members(group, self.way.name) if item != one.item])
        self.shelf.set(f"{self.way.name} in", one.item, None)
        self.shelf.change(self._marks(one), ())

    def _marks(self, one: T) -> set[Mark]:
        return marks_of(self.way, one)

    def _shake(self, group: str, at: str, more: Iterable[str] = ()) -> None:
        """Has all looked at again that come behind this place and may look at the group."""
        self.touched.add(group)
        members = self.view.members(group, self.way.name)
        keys = {key for item in members for key in self.way.stands(self.item(item))} | {*more}
        few = {key for key in keys if self.way.only_stands(key)}
        for space, those in ((f"{self.way.name} looks", few), (f"{self.way.name} stands", keys - few)):
            self.shelf.fetch(space, those)
            for place in {self._placed(item) for key in those for item in self.shelf.marks(space, key)}:
                if place > at:
                    heappush(self._waiting, place)

    def _placed(self, item: str) -> str:
        return self.leaders.get(item, item)

    def _place(self, item: str) -> None:
        """Puts the thing, and those that come with it, where they belong now."""
        self.looked += 1
        unit = [item, *self._followers.get(item, ())]
        group, fresh = self.view.group(item, self.way.name), bool(self._fresh & {*unit})
        best = self._choice(item, unit)
        if best == group and not fresh:
            return
        if not fresh:
            self._shake(group, item)
            self._write(group, [one for one in self.view.members(group, self.way.name) if one not in unit])
        self._fresh -= {*unit}
        members = [one for one in self.view.members(best, self.way.name) if one not in unit] + unit
        self._write(best, sorted(members, key=lambda one: (self._placed(one), one)))
        self._shake(best, item)

    def _write(self, group: str, members: list[str]) -> None:
        """The group has these members."""
        self.touched.add(group)
        self.shelf.set(f"{self.way.name} of", group, members or None)
        for item in members:
            self.shelf.set(f"{self.way.name} in", item, None if item == group else group)

    def _choice(self, item: str, unit: list[str]) -> str:
        """The group that fits best of those that begin before this place, else one of its own."""
        one = [self.item(each) for each in unit]
        near: set[str] = set()
        keys = list(self.way.looks(one[0]))
        self.shelf.fetch(f"{self.way.name} stands", keys)
        for key in keys:
            before = [(place, other) for other in self.shelf.marks(f"{self.way.name} stands", key) if (place := self._placed(other)) < item]
            near.update(other for _, other in sorted(before)[-self.way.window :])
        self.shelf.gather(f"{self.way.name} in", near)
        groups = {self.view.group(other, self.way.name) for other in near}
        self.shelf.gather(f"{self.way.name} of", groups)
        self.view.load(other for group in groups for other in self.view.members(group, self.way.name))
        fits = [(self.way.fit(state, one), group) for group in sorted(groups) if (state := self._state(group, item)) is not None]
        best, group = max(fits, key=lambda fit: fit[0], default=(0.0, item))
        return group if best >= self.way.mark else item

    def _state(self, group: str, item: str) -> Any:
        """The state of the group as it was before this place; None where it had not begun.

        Places are looked at in their order, and none before the present one changes any more: so a state only goes on.
        """
        last, state = self._states.get(group, ("", None))
        new = [one for one in self.view.members(group, self.way.name) if last <= self._placed(one) < item]
        for one in new:
            state = self.way.add(self.way.begin() if state is None else state, self.item(one))
        self._states[group] = item, state
        return state


def marks_of(way: Way[T], one: T) -> set[Mark]:
    """The marks of a thing: who stands under a key, and who looks under one where most only stand."""
    looks = {(f"{way.name} looks", key, one.item) for key in way.looks(one) if way.only_stands(key)}
    return looks | {(f"{way.name} stands", key, one.item) for key in way.stands(one)}
