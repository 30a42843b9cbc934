"""What stands in a store beside its decisions: the claim where one was taken, the records it is in, and what came since."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from marsad.model.claim import from_json
from marsad.model.decision import Anchor, Decision
from marsad.pipeline.records import Record, current
from marsad.reconcile.reviews import Reviewed, identity, reviewed
from marsad.store import Store

Came = set[tuple[str, int]]


class Stood:
    """The store as it is, looked at for one decision after the other; what was read once is kept."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._claims: dict[str, list[Reviewed]] = {}
        self._came: dict[tuple[str, int], Came | None] = {}

    @cached_property
    def records(self) -> Record:
        """All records as of now."""
        return current(self.store)

    @cached_property
    def gone(self) -> set[str]:
        """The keys of reports that were withdrawn or erased."""
        return {one.key for one in self.store.gone()}

    @cached_property
    def _holding(self) -> dict[str, list[tuple[str, Record]]]:
        found: defaultdict[str, list[tuple[str, Record]]] = defaultdict(list)
        for group in ("incidents", "ceasefires"):
            for record in self.records[group]:
                for ref in record["claims"]:
                    found[ref].append((group, record))
        return found

    def claim(self, anchor: Anchor, seen: Any) -> Reviewed | None:
        """The claim that stands where a decision was taken: of several on the same words the one that was seen."""
        there = [one for one in self._standing(anchor.key) if anchor.holds(one.claim.kind, one.claim.trigger)]
        very = [one for one in there if identity(one.coded or one.claim) == identity(from_json(dict(seen)))]
        return next(iter([*very, *there]), None)

    def _standing(self, key: str) -> list[Reviewed]:
        if key not in self._claims:
            claims = [kept.claim for kept in self.store.claims(report=key)]
            found = reviewed(key, self.store.report(key).report.text, claims, self.store.decisions(key))
            self._claims[key] = [one for one in found if one.stands]
        return self._claims[key]

    def about(self, decision: Decision, *groups: str) -> list[Record]:
        """The records of these groups (incidents, ceasefires) that one of the decision's claims is in."""
        refs = (ref for anchor, seen in zip(decision.on, decision.seen, strict=True) for ref in self._refs(anchor, seen))
        return list({record["id"]: record for ref in refs for group, record in self._holding.get(ref, ()) if group in groups}.values())

    def _refs(self, anchor: Anchor, seen: Any) -> tuple[str, ...]:
        stood = self.claim(anchor, seen)
        if stood is None:
            return ()
        place = f"{stood.claim.kind}@{stood.claim.span.start}"
        return (f"{anchor.key}#{place}", f"{self.store.report(anchor.key).id}#{place}")

    def since(self, ref: str, seq: int) -> bool:
        """True for a claim that came into the store after this entry of the ledger, with its report or by a newer coder."""
        ident, _, place = ref.rpartition("#")
        kind, _, start = place.partition("@")
        if (ident, seq) not in self._came:
            self._came[ident, seq] = self._came_to(self._key(ident), seq)
        came = self._came[ident, seq]
        return came is None or (kind, int(start)) in came

    def _came_to(self, key: str, seq: int) -> Came | None:
        """Kind and start of each claim that a newer coder made of the report since; None where the report itself came since."""
        if any(entry.action == "added" for entry in self.store.ledger(subject=key, after=seq)):
            return None
        made = (c for one in self.store.recodings(after=seq, report=key) for c in one.changes if c.after)
        return {(c.claim["kind"], c.claim["start"]) for c in made}

    def _key(self, ident: str) -> str:
        """The key of the report that a ref names: of several with one id the first, as in the records."""
        try:
            return self.store.report(ident).key
        except LookupError:
            return min((r for r in self.store.reports() if r.id == ident), key=lambda r: r.added_at).key
