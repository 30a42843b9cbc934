"""What binds actors, sources and places: ties.tsv (renamings, mergers, splits, who relays whom), definitions.tsv (what a source
counts), areas.tsv (what lies in a named area besides what has it as parent).

The tables may be missing. Ids are those of the theatre or of one it builds on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from marsad.theatres.codes import TERMS, TIES
from marsad.theatres.faults import Fault
from marsad.theatres.rows import DATE
from marsad.theatres.table import Table
from marsad.theatres.things import Actor, Definition, Tie

OPTIONAL = {
    "ties.tsv": "one kind other since? source",
    "definitions.tsv": "monitor term youngest? oldest? note? source",
    "areas.tsv": "area member source",
}
OLDEST = 120


def read_ties(table: Table, actors: Mapping[str, Actor], above: Collection[str]) -> tuple[Tie, ...]:
    """The ties in order; `actors` are the theatre's own, `above` the other ids that may stand there (monitors, and theatres below)."""
    found: dict[tuple[str, str, str], int] = {}
    ties: list[Tie] = []
    for line, (one, kind, other, since, source) in table.rows:
        try:
            table.check_code(line, "kind", kind, TIES)
            _check_ends(table, line, one, other, actors.keys() | above)
            _check_since(table, line, Tie(one, kind, other, since, source), actors)
            if (first := found.setdefault((one, kind, other), line)) != line:
                table.refuse(line, f"{one} {kind} {other} stands twice, first in line {first}; keep one row", "one")
        except Fault as fault:
            table.faults.note(fault)
            continue
        ties.append(Tie(one, kind, other, since or None, source))
    return tuple(ties)


def _check_ends(table: Table, line: int, one: str, other: str, known: Collection[str]) -> None:
    for column, ident in (("one", one), ("other", other)):
        if ident not in known:
            table.refuse(line, f"{ident!r} is no id of an actor or monitor; add it or correct it", column)
    if one == other:
        table.refuse(line, f"{one} is tied to itself; name another", "other")


def _check_since(table: Table, line: int, tie: Tie, actors: Mapping[str, Actor]) -> None:
    """Refuses a day that is none, or on which one of the two was not there yet (for `became`: on which the old name was gone)."""
    since = tie.since or ""
    if since and not DATE.fullmatch(since):
        table.refuse(line, f"since {since!r}; write a year, month or day: 2013, 2013-04 or 2013-04-09", "since")
    for ident in (tie.one, tie.other):
        begins = actors[ident].begins if ident in actors else None
        if since and begins and tie.kind != "relays" and since < begins[: len(since)]:
            table.refuse(line, f"since {since} lies before {ident} begins ({begins})", "since")
    ends = actors[tie.one].ends if tie.one in actors else None
    if since and ends and tie.kind == "became" and int(since[:4]) > int(ends[:4]) + 1:
        table.refuse(line, f"since {since} lies more than a year behind the end of {tie.one} ({ends}), which had the old name", "since")


def read_definitions(table: Table, known: Collection[str]) -> tuple[Definition, ...]:
    """The definitions in order; `known` are the ids of monitors."""
    found: dict[tuple[str, str], Definition] = {}
    for line, (monitor, term, youngest, oldest, note, source) in table.rows:
        try:
            table.check_code(line, "term", term, TERMS)
            if monitor not in known:
                table.refuse(line, f"{monitor!r} is no id of a monitor; add it or correct it", "monitor")
            if (monitor, term) in found:
                table.refuse(line, f"{monitor} defines {term} twice; keep one row", "term")
            bounds = _years(table, line, "youngest", youngest), _years(table, line, "oldest", oldest)
            if None not in bounds and youngest and oldest and int(oldest) < int(youngest):
                table.refuse(line, f"oldest {oldest} lies below youngest {youngest}", "oldest")
            found[monitor, term] = Definition(monitor, term, *bounds, note, source)
        except Fault as fault:
            table.faults.note(fault)
    return tuple(found.values())


def _years(table: Table, line: int, column: str, value: str) -> int | None:
    if value and not (value.isdecimal() and value.isascii() and int(value) <= OLDEST):
        table.refuse(line, f"{column} {value!r}; write whole years, 17 for children under 18", column)
    return int(value) if value else None


def read_areas(table: Table, known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The areas that a place lies in besides its parents, by its id; `known` are the ids of places."""
    found: dict[str, tuple[str, ...]] = {}
    for line, (area, member, _) in table.rows:
        try:
            for column, ident in (("area", area), ("member", member)):
                if ident not in known:
                    table.refuse(line, f"{ident!r} is no id of a place; add it or correct it", column)
            if area == member or area in found.get(member, ()) or member in found.get(area, ()):
                table.refuse(line, f"{member} in {area}: stands there already, or the other way round; keep one row", "member")
            found[member] = (*found.get(member, ()), area)
        except Fault as fault:
            table.faults.note(fault)
    return found
