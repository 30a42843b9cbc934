"""Marks and pieces in the store: what the record's next report is brought together with. Computed, with the saved records and like them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete

from marsad.store import dialect, views
from marsad.store.bulk import Loose, add_rows
from marsad.store.canonical import canonical
from marsad.store.tables import marks, pieces

ROWS = 20_000
Mark = tuple[str, str, str]
Piece = tuple[str, str, Any]


class Kept:
    """The marks and pieces as one connection sees them; asked for hundreds of times for one report, hence without SQLAlchemy's work."""

    def __init__(self, conn: Connection) -> None:
        self._conn, self._listed = conn, dialect.database(conn).listed
        one, some = dialect.database(conn).HOLE, dialect.database(conn).LISTED
        under = f"FROM marks WHERE space = {one} AND key"
        self._under = f"SELECT key, item {under} {some}"
        self._before = f"SELECT item {under} = {one} AND item < {one} ORDER BY item DESC LIMIT {one}"
        self._behind = f"SELECT DISTINCT item {under} {some} AND item >= {one}"
        self._held = f"SELECT item {under} = {one} AND item {some}"
        self._of = f"SELECT name, json FROM pieces WHERE space = {one} AND name {some}"

    def marks(self, space: str, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        """(key, what stands under it) for each of these keys of the space."""
        yield from ((key, item) for key, item in self._conn.exec_driver_sql(self._under, (space, self._listed(keys))))

    def before(self, space: str, key: str, item: str, most: int) -> list[str]:
        """What stands under the key before this, the last of so many."""
        return list(self._conn.exec_driver_sql(self._before, (space, key, item, most)).scalars())

    def behind(self, space: str, keys: Sequence[str], item: str) -> list[str]:
        """What stands under one of the keys behind this, or is this."""
        return list(self._conn.exec_driver_sql(self._behind, (space, self._listed(keys), item)).scalars()) if keys else []

    def held(self, space: str, key: str, items: Sequence[str]) -> list[str]:
        """Those of these that stand under the key."""
        return list(self._conn.exec_driver_sql(self._held, (space, key, self._listed(items))).scalars()) if items else []

    def pieces(self, space: str, names: Sequence[str]) -> Iterator[tuple[str, Any]]:
        """(name, value) for each of these names of the space that has one."""
        found = self._conn.exec_driver_sql(self._of, (space, self._listed(names)))
        yield from ((name, json.loads(value)) for name, value in found)


class Put(NamedTuple):
    """A piece that comes between records."""

    space: str
    name: str
    value: Any


class Filling:
    """All marks and pieces anew, as they come."""

    def __init__(self, conn: Connection) -> None:
        forget(conn)
        self._conn, self._marks = conn, Loose(conn, marks)
        self._puts: list[Piece] = []

    def marks(self, found: Iterable[Mark]) -> None:
        """Nothing; there are these marks too."""
        self._marks.add(found)

    def pieces(self, found: Iterable[Piece]) -> None:
        """Nothing; there are these pieces too."""
        for values in _chunks(((space, name, canonical(value)) for space, name, value in found), ROWS):
            add_rows(self._conn, pieces, ("space", "name", "json"), values)

    def parted(self, found: Iterable[views.Row | Mark | Put]) -> Iterator[views.Row]:
        """The records; the marks and pieces between them are taken."""
        for one in found:
            if isinstance(one, views.Row):
                yield one
            elif isinstance(one, Put):
                self._puts.append(one)
                if len(self._puts) == ROWS:
                    self._put()
            else:
                self._marks.add((one,))

    def end(self) -> None:
        """Nothing; all are there."""
        self._put()
        self._marks.end()

    def _put(self) -> None:
        self.pieces(self._puts)
        self._puts = []


def forget(conn: Connection) -> None:
    """Nothing; no mark or piece is kept any more."""
    conn.execute(delete(marks))
    conn.execute(delete(pieces))


def change(conn: Connection, new: Sequence[Mark], gone: Sequence[Mark], changed: Sequence[Piece]) -> None:
    """Nothing; marks are added and taken away, and pieces have these values (None: they are taken away)."""
    one = dialect.database(conn).HOLE
    if gone:
        conn.exec_driver_sql(f"DELETE FROM marks WHERE space = {one} AND key = {one} AND item = {one}", list(gone))
    add_rows(conn, marks, ("space", "key", "item"), list(new), new_only=True)
    if changed:
        conn.exec_driver_sql(f"DELETE FROM pieces WHERE space = {one} AND name = {one}", [(space, name) for space, name, _ in changed])
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
