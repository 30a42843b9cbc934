"""The shelf of saved records as whoever shows them asks it: one, some by what they are found by, how many; of a store or in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Connection, StaticPool, create_engine

from marsad.store import shelves, views, walking
from marsad.store.bulk import add_rows
from marsad.store.shelves import DOWN, Wanted
from marsad.store.tables import facets, metadata, records, shares
from marsad.store.walking import Place

EVERY = Wanted()
WHOLE = 10_000  # records of a list that is not paged
Row = dict[str, Any]
Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of records in JSON: whether others follow and from which place, how many pass (more than that where `beyond`).

    `short`: it is no full page, because that many were looked at; what follows was not looked at yet. `counted`: those that were walked
    along to count them, where they were.
    """

    lines: list[str]
    more: bool = False
    reached: Place | None = None
    total: int = 0
    beyond: bool = False
    short: bool = False
    counted: walking.Walked | None = None


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

    def page(self, group: str, wanted: Wanted, *, limit: int, offset: int = 0, after: Place | None = None) -> Leaf:
        """So many records that pass, in the order of their pages, beyond a place in it; and how many there are."""
        up = group not in DOWN
        with self._reading() as conn:
            total, beyond, counted = walking.count(conn, group, wanted, up)
            if after or counted is None or offset + limit > walking.MOST:
                walked = walking.walk(conn, group, wanted, limit, offset, up=up, after=after)
            else:
                walked = walking.cut(counted, limit, offset)
            found = shelves.lines(conn, group, [ident for _, ident in walked.found])
        short = len(walked.found) < limit and walked.more
        return Leaf(found, walked.more, walked.reached, total, beyond, short, counted)

    def list(self, group: str, wanted: Wanted = EVERY, *, limit: int = WHOLE) -> Rows:
        """The first records that pass, in the order of their pages, however many must be looked at."""
        with self._reading() as conn:
            way = walking.walk(conn, group, wanted, limit, up=group not in DOWN)
            found = way.found
            while way.more and len(found) < limit:
                way = walking.walk(conn, group, wanted, limit - len(found), up=group not in DOWN, after=way.reached)
                found += way.found
            return shelves.rows(conn, group, [ident for _, ident in found])

    def of(self, group: str, role: str, *values: str, limit: int = WHOLE) -> Rows:
        """The records of the group that have one of these values for the role, in the order of their pages; of several few have each."""
        with self._reading() as conn:
            return shelves.rows(conn, group, walking.having(conn, group, role, values, limit, up=group not in DOWN))

    def titled(self, group: str, words: str, *, limit: int) -> Rows:
        """The records of the group whose titles hold all these folded words, in the order of their pages."""
        with self._reading() as conn:
            titles = shelves.titles(conn, group, words.split())
        return self.list(group, Wanted((("title", tuple(titles)),)), limit=limit) if titles else []

    def last(self, group: str, role: str, *, limit: int) -> Rows:
        """The records that stand under a role whatever its value is, the last of its own order first."""
        with self._reading() as conn:
            found = walking.walk(conn, group, Wanted(((role, ("",)),)), limit).found
            return shelves.rows(conn, group, [ident for _, ident in found])

    def holding(self, group: str, day: str, *, limit: int) -> Rows:
        """The records of which a stretch holds the day, or has begun and has no end; those that began last first."""
        with self._reading() as conn:
            return shelves.rows(conn, group, walking.holding(conn, group, day, limit))

    def count(self, group: str, wanted: Wanted = EVERY) -> tuple[int, bool]:
        """(how many records pass, whether there are more than this)."""
        with self._reading() as conn:
            return walking.count(conn, group, wanted, group not in DOWN)[:2]

    def counts(self, group: str, role: str, values: Sequence[str]) -> dict[str, int]:
        """How many records have each of these values of a role, those that some have; no record is read."""
        with self._reading() as conn:
            return shelves.counts(conn, group, role, values)

    def values(self, group: str, role: str, *, like: str | None = None, most: int | None = None) -> Sequence[tuple[str, int]]:
        """(value, records) of a role, the most first; with `like` those whose value holds this."""
        with self._reading() as conn:
            return shelves.values(conn, group, role, like=like, most=most)

    def among(
        self, group: str, roles: Sequence[str], wanted: Wanted, counted: walking.Walked | None = None
    ) -> tuple[dict[str, Sequence[tuple[str, int]]], bool]:
        """(value, records) by role among those that pass, the most first; and whether all of them were counted.

        `counted` are the first that pass, where they are known.
        """
        with self._reading() as conn:
            return walking.among(conn, group, roles, counted or walking.walk(conn, group, wanted, walking.FEW))


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
