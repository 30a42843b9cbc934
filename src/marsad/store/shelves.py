"""Shelves: saved records by what they are found by, so that a list reads only the records that it shows, however many there are.

A facet `(role, value, sort, id)` says that a record has this value for `GROUP.ROLE`; `sort` is what orders it on its pages. Every record
stands under the role `all`. `shares` says how many records have each value of a role.
"""

from __future__ import annotations

import datetime as dt
import heapq
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, select, text

from marsad.store.bulk import Loose, add_rows
from marsad.store.tables import facets, records, shares

COLUMNS = ("role", "value", "sort", "id")
DOWN = frozenset({"incidents", "tolls"})
"""Groups whose pages show the last of their sort first."""
UNCOUNTED = frozenset({"claim", "until", "long", "incident", "ceasefire", "part_of", "kin", "holds", "extends", "at"})
MOST = 2_000
"""Records up to which those that pass filters are counted; above it a count says so much and no more."""
REACH = 7
"""Days up to which a record that goes on for some is looked for before the day that is asked for; what goes on for longer is `long`."""
FEW = 1_000
"""Records of a sort up to which it is quicker to look at each than to walk along all."""
AT_ONCE = 400
_ADD = text(
    "INSERT INTO shares (role, value, n) VALUES (:role, :value, :n) ON CONFLICT (role, value) DO UPDATE SET n = shares.n + excluded.n"
)
MANY = 40
"""Values up to which each is walked along by itself, in its order; more are sorted together."""
Found = tuple[str, str]
Along = tuple[str, Sequence[str], bool]


class Facet(NamedTuple):
    """A value that a record is found by; with a `sort` of its own where it stands elsewhere than on other pages."""

    role: str
    value: str
    sort: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records: for each role one of these values, or at least this one; days: whose sort begins between these two.

    A record that begins before `since` passes too where its facet `until`, or `long`, says that it goes on to that day.
    """

    any_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    at_least: tuple[tuple[str, str], ...] = ()
    since: str | None = None
    until: str | None = None


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
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(idents), AT_ONCE):
        here = (records.c.group == group, records.c.id.in_(idents[start : start + AT_ONCE]))
        found |= {row.id: json.loads(row.json) for row in conn.execute(select(records.c.id, records.c.json).where(*here))}
    return [found[ident] for ident in idents if ident in found]


def idents(conn: Connection, group: str, wanted: Wanted, limit: int, offset: int = 0, *, up: bool = False) -> list[str]:
    """The ids of the records that pass, the last of their sort first (`up`: the first)."""
    found = heapq.merge(*_lines(conn, group, wanted, limit + offset, up), reverse=not up)
    once = dict.fromkeys(ident for _, ident in found)
    return list(islice(once, offset, offset + limit))


def holding(conn: Connection, group: str, role: str, day: str, limit: int) -> list[str]:
    """The ids of the records whose stretch for the role, from its `sort` to its value, holds the day; those that began last first."""
    here = (facets.c.role == f"{group}.{role}", facets.c.value >= day, facets.c.sort <= day)
    query = select(facets.c.id).where(*here).order_by(facets.c.sort.desc(), facets.c.id.desc()).limit(2 * limit)
    return list(dict.fromkeys(conn.execute(query).scalars()))[:limit]


def count(conn: Connection, group: str, wanted: Wanted) -> int:
    """How many records pass: exactly up to MOST; MOST + 1 says that there are more. What one tally tells is always exact."""
    if is_shared(wanted):
        role, some = wanted.any_of[0] if wanted.any_of else ("all", ("",))
        return _tally(conn, f"{group}.{role}", some)
    return len(idents(conn, group, wanted, MOST + 1))


def is_shared(wanted: Wanted) -> bool:
    """Whether `shares` says how many pass."""
    if wanted.at_least or wanted.since or wanted.until or len(wanted.any_of) > 1:
        return False
    return all(len(values) == 1 and role not in UNCOUNTED for role, values in wanted.any_of)


def values(conn: Connection, group: str, role: str, *, like: str | None = None, most: int | None = None) -> list[tuple[str, int]]:
    """(value, records) of a role, the most first; those that contain these folded words."""
    query = select(shares.c.value, shares.c.n).where(shares.c.role == f"{group}.{role}")
    query = query.where(shares.c.value.contains(like, autoescape=True)) if like else query
    return [(row[0], row[1]) for row in conn.execute(query.order_by(shares.c.n.desc(), shares.c.value).limit(most))]


def titles(conn: Connection, group: str, words: Sequence[str]) -> list[str]:
    """The titles that hold all these words, those of most records first."""
    query = select(shares.c.value).where(shares.c.role == f"{group}.title", *(shares.c.value.contains(w, autoescape=True) for w in words))
    return list(conn.execute(query.order_by(shares.c.n.desc(), shares.c.value).limit(MANY)).scalars()) if words else []


def among(conn: Connection, group: str, role: str, wanted: Wanted) -> tuple[list[tuple[str, int]], bool]:
    """(value, records) of a role among those that pass, the most first; and whether all were counted, or only the first FEW."""
    if not wanted.any_of and not wanted.at_least and not wanted.since and not wanted.until:
        return values(conn, group, role), True
    some = idents(conn, group, wanted, FEW + 1)
    found: Counter[str] = Counter()
    for start in range(0, len(some[:FEW]), AT_ONCE):
        here = (facets.c.id.in_(some[start : start + AT_ONCE]), facets.c.role == f"{group}.{role}")
        found.update(conn.execute(select(facets.c.value).where(*here)).scalars())
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0])), len(some) <= FEW


def _tally(conn: Connection, role: str, given: Sequence[str]) -> int:
    query = select(func.coalesce(func.sum(shares.c.n), 0)).where(shares.c.role == role, shares.c.value.in_(given))
    return int(conn.execute(query).scalar_one())


def _lines(conn: Connection, group: str, wanted: Wanted, most: int, up: bool) -> list[list[Found]]:
    """For each value of the role with the fewest records, those that pass in their order: each list is read by one index alone."""
    role, given, low = _driver(conn, group, wanted)
    along = [(role, given, low)] if len(given) > MANY else [(role, (value,), low) for value in given]
    found = [_line(conn, group, wanted, one, most, up) for one in along]
    if wanted.since:  # what began before and goes on to that day
        near = replace(wanted, since=later(wanted.since, -REACH), until=wanted.since, at_least=(*wanted.at_least, ("until", wanted.since)))
        found += [_line(conn, group, near, one, most, up) for one in along]
        far = replace(wanted, since=None, until=near.since)
        found.append(_line(conn, group, far, ("long", (wanted.since,), True), most, up))
    return found


def later(day: str, days: int) -> str:
    """The day so many days on, as ISO; the first or the last that there is at the ends of the calendar."""
    at = dt.date.fromisoformat(day).toordinal() + days
    return dt.date.fromordinal(min(max(at, 1), dt.date.max.toordinal())).isoformat()


def _driver(conn: Connection, group: str, wanted: Wanted) -> Along:
    """The role, and its values, to walk along: that with the fewest records; True where the values are the least of a range."""
    sizes = [(_tally(conn, f"{group}.{role}", given) if role not in UNCOUNTED else 0, role, given, False) for role, given in wanted.any_of]
    for role, least in wanted.at_least:
        here = select(facets.c.id).where(facets.c.role == f"{group}.{role}", facets.c.value >= least).limit(FEW + 1)
        many = len(conn.execute(here).all())
        if many <= FEW:
            sizes.append((many, role, (least,), True))
    if not sizes:
        return "all", ("",), False
    _, role, given, low = min(sizes, key=lambda size: size[0])
    return role, given, low


def _line(conn: Connection, group: str, wanted: Wanted, along: Along, most: int, up: bool) -> list[Found]:
    """(sort, id) of the records that pass and begin between the days, walked along one value (or from it on) of one role."""
    role, given, low = along
    here = facets.alias("here")
    query = select(here.c.sort, here.c.id).where(here.c.role == f"{group}.{role}")
    query = query.where(here.c.value >= given[0] if low else here.c.value == given[0] if len(given) == 1 else here.c.value.in_(given))
    if wanted.since or wanted.until:
        query = query.where(here.c.sort >= (wanted.since or "0"), here.c.sort < f"{wanted.until or ''}~")
    for other, some in wanted.any_of:
        if other != role:
            there = facets.alias()
            same = (there.c.sort == here.c.sort, there.c.id == here.c.id)
            query = query.where(select(there.c.id).where(there.c.role == f"{group}.{other}", there.c.value.in_(some), *same).exists())
    for other, least in wanted.at_least:
        if other != role:
            there = facets.alias()
            same = (there.c.id == here.c.id, there.c.role == f"{group}.{other}")
            query = query.where(select(there.c.id).where(*same, there.c.value >= least).exists())
    order = (here.c.sort, here.c.id) if up else (here.c.sort.desc(), here.c.id.desc())
    return [(row[0], row[1]) for row in conn.execute(query.order_by(*order).limit(most))]
