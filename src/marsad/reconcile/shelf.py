"""What is kept between two makings of the record, as it was and as it becomes: marks (who stands under a key) and pieces (values).

Only what is asked for is fetched, only what changed is given back. `View` gives the things themselves, as of before or as of now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from marsad.reconcile.briefs import read
from marsad.reconcile.greedy import report_of
from marsad.reconcile.happening import Happening
from marsad.reconcile.packing import unpacked
from marsad.reconcile.product import Product
from marsad.reconcile.terms import Terms
from marsad.reconcile.told import Told

Mark = tuple[str, str, str]
"""A space, a key in it, and what stands under the key."""
Piece = tuple[str, str]
"""A space, and a name in it."""


class Kept(Protocol):
    """Where marks and pieces are kept."""

    def marks(self, space: str, keys: list[str]) -> Iterable[tuple[str, str]]:
        """(key, what stands under it) for each of these keys of the space."""

    def pieces(self, space: str, names: list[str]) -> Iterable[tuple[str, Any]]:
        """(name, value) for each of these names of the space that has one."""

    def before(self, space: str, key: str, item: str, most: int) -> list[str]:
        """What stands under the key before this, the last of so many."""

    def behind(self, space: str, keys: list[str], item: str) -> list[str]:
        """What stands under one of the keys behind this, or is this."""

    def held(self, space: str, key: str, items: list[str]) -> list[str]:
        """Those of these that stand under the key."""


class Nothing:
    """Where nothing is kept."""

    def marks(self, space: str, keys: list[str]) -> Iterable[tuple[str, str]]:
        """Nothing."""
        return ()

    def pieces(self, space: str, names: list[str]) -> Iterable[tuple[str, Any]]:
        """Nothing."""
        return ()

    def before(self, space: str, key: str, item: str, most: int) -> list[str]:
        """Nothing."""
        return []

    def behind(self, space: str, keys: list[str], item: str) -> list[str]:
        """Nothing."""
        return []

    def held(self, space: str, key: str, items: list[str]) -> list[str]:
        """Nothing."""
        return []


class Shelf:
    """Marks and pieces as they were kept, and as they become."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._marks: dict[tuple[str, str], tuple[frozenset[str], set[str]]] = {}
        self._unread: dict[tuple[str, str], dict[str, bool]] = {}  # put (True) or dropped under keys that nobody asked for
        self._pieces: dict[Piece, tuple[Any, list[Any]]] = {}

    def marks(self, space: str, key: str, *, old: bool = False) -> set[str] | frozenset[str]:
        """What stands under the key; not to be changed."""
        if (space, key) not in self._marks:
            self.fetch(space, [key])
        return self._marks[space, key][0 if old else 1]

    def fetch(self, space: str, keys: Iterable[str]) -> None:
        """Nothing; fetches what stands under all these keys at once."""
        missing = [key for key in dict.fromkeys(keys) if (space, key) not in self._marks]
        found: dict[str, set[str]] = {key: set() for key in missing}
        for key, item in self._kept.marks(space, missing) if missing else ():
            found[key].add(item)
        for key, items in found.items():
            self._marks[space, key] = frozenset(items), items
            for item, there in self._unread.pop((space, key), {}).items():
                items.add(item) if there else items.discard(item)

    def before(self, space: str, key: str, item: str, most: int) -> list[str]:
        """The last of so many, in their order, of what stands under the key before this; the others under it are not fetched."""
        changed = self._changed(space, key)
        kept = self._kept.before(space, key, item, most + sum(not there for there in changed.values()))
        return sorted({*kept, *(one for one, there in changed.items() if there and one < item)} - _dropped(changed))[-most:]

    def behind(self, space: str, keys: Iterable[str], item: str) -> set[str]:
        """What stands under one of the keys behind this, or is this; the others under them are not fetched."""
        asked = [*keys]
        known = [key for key in asked if (space, key) in self._marks or (space, key) in self._unread]
        found = {*self._kept.behind(space, [key for key in asked if key not in known], item)}
        for key in known:
            there = self._marks[space, key][1] if (space, key) in self._marks else self._behind(space, key, item)
            found |= {one for one in there if one >= item}
        return found

    def _behind(self, space: str, key: str, item: str) -> set[str]:
        changed = self._unread[space, key]
        return {*self._kept.behind(space, [key], item), *(one for one, there in changed.items() if there)} - _dropped(changed)

    def held(self, space: str, key: str, items: Iterable[str]) -> set[str]:
        """Those of these that stand under the key; the others under it are not fetched."""
        changed, asked = self._changed(space, key), {*items}
        return {*self._kept.held(space, key, sorted(asked)), *(asked & {o for o, there in changed.items() if there})} - _dropped(changed)

    def _changed(self, space: str, key: str) -> dict[str, bool]:
        """What was put (True) under the key or dropped."""
        if (space, key) in self._marks:
            old, now = self._marks[space, key]
            return {one: one in now for one in old ^ now}
        return self._unread.get((space, key), {})

    def put(self, mark: Mark) -> None:
        """Nothing; what the mark names stands under its key."""
        if mark[:2] in self._marks:
            self._marks[mark[:2]][1].add(mark[2])
        else:
            self._unread.setdefault(mark[:2], {})[mark[2]] = True

    def drop(self, mark: Mark) -> None:
        """Nothing; what the mark names stands under its key no longer."""
        if mark[:2] in self._marks:
            self._marks[mark[:2]][1].discard(mark[2])
        else:
            self._unread.setdefault(mark[:2], {})[mark[2]] = False

    def change(self, before: Iterable[Mark], now: Iterable[Mark]) -> None:
        """Nothing; these marks take the place of those."""
        old, new = set(before), set(now)
        for mark in old - new:
            self.drop(mark)
        for mark in new - old:
            self.put(mark)

    def piece(self, space: str, name: str, *, old: bool = False) -> Any:
        """The value of this name, None where there is none; not to be changed."""
        if (space, name) not in self._pieces:
            self.gather(space, [name])
        before, now = self._pieces[space, name]
        return before if old else now[0]

    def gather(self, space: str, names: Iterable[str]) -> None:
        """Nothing; fetches the values of all these names at once."""
        missing = [name for name in dict.fromkeys(names) if (space, name) not in self._pieces]
        found = dict(self._kept.pieces(space, missing)) if missing else {}
        for name in missing:
            self._pieces[space, name] = found.get(name), [found.get(name)]

    def set(self, space: str, name: str, value: Any) -> None:
        """Nothing; the name has this value, None takes it away."""
        self.piece(space, name)
        self._pieces[space, name][1][0] = value

    def marks_changed(self) -> tuple[list[Mark], list[Mark]]:
        """(marks that are new, marks that are gone)."""
        new = [(space, key, item) for (space, key), (old, now) in self._marks.items() for item in now - old]
        gone = [(space, key, item) for (space, key), (old, now) in self._marks.items() for item in old - now]
        unread = [(*where, item, there) for where, items in self._unread.items() for item, there in items.items()]
        new += [(space, key, item) for space, key, item, there in unread if there]
        return new, gone + [(space, key, item) for space, key, item, there in unread if not there]

    def pieces_changed(self) -> Iterator[tuple[str, str, Any]]:
        """(space, name, value or None where it is gone) of each piece that is another one than before."""
        for (space, name), (old, now) in self._pieces.items():
            if now[0] != old:
                yield space, name, now[0]


def _dropped(changed: dict[str, bool]) -> set[str]:
    return {one for one, there in changed.items() if not there}


class View:
    """The things on a shelf as they are now, or, with the `twin` that gives these, as they were before."""

    def __init__(self, shelf: Shelf, *, twin: View | None = None) -> None:
        self.shelf, self.old, self._twin = shelf, twin is not None, twin
        self._products: dict[str, Product | None] = {}
        self._items: dict[str, Any] = {}
        self._briefs: dict[str, Any] = {}

    def product(self, ident: str) -> Product | None:
        """What the report of this id tells; None where it is not there."""
        if ident not in self._products:
            row = self.shelf.piece("report", ident, old=self.old)
            same = self._twin and row is self.shelf.piece("report", ident)
            self._products[ident] = made = self._twin.product(ident) if self._twin and same else unpacked(row) if row is not None else None
            for one in _things(made) if made else ():
                self._items[_kind(one) + one.item] = one
        return self._products[ident]

    def load(self, items: Iterable[str]) -> None:
        """Nothing; fetches the reports of all these things at once."""
        self.shelf.gather("report", {report_of(item) for item in items})

    def look(self, items: Iterable[str]) -> None:
        """Nothing; fetches what bringing together asks of all these things at once."""
        self.shelf.gather("brief", {report_of(item) for item in items})

    def brief(self, kind: str, item: str) -> Any:
        """What bringing together asks of a happening (`h`), ceasefire (`t`) or figure (`f`); KeyError where none has the name."""
        if kind + item not in self._briefs:
            ident = report_of(item)
            row = self.shelf.piece("brief", ident, old=self.old)
            same = self._twin and row is self.shelf.piece("brief", ident)
            self._briefs[kind + item] = self._twin.brief(kind, item) if self._twin and same else read(kind, item, row or {})
        return self._briefs[kind + item]

    def outline(self, item: str) -> Happening:
        """The happening of this name without its claims."""
        return self.brief("h", item)  # type: ignore[no-any-return]

    def happening(self, item: str) -> Happening:
        """The happening of this name."""
        return self.thing("h", item)  # type: ignore[no-any-return]

    def terms(self, item: str) -> Terms:
        """The ceasefire of this name, as its report tells it."""
        return self.thing("t", item)  # type: ignore[no-any-return]

    def figure(self, item: str) -> Told:
        """The figure of this name."""
        return self.thing("f", item)  # type: ignore[no-any-return]

    def thing(self, kind: str, item: str) -> Any:
        """The happening (`h`), ceasefire (`t`) or figure (`f`) of this name; KeyError where there is none."""
        if kind + item not in self._items:
            self.product(report_of(item))
        return self._items[kind + item]

    def group(self, item: str, level: str) -> str:
        """The name of the group of this level that the thing (or the group below) stands in."""
        return self.shelf.piece(f"{level} in", item, old=self.old) or item

    def members(self, group: str, level: str) -> list[str]:
        """The things (or the groups below) of a group of this level, in their order; none where there is no such group."""
        return self.shelf.piece(f"{level} of", group, old=self.old) or []


def _kind(one: Happening | Terms | Told) -> str:
    return "h" if isinstance(one, Happening) else "t" if isinstance(one, Terms) else "f"


def _things(made: Product) -> Iterator[Happening | Terms | Told]:
    yield from made.happenings
    yield from made.terms
    yield from made.figures
