"""The shelf of saved records as whoever shows them asks it: one, some by what they are found by, how many; of a store or in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Connection, StaticPool, create_engine

from marsad.store import shelves, views
from marsad.store.bulk import add_rows
from marsad.store.shelves import Wanted
from marsad.store.tables import facets, metadata, records, shares

EVERY = Wanted()
WHOLE = 10_000  # records of a list that is not paged
Row = dict[str, Any]
Rows = list[Row]


class Shelf:
    """Saved records, read as they stand when asked for; `reading` gives a connection."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def one(self, group: str, ident: str) -> Row | None:
        """The record of the group with this id; None where there is none."""
        with self._reading() as conn:
            return shelves.one(conn, group, ident)

    def some(self, group: str, idents: Sequence[str]) -> Rows:
        """The records of the group with these ids, in their order."""
        with self._reading() as conn:
            return shelves.rows(conn, group, idents)

    def list(self, group: str, wanted: Wanted = EVERY, *, limit: int = WHOLE, offset: int = 0) -> Rows:
        """The records that pass, in the order of their pages."""
        with self._reading() as conn:
            return shelves.rows(conn, group, shelves.idents(conn, group, wanted, limit, offset, up=group not in shelves.DOWN))

    def of(self, group: str, role: str, *values: str, limit: int = WHOLE) -> Rows:
        """The records of the group that have one of these values for the role, in the order of their pages."""
        if not values:
            return []
        return self.list(group, Wanted(((role, values),)), limit=limit)

    def titled(self, group: str, words: str, *, limit: int) -> Rows:
        """The records of the group whose titles hold all these folded words, in the order of their pages."""
        with self._reading() as conn:
            titles = shelves.titles(conn, group, words.split())
        return self.of(group, "title", *titles, limit=limit)

    def last(self, group: str, role: str, *, limit: int) -> Rows:
        """The records that stand under a role whatever its value is, the last of its own order first."""
        with self._reading() as conn:
            return shelves.rows(conn, group, shelves.idents(conn, group, Wanted(((role, ("",)),)), limit))

    def holding(self, group: str, role: str, day: str, *, limit: int) -> Rows:
        """The records whose stretch for the role, from its `sort` to its value, holds the day; those that began last first."""
        with self._reading() as conn:
            return shelves.rows(conn, group, shelves.holding(conn, group, role, day, limit))

    def count(self, group: str, wanted: Wanted = EVERY) -> int:
        """How many records pass; MOST + 1 where more do than are counted."""
        with self._reading() as conn:
            return shelves.count(conn, group, wanted)

    def values(self, group: str, role: str, *, like: str | None = None, most: int | None = None) -> Sequence[tuple[str, int]]:
        """(value, records) of a role, the most first; with `like` those whose value holds this."""
        with self._reading() as conn:
            return shelves.values(conn, group, role, like=like, most=most)

    def among(self, group: str, role: str, wanted: Wanted) -> tuple[Sequence[tuple[str, int]], bool]:
        """(value, records) of a role among those that pass, the most first; and whether all of them were counted."""
        with self._reading() as conn:
            return shelves.among(conn, group, role, wanted)


def in_memory(rows: Iterable[views.Row]) -> Shelf:
    """A shelf of these records that no store holds: of a past moment, or of a store that may not be written."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    found = list(rows)
    with engine.begin() as conn:
        metadata.create_all(conn, tables=[records, facets, shares])
        add_rows(conn, records, views.COLUMNS, [row.kept for row in found])
        shelves.fill(conn, ((row.group, row.id, row.shown, row.facets) for row in found))
    lock = Lock()

    @contextmanager
    def reading() -> Iterator[Connection]:
        with lock, engine.connect() as conn:
            yield conn

    return Shelf(reading)
