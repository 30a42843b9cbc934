"""From a ref (`report#kind@start`) to the claim that a report makes there, and to the address that lights its characters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from marsad.model.claim import Claim
from marsad.reconcile.reviews import reviewed
from marsad.store import Store, StoredReport
from marsad.web.templates import report_url

MOST = 4000  # reports whose claims are held at once
Place = tuple[str, int]


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
    """The claims of a store by ref, read a report at a time when first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, dict[Place, Said]] = {}

    def __call__(self, ref: str) -> Said | None:
        """The claim with this ref; None where no claim that stands begins there."""
        ident, _, place = ref.rpartition("#")
        kind, _, start = place.partition("@")
        found = self._held.get(ident)
        if found is None:
            if len(self._held) >= MOST:
                self._held.clear()
            found = self._held[ident] = self._read(ident)
        return found.get((kind, int(start)))

    def all(self, refs: Iterable[str]) -> list[Said]:
        """The claims with these refs, each once, in order."""
        return [said for ref in dict.fromkeys(refs) if (said := self(ref))]

    def name(self, key: str) -> str:
        """What refs call the report with this key: its id, or the key where another report has that id too."""
        stored = self._store.report(key)
        return stored.id if self._report(stored.id).key == key else key

    def _read(self, ident: str) -> dict[Place, Said]:
        stored = self._report(ident)
        claims = [kept.claim for kept in self._store.claims(report=stored.key)]
        states = dict.fromkeys(claims, "unreviewed")
        if given := self._store.decisions(stored.key):
            states = {one.claim: one.state for one in reviewed(stored.key, stored.report.text, claims, given) if one.stands}
        return {(c.kind, c.span.start): _said(ident, stored, c, state) for c, state in states.items()}

    def _report(self, ident: str) -> StoredReport:
        """The report that refs call by this id: of several articles with one id the first that was added."""
        try:
            return self._store.report(ident)
        except LookupError:
            several = [r for r in self._store.reports() if r.id == ident and r.newest]
            if not several:
                raise
            return min(several, key=lambda r: (r.added_at, r.key))


def _said(ident: str, stored: StoredReport, claim: Claim, state: str) -> Said:
    ref = f"{ident}#{claim.kind}@{claim.span.start}"
    return Said(ref, claim, stored.key, stored.id, stored.outlet, stored.date, state)
