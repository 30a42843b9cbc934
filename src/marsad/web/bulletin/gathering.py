"""The records that a bulletin of certain days may need, asked of the shelf; `choosing` decides among them, however many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from marsad.exchange.export.content import refs_of
from marsad.pipeline.exporting import called
from marsad.pipeline.ordering import day_of, ordered
from marsad.store import Store
from marsad.store.shelf import Shelf
from marsad.store.shelves import Wanted, monday
from marsad.web.bulletin.choosing import remembered_since
from marsad.web.bulletin.span import Days

MOST = 50_000  # records of a group that are gathered
Row = dict[str, Any]


def gathered(store: Store, shelf: Shelf, days: Days) -> Row:
    """By group all records that `choosing.chosen` may take for these days; under `reports` what refs call the reports of the days."""
    names = _called(store, days.first, days.last)
    refs = store.refs_of(names)
    made: Row = {group: _touched(shelf, group, refs, days) for group in ("incidents", "tolls", "ceasefires")}
    made["tolls"] = _with_wholes(shelf, made["tolls"])
    before = store.refs_of(_called(store, remembered_since(days), days.last), kind="ceasefire")
    made["ceasefires"] = _once([*made["ceasefires"], *_holding(shelf, days), *shelf.of("ceasefires", "claim", *before, limit=MOST)])
    made["positions"] = _of_days(shelf, "positions", "day", days)
    made["violations"] = shelf.of("violations", "incident", *(row["id"] for row in made["incidents"]), limit=MOST)
    beside = sorted({row["ceasefire"] for row in made["violations"]} - {row["id"] for row in made["ceasefires"]})
    made["ceasefires"] += shelf.some("ceasefires", beside)
    made["gaps"] = shelf.of("gaps", "ceasefire", *(row["id"] for row in made["ceasefires"]), limit=MOST)
    told = dict.fromkeys([*refs, *(ref for row in made["tolls"] for ref in refs_of(row))])
    made["findings"] = shelf.of("findings", "claim", *told, limit=MOST)
    first = {row["id"]: day_of(row) for row in made["incidents"]}
    return {group: ordered(group, rows, first) for group, rows in made.items()} | {"reports": list(names.values())}


def _called(store: Store, first: dt.date, last: dt.date) -> dict[str, str]:
    """By key what refs call the reports of these days."""
    return called(store, {one.key: one.id for one in store.reports(since=first, until=last) if one.newest})


def _touched(shelf: Shelf, group: str, refs: Iterable[str], days: Days) -> list[Row]:
    """The records that the reports of the days tell of, and those of these days."""
    return _once([*shelf.of(group, "claim", *refs, limit=MOST), *_of_days(shelf, group, "all" if group == "incidents" else "day", days)])


def _of_days(shelf: Shelf, group: str, role: str, days: Days) -> list[Row]:
    wanted = Wanted(((role, ("",)),), since=days.first.isoformat(), until=days.last.isoformat())
    return _once(shelf.list(group, wanted, limit=MOST))


def _holding(shelf: Shelf, days: Days) -> list[Row]:
    """The ceasefires with a window that reaches into the days and ends; of the others only those that are remembered count."""
    first, last = monday(days.first.isoformat()), days.last.isoformat()
    asked = (Wanted((("held", (first, "long")),), until=last), Wanted((("began", ("",)),), since=first, until=last))
    return [row for wanted in asked for row in shelf.list("ceasefires", wanted, limit=MOST)]


def _with_wholes(shelf: Shelf, rows: list[Row]) -> list[Row]:
    """The tolls with all that they are part of."""
    held = {row["id"]: row for row in rows}
    while above := sorted({row["part_of"] for row in held.values() if row["part_of"] and row["part_of"] not in held}):
        found = shelf.some("tolls", above)
        if not found:
            break
        held |= {row["id"]: row for row in found}
    return list(held.values())


def _once(rows: Iterable[Row]) -> list[Row]:
    return list({row.get("id") or repr(row): row for row in rows}.values())
