"""The saved record brought up to the head of the ledger: what the entries since touch is made again (`marsad.reconcile.renew`).

Where that cannot be done by looking at some reports only, `changes` gives None, and the record is made whole: after an erasure, a
mute of a check for a whole outlet, an entry of a kind unknown here, or so many reports that all at once is the quicker way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marsad.model.decision import Decision, standing
from marsad.pipeline.findings import judged
from marsad.pipeline.ordering import NAMED
from marsad.pipeline.ordering import row as saved_row
from marsad.pipeline.rows import OF_RECORDS, rows
from marsad.reconcile import index
from marsad.reconcile.copies import voice
from marsad.reconcile.decided import decided, grades
from marsad.reconcile.packing import packed, to_figure, unpacked
from marsad.reconcile.product import Product, led, product, settle
from marsad.reconcile.renew import Renewal
from marsad.reconcile.renewed import Renewed
from marsad.reconcile.running import Figure, Running, may_hold
from marsad.reconcile.shelf import Mark, Shelf
from marsad.store import Store
from marsad.store.kept import Entry
from marsad.store.views import Head, Row

Record = dict[str, Any]
FEW, SHARE = 20, 10
"""Reports that are brought in one by one however small the store; and of how many in a store at most one may have changed for it."""
ABOUT = {"added": "subject", "coded": "subject", "decided": "on", "withdrawn": "keys", "restored": "keys"}


@dataclass(slots=True)
class Change:
    """What changed: the reports by key, what they tell now by id, all decisions of records as rows with their refs, before and now."""

    keys: set[str]
    products: dict[str, Product | None] = field(default_factory=dict)
    notes: dict[str, Record] = field(default_factory=dict)
    before: list[Record] = field(default_factory=list)
    given: list[Record] = field(default_factory=list)


def renew(store: Store, since: Head, head: Head, version: str) -> int | None:
    """How many rows moved as the saved record of the head `since` became that of `head`; None where it must be made whole."""
    entries = store.ledger(after=since[0] - 1 if since[0] else 0)
    if since[0] and (not entries or entries[0].hash != since[1]):
        return None
    touched = touched_by(store, [e for e in entries if since[0] < e.seq <= head[0]])
    if touched is None or len(touched) > FEW and len(touched) * SHARE > store.summary().reports:
        return None
    with store.workings() as kept:
        shelf = Shelf(kept)
        change = _changed(store, shelf, touched)
        out = _renewed(shelf, change)
        changed, removed = saved_rows(out, change.given, shelf)
        pieces = [*shelf.pieces_changed()]
        marks = shelf.marks_changed()
    put = store.put_records(changed, removed, (since, head), version=version, marks=marks, pieces=pieces)
    return put[1] if put else None


def touched_by(store: Store, entries: Iterable[Entry]) -> set[str] | None:
    """The keys of the reports that these entries are about; None where that does not say what they touch."""
    decisions = {d.seq: d for d in store.decided()}
    found: set[str] = set()
    for entry in entries:
        if entry.action not in ABOUT:
            return None
        if entry.action == "decided":
            made = decisions.get(entry.seq)
            made = decisions.get(made.given["seq"]) if made and made.verb == "withdraw" else made
            if made is None or made.verb == "finding" and made.given.get("outlet"):
                return None
            found |= {anchor.key for anchor in made.on}
        else:
            found |= {entry.subject} if ABOUT[entry.action] == "subject" else set(entry.payload["keys"])
    return found


def _changed(store: Store, shelf: Shelf, touched: set[str]) -> Change:
    """What the touched reports tell now, and all that must be told again with them."""
    decisions = standing(store.decided())
    keys = _akin(store, touched, decisions)
    change = Change(keys, before=shelf.piece("given", "rows", old=True) or [])
    told = list(rows(store.readings(keys=sorted(keys)), decisions))
    change.given = _given(change.before, told, decisions, keys)
    _tell(shelf, change, keys, told)
    more = _asking(shelf, change) - keys
    if more:
        _tell(shelf, change, more, list(rows(store.readings(keys=sorted(more)), decisions)))
    _voices(store, shelf, change)
    _put_together(shelf, change)
    running = Running(_running(shelf, [asked for one in _told(change) for asked in one.asked]))
    given = decided(change.given)
    for one in _told(change):
        settle(one, running, given)
    _leave_out(shelf, change, more)
    return change


def _leave_out(shelf: Shelf, change: Change, keys: set[str]) -> None:
    """Nothing; reports that were asked because of a toll, and tell what they told before, are none that changed."""
    for ident in [ident for ident, note in change.notes.items() if note["key"] in keys]:
        made = change.products[ident]
        if made and packed(made) | {"notes": change.notes[ident]} == shelf.piece("report", ident, old=True):
            del change.products[ident], change.notes[ident]


def _told(change: Change) -> list[Product]:
    return [one for one in change.products.values() if one]


def _akin(store: Store, touched: set[str], decisions: list[Decision]) -> set[str]:
    """The reports that must be told again together: versions, those of one id, those that decisions speak of together."""
    keys = store.akin(sorted(touched))
    together = [{a.key for a in d.on} for d in decisions if d.verb in OF_RECORDS and len({a.key for a in d.on}) > 1]
    more = True
    while more:
        found = {key for pair in together if pair & keys for key in pair} - keys
        more = bool(found)
        keys |= store.akin(sorted(found)) if found else set()
    return keys


def _given(before: list[Record], told: list[Record], decisions: list[Decision], keys: set[str]) -> list[Record]:
    """All decisions of records as rows: those of the reports told again as they are now, the others as they were."""
    about = {d.seq: {a.key for a in d.on} for d in decisions}
    kept = [row for row in before if row["seq"] in about and not about[row["seq"]] & keys]
    return sorted([*kept, *(row for one in told for row in one["decisions"])], key=lambda row: int(row["seq"]))


def _tell(shelf: Shelf, change: Change, keys: set[str], told: list[Record]) -> None:
    """Has these reports told anew; a name that none of the reports has any more is told nothing by."""
    for key in keys:
        ident = shelf.piece("key", key, old=True)
        if ident:
            change.products.setdefault(ident, None)
        shelf.set("key", key, None)
    for row in told:
        shelf.set("key", row["key"], row["id"])
        change.products[row["id"]] = product(row)
        change.notes[row["id"]] = {"key": row["key"], "outlet": row["outlet"], "family": row["copy"]}
    for ident, made in change.products.items():
        old = shelf.piece("report", ident, old=True)
        shelf.change(index.of_running(unpacked(old)) if old else (), index.of_running(made) if made else ())


def _asking(shelf: Shelf, change: Change) -> set[str]:
    """The keys of other reports with a figure beside an incident that a toll which came or went may hold."""
    found: set[str] = set()
    for ident, made in change.products.items():
        old = shelf.piece("report", ident, old=True)
        was = set(unpacked(old).running) if old else set()
        for one in was ^ set(made.running if made else ()):
            shelf.fetch("asked", index.around(one))
            rows = (json.loads(mark) for key in index.around(one) for mark in shelf.marks("asked", key))
            near = ((row[-1], to_figure(row)) for row in rows if row[-1] not in change.products)
            found |= {told for told, asked in near if may_hold(one, asked) and _held(shelf, asked) != _held(shelf, asked, old=True)}
    notes = [shelf.piece("report", ident)["notes"] for ident in found - change.products.keys()]
    return {note["key"] for note in notes}


def _held(shelf: Shelf, asked: Figure, *, old: bool = False) -> bool:
    """Whether a toll holds the figure, or held it."""
    keys = index.around(asked)
    shelf.fetch("running", keys)
    return any(may_hold(to_figure(json.loads(mark)), asked) for key in keys for mark in shelf.marks("running", key, old=old))


def _running(shelf: Shelf, asked: Iterable[Figure]) -> set[Figure]:
    """The figures of tolls that may hold one of these."""
    keys = {key for one in asked for key in index.around(one)}
    shelf.fetch("running", keys)
    return {to_figure(json.loads(mark)) for key in keys for mark in shelf.marks("running", key)}


def _voices(store: Store, shelf: Shelf, change: Change) -> None:
    """Whose voice each report of a family is: others of the family are told in another voice where its first report is another."""
    old = {ident: row["notes"] for ident in change.products if (row := shelf.piece("report", ident, old=True))}
    keys = {note["key"] for note in change.notes.values()}
    beside = {ident for note in old.values() if note["family"] for ident in shelf.marks("family", note["family"])}
    keys |= {shelf.piece("report", ident)["notes"]["key"] for ident in beside if shelf.piece("report", ident)}
    families = store.families(sorted(keys))
    members: dict[str, list[Product]] = {}
    for key in sorted(keys | families.keys()):
        ident = shelf.piece("key", key)
        if ident and (made := _as_told(shelf, change, ident)):
            change.notes[ident] = _note(shelf, change, ident) | {"family": families.get(key)}
            members.setdefault(families.get(key) or f"only {ident}", []).append(made)
    for copies in members.values():
        said = voice(one.report for one in copies)
        for one in copies:
            row = shelf.piece("report", one.report.id, old=True)
            same = row and one.report.voice == said and row["notes"] == change.notes[one.report.id]
            if not same or one.report.id in change.products:
                one.report.voice = said
                change.products[one.report.id] = one
    for ident in change.products:
        shelf.change(_family_marks(old.get(ident) or _old_note(shelf, ident), ident), _family_marks(change.notes.get(ident), ident))


def _put_together(shelf: Shelf, change: Change) -> None:
    """Reports with claims that persons put together are brought together anew together, for one of them leads."""
    same = decided(change.given)
    together = [{other.rpartition("#")[0] for other in same.all_together(ref)} for ref in same.same]
    more = True
    while more:
        new = {ident for idents in together if idents & change.products.keys() for ident in idents} - change.products.keys()
        for ident in new:
            change.products[ident] = _as_told(shelf, change, ident)
            change.notes[ident] = _note(shelf, change, ident)
        more = bool(new)


def _old_note(shelf: Shelf, ident: str) -> Record | None:
    row = shelf.piece("report", ident, old=True)
    return row["notes"] if row else None


def _note(shelf: Shelf, change: Change, ident: str) -> Record:
    return change.notes.get(ident) or dict(shelf.piece("report", ident)["notes"])


def _as_told(shelf: Shelf, change: Change, ident: str) -> Product | None:
    if ident in change.products:
        return change.products[ident]
    row = shelf.piece("report", ident)
    return unpacked(row) if row else None


def _family_marks(note: Mapping[str, Any] | None, ident: str) -> list[Mark]:
    return [("family", note["family"], ident)] if note and note["family"] else []


def _renewed(shelf: Shelf, change: Change) -> Renewed:
    before, given = decided(change.before), decided(change.given)
    leaders = shelf.piece("given", "leaders", old=True) or {}
    old = [unpacked(row) for ident in change.products if (row := shelf.piece("report", ident, old=True))]
    items = {h.item for one in old for h in one.happenings} | {t.item for one in old for t in one.figures}
    kept = {item: leader for item, leader in leaders.items() if item not in items}
    new = kept | led(_told(change), given)
    shelf.set("given", "leaders", new or None)
    shelf.set("given", "rows", change.given or None)
    return Renewal(shelf, before, given, (leaders, new)).run(change.products, change.notes)


def saved_rows(out: Renewed, given: list[Record], shelf: Shelf) -> tuple[list[Row], list[tuple[str, str]]]:
    """(the rows that are there now, the names of those that are not any more)."""
    graded = grades(given)
    made = []
    for (group, name), (record, day) in out.made.items():
        row = dict(record)
        if group in NAMED:
            row["grades"] = [grade for ref in row["claims"] for grade in graded.get(ref, ())]
        if group == "findings":
            outlets = {ref.rpartition("#")[0]: None for ref in row["claims"]}
            outlets = {ident: shelf.piece("report", ident)["notes"]["outlet"] for ident in outlets}
            row = judged([row], given, outlets)[0]
        days = {row["incident"]: day} if "incident" in row else {}
        made.append(saved_row(group, name, row, days))
    return made, [name for name in out.gone if name not in out.made]


def family_marks(notes: Mapping[str, Record]) -> list[Mark]:
    """The marks that say which reports are copies of one text, by the notes on each."""
    return [mark for ident, note in notes.items() for mark in _family_marks(note, ident)]
