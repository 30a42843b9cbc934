"""Lists of records walked along in their order: no more is read than what is shown, and a bounded look at what is passed over.

Of the filters the one that fewest records pass leads; each of its values is a line that one index holds in the order of the pages.
Where other filters pass few of a line's records, LOOKED of it are looked at in one go; the answer says how far that came, and
`after` goes on from there.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, tuple_, union_all

from marsad.store.shelves import UNCOUNTED, Wanted, monday
from marsad.store.tables import facets, shares

MOST = 1_000
"""Records up to which those that pass filters are counted; above it a count says so much and no more."""
LOOKED = 2_500
"""Records that are looked at in one go."""
FEW = 1_000
"""Records of a sort up to which it is quicker to look at each than to walk along all."""
MANY = 40
"""Values up to which each is walked along by itself, in its order; more are looked for along all records."""
SOUGHT = 4
"""Values up to which each is sought by itself to see whether a record has it."""
AT_ONCE = 400
Place = tuple[str, str]
"""Where a record stands in the order of its pages: its sort and its id."""


@dataclass(frozen=True, slots=True)
class Line:
    """Records to walk along: a role, its values (the least of them, where `low`), and what else they must pass."""

    role: str
    values: tuple[str, ...]
    wanted: Wanted
    low: bool = False


@dataclass(frozen=True, slots=True)
class Walked:
    """What was found on the way: records in their order, whether there may be more, and the place that was come to."""

    found: list[Place]
    more: bool = False
    reached: Place | None = None


def walk(
    conn: Connection, group: str, wanted: Wanted, limit: int, offset: int = 0, *, up: bool = False, after: Place | None = None
) -> Walked:
    """So many of the records that pass, the last of their sort first (`up`: the first), those that come `after` this place."""
    lines = _lines(conn, group, wanted)
    asked = offset + limit + 1
    told = _read(conn, group, lines, asked, up, after)
    cut = [place for n, line in enumerate(lines) if len(told[n]) < asked and (place := _end(conn, group, line, len(lines), up, after))]
    found = list(dict.fromkeys(heapq.merge(*told, reverse=not up)))
    if cut:  # what lies beyond the nearest end of a line that was not walked to its own end is not known to be next
        near = min(cut) if up else max(cut)
        found = [place for place in found if (place <= near if up else place >= near)]
        if len(found) < asked:
            return Walked(found[offset:], True, near)
    here = found[offset : offset + limit]
    more = len(found) > offset + limit
    return Walked(here, more, here[-1] if more and here else None)


def cut(walked: Walked, limit: int, offset: int) -> Walked:
    """A part of what was found on the way."""
    here = walked.found[offset : offset + limit]
    if len(walked.found) > offset + limit:
        return Walked(here, True, here[-1])
    return Walked(here, walked.more, walked.reached)


def count(conn: Connection, group: str, wanted: Wanted, up: bool = False) -> tuple[int, bool, Walked | None]:
    """(how many records pass, whether there are more than this, the first of them where these were walked along to count them).

    What one tally tells is always exact.
    """
    if is_shared(wanted):
        role, some = wanted.any_of[0] if wanted.any_of else ("all", ("",))
        return _tally(conn, f"{group}.{role}", some), False, None
    if len(wanted.any_of) == 1 and not (wanted.at_least or wanted.since or wanted.until):
        each = [_tally(conn, f"{group}.{role}", (value,)) for role, values in wanted.any_of for value in values[:AT_ONCE]]
        if sum(each) > MOST:
            return max(*each, MOST), True, None
    found = walk(conn, group, wanted, MOST, up=up)
    return len(found.found), found.more, found


def is_shared(wanted: Wanted) -> bool:
    """Whether `shares` says how many pass."""
    if wanted.at_least or wanted.since or wanted.until or len(wanted.any_of) > 1:
        return False
    return all(len(values) == 1 and role not in UNCOUNTED for role, values in wanted.any_of)


def holding(conn: Connection, group: str, day: str, limit: int) -> list[str]:
    """The ids of the records of which a stretch holds the day; those that began last first, as far as few enough are looked at."""
    lines = [
        Line("open", ("",), Wanted(until=day)),
        Line("held", (monday(day),), Wanted(until=day, at_least=(("holds", day),))),
        Line("began", ("",), Wanted(since=monday(day), until=day, at_least=(("holds", day),))),
        Line("held", ("long",), Wanted(until=day, at_least=(("holds", day),))),
    ]
    told = _read(conn, group, lines, 2 * limit, False, None)
    return list(dict.fromkeys(ident for _, ident in heapq.merge(*told, reverse=True)))[:limit]


def having(conn: Connection, group: str, role: str, given: Sequence[str], limit: int, *, up: bool) -> list[str]:
    """The ids of the records that have one of these values for the role, in their order: all of several values are put in order at once."""
    found: set[Place] = set()
    for start in range(0, len(given), AT_ONCE):
        line = Line(role, tuple(given[start : start + AT_ONCE]), Wanted())
        found |= {(sort, ident) for sort, ident in conn.execute(_along(group, line, up, None).limit(limit))}
    return [ident for _, ident in sorted(found, reverse=not up)[:limit]]


def among(conn: Connection, group: str, roles: Sequence[str], some: Walked) -> tuple[dict[str, Sequence[tuple[str, int]]], bool]:
    """(value, records) by role among these records, the most first; and whether there are no others."""
    found: dict[str, Counter[str]] = {role: Counter() for role in roles}
    for start in range(0, len(some.found), AT_ONCE):
        idents = [ident for _, ident in some.found[start : start + AT_ONCE]]
        for role, own in found.items():
            here = (facets.c.id.in_(idents), facets.c.role == f"{group}.{role}")
            own.update(conn.execute(select(facets.c.value).where(*here)).scalars())
    return {role: sorted(own.items(), key=lambda pair: (-pair[1], pair[0])) for role, own in found.items()}, not some.more


def _tally(conn: Connection, role: str, given: Sequence[str]) -> int:
    query = select(func.coalesce(func.sum(shares.c.n), 0)).where(shares.c.role == role, shares.c.value.in_(given))
    return int(conn.execute(query).scalar_one())


def _lines(conn: Connection, group: str, wanted: Wanted) -> list[Line]:
    """What is walked along: each value of the leading role; and what began before the days asked for and goes on to them."""
    role, given = _leading(conn, group, wanted)
    along = [(role, (value,)) for value in given] if len(given) <= MANY else [(role, given)]
    lines = [Line(*one, wanted) for one in along]
    if wanted.since:
        week, goes_on = monday(wanted.since), (*wanted.at_least, ("until", wanted.since))
        near = replace(wanted, since=week, until=min(day_before(wanted.since), wanted.until or "~"), at_least=goes_on)
        far = replace(wanted, since=None, until=day_before(week), at_least=goes_on)
        lines += [Line(*one, near) for one in along if week < wanted.since]
        lines += [Line("week", (value,), far) for value in (week, "long")]
    return lines


def day_before(day: str) -> str:
    """The day before, as ISO; the first that there is at the beginning of the calendar."""
    return dt.date.fromordinal(max(dt.date.fromisoformat(day).toordinal() - 1, 1)).isoformat()


def _leading(conn: Connection, group: str, wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    """The role, and its values, to walk along: that with the fewest records, of those whose values are few or rare."""
    sizes = [
        (size, role, given)
        for role, given in wanted.any_of
        if (size := _tally(conn, f"{group}.{role}", given[:AT_ONCE]) if role not in UNCOUNTED else 0) <= FEW and len(given) <= AT_ONCE
        or len(given) <= MANY
    ]  # fmt: skip
    return min(sizes)[1:] if sizes else ("all", ("",))


def _read(conn: Connection, group: str, lines: Sequence[Line], most: int, up: bool, after: Place | None) -> list[list[Place]]:
    """The records of each line that pass, in their order, at most so many."""
    told: list[list[Place]] = [[] for _ in lines]
    each = [_passing(group, line, n, most, LOOKED // len(lines), up, after) for n, line in enumerate(lines)]
    for start in range(0, len(each), MANY):
        for n, sort, ident in conn.execute(union_all(*each[start : start + MANY])):
            told[n].append((sort, ident))
    return [sorted(line, reverse=not up) for line in told]


def _passing(group: str, line: Line, n: int, most: int, looked: int, up: bool, after: Place | None) -> Select[Any]:
    """The query of one line: what else must be passed is asked of so many of its records."""
    others = _others(line)
    here = _along(group, line, up, after).limit(looked if others else most).subquery()
    query = select(literal(n).label("n"), here.c.sort, here.c.id)
    for role, values, least in others:
        there = facets.alias()
        same = [there.c.id == here.c.id, there.c.role == f"{group}.{role}"]
        near = least is None and len(values) <= SOUGHT
        same += [there.c.sort == here.c.sort] if near else []  # both lists are in this order
        # of many values those that the record has are looked at, not each of them sought
        passes = there.c.value >= least if least is not None else (there.c.value if near else there.c.value.concat("")).in_(values)
        query = query.where(select(there.c.id).where(*same, passes).exists())
    return select(query.limit(most).subquery())


def _others(line: Line) -> list[tuple[str, Sequence[str], str | None]]:
    """What a line's records must pass beside being in it: (role, one of these values, at least this one)."""
    same = [(role, values, None) for role, values in line.wanted.any_of if role != line.role]
    return [*same, *((role, (), least) for role, least in line.wanted.at_least)]


def _along(group: str, line: Line, up: bool, after: Place | None) -> Select[Any]:
    """All records of a line between its days, in their order."""
    one = facets.alias()
    query = select(one.c.sort, one.c.id).where(one.c.role == f"{group}.{line.role}")
    query = query.where(one.c.value == line.values[0] if len(line.values) == 1 else one.c.value.in_(line.values))
    if line.wanted.since:
        query = query.where(one.c.sort >= line.wanted.since)
    if line.wanted.until:
        query = query.where(one.c.sort < f"{line.wanted.until}~")
    elif line.wanted.since:
        query = query.where(one.c.sort < "~")
    if after:
        place = tuple_(one.c.sort, one.c.id)
        query = query.where(place > tuple_(*after) if up else place < tuple_(*after))
    return query.order_by(*((one.c.sort, one.c.id) if up else (one.c.sort.desc(), one.c.id.desc())))


def _end(conn: Connection, group: str, line: Line, lines: int, up: bool, after: Place | None) -> Place | None:
    """The last record of a line that was looked at; None where the line ends before."""
    if not _others(line):
        return None
    row = conn.execute(_along(group, line, up, after).offset(LOOKED // lines - 1).limit(1)).first()
    return (row[0], row[1]) if row else None
