"""The record that a store keeps: the claims that stand, as persons left them, brought together by `reconcile`.

It is a view: `rebuild` makes all of it anew, the same bytes from the same claims and decisions, and saves it until the
ledger goes on. Past moments are never saved: they are made when asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from marsad.extract.version import fingerprint
from marsad.model.claim import to_json
from marsad.model.decision import Decision
from marsad.reconcile.reviews import reviewed
from marsad.reconcile.whole import reconcile
from marsad.reconcile.write import to_json as as_set
from marsad.store import Store
from marsad.store.asof import Reading
from marsad.store.canonical import canonical, digest

GROUPS = ("incidents", "tolls", "ceasefires", "violations", "positions", "findings", "gaps")
PREFIX = {"incidents": "i", "tolls": "t", "ceasefires": "c"}
ID_DIGITS = 8
RECORDER = fingerprint("model", "theatres", "resolve", "reconcile", "pipeline")
Progress = Callable[[int, int | None, str], None]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What `rebuild` made: how many records of each group, their hash, and whether it is the one that was saved before."""

    counts: dict[str, int]
    digest: str
    same: bool


def records(store: Store, *, moment: str | None = None, until: dt.date | None = None, progress: Progress | None = None) -> Record:
    """All records as of now, or as the store knew them at `moment`, of reports up to the day `until`, in the shape of docs/records.md."""
    decisions = store.decided(moment=moment)
    readings = _counted(store.readings(moment=moment, until=until), progress)
    return _named(as_set(reconcile(rows(readings, decisions))))


def rows(readings: Iterable[Reading], decisions: list[Decision]) -> Iterator[Record]:
    """Each reading as a row `{id, key, date, outlet, text, claims}` of what stands after review; the id is the key where two share one."""
    seen: Counter[str] = Counter()
    by_key: dict[str, list[Decision]] = {}
    for decision in decisions:
        for anchor in {a.key: a for a in decision.on}.values():
            by_key.setdefault(anchor.key, []).append(decision)
    back = [d for d in decisions if d.verb == "withdraw"]
    for reading in readings:
        seen[reading.id] += 1
        made = reviewed(reading.key, reading.text, reading.claims, [*by_key.get(reading.key, []), *back])
        claims = [to_json(one.claim) | {"review": one.state} for one in made if one.stands]
        ident = reading.id if seen[reading.id] == 1 else reading.key
        day = reading.date.isoformat() if reading.date else None
        yield {"id": ident, "key": reading.key, "date": day, "outlet": reading.outlet, "text": reading.text, "claims": claims}


def _counted(readings: Iterator[Reading], progress: Progress | None) -> Iterator[Reading]:
    for number, reading in enumerate(readings, 1):
        if progress:
            progress(number, None, reading.id)
        yield reading


def _named(made: Record) -> Record:
    """The set with names for its records that stay while their first claim does: a letter and eight digits of its hash."""
    names: dict[str, str] = {}
    for group, letter in PREFIX.items():
        for record in made[group]:
            first = min(record["claims"], default=record["id"])
            names[record["id"]] = letter + digest(f"{group} {first}")[:ID_DIGITS]
    return {group: [_renamed(record, names) for record in found] if group in GROUPS else found for group, found in made.items()}


def _renamed(record: Record, names: dict[str, str]) -> Record:
    own = {f: names[v] for f in ("id", "part_of", "extends", "under", "incident", "ceasefire", "issue") if (v := record.get(f)) in names}
    several = {f: [names.get(v, v) for v in record[f]] for f in ("ceasefires", "tolls") if f in record}
    return record | own | several


def rebuild(store: Store, progress: Progress | None = None) -> Rebuilt:
    """Makes all records anew and saves them with the ledger's head that they were made at."""
    head = store.head()
    made = records(store, progress=progress)
    found = {group: [canonical(record) for record in made[group]] for group in GROUPS}
    told = digest("\n".join(line for group in GROUPS for line in found[group]))
    same = store.save_records(found, head, told, version=RECORDER)
    return Rebuilt({group: len(found[group]) for group in GROUPS}, told, same)


def current(store: Store, progress: Progress | None = None) -> Record:
    """All records as of now: the saved ones where nothing was done since, else made anew (and saved, if the store may be written)."""
    if not store.read_only and store.saved_records(version=RECORDER) is None:
        rebuild(store, progress)
    saved = store.saved_records(version=RECORDER)
    if saved is None:
        return records(store, progress=progress)
    return {group: saved.get(group, []) for group in GROUPS}
