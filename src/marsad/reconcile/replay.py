"""Things put into groups that stand, or taken out, as if all had been grouped anew (`greedy.py`): only what they touch is looked at.

A group that takes in a thing, or loses one, may be another choice for the things behind it that share a key with one of its things:
these are looked at again, in their order, first only beside that group as it was and as it is. What fits it no better than before, or
stands in it and fits it no worse, stays. Where one goes elsewhere, the same holds for the group that it leaves and the one that it joins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from typing import Any, Generic

from marsad.reconcile.greedy import T, Way
from marsad.reconcile.shelf import Mark, View

Leaders = Mapping[str, str]


class Replay(Generic[T]):
    """One way of grouping, on a shelf: what is put in and taken out, and the groups that became others by it."""

    def __init__(self, way: Way[T], kind: str, was: View, now: View, leaders: tuple[Leaders, Leaders] = ({}, {})) -> None:
        self.way, self.kind, self.was, self.view, self.shelf = way, kind, was, now, now.shelf
        self.before, self.leaders = leaders
        self.touched: set[str] = set()
        self.looked = self.chosen = 0
        self._states: dict[tuple[str, bool], tuple[str, Any]] = {}
        self._orders: dict[str, tuple[list[tuple[str, str]], dict[str, int]]] = {}
        self._waiting: list[str] = []
        self._others: dict[str, set[str]] = {}  # by place the groups that became others before it
        self._fresh: set[str] = set()
        self._lost: set[str] = set()
        self._followers: dict[str, list[str]] = {}
        for follower, leader in sorted(self.leaders.items()):
            self._followers.setdefault(leader, []).append(follower)

    def run(self, gone: Iterable[T], new: Iterable[T]) -> set[str]:
        """The names of the groups that lost a thing, took one in, came to be or are no more."""
        lost = {one.item: one for one in gone}
        added = {one.item: one for one in new}
        self._lost, self._fresh = set(lost), set(added)
        for one in lost.values():
            self._take_out(one)
        for one in added.values():
            self.shelf.change((), marks_of(self.way, one))
            heappush(self._waiting, self._placed(one.item))
        last = ""
        while self._waiting:
            item = heappop(self._waiting)
            if item != last and (item in added or item not in lost):
                self._place(item)
            last = item
        return self.touched

    def _take_out(self, one: T) -> None:
        group = self.view.group(one.item, self.way.name)
        self._shake(group, self.before.get(one.item, one.item), self.way.stands(one))
        self._write(group, [item for item in self.view.members(group, self.way.name) if item != one.item])
        self.shelf.set(f"{self.way.name} in", one.item, None)
        self.shelf.change(marks_of(self.way, one), ())

    def _thing(self, name: str, *, old: bool = False) -> T:
        """The thing of a name: as it is, or, of a report that is gone, as it was."""
        try:
            return (self.was if old else self.view).brief(self.kind, name)  # type: ignore[no-any-return]
        except KeyError:
            return self.was.brief(self.kind, name)  # type: ignore[no-any-return]

    def _shake(self, group: str, at: str, more: Iterable[str] = ()) -> None:
        """Has all looked at again that come behind this place and may look at the group."""
        self.touched.add(group)
        members = self.view.members(group, self.way.name)
        self.view.look(members)
        keys = {key for item in members for key in self.way.stands(self._thing(item))} | {*more}
        behind = {place for item in self._behind(keys, at) if (place := self._placed(item)) > at}
        self.shelf.gather(f"{self.way.name} in", behind)
        self.view.look(behind)
        for place in behind:
            self._others.setdefault(place, set()).add(group)
            heappush(self._waiting, place)

    def _behind(self, keys: set[str], at: str) -> set[str]:
        """Those that look under one of these keys, in places behind this one."""
        few = {key for key in keys if self.way.only_stands(key)}
        found: set[str] = set()
        for space, those in ((f"{self.way.name} looks", few), (f"{self.way.name} stands", keys - few)):
            found |= self.shelf.behind(space, those, at)
        return found

    def _placed(self, item: str) -> str:
        return self.leaders.get(item, item)

    def _place(self, item: str) -> None:
        """Puts the thing, and those that come with it, where they belong now."""
        self.looked += 1
        unit = [item, *self._followers.get(item, ())]
        group, fresh = self.view.group(item, self.way.name), bool(self._fresh & {*unit})
        best = None if fresh else self._beside_changed(item, unit, group)
        if best is None:
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

    def _beside_changed(self, item: str, unit: list[str], group: str) -> str | None:
        """The best of the thing's group and those that became others before it; None where another one may have become the best.

        What it stands in fitted it best of all, and still does of those that are as they were: while it fits no worse, and none came into
        sight. A group is a choice only while one of its things is looked at. Where things went, some may have come into sight by it.
        """
        if self._lost or group != item and not self._is_seen(group, item):
            return None
        others = [one for one in self._others.get(item, ()) if self._is_seen(one, item)]
        if group in self._others.get(item, ()) and self._fit(group, item, unit) < self._fit(group, item, unit, old=True):
            return None
        fits = [(-fit, other) for other in others if other != group and (fit := self._fit(other, item, unit)) >= self.way.mark]
        if not fits:
            return group
        return min([*fits, (-self._fit(group, item, unit), group)] if group != item else fits)[1]

    def _fit(self, group: str, item: str, unit: list[str], *, old: bool = False) -> float:
        """How well the thing fits the group as it is, or was, before its place; 0 where it had not begun."""
        state = self._state(group, item, old=old)
        return 0.0 if state is None else self.way.fit(state, [self._thing(each, old=old) for each in unit])

    def _near(self, item: str, one: T) -> set[str]:
        """The things before this place that are looked at."""
        return {other for key in self.way.looks(one) for other in self._last(key, item)}

    def _is_seen(self, group: str, item: str) -> bool:
        """Whether one of the things of a group is among those before this place that are looked at."""
        members = self.view.members(group, self.way.name)
        return any(self._holds(key, item, members) for key in self.way.looks(self._thing(item)))

    def _holds(self, key: str, item: str, members: list[str]) -> bool:
        order, at_of = self._order(key, item)
        at = bisect_left(order, (item, ""))
        return any(at - self.way.window <= at_of.get(one, at) < at for one in reversed(members))

    def _last(self, key: str, item: str) -> list[str]:
        """The last `window` things under the key that come before this place."""
        order = self._order(key, item)[0]
        at = bisect_left(order, (item, ""))
        return [one for _, one in order[max(0, at - self.way.window) : at]]

    def _order(self, key: str, item: str) -> tuple[list[tuple[str, str]], dict[str, int]]:
        """(what stands under the key with its place, in order; where each is in it), but for what is too far before to be looked at.

        Places are looked at in their order: what is too far before this one is so for those that come.
        """
        if key not in self._orders:
            space = f"{self.way.name} stands"
            led = self.shelf.held(space, key, self.leaders) if self.leaders else set()
            before = self.shelf.before(space, key, item, self.way.window + len(led))
            order = sorted((self._placed(one), one) for one in {*before, *self.shelf.behind(space, [key], item), *led})
            self._orders[key] = order, {one: n for n, (_, one) in enumerate(order)}
        return self._orders[key]

    def _choice(self, item: str, unit: list[str]) -> str:
        """The group that fits best of those that begin before this place, else one of its own."""
        self.chosen += 1
        one = [self._thing(each) for each in unit]
        near = self._near(item, one[0])
        self.shelf.gather(f"{self.way.name} in", near)
        groups = {self.view.group(other, self.way.name) for other in near}
        self.shelf.gather(f"{self.way.name} of", groups)
        self.view.look(other for group in groups for other in self.view.members(group, self.way.name))
        fits = [(self.way.fit(state, one), group) for group in sorted(groups) if (state := self._state(group, item)) is not None]
        best, group = max(fits, key=lambda fit: fit[0], default=(0.0, item))
        return group if best >= self.way.mark else item

    def _state(self, group: str, item: str, *, old: bool = False) -> Any:
        """The state of the group as it is, or was, before this place; None where it had not begun.

        Places are looked at in their order, and none before the present one changes any more: so a state only goes on.
        """
        last, state = self._states.get((group, old), ("", None))
        view, leaders = (self.was, self.before) if old else (self.view, self.leaders)
        for one in view.members(group, self.way.name):
            if last <= leaders.get(one, one) < item:
                state = self.way.add(self.way.begin() if state is None else state, self._thing(one, old=old))
        self._states[group, old] = item, state
        return state


def marks_of(way: Way[T], one: T) -> set[Mark]:
    """The marks of a thing: who stands under a key, and who looks under one where most only stand."""
    looks = {(f"{way.name} looks", key, one.item) for key in way.looks(one) if way.only_stands(key)}
    return looks | {(f"{way.name} stands", key, one.item) for key in way.stands(one)}
