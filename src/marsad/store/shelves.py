"""Shelves: saved records by what they are found by, so that a list reads only the records that it shows, however many there are.

A facet `(role, value, sort, id)` says that a record has this value for `GROUP.ROLE`; `sort` is what orders it on its pages. Every record
stands under the role `all`. `shares` says how many records have each value of a role.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, select, text

from marsad.store.bulk import Loose, add_rows
from marsad.store.tables import facets, records, shares

COLUMNS = ("role", "value", "sort", "id")
DOWN = frozenset({"incidents", "tolls"})
"""Groups whose pages show the last of their sort first."""
UNCOUNTED = frozenset(
    {"claim", "until", "week", "incident", "ceasefire", "part_of", "kin", "holds", "held", "open", "began", "extends", "at", "day"}
)
WEEKS = 60
"""Weeks up to which a stretch stands under each Monday that it holds; a longer one is `long`."""
STEPS = (0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Numbers that a record stands under where it has at least so many, so that those with many are one list."""
AT_ONCE = 400
_ADD = text(
    "INSERT INTO shares (role, value, n) VALUES (:role, :value, :n) ON CONFLICT (role, value) DO UPDATE SET n = shares.n + excluded.n"
)
TITLES = 40  # titles that hold the words of a search, those of most records
Found = tuple[str, str]


class Facet(NamedTuple):
    """A value that a record is found by; with a `sort` of its own where it stands elsewhere than on other pages."""

    role: str
    value: str
    sort: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records: for each role one of these values, or at least this one; days: whose sort begins between these two.

    A record that begins before `since` passes too where its facet `until` says that it goes on to that day.
    """

    any_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    at_least: tuple[tuple[str, str], ...] = ()
    since: str | None = None
    until: str | None = None


def number(n: int) -> str:
    """The number so that numbers sort as what they are worth."""
    return f"{n:09}"


def step(n: int) -> int:
    """The greatest of STEPS that is not above the number."""
    return max((one for one in STEPS if one <= n), default=0)


def monday(day: str) -> str:
    """The Monday of the day's week, as ISO; the first day that there is at the beginning of the calendar."""
    at = dt.date.fromisoformat(day)
    return dt.date.fromordinal(max(at.toordinal() - at.weekday(), 1)).isoformat()


def weeks(first: str, last: str) -> list[str]:
    """The Mondays after the first day up to the last, `long` where they are more than WEEKS.

    >>> weeks("2016-05-01", "2016-05-10")
    ['2016-05-02', '2016-05-09']
    """
    low, high = dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal()
    found = range(low + 1 + (-low) % 7, high + 1, 7)  # Mondays are the days whose number leaves 1
    return ["long"] if len(found) > WEEKS else [dt.date.fromordinal(n).isoformat() for n in found]


def put(conn: Connection, rows: Iterable[tuple[str, str, str, Sequence[Facet]]]) -> None:
    """Nothing; adds the facets of records, given as (group, id, sort, facets)."""
    made = [row for one in rows for row in _rows(*one)]
    add_rows(conn, facets, COLUMNS, made)
    _add(conn, _counted(made))


def take(conn: Connection, group: str, idents: Collection[str]) -> None:
    """Nothing; takes the facets of these records of one group away."""
    here = (facets.c.id.in_(list(idents)), facets.c.role >= f"{group}.", facets.c.role < f"{group}/")
    gone = [tuple(row) for row in conn.execute(select(facets).where(*here))]
    conn.execute(delete(facets).where(*here))
    _add(conn, {count: -n for count, n in _counted(gone).items()})


def fill(conn: Connection, rows: Iterable[tuple[str, str, str, Sequence[Facet]]]) -> None:
    """Nothing; all facets are those of these records: sorted first, so that the table is written in its own order."""
    clear(conn)
    loose = Loose(conn, facets)
    loose.add(chain.from_iterable(_rows(*one) for one in rows))
    loose.end()
    _count_anew(conn)


def clear(conn: Connection) -> None:
    """Nothing; no record has a facet any more."""
    conn.execute(delete(facets))
    conn.execute(delete(shares))


def _count_anew(conn: Connection) -> None:
    every = select(facets.c.role, facets.c.value, func.count()).group_by(facets.c.role, facets.c.value)
    _add(conn, {(role, value): n for role, value, n in conn.execute(every).all() if _is_counted(role)})


def _add(conn: Connection, found: Mapping[Found, int]) -> None:
    made = [{"role": role, "value": value, "n": n} for (role, value), n in sorted(found.items())]
    if made:
        conn.execute(_ADD, made)
    if any(n < 0 for n in found.values()):
        conn.execute(delete(shares).where(shares.c.n == 0))


def _rows(group: str, ident: str, sort: str, found: Sequence[Facet]) -> Iterator[tuple[str, str, str, str]]:
    own = {(f"{group}.{one.role}", one.value, sort if one.sort is None else one.sort, ident) for one in (Facet("all", ""), *found)}
    yield from sorted(own)


def _counted(rows: Iterable[Sequence[str]]) -> Counter[Found]:
    return Counter((row[0], row[1]) for row in rows if _is_counted(row[0]))


def _is_counted(role: str) -> bool:
    return role.partition(".")[2] not in UNCOUNTED


def one(conn: Connection, group: str, ident: str) -> dict[str, Any] | None:
    """The record of the group with this id."""
    found = conn.execute(select(records.c.json).where(records.c.group == group, records.c.id == ident)).scalar()
    return json.loads(found) if found is not None else None


def rows(conn: Connection, group: str, idents: Sequence[str]) -> list[dict[str, Any]]:
    """The records of the group with these ids, in their order."""
    return [json.loads(line) for line in lines(conn, group, idents)]


def lines(conn: Connection, group: str, idents: Sequence[str]) -> list[str]:
    """The same as they are kept, in JSON."""
    found: dict[str, str] = {}
    for start in range(0, len(idents), AT_ONCE):
        here = (records.c.group == group, records.c.id.in_(idents[start : start + AT_ONCE]))
        found |= {row[0]: row[1] for row in conn.execute(select(records.c.id, records.c.json).where(*here))}
    return [found[ident] for ident in idents if ident in found]


def values(conn: Connection, group: str, role: str, *, like: str | None = None, most: int | None = None) -> list[tuple[str, int]]:
    """(value, records) of a role, the most first; those that contain these folded words."""
    query = select(shares.c.value, shares.c.n).where(shares.c.role == f"{group}.{role}")
    query = query.where(shares.c.value.contains(like, autoescape=True)) if like else query
    return [(row[0], row[1]) for row in conn.execute(query.order_by(shares.c.n.desc(), shares.c.value).limit(most))]


def counts(conn: Connection, group: str, role: str, given: Sequence[str]) -> dict[str, int]:
    """How many records have each of these values of a role, those that some have."""
    found: dict[str, int] = {}
    for start in range(0, len(given), AT_ONCE):
        here = (facets.c.role == f"{group}.{role}", facets.c.value.in_(given[start : start + AT_ONCE]))
        found |= {row[0]: row[1] for row in conn.execute(select(facets.c.value, func.count()).where(*here).group_by(facets.c.value))}
    return found


def titles(conn: Connection, group: str, words: Sequence[str]) -> list[str]:
    """The titles that hold all these words, those of most records first."""
    query = select(shares.c.value).where(shares.c.role == f"{group}.title", *(shares.c.value.contains(w, autoescape=True) for w in words))
    return list(conn.execute(query.order_by(shares.c.n.desc(), shares.c.value).limit(TITLES)).scalars()) if words else []
