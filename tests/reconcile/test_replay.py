"""Things taken out of groups that stand, or put in, leave the groups that grouping all of them anew gives, however few are looked at."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import pytest

from marsad.reconcile.greedy import Way, grouped
from marsad.reconcile.replay import Replay, marks_of
from marsad.reconcile.shelf import Nothing, Shelf, View

KEYS = "abc"


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that stands under some keys; how well two fit is as good as thrown."""

    item: str
    keys: str
    sort: int


def fit(state: Sequence[Thing], unit: Sequence[Thing]) -> float:
    """Of few values, so that groups fit alike; less with those that a group took in later."""
    found = [crc32(f"{one.sort} {unit[0].sort}".encode()) % 7 for one in state]
    return 0.0 if 0 in found else max(found) / 2 + sum(found) / len(found) / 2


def way(window: int, endless: str = "") -> Way[Thing]:
    return Way(
        "link",
        lambda one: one.keys,
        lambda one: [key for key in one.keys if key not in endless or one.sort % 3 == 0],
        lambda key: key in endless,
        lambda key: key in endless,
        list,
        lambda state, one: [*state, one],
        fit,
        3.0,
        window,
    )


class Kept(Nothing):
    """What a shelf held when it was put away."""

    def __init__(self) -> None:
        self.under: dict[tuple[str, str], set[str]] = {}
        self.values: dict[tuple[str, str], Any] = {}

    def marks(self, space: str, keys: list[str]) -> Iterable[tuple[str, str]]:
        return [(key, item) for key in keys for item in self.under.get((space, key), ())]

    def pieces(self, space: str, names: list[str]) -> Iterable[tuple[str, Any]]:
        return [(name, self.values[space, name]) for name in names if (space, name) in self.values]

    def before(self, space: str, key: str, item: str, most: int) -> list[str]:
        return [one for one in sorted(self.under.get((space, key), ())) if one < item][-most:]

    def behind(self, space: str, keys: list[str], item: str) -> list[str]:
        return [one for key in keys for one in self.under.get((space, key), ()) if one >= item]

    def held(self, space: str, key: str, items: list[str]) -> list[str]:
        return [item for item in items if item in self.under.get((space, key), ())]

    def take(self, shelf: Shelf) -> None:
        """Nothing; holds what the shelf became."""
        new, gone = shelf.marks_changed()
        for space, key, item in gone:
            self.under[space, key].discard(item)
        for space, key, item in new:
            self.under.setdefault((space, key), set()).add(item)
        for space, name, value in shelf.pieces_changed():
            self.values |= {(space, name): value}
            if value is None:
                del self.values[space, name]


class Things(View):
    """The things of a trial in the place of what reports tell."""

    def __init__(self, shelf: Shelf, things: dict[str, Thing], twin: View | None = None) -> None:
        super().__init__(shelf, twin=twin)
        self.things = things

    def look(self, items: Iterable[str]) -> None:
        return

    def brief(self, kind: str, item: str) -> Thing:
        return self.things[item]


def name(day: int, number: int) -> str:
    return f"{day:02}|r{number}|x|0"


def steps(chance: random.Random, many: int) -> Iterator[tuple[list[Thing], list[Thing], list[Thing]]]:
    """(those taken out, those put in, all that are there then), again and again; mostly the later ones come later."""
    there: dict[str, Thing] = {}
    for n in range(many):
        day = n if chance.random() < 0.6 else chance.randrange(many)
        new = [Thing(name(day, n), "".join(chance.sample(KEYS, chance.randint(1, 2))), chance.randrange(9))]
        gone = [there.pop(chance.choice(sorted(there)))] if there and chance.random() < 0.25 else []
        there |= {one.item: one for one in new}
        yield gone, new, list(there.values())


def replayed(kept: Kept, kind: Way[Thing], before: list[Thing], gone: list[Thing], new: list[Thing]) -> set[str]:
    """The groups that became others, as these things went and came."""
    shelf, was = Shelf(kept), {one.item: one for one in before}
    now = Things(shelf, {item: one for item, one in was.items() if one not in gone} | {one.item: one for one in new})
    touched = Replay(kind, "x", Things(shelf, was, now), now).run(gone, new)
    kept.take(shelf)
    return touched


def groups(kept: Kept, things: Iterable[Thing]) -> dict[str, list[str]]:
    """The groups as they were kept."""
    alone = {one.item: [one.item] for one in things if ("link in", one.item) not in kept.values}
    return alone | {name: members for (space, name), members in kept.values.items() if space == "link of"}


def anew(kind: Way[Thing], things: Iterable[Thing]) -> dict[str, list[str]]:
    return {group[0].item: [one.item for one in group] for group in grouped(things, kind)}


@pytest.mark.parametrize(("window", "endless"), [(100, ""), (2, ""), (3, ""), (100, "a"), (2, "a"), (3, "ab")])
def test_what_comes_and_goes_leaves_the_groups_that_all_anew_would_make(window: int, endless: str) -> None:
    kind = way(window, endless)
    for seed in range(12):
        kept, before = Kept(), list[Thing]()
        for gone, new, there in steps(random.Random(seed), 30):
            old = anew(kind, before)
            touched = replayed(kept, kind, before, gone, new)
            made = anew(kind, there)
            assert groups(kept, there) == made, (seed, len(before))
            assert {ident for ident in old.keys() | made.keys() if old.get(ident) != made.get(ident)} <= touched
            marks = {mark for one in there for mark in marks_of(kind, one)}
            assert {(*where, item) for where, items in kept.under.items() for item in items} == marks
            before = there
