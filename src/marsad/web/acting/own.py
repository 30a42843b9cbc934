"""One's own work: in a team nobody approves what they did themselves, and only a moderator takes back what others decided."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import HTTPException

from marsad.model.decision import REVIEWS, Decision, anchor, standing
from marsad.store import Draft, Store, StoredClaim
from marsad.web.acting.who import Who

APPROVALS = {"accept": ("add", "correct"), "second": REVIEWS}  # what a decision approves


def check(store: Store, who: Who, drafts: Sequence[Draft]) -> None:
    """Nothing; 403 where one of these would approve one's own work or take back another's decision without the right to."""
    for draft in drafts:
        if draft.verb in APPROVALS:
            _check_approval(store, who, draft)
        if draft.verb == "withdraw" and not who.may("moderate"):
            _check_withdrawal(store, who, draft)


def _check_approval(store: Store, who: Who, draft: Draft) -> None:
    for ref in draft.refs:
        claim = _claim(store, ref)
        done = [d for d in standing(store.decisions(claim.key)) if _on(d, claim) and d.verb in (*REVIEWS, "add")] if claim else []
        mine = [d for d in done[-1:] if d.who == who.actor and d.verb in APPROVALS[draft.verb]]
        if mine or (draft.verb == "second" and any(d.who == who.actor for d in done)):
            raise HTTPException(403, "this is your own work: somebody else approves it")


def _check_withdrawal(store: Store, who: Who, draft: Draft) -> None:
    seq = draft.given.get("seq")
    if isinstance(seq, int) and 0 < seq < 2**53:
        entry = next(iter(store.ledger(after=seq - 1, limit=1)), None)
        if entry and entry.seq == seq and entry.actor != who.actor:
            raise HTTPException(403, "somebody else decided this: a moderator can take it back")


def _claim(store: Store, ref: str) -> StoredClaim | None:
    try:
        return store.claim(ref)
    except LookupError:
        return None


def _on(decision: Decision, claim: StoredClaim) -> bool:
    here = anchor(claim.key, claim.claim)
    return any(a.key == claim.key and a.holds(here.kind, claim.claim.trigger) for a in decision.on)
