"""From checked table rows to places, actors and monitors: codes, parents, coordinates and dates."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from marsad.theatres import codes
from marsad.theatres.faults import Fault, said
from marsad.theatres.names import Names
from marsad.theatres.table import Table
from marsad.theatres.things import Actor, Monitor, Place

COLUMNS = {
    "places.tsv": "id name_ar name_en type parent? lat? lon? precision pcode? source",
    "place_names.tsv": "place name usage ambiguous note?",
    "actors.tsv": "id name_ar name_en type side parent? begins? ends? acled? plover? source",
    "actor_names.tsv": "actor name usage ambiguous note?",
    "monitors.tsv": "id name_ar name_en type languages independent stance source",
    "monitor_names.tsv": "monitor name usage ambiguous note?",
}
SLUG = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")
is_slug = SLUG.fullmatch
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_MAKE = tuple.__new__  # what Place() calls, too: half the time for 50,000 rows
LANGUAGE = re.compile(r"[a-z]{2,3}")
Bounds = Mapping[str, tuple[float, float, float, float]]


def read_places(table: Table, names: Names, above: Collection[str], bounds: Bounds) -> dict[str, Place]:
    """The places by id; `above` are the ids of theatres that this one builds on, `bounds` south, north, west, east by country."""
    found: dict[str, Place] = {}
    lines: dict[str, int] = {}
    first, in_order = names.forms, True
    for line, (id, ar, en, type, parent, lat, lon, precision, pcode, source) in table.rows:
        try:
            if id in lines or id in above or not is_slug(id):
                _check_id(table, line, id, lines, above)
            in_order = in_order and (not parent or parent in found or parent in above)
            lines[id] = line
            if type not in codes.PLACE_TYPES or precision not in codes.PRECISIONS:  # looked at here first: there may be 50,000 rows
                table.check_code(line, "type", type, codes.PLACE_TYPES)
                table.check_code(line, "precision", precision, codes.PRECISIONS)
            y, x = _point(table, line, lat, lon, bounds.get(id.split("/", 1)[0])) if lat or lon else (None, None)
            known = first.get(id)
            forms = tuple(known) if known and known[0].text == ar else names.take(id, ar, table, line)
        except Fault as fault:
            table.faults.note(fault)
            continue
        found[id] = _MAKE(Place, (id, ar, en, type, parent or None, y, x, precision, pcode or None, source, forms))
    if not in_order:  # else each parent stands before what lies in it: none is missing, none goes round
        _check_parents(table, lines, {p.id: p.parent for p in found.values()}, above)
    names.check_owners(lines, "places.tsv")
    return found


def read_actors(table: Table, names: Names, above: Collection[str], sides: Collection[str]) -> dict[str, Actor]:
    """The actors by id; `sides` are the codes of theatre.toml."""
    found: dict[str, Actor] = {}
    lines: dict[str, int] = {}
    for line, (id, ar, en, type, side, parent, begins, ends, acled, plover, source) in table.rows:
        try:
            _check_id(table, line, id, lines, above)
            lines[id] = line
            table.check_code(line, "type", type, codes.ACTOR_TYPES)
            table.check_code(line, "side", side, sides)
            table.check_code(line, "acled", acled, ("", *codes.ACLED))
            table.check_code(line, "plover", plover, ("", *codes.PLOVER))
            _check_dates(table, line, begins, ends)
            forms = names.take(id, ar, table, line)
        except Fault as fault:
            table.faults.note(fault)
            continue
        mapped = begins or None, ends or None, acled or None, plover or None
        found[id] = Actor(id, ar, en, type, side, parent or None, *mapped, source, forms)
    _check_parents(table, lines, {a.id: a.parent for a in found.values()}, above)
    names.check_owners(lines, "actors.tsv")
    return found


def read_monitors(table: Table, names: Names, above: Collection[str]) -> dict[str, Monitor]:
    """The monitors and other sources by id."""
    found: dict[str, Monitor] = {}
    lines: dict[str, int] = {}
    for line, (id, ar, en, type, languages, independent, stance, source) in table.rows:
        try:
            _check_id(table, line, id, lines, above)
            lines[id] = line
            table.check_code(line, "type", type, codes.MONITOR_TYPES)
            table.check_code(line, "independent", independent, ("0", "1"))
            table.check_code(line, "stance", stance, codes.STANCES)
            spoken = tuple(languages.split(" "))
            if not all(map(LANGUAGE.fullmatch, spoken)):
                table.refuse(line, f"{languages!r}; write ISO 639 codes parted by spaces: ar en", "languages")
            forms = names.take(id, ar, table, line)
        except Fault as fault:
            table.faults.note(fault)
            continue
        found[id] = Monitor(id, ar, en, type, spoken, independent == "1", stance, source, forms)
    names.check_owners(lines, "monitors.tsv")
    return found


def _check_id(table: Table, line: int, id: str, found: Mapping[str, int], above: Collection[str]) -> None:
    if not is_slug(id):
        table.refuse(line, f"id {id!r}; write small Latin letters, digits, - and /: sy/aleppo/sukkari", "id")
    if id in found:
        table.refuse(line, f"id {id!r} stands twice, first in line {found[id]}; give each row its own", "id")
    if id in above:
        table.refuse(line, f"id {id!r} stands in a theatre that this one builds on; use that row, or give this one its own id", "id")


def _check_parents(table: Table, lines: Mapping[str, int], parents: Mapping[str, str | None], above: Collection[str]) -> None:
    """Notes each parent that is no id of the table's or of those above, and each row that lies in itself."""
    rooted: set[str] = set()
    for id, parent in parents.items():
        if parent and parent not in lines and parent not in above:
            what = f"parent {parent!r} of {id} is no id; add it or correct it"
            table.faults.note(Fault(said(table.where, lines[id], "parent", what)))
        way: dict[str, None] = {}
        up: str | None = id
        while up is not None and up in parents and up not in rooted:
            if up in way:
                ring = " in ".join((*list(way)[list(way).index(up) :], up))
                what = f"{id} lies in itself ({ring}): follow its parents; they must end at a country or at nothing"
                table.faults.note(Fault(said(table.where, lines[id], "parent", what)))
                break
            way[up] = None
            up = parents[up]
        rooted.update(way)


def _check_dates(table: Table, line: int, begins: str, ends: str) -> None:
    for column, value in (("begins", begins), ("ends", ends)):
        if value and not DATE.fullmatch(value):
            table.refuse(line, f"{column} {value!r}; write a year, month or day: 2013, 2013-04 or 2013-04-09", column)
    if begins and ends and ends < begins[: len(ends)]:
        table.refuse(line, f"ends {ends} lies before begins {begins}", "ends")


def _point(table: Table, line: int, lat: str, lon: str, bounds: tuple[float, float, float, float] | None) -> tuple[float, float]:
    try:
        y, x = float(lat), float(lon)
    except ValueError:
        table.refuse(line, f"lat {lat!r}, lon {lon!r}; write both in degrees, as 36.2, 37.15, or neither", "lon" if lat else "lat")
    south, north, west, east = bounds or (-90, 90, -180, 180)
    if south <= y <= north and west <= x <= east:
        return y, x
    if south <= x <= north and west <= y <= east:
        table.refuse(line, f"lat {lat}, lon {lon} are swapped; write lat {lon}, lon {lat}", "lat")
    column = "lon" if south <= y <= north else "lat"
    table.refuse(line, f"lat {lat}, lon {lon} lies outside the country: latitude {south} to {north}, longitude {west} to {east}", column)
