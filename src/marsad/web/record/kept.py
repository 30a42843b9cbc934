"""The record as the pages hold it: made once for each head of the ledger, with what stands beside each record by its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from fastapi import HTTPException, Request

from marsad.pipeline.records import current, records
from marsad.store import Store, StoreError, Summary
from marsad.store.rows import fold_name
from marsad.web.record.told import Told
from marsad.web.record.wanted import latest

if TYPE_CHECKING:
    from marsad.web.record.desk import Desk

Row = dict[str, Any]
NAMED = ("incidents", "tolls", "ceasefires")


@dataclass(frozen=True, slots=True)
class Held:
    """One making of the record: its groups, the latest incidents first, records by id, what is beside each, the claims by ref."""

    head: tuple[int, str]
    made: Row
    latest: list[Row]
    by_id: dict[str, tuple[str, Row]]
    beside: dict[str, list[Row]]
    parts: dict[str, list[Row]]
    findings: dict[str, list[Row]]
    incidents: dict[str, Row]
    told: Told
    summary: Summary
    named: dict[str, list[tuple[str, str, str, str, Row]]] = field(default_factory=dict)

    def titles(self, at: Desk) -> list[tuple[str, str, str, str, Row]]:
        """(folded title, title, group, id, row) of every record, made once for each language."""
        if at.ui.language not in self.named:
            self.named[at.ui.language] = [
                (fold_name(title := at.title(ident)), title, group, ident, row) for ident, (group, row) in self.by_id.items()
            ]
        return self.named[at.ui.language]

    def of_claim(self, ref: str) -> Row | None:
        """The incident that a claim goes into; None where it is none's."""
        return self.incidents.get(ref)

    def one(self, group: str, ident: str) -> Row:
        """The record of the group with this id; 404 where there is none (any more)."""
        found = self.by_id.get(ident)
        if found is None or found[0] != group:
            raise HTTPException(404, ident)
        return found[1]


class Recorded:
    """The record of one store, made anew only where the ledger went on, by this process or another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: Held | None = None
        self._making = Lock()

    def now(self) -> Held:
        """The record as of now."""
        head = self._store.head()
        if self._held is None or self._held.head != head:
            with self._making:
                if self._held is None or self._held.head != head:
                    self._held = _held(self._store, head)
        return self._held


def held(request: Request) -> Held:
    """The record of the application's store as of now."""
    found: Held = request.app.state.recorded.now()
    return found


def _held(store: Store, head: tuple[int, str]) -> Held:
    try:
        made = current(store)
    except StoreError:  # another process is writing: the record need not be saved to be shown
        made = records(store)
    by_id = {row["id"]: (group, row) for group in NAMED for row in made[group]}
    beside = _by(made["violations"], lambda v: (v["incident"], v["ceasefire"]))
    parts = _by(made["tolls"], lambda t: (t["part_of"],) if t["part_of"] else ())
    findings = _by(made["findings"], lambda f: f["claims"])
    incidents = {ref: row for row in made["incidents"] for ref in row["claims"]}
    return Held(head, made, latest(made["incidents"]), by_id, beside, parts, findings, incidents, Told(store), store.summary())


def _by(rows: Iterable[Row], keys: Callable[[Row], Iterable[str]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            found[key].append(row)
    return dict(found)
