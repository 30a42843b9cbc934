"""Things told by several reports brought together one by one, in an order of their own: each with the group that it fits best.

Only what shares a key is compared. What a thing is put with hangs on nothing but the things before it that share a key, so that
`replay.py` can take one out, or put one in, and look again only at those behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


class Item(Protocol):
    """A thing to be grouped: `item` names it and is what it is sorted by."""

    item: str


T = TypeVar("T", bound=Item)
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Way(Generic[T]):
    """How things of one sort are grouped: the keys they stand under, those they look under, and how well one fits a group.

    Whoever stands under a key looks under it too, but for keys of which `only_stands` is true; under one that is `endless` things of
    all days stand. `add` gives the state of a group that
    took in a thing; of a key's things only the last `window` before it are looked at.
    """

    name: str
    stands: Callable[[T], Iterable[str]]
    looks: Callable[[T], Iterable[str]]
    only_stands: Callable[[str], bool]
    endless: Callable[[str], bool]
    begin: Callable[[], Any]
    add: Callable[[Any, T], Any]
    fit: Callable[[Any, Sequence[T]], float]
    mark: float
    window: int


class Blocks(Generic[K]):
    """Which numbers stand under each key, in the order in which they came; under most keys only one does, which needs no list."""

    def __init__(self) -> None:
        self._under: dict[K, int | list[int]] = {}

    def add(self, key: K, number: int) -> None:
        """Nothing; the number stands under the key."""
        there = self._under.get(key)
        if there is None:
            self._under[key] = number
        elif isinstance(there, int):
            self._under[key] = [there, number]
        else:
            there.append(number)

    def under(self, key: K) -> Sequence[int]:
        """The numbers under the key."""
        there = self._under.get(key, ())
        return (there,) if isinstance(there, int) else there

    def drop(self, key: K, number: int) -> None:
        """Nothing; the number stands under the key no longer."""
        self._under[key] = [one for one in self.under(key) if one != number]


def grouped(found: Iterable[T], way: Way[T], leaders: Mapping[str, str] | None = None) -> list[list[T]]:
    """The groups in the order of their first things, each in the order in which its things came.

    `leaders` names for things that a person put together the first of them: the others come with it.
    """
    made = units(found, leaders or {})
    asked = {key for unit in made for key in way.looks(unit[0]) if way.only_stands(key)}
    blocks = Blocks[str]()
    groups: list[list[T]] = []
    states: list[Any] = []
    for unit in made:
        near = {n for key in way.looks(unit[0]) for n in blocks.under(key)[-way.window :]}
        best, place = max(((way.fit(states[n], unit), -n) for n in near), default=(0.0, 0))
        at = -place if best >= way.mark else len(groups)
        if at == len(groups):
            groups.append([])
            states.append(way.begin())
        for one in unit:
            groups[at].append(one)
            states[at] = way.add(states[at], one)
            for key in way.stands(one):
                if key in asked or not way.only_stands(key):
                    blocks.add(key, at)
    return groups


def units(found: Iterable[T], leaders: Mapping[str, str]) -> list[list[T]]:
    """The things in their order, those that come together in one list, the leader first."""
    made: dict[str, list[T]] = {}
    for one in sorted(found, key=lambda one: (leaders.get(one.item, one.item), one.item)):
        made.setdefault(leaders.get(one.item, one.item), []).append(one)
    return list(made.values())


def numbered(found: Iterable[T], base: Callable[[T], str]) -> list[T]:
    """The things, each named by what it is sorted by; those of a report that would share a name are numbered in their order."""
    seen: Counter[str] = Counter()
    made = list(found)
    for one in made:
        name = base(one)
        one.item = f"{name}|{seen[name]}"
        seen[name] += 1
    return made


def report_of(item: str) -> str:
    """The id of the report that tells the thing of this name."""
    return item.split("|", 1)[1].rsplit("|", 2)[0]


def name_of(first: str, report: str, *rest: object) -> str:
    """What a thing is named by and sorted by: what comes first, its report, and what it is there, numbers in seven digits."""
    return f"{first}|{report}|{' '.join(f'{part:07}' if isinstance(part, int) else str(part) for part in rest)}"
