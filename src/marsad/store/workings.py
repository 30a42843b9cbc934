"""Marks and pieces in the store: what the record's next report is brought together with. Computed, with the saved records and like them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, select, tuple_

from marsad.store import views
from marsad.store.bulk import Loose, add_rows
from marsad.store.canonical import canonical
from marsad.store.tables import marks, pieces

CHUNK = 300
ROWS = 20_000
Mark = tuple[str, str, str]
Piece = tuple[str, str, Any]
SOME: BindParameter[Any] = bindparam("some", expanding=True)
UNDER = select(marks.c.key, marks.c.item).where(marks.c.space == bindparam("space"), marks.c.key.in_(SOME))
ONE = select(marks.c.item).where(marks.c.space == bindparam("space"), marks.c.key == bindparam("key"))
BEFORE = ONE.where(marks.c.item < bindparam("item")).order_by(marks.c.item.desc()).limit(bindparam("most"))
BEHIND = ONE.where(marks.c.item > bindparam("item"))
HELD = ONE.where(marks.c.item.in_(SOME))
OF = select(pieces.c.name, pieces.c.json).where(pieces.c.space == bindparam("space"), pieces.c.name.in_(SOME))


class Kept:
    """The marks and pieces as one connection sees them."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def marks(self, space: str, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        """(key, what stands under it) for each of these keys of the space."""
        for some in _chunks(keys, CHUNK):
            yield from ((key, item) for key, item in self._conn.execute(UNDER, {"space": space, "some": some}))

    def beside(self, space: str, key: str, item: str, most: int) -> list[str]:
        """What stands under the key before this, the last of so many; where `most` is 0 all that stands behind it."""
        asked = {"space": space, "key": key, "item": item} | ({"most": most} if most else {})
        return list(self._conn.execute(BEFORE if most else BEHIND, asked).scalars())

    def held(self, space: str, key: str, items: Sequence[str]) -> list[str]:
        """Those of these that stand under the key."""
        found = (self._conn.execute(HELD, {"space": space, "key": key, "some": some}).scalars() for some in _chunks(items, CHUNK))
        return [item for some in found for item in some]

    def pieces(self, space: str, names: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """(name, value) for each of these names of the space that has one."""
        for some in _chunks(names, CHUNK):
            yield from ((name, json.loads(value)) for name, value in self._conn.execute(OF, {"space": space, "some": some}))


class Filling:
    """All marks and pieces anew, as they come."""

    def __init__(self, conn: Connection) -> None:
        forget(conn)
        self._conn, self._marks = conn, Loose(conn, marks)

    def marks(self, found: Iterable[Mark]) -> None:
        """Nothing; there are these marks too."""
        self._marks.add(found)

    def pieces(self, found: Iterable[Piece]) -> None:
        """Nothing; there are these pieces too."""
        for values in _chunks(((space, name, canonical(value)) for space, name, value in found), ROWS):
            add_rows(self._conn, pieces, ("space", "name", "json"), values)

    def parted(self, found: Iterable[views.Row | Mark]) -> Iterator[views.Row]:
        """The records; the marks between them are taken."""
        for one in found:
            if isinstance(one, views.Row):
                yield one
            else:
                self._marks.add((one,))

    def end(self) -> None:
        """Nothing; all are there."""
        self._marks.end()


def forget(conn: Connection) -> None:
    """Nothing; no mark or piece is kept any more."""
    conn.execute(delete(marks))
    conn.execute(delete(pieces))


def change(conn: Connection, new: Sequence[Mark], gone: Sequence[Mark], changed: Sequence[Piece]) -> None:
    """Nothing; marks are added and taken away, and pieces have these values (None: they are taken away)."""
    for some in _chunks(gone, CHUNK):
        conn.execute(delete(marks).where(tuple_(marks.c.space, marks.c.key, marks.c.item).in_(some)))
    add_rows(conn, marks, ("space", "key", "item"), list(new), new_only=True)
    for names in _chunks([(space, name) for space, name, _ in changed], CHUNK):
        conn.execute(delete(pieces).where(tuple_(pieces.c.space, pieces.c.name).in_(names)))
    add_rows(
        conn, pieces, ("space", "name", "json"), [(space, name, canonical(value)) for space, name, value in changed if value is not None]
    )


def _chunks(found: Iterable[Any], size: int) -> Iterator[list[Any]]:
    kept: list[Any] = []
    for one in found:
        kept.append(one)
        if len(kept) == size:
            yield kept
            kept = []
    if kept:
        yield kept
