"""The reviews that a store holds, laid over the claims that stand: what persons settled, and what asks for one again."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.reconcile.reviews import Reviewed, reviewed
from marsad.store import Store, StoredReport


def reviews(store: Store, key: str | None = None) -> Iterator[tuple[StoredReport, Reviewed]]:
    """Every claim that was decided on, of the report with this key or of all, with the report it stands in."""
    every, gone = store.decisions(), {one.key for one in store.gone()}
    for one in sorted({a.key for d in every for a in d.on} - gone if key is None else {key}):
        stored = store.report(one)
        claims = [kept.claim for kept in store.claims(report=one)]
        yield from ((stored, r) for r in reviewed(one, stored.report.text, claims, every) if r.decision is not None)
