"""The record as the pages hold it: asked of the store for what a page shows, at one head of the ledger, or made at a past moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from fastapi import HTTPException, Request

from marsad.pipeline.ordering import GROUPS
from marsad.pipeline.ordering import day_of as first_day
from marsad.pipeline.ordering import rows as as_rows
from marsad.pipeline.records import fresh, records
from marsad.store import Store, StoreError, Summary
from marsad.store.shelf import Shelf, in_memory
from marsad.store.shelves import Wanted
from marsad.web.record.then import NOW, Then, ToldThen, asked
from marsad.web.record.told import Told

Row = dict[str, Any]
READ_BACK = 20_000  # reports of which a page makes a past record
PASTS = 3  # past records that are held at once
LOOKED_BACK = 5_000  # reports, about ten seconds
HELD = 5_000  # records by id that are kept at hand
PAIRS = 40  # incidents beside a ceasefire, or the other way round, that its page shows
PARTS = 120  # parts of a toll that its page shows
OF_ID = {"i": "incidents", "t": "tolls", "c": "ceasefires"}


class ById(Mapping[str, tuple[str, Row]]):
    """Incidents, tolls and ceasefires by id, each with its group; those of a page read together by `ahead`."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._held: dict[str, tuple[str, Row] | None] = {}

    def __getitem__(self, ident: str) -> tuple[str, Row]:
        if (found := self.ahead([ident]).get(ident)) is None:
            raise KeyError(ident)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("records are asked for by id, or by group from the shelf")

    def __len__(self) -> int:
        return sum(self._shelf.count(group)[0] for group in OF_ID.values())

    def ahead(self, idents: Iterable[str]) -> Mapping[str, tuple[str, Row] | None]:
        """What is held by id, these records among it."""
        if len(self._held) >= HELD:
            self._held = {}
        held, wanted = self._held, {ident for ident in idents if ident not in self._held}
        for letter in sorted({ident[:1] for ident in wanted}):
            own = sorted(ident for ident in wanted if ident[:1] == letter)
            found = {row["id"]: row for row in self._shelf.some(OF_ID[letter], own)} if letter in OF_ID else {}
            held.update({ident: (OF_ID[letter], found[ident]) if ident in found else None for ident in own})
        return held

    def rows(self, group: str, idents: Sequence[str]) -> dict[str, Row]:
        """The records of the group with these ids, those that are there."""
        held = self.ahead(idents)
        return {ident: found[1] for ident in idents if (found := held.get(ident)) and found[0] == group}


@dataclass(frozen=True, slots=True)
class Held:
    """One making of the record: the head of the ledger, the shelf that has it, records by id, the claims by ref, how much there is."""

    head: tuple[int, str]
    shelf: Shelf
    by_id: ById
    told: Told
    summary: Summary = field(repr=False)

    def beside(self, ident: str) -> list[Row]:
        """The pairs of an incident, or of a ceasefire, the first PAIRS of them: those alleged and those of which most is known."""
        return self.shelf.of("violations", "incident" if ident.startswith("i") else "ceasefire", ident, limit=PAIRS)

    def pairs(self, ident: str) -> tuple[int, bool]:
        """(how many pairs it has, whether there are more than this)."""
        return self.shelf.count("violations", Wanted((("incident" if ident.startswith("i") else "ceasefire", (ident,)),)))

    def parts(self, ident: str) -> list[Row]:
        """The tolls that are parts of this one, the first PARTS of them."""
        return self.shelf.of("tolls", "part_of", ident, limit=PARTS)

    def findings(self, refs: Iterable[str]) -> list[Row]:
        """What the checks found about any of these claims."""
        wanted = tuple(dict.fromkeys(refs))
        return self.shelf.of("findings", "claim", *wanted) if wanted else []

    def of_claim(self, ref: str) -> Row | None:
        """The incident that a claim goes into; None where it is none's."""
        return next(iter(self.shelf.of("incidents", "claim", ref, limit=1)), None)

    def one(self, group: str, ident: str) -> Row:
        """The record of the group with this id; 404 where there is none (any more)."""
        found = self.by_id.get(ident)
        if found is None or found[0] != group:
            raise HTTPException(404, ident)
        return found[1]


class Recorded:
    """The record of one store, brought up to date only where the ledger went on, by this process or another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: Held | None = None
        self._making = Lock()
        self._past: dict[Then, Held] = {}
        self._looking_back = Lock()  # its own: a past that takes long must not hold up the present

    def now(self) -> Held:
        """The record as of now."""
        head = self._store.head()
        if self._held is None or self._held.head != head:
            with self._making:
                if self._held is None or self._held.head != head:
                    self._held = _held(self._store, head)
        return self._held

    def then(self, then: Then) -> Held:
        """The record as it was then; the last few that were asked for are kept at hand; 413 over more than LOOKED_BACK reports."""
        if self._store.summary().reports > LOOKED_BACK:
            raise HTTPException(413, "a past of so many reports takes minutes: the commands make it, such as marsad export --known-at")
        head = self._store.head()
        with self._looking_back:
            if (found := self._past.get(then)) is None or found.head != head:
                found = self._past[then] = _held_then(self._store, then, head)
            while len(self._past) > PASTS:
                del self._past[next(iter(self._past))]
        return found


def held(request: Request) -> Held:
    """The record of the application's store as of now, or as of the moment and the day that the address asks for."""
    recorded: Recorded = request.app.state.recorded
    return recorded.then(then) if (then := asked(request)) else recorded.now()


def _held(store: Store, head: tuple[int, str]) -> Held:
    shelf = store.shelf if _is_fresh(store) else made_in_memory(store)
    return Held(head, shelf, ById(shelf), Told(store), store.summary())


def _held_then(store: Store, then: Then, head: tuple[int, str]) -> Held:
    """The record as it was; its claims are those of then. 422 where it would be made of more reports than a page may wait for."""
    if (many := store.summary().reports) > READ_BACK:
        raise HTTPException(422, f"a past record is made of all {many} reports: above {READ_BACK} no page waits for it")
    shelf, told = made_in_memory(store, then), ToldThen(store, then)
    summary = replace(store.summary(), first=min(told.days, default=None), last=max(told.days, default=None))
    return Held(head, shelf, ById(shelf), told, summary)


def _is_fresh(store: Store) -> bool:
    try:
        return fresh(store)
    except StoreError:  # another process is writing: the record need not be saved to be shown
        return False


def made_in_memory(store: Store, then: Then = NOW) -> Shelf:
    """The shelf of the record as it was then, or is now, that is not saved."""
    made = records(store, moment=then.ledger, until=then.until)
    days = {one["id"]: first_day(one) for one in made["incidents"]}
    return in_memory(row for group in GROUPS for row in as_rows(group, made[group], days))
