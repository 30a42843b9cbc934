"""From a ref (`report#kind@start`) to the claim that a report makes there, and to the address that lights its characters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.model.claim import Claim
from marsad.reconcile.reviews import reviewed
from marsad.store import Store, StoredReport
from marsad.web.templates import report_url

MOST = 40_000  # claims that are held at once


@dataclass(frozen=True, slots=True)
class Said:
    """A claim of a record: where it stands, who published it and when; `review` is what persons made of it."""

    ref: str
    claim: Claim
    key: str
    report: str
    outlet: str | None
    date: dt.date | None
    review: str = "unreviewed"

    @property
    def url(self) -> str:
        """The reader's address that lights the quote."""
        return report_url(self.key, self.claim.span)

    @property
    def quote(self) -> str:
        """The words of the report."""
        return self.claim.quote


class Told:
    """The claims of a store by ref, read when first asked for; those of a page together, by `ahead`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, Said | None] = {}

    def __call__(self, ref: str) -> Said | None:
        """The claim with this ref; None where no claim that stands begins there."""
        return self.ahead([ref]).get(ref)

    def all(self, refs: Iterable[str]) -> list[Said]:
        """The claims with these refs, each once, in order."""
        wanted = list(dict.fromkeys(refs))
        held = self.ahead(wanted)
        return [said for ref in wanted if (said := held.get(ref))]

    def ahead(self, refs: Iterable[str]) -> dict[str, Said | None]:
        """What is held by ref, these among it: they are read with a few queries for all."""
        if len(self._held) >= MOST:
            self._held = {}
        held = self._held
        wanted = {ref: place for ref in refs if ref not in held and (place := _place(ref))}
        if wanted:
            self._read(wanted, held)
        return held

    def _read(self, wanted: Mapping[str, tuple[str, str, int]], held: dict[str, Said | None]) -> None:
        named = self._store.reports_named({ident for ident, _, _ in wanted.values()})
        judged = self._store.decided_on({stored.key for stored in named.values()})
        for ident in {ident for ident, _, _ in wanted.values()}:
            if ident in named and named[ident].key in judged:
                held.update({said.ref: said for said in self._judged(ident, named[ident])})
        at = {ref: (named[ident].key, kind, start) for ref, (ident, kind, start) in wanted.items() if ident in named}
        found = self._store.claims_at([place for place in at.values() if place[0] not in judged])
        for ref, place in at.items():
            if claim := found.get(place):
                ident = wanted[ref][0]
                held[ref] = _said(ident, named[ident], claim, "unreviewed")
        held.update({ref: None for ref in wanted if ref not in held})

    def name(self, key: str) -> str:
        """What refs call the report with this key: its id, or the key where another report has that id too."""
        stored = self._store.reports_named([key])[key]
        return stored.id if self._store.reports_named([stored.id])[stored.id].key == key else key

    def _judged(self, ident: str, stored: StoredReport) -> list[Said]:
        """The claims of a report that persons decided on, as they left them."""
        claims = [kept.claim for kept in self._store.claims(report=stored.key)]
        ones = reviewed(stored.key, stored.report.text, claims, self._store.decisions(stored.key))
        return [_said(ident, stored, one.claim, one.state) for one in ones if one.stands]


def _place(ref: str) -> tuple[str, str, int] | None:
    """(report, kind, start) of a ref; None where it is none."""
    ident, _, place = ref.rpartition("#")
    kind, _, start = place.partition("@")
    return (ident, kind, int(start)) if ident and kind and start.isdecimal() else None


def _said(ident: str, stored: StoredReport, claim: Claim, state: str) -> Said:
    ref = f"{ident}#{claim.kind}@{claim.span.start}"
    return Said(ref, claim, stored.key, stored.id, stored.outlet, stored.date, state)
