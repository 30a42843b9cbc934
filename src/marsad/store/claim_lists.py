"""Lists of claims in the order of their days, the latest first: walked along the names, kinds and types that they are found by.

As with records (walking.py) the filter that fewest claims pass leads, and of the claims that it holds LOOKED are looked at in one go.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Integer, Select, Subquery, column, func, literal, or_, select, text, tuple_, union_all

from marsad.store import walking
from marsad.store.kept import StoredClaim
from marsad.store.listing import claims_query, stored_claims
from marsad.store.rows import fold_name, late
from marsad.store.shelves import monday
from marsad.store.tables import claims, mentions, names, standing
from marsad.store.walking import AT_ONCE, FEW, MANY

NAMED = ("place", "actor", "source")
Place = tuple[int, int, int]
"""Where a claim stands in the order: how late its day is (the latest least), its run, its position there."""
Found = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sieve:
    """One filter: the (role, folded) that a claim may be found by, all of them where they are `few` enough; a part of a name."""

    role: str
    found: Found
    few: bool = True
    part: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """Days as `late` counts them, from the earliest down to the latest; `since`: the last day is no earlier than this."""

    most: int | None = None
    least: int | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Claims to walk along: those found by one of these, what else they must pass, their days."""

    found: Found
    others: tuple[Sieve, ...]
    days: Days


@dataclass(frozen=True, slots=True)
class Way:
    """Where claims stand that were found, in order; the place come to, None at the end; whether that is short of what was asked."""

    found: list[Place]
    reached: Place | None = None
    short: bool = False


def walk(conn: Connection, wanted: Mapping[str, Any], limit: int, offset: int = 0, after: Place | None = None) -> Way:
    """So many of the claims that pass these filters (see Store.claims) and come after this place."""
    lines = list(_lines(conn, wanted))
    most = offset + limit + 1
    told: list[list[Place]] = [[] for _ in lines]
    for start in range(0, len(lines), MANY):
        some = [_passing(line, n, most, len(lines), after) for n, line in enumerate(lines[start : start + MANY], start)]
        for n, *place in conn.execute(union_all(*some)):
            told[n].append(tuple(place))
    ends = (_end(conn, line, len(lines), after) for n, line in enumerate(lines) if len(told[n]) < most)
    near = min((end for end in ends if end), default=None)
    found = list(dict.fromkeys(heapq.merge(*map(sorted, told))))
    if near is not None:
        found = [place for place in found if place <= near]
    if near is not None and len(found) < most:
        return Way(found[offset:], near, len(found) < offset + limit)
    here = found[offset : offset + limit]
    return Way(here, here[-1] if len(found) > offset + limit else None)


def read(conn: Connection, found: Sequence[Place]) -> list[StoredClaim]:
    """The claims at these places, in their order."""
    order = {place[1:]: n for n, place in enumerate(found)}
    made: list[tuple[int, StoredClaim]] = []
    for some in _some(found):
        query = claims_query().order_by(None).join(some, (claims.c.run == some.c.column1) & (claims.c.position == some.c.column2))
        rows = conn.execute(query.add_columns(claims.c.run, claims.c.position)).all()
        made += zip((order[row.run, row.position] for row in rows), stored_claims(rows), strict=True)
    return [one for _, one in sorted(made, key=lambda pair: pair[0])]


def found_by(conn: Connection, found: Sequence[Place], roles: Sequence[str]) -> list[tuple[tuple[int, int], str, str]]:
    """((run, position), role, folded) of what the claims at these places are found by, of these roles."""
    columns = (mentions.c.run, mentions.c.position, mentions.c.role, mentions.c.folded)
    queries = (
        select(*columns)
        .join(some, (mentions.c.run == some.c.column1) & (mentions.c.position == some.c.column2))
        .where(mentions.c.role == role)
        for role in roles
        for some in _some(found)
    )
    return [((run, position), role, folded) for query in queries for run, position, role, folded in conn.execute(query)]


def _some(found: Sequence[Place]) -> Iterator[Subquery]:
    """Runs and positions, so many at once, to be joined with: databases look each up by the key of the table."""
    for n in range(0, len(found), AT_ONCE):
        rows = ", ".join(f"({int(run)}, {int(position)})" for _, run, position in found[n : n + AT_ONCE])
        told = text(f"VALUES {rows}").columns(column("column1", Integer), column("column2", Integer))  # both databases call them so
        yield told.subquery("some")


def _lines(conn: Connection, wanted: Mapping[str, Any]) -> list[Line]:
    """What is walked along: what the leading filter is found by, one by one; and what began before the days asked for and goes on."""
    sieves = [*_plain(wanted), *(_named(conn, role, name) for role in NAMED if (name := wanted.get(role)))]
    first = _leading(conn, sieves)
    others = tuple(one for one in sieves if one is not first)
    each: list[Found] = [(one,) for one in first.found] if len(first.found) <= MANY else [first.found]
    since, until = (day.isoformat() if (day := wanted.get(name)) else None for name in ("since", "until"))
    undated = late(None) - 1 if until else None
    days = Days(late(since) if since else undated, late(until) if until else None)
    lines = [Line(one, others, days) for one in each]
    if since:
        week = monday(since)
        near = Days(late(week), max(late(since) + 1, days.least or 0), since)
        lines += [Line(one, others, near) for one in each if week < since]
        far = replace(near, most=None, least=late(week) + 1)
        lines += [Line((("week", value),), tuple(sieves), far) for value in (week, "long")]
    return lines


def _plain(wanted: Mapping[str, Any]) -> list[Sieve]:
    return [Sieve(role, ((role, str(wanted[role])),)) for role in ("kind", "type") if wanted.get(role)]


def _named(conn: Connection, role: str, name: str) -> Sieve:
    """The spellings that hold the name, and the id that it may be."""
    part = fold_name(name)
    alike = select(names.c.folded).where(names.c.folded.contains(part, autoescape=True)).limit(AT_ONCE + 1)
    spelled = sorted(conn.execute(alike).scalars())
    return Sieve(role, (*((role, one) for one in spelled[:AT_ONCE]), (f"{role}_id", name)), len(spelled) <= AT_ONCE, part)


def _leading(conn: Connection, sieves: Sequence[Sieve]) -> Sieve:
    """The filter that fewest claims pass, of those whose names are few or rare; without any, all claims."""
    sized = [(_size(conn, one), n, one) for n, one in enumerate(sieves) if one.few]
    found = [row for row in sized if row[0] <= FEW or len(row[2].found) <= MANY]
    return min(found)[2] if found else Sieve("all", (("all", ""),))


def _size(conn: Connection, sieve: Sieve) -> int:
    """How many rows find a claim by it, counted up to walking.LOOKED."""
    ones = (select(mentions.c.run).where(_any(mentions, (one,))).limit(walking.LOOKED).subquery() for one in sieve.found)
    return int(
        conn.execute(
            select(func.sum(union_all(*(select(func.count().label("n")).select_from(one) for one in ones)).subquery().c.n))
        ).scalar_one()
    )


def _any(table: Any, found: Found) -> Any:
    by_role = {role: [one for other, one in found if other == role] for role, _ in found}
    return or_(
        *((table.c.role == role) & (table.c.folded.in_(some) if some[1:] else table.c.folded == some[0]) for role, some in by_role.items())
    )


def _passing(line: Line, n: int, most: int, lines: int, after: Place | None) -> Select[Any]:
    """The query of one line: what else must be passed is asked of so many of its claims, in their order."""
    here = _along(line, after).limit(walking.LOOKED // lines).subquery()
    query = select(literal(n).label("n"), *here.c).where(
        select(standing.c.run).where(standing.c.run == here.c.run, standing.c.newest).exists()
    )
    for sieve in line.others:
        there = mentions.alias()
        own = (there.c.run == here.c.run, there.c.position == here.c.position)
        query = query.where(select(there.c.run).where(*own, _passes(there, sieve)).exists())
    if line.days.since:
        own_days = (claims.c.run == here.c.run, claims.c.position == here.c.position, claims.c.last_day >= line.days.since)
        query = query.where(select(claims.c.run).where(*own_days).exists())
    return select(query.limit(most).subquery())


def _passes(there: Any, sieve: Sieve) -> Any:
    if sieve.role not in NAMED:
        return _any(there, sieve.found)
    spelled = (there.c.role == sieve.role) & there.c.folded.contains(sieve.part, autoescape=True)
    return spelled | ((there.c.role == sieve.found[-1][0]) & (there.c.folded == sieve.found[-1][1]))


def _along(line: Line, after: Place | None) -> Select[Any]:
    """All claims of a line between its days, in their order."""
    one = mentions.alias()
    place = (one.c.late, one.c.run, one.c.position)
    query = select(*place).where(_any(one, line.found))
    query = query.where(one.c.late <= line.days.most) if line.days.most is not None else query
    query = query.where(one.c.late >= line.days.least) if line.days.least is not None else query
    query = query.where(tuple_(*place) > tuple_(*after)) if after else query
    return query.order_by(*place)


def _end(conn: Connection, line: Line, lines: int, after: Place | None) -> Place | None:
    """The last claim of a line that was looked at; None where the line ends before."""
    row = conn.execute(_along(line, after).offset(walking.LOOKED // lines - 1).limit(1)).first()
    return (row[0], row[1], row[2]) if row else None


def every(conn: Connection, wanted: Mapping[str, Any], limit: int | None, offset: int) -> list[StoredClaim]:
    """The claims that pass, so many after the first `offset`, however many must be looked at."""
    found: list[Place] = []
    end = None if limit is None else offset + limit
    way = walk(conn, wanted, walking.LOOKED)
    while True:
        found += way.found
        if way.reached is None or (end is not None and len(found) >= end):
            return read(conn, found[offset:end])
        way = walk(conn, wanted, walking.LOOKED, after=way.reached)


def told(place: Place) -> dt.date | None:
    """The day of a claim at this place; None where it has none."""
    return None if place[0] == late(None) else dt.date.fromordinal(dt.date.max.toordinal() - place[0])
