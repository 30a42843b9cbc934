"""What went on since somebody looked: a decision is refused where another of its sort was taken on the same claims meanwhile."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from marsad.model.decision import PAIRS, REVIEWS, Anchor, Decision, anchor
from marsad.store import deciding, views
from marsad.store.canonical import canonical
from marsad.store.errors import Stale
from marsad.store.tables import claims
from marsad.store.tables import ledger as entries

TOGETHER = (*PAIRS, "state", "finding")  # decisions on claims taken together


class Look:
    """The store as somebody saw it at an entry of the ledger (None: they do not say), with further claims that they looked at."""

    def __init__(self, conn: Connection, as_of: int | None, about: Sequence[str]) -> None:
        self._conn = conn
        self._head = views.head(conn)[0]
        self._as_of = self._head if as_of is None else as_of
        told = [deciding.claim_at(conn, ref) for ref in about] if self._head > self._as_of else []
        self._about = {anchor(c.key, c.claim) for c in told}

    def check(self, draft: Decision) -> None:
        """Nothing where the decision's claims are as they were; raises Stale with what was done since."""
        if self._head <= self._as_of:
            return
        watched = {*draft.on, *self._about}
        theirs = [d for d in self._since(draft, watched) if d.seq <= self._head and _rival(draft, d, watched)]
        if theirs:
            raise Stale("somebody decided on this since it was opened", draft, theirs, self._head)
        if not all(self._read_alike(a.key, seen) for a, seen in zip(draft.on, draft.seen, strict=True)):
            raise Stale("another coder reads this otherwise since it was opened", draft, (), self._head)

    def _since(self, draft: Decision, watched: set[Anchor]) -> list[Decision]:
        if draft.verb == "withdraw" or not draft.on:
            return deciding.decisions(self._conn, after=self._as_of)
        found = [d for key in {a.key for a in watched} for d in deciding.decisions(self._conn, key, after=self._as_of)]
        return sorted({d.seq: d for d in found}.values(), key=lambda d: d.seq)

    def _read_alike(self, key: str, seen: Any) -> bool:
        """True where the claim reads as it did: no other coder read the report since, or it reads this claim alike."""
        query = select(entries.c.payload).where(entries.c.action == "coded", entries.c.subject == key, entries.c.seq > self._as_of)
        first = self._conn.execute(query.order_by(entries.c.seq).limit(1)).scalar()
        if first is None or (run := json.loads(first).get("instead_of")) is None:
            return True
        return canonical(seen) in set(self._conn.execute(select(claims.c.json).where(claims.c.run == run)).scalars())


def _rival(draft: Decision, other: Decision, watched: set[Anchor]) -> bool:
    """True where the other decision settles what this one would."""
    if _sort(draft) != _sort(other):
        return False
    if draft.verb in TOGETHER:
        return all(any(a.meets(b) for b in other.on) for a in draft.on)
    return not draft.on or any(a.meets(b) for a in watched for b in other.on)


def _sort(decision: Decision) -> tuple[Any, ...]:
    """What the decision settles."""
    verb, given = decision.verb, decision.given
    if verb in REVIEWS:
        return ("review",)
    if verb in PAIRS:
        return ("pair",)
    if verb == "second":
        return (verb, decision.who)
    names = {"withdraw": ("seq",), "stands": ("field",), "grade": ("scale",), "finding": ("check",), "source": ("source", "scale"),
             "done": ("report",)}  # fmt: skip
    return (verb, *(given.get(name) for name in names.get(verb, ())))
