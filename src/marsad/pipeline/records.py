"""The record that a store keeps: the claims that stand, as persons left them, brought together by `reconcile`.

It is a view: `rebuild` makes all of it anew, the same bytes from the same claims and decisions, and saves it until the
ledger goes on. Past moments are never saved: they are made when asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from marsad.extract.version import fingerprint
from marsad.model.record import Ceasefire
from marsad.pipeline.findings import judged
from marsad.pipeline.ordering import BY_THEMSELVES, GROUPS, NAMED, day_of, ordered
from marsad.pipeline.ordering import row as saved_row
from marsad.pipeline.ordering import rows as saved_rows
from marsad.pipeline.renewing import family_marks, renew
from marsad.pipeline.rows import rows
from marsad.reconcile import shelving
from marsad.reconcile.decided import grades
from marsad.reconcile.naming import name_of
from marsad.reconcile.product import led
from marsad.reconcile.whole import Made, stream
from marsad.reconcile.whole import records as records_of
from marsad.reconcile.whole import together as bring_together
from marsad.reconcile.windows import gaps
from marsad.reconcile.write import plain
from marsad.reconcile.write import row as written
from marsad.reconcile.write import to_json as as_set
from marsad.store import Store
from marsad.store.asof import Reading
from marsad.store.views import NOTHING, Row, summed
from marsad.store.workings import Mark, Piece, Put

TRIES = 3
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
    told = _told(store, moment, until, progress)
    made = as_set(records_of(told.made))
    made["findings"] = told.judged(made["findings"])
    return _ordered(_graded(made, grades(told.given)))


@dataclass(slots=True)
class Told:
    """What the reports of a store tell together, notes on each report by id, the decisions as rows."""

    made: Made
    notes: dict[str, Record]
    given: list[Record]

    def judged(self, findings: list[Record]) -> list[Record]:
        """The findings with what persons made of them."""
        return judged(findings, self.given, {ident: note["outlet"] for ident, note in self.notes.items()})


def _told(store: Store, moment: str | None, until: dt.date | None, progress: Progress | None) -> Told:
    decisions = store.decided(moment=moment)
    readings = _counted(store.readings(moment=moment, until=until), progress)
    given: list[Record] = []
    notes: dict[str, Record] = {}
    return Told(bring_together(_kept(rows(readings, decisions, as_json=False), given, notes)), notes, given)


def _kept(found: Iterator[Record], given: list[Record], notes: dict[str, Record]) -> Iterator[Record]:
    """The rows as they come, their decisions and what is noted of their reports put aside."""
    for row in found:
        given.extend(row["decisions"])
        notes[row["id"]] = {"key": row["key"], "outlet": row["outlet"], "family": row["copy"]}
        yield row


def _graded(made: Record, by_ref: dict[str, list[Record]]) -> Record:
    """The set with the grades that persons gave to the claims of each record."""
    for group in NAMED:
        for record in made[group]:
            record["grades"] = [grade for ref in record["claims"] for grade in by_ref.get(ref, ())]
    return made


def _counted(readings: Iterator[Reading], progress: Progress | None) -> Iterator[Reading]:
    for number, reading in enumerate(readings, 1):
        if progress:
            progress(number, None, reading.id)
        yield reading


def _ordered(made: Record) -> Record:
    """The set with each group in the order of its rows."""
    days = {one["id"]: day_of(one) for one in made["incidents"]}
    return {group: ordered(group, found, days) if group in GROUPS else found for group, found in made.items()}


def rebuild(store: Store, progress: Progress | None = None, *, moment: str | None = None, until: dt.date | None = None) -> Rebuilt:
    """Makes all records anew and saves them with the ledger's head that they were made at; those of a past moment are not saved.

    With them is saved what later reports are brought in with.
    """
    head = store.head()
    told = _told(store, moment, until, progress)
    counts = dict.fromkeys(GROUPS, 0)
    if moment is not None or until is not None:
        return Rebuilt(counts, summed(NOTHING, (one for one in _lines(told, counts) if isinstance(one, Row))), False)
    pieces = chain(shelving.pieces(told.made, told.notes), _pieces(told.made, told.notes, told.given))
    marks = chain(shelving.marks(told.made), family_marks(told.notes))
    return Rebuilt(counts, *store.save_records(_lines(told, counts), head, version=RECORDER, marks=marks, pieces=pieces))


def _lines(told: Told, counts: dict[str, int]) -> Iterator[Row | Mark | Put]:
    """The rows of all records, and their marks and pieces between them, one record at a time; they are counted in `counts`.

    What is sorted or judged among others of its group comes once the group is whole.
    """
    graded, days, marked = grades(told.given), dict[str, str](), shelving.OfRecords(told.made)
    waiting: dict[str, list[Record]] = {"findings": []}
    calms: list[Ceasefire] = []
    for group, record, made_of in stream(told.made):
        yield from (Put(*one) if isinstance(one, shelving.Put) else one for one in marked.made(group, record, made_of))
        counts[group] += 1
        row = written(group, record)
        if group in NAMED:
            row["grades"] = [grade for ref in row["claims"] for grade in graded.get(ref, ())]
        if group == "incidents":
            days[row["id"]] = day_of(row)
        if group == "ceasefires":
            calms.append(record)
        if group in BY_THEMSELVES:
            yield saved_row(group, name_of(group, row), row, days)
        else:
            waiting.setdefault(group, []).append(row)
    waiting["findings"] = told.judged(waiting["findings"])
    waiting["gaps"] = plain(gaps(calms))
    counts["gaps"] = len(waiting["gaps"])
    for group, found in waiting.items():
        yield from saved_rows(group, found, days)


def _pieces(made: Made, notes: dict[str, Record], given: list[Record]) -> Iterator[Piece]:
    """What is noted beside the reports: which key has which id, the decisions with their refs, and whom persons put together."""
    yield from (("key", note["key"], ident) for ident, note in notes.items())
    leaders = led(made.products, made.given)
    if given:
        yield "given", "rows", sorted(given, key=lambda row: int(row["seq"]))
    if leaders:
        yield "given", "leaders", leaders


def fresh(store: Store, progress: Progress | None = None) -> bool:
    """True where the saved records are those of now, brought up to what was done since if they were not: only what that touches, if it can.

    False where the store may not be written.
    """
    for _ in range(TRIES):
        head, since = store.head(), store.records_made_at(version=RECORDER)
        if head == since or store.read_only:
            return head == since
        if since is None or renew(store, since, head, RECORDER) is None:
            rebuild(store, progress)
    return store.has_records(version=RECORDER)


def current(store: Store, progress: Progress | None = None) -> Record:
    """All records as of now: the saved ones, brought up to what was done since; made anew where the store may not be written."""
    fresh(store, progress)
    saved = store.saved_records(version=RECORDER)
    if saved is None:
        return records(store, progress=progress)
    return {group: saved.get(group, []) for group in GROUPS}
