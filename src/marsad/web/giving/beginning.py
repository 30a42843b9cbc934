"""The beginning of what an export of a large store would give: made of the first records and claims that pass, not of the whole store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from marsad.exchange.export.choosing import Part, part
from marsad.exchange.export.content import Content, refs_of, within
from marsad.pipeline.exporting import called, filled, outline_of
from marsad.store import Store
from marsad.store.rows import fold_name
from marsad.store.shelf import Shelf
from marsad.store.shelves import Wanted

CLAIMS = 120  # claims that are looked at
MOST = 20  # records of a group that are looked at
OUTLETS = 5  # outlets of one name that are looked at
REFS = 60  # claims of a record that may be read for it to be shown
ROLES = {"incidents": "all", "tolls": "day", "ceasefires": "day", "positions": "day"}
Row = dict[str, Any]


def beginning(
    store: Store, shelf: Shelf, wanted: Part, *, since: dt.date | None = None, until: dt.date | None = None, base: str = ""
) -> Content:
    """The first claims and records that pass, with what they rest on; by far not all of them."""
    asked: Row = {
        "kind": wanted.kind,
        "place": wanted.place,
        "actor": wanted.actor,
        "source": wanted.source,
        "since": since,
        "until": until,
    }
    found, _ = store.claims_after(limit=CLAIMS, **{name: value for name, value in asked.items() if value})
    names = called(store, {one.key: one.report_id for one in found})
    refs = [f"{names[one.key]}#{one.claim.kind}@{one.claim.span.start}" for one in found if one.key in names]
    if wanted.source:
        published = _published(store, wanted.source, since, until)
        names, refs = names | published, refs + store.refs_of(published, wanted.kind or None)
    made: Row = {group: _few(_records(shelf, group, refs, wanted, since, until)) for group in ROLES}
    made["ceasefires"] += _few(shelf.some("ceasefires", [wanted.ceasefire]) if wanted.ceasefire else ())
    for group in ("violations", "monitors"):
        made[group] = _few(shelf.of(group, "incident", *(row["id"] for row in made["incidents"]), limit=MOST))
    few = outline_of(store, made | {"reports": list(names.values())}, base=base)
    return part(within(filled(store, few), since, until), wanted)


def _records(shelf: Shelf, group: str, refs: list[str], wanted: Part, since: dt.date | None, until: dt.date | None) -> list[Row]:
    """The first records of the group of these days; where a part is asked for, those of its claims."""
    if wanted.ceasefire and group == "incidents":
        beside = shelf.of("violations", "ceasefire", wanted.ceasefire, limit=MOST)
        return shelf.some("incidents", [pair["incident"] for pair in beside])
    if wanted != Part():
        return shelf.of(group, "claim", *refs, limit=MOST)
    low, high = (day.isoformat() if day else None for day in (since, until))
    role = ROLES[group] if low or high else "all"
    return shelf.list(group, Wanted(((role, ("",)),), since=low, until=high), limit=MOST)


def _published(store: Store, source: str, since: dt.date | None, until: dt.date | None) -> dict[str, str]:
    """By key what refs call the first reports of outlets that are called so: an outlet is a source, too."""
    asked = fold_name(source)
    outlets = [outlet for outlet in store.summary().outlets if asked in fold_name(outlet)][:OUTLETS]
    rows = (one for outlet in outlets for one in store.reports(outlet=outlet, since=since, until=until, limit=MOST))
    return called(store, {one.key: one.id for one in rows if one.newest})


def _few(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if len(set(refs_of(row))) <= REFS]
