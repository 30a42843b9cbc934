"""The record that a store keeps: the claims that stand, as persons left them, brought together by `reconcile`.

It is a view: `rebuild` makes all of it anew, the same bytes from the same claims and decisions, and saves it until the
ledger goes on. Past moments are never saved: they are made when asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.extract.version import fingerprint
from marsad.model.claim import from_json, to_json
from marsad.model.decision import Decision, standing
from marsad.pipeline.findings import judged
from marsad.pipeline.ordering import GROUPS, NAMED, day_of, ordered
from marsad.pipeline.ordering import rows as saved_rows
from marsad.reconcile.decided import grades
from marsad.reconcile.reviews import Reviewed, identity, reviewed
from marsad.reconcile.whole import reconcile
from marsad.reconcile.write import to_json as as_set
from marsad.store import Store
from marsad.store.asof import Listed, Reading
from marsad.store.views import NOTHING, summed

OF_RECORDS = ("same", "different", "unsure", "stands", "grade", "state", "finding")
RECORDER = fingerprint("model", "theatres", "resolve", "reconcile", "pipeline")
Progress = Callable[[int, int | None, str], None]
Record = dict[str, Any]
Place = tuple[int, int]  # a decision's number, and which of its claims


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
    given: list[Record] = []
    outlets: dict[str, str | None] = {}
    made = as_set(reconcile(_kept(rows(readings, decisions), given, outlets)))
    made["findings"] = judged(made["findings"], given, outlets)
    return _ordered(_graded(made, grades(given)))


def _kept(found: Iterator[Record], given: list[Record], outlets: dict[str, str | None]) -> Iterator[Record]:
    """The rows as they come, their decisions and the outlets of their reports put aside."""
    for row in found:
        given.extend(row["decisions"])
        outlets[row["id"]] = row["outlet"]
        yield row


def _graded(made: Record, by_ref: dict[str, list[Record]]) -> Record:
    """The set with the grades that persons gave to the claims of each record."""
    for group in NAMED:
        for record in made[group]:
            record["grades"] = [grade for ref in record["claims"] for grade in by_ref.get(ref, ())]
    return made


def names(found: Iterable[Listed]) -> dict[str, str]:
    """What refs call each report, by its key: its id, or the key where a report before it has that id."""
    seen: set[str] = set()
    called: dict[str, str] = {}
    for one in found:
        called[one.key] = one.key if one.id in seen else one.id
        seen.add(one.id)
    return called


def rows(readings: Iterable[Reading], decisions: list[Decision], called: Mapping[str, str] | None = None) -> Iterator[Record]:
    """Each reading as a row `{id, key, date, outlet, text, claims, decisions}` of what stands after review.

    The id is the key where two reports share one; of some readings alone it is what they are `called` among all. A decision goes with the
    last report that it is about.
    """
    seen: Counter[str] = Counter()
    held: dict[str, list[Decision]] = {}
    for decision in standing(decisions):
        for key in {a.key for a in decision.on}:
            held.setdefault(key, []).append(decision)
    refs: dict[Place, str] = {}
    for reading in readings:
        seen[reading.id] += 1
        ident = called[reading.key] if called else reading.id if seen[reading.id] == 1 else reading.key
        own = held.get(reading.key, [])
        made = [one for one in reviewed(reading.key, reading.text, reading.claims, own) if one.stands]
        at = ((d, n) for d in own for n, a in enumerate(d.on) if a.key == reading.key)
        refs |= {(d.seq, n): ref for d, n in at if (ref := _ref(ident, d, n, made))}
        claims = [to_json(one.claim) | {"review": one.state} for one in made]
        day = reading.date.isoformat() if reading.date else None
        row = {"id": ident, "key": reading.key, "date": day, "outlet": reading.outlet, "text": reading.text, "claims": claims}
        row["copy"] = reading.family
        yield row | {
            "decisions": [_decision(d, refs) for d in own if d.verb in OF_RECORDS and all((d.seq, n) in refs for n in range(len(d.on)))]
        }


def _ref(ident: str, decision: Decision, nth: int, made: list[Reviewed]) -> str | None:
    """The ref of the claim that stands where a decision was taken: of several on the same words the one that was seen."""
    anchor, seen = decision.on[nth], identity(from_json(dict(decision.seen[nth])))
    there = [one for one in made if anchor.holds(one.claim.kind, one.claim.trigger)]
    very = [one for one in there if identity(one.coded or one.claim) == seen]
    return next((f"{ident}#{one.claim.kind}@{one.claim.span.start}" for one in [*very, *there]), None)


def _decision(decision: Decision, refs: dict[Place, str]) -> Record:
    told = {"seq": decision.seq, "verb": decision.verb, "refs": [refs[decision.seq, n] for n in range(len(decision.on))]}
    return told | {"given": dict(decision.given), "who": decision.who, "reason": decision.reason}


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
    """Makes all records anew and saves them with the ledger's head that they were made at; those of a past moment are not saved."""
    head = store.head()
    made = records(store, moment=moment, until=until, progress=progress)
    days = {one["id"]: day_of(one) for one in made["incidents"]}
    found = (row for group in GROUPS for row in saved_rows(group, made[group], days))
    past = moment is not None or until is not None
    told, same = (summed(NOTHING, found), False) if past else store.save_records(found, head, version=RECORDER)
    return Rebuilt({group: len(made[group]) for group in GROUPS}, told, same)


def current(store: Store, progress: Progress | None = None) -> Record:
    """All records as of now: the saved ones where nothing was done since, else made anew (and saved, if the store may be written)."""
    saved = store.saved_records(version=RECORDER)
    if saved is None and not store.read_only:
        rebuild(store, progress)
        saved = store.saved_records(version=RECORDER)
    if saved is None:
        return records(store, progress=progress)
    return {group: saved.get(group, []) for group in GROUPS}


def fresh(store: Store, progress: Progress | None = None) -> bool:
    """True where the saved records are those of now, made anew if they were not; False where the store may not be written."""
    if store.has_records(version=RECORDER):
        return True
    if not store.read_only:
        rebuild(store, progress)
    return not store.read_only
