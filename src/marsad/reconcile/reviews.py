"""The claims of a report as persons have left them: accepted, corrected, rejected, or in need of a person.

A decision holds for the standing claim of its kind whose trigger shares a character with its anchor, whatever coder
made it. What was accepted or corrected stays even where a newer coder no longer claims it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.model.claim import Claim, from_json, to_json
from marsad.model.decision import REVIEWS, Anchor, Decision, corrected

MADE = frozenset({"rule", "trigger", "evidence", "ids", "part_of", "actor_ids", "place_ids", "quote", "start", "end"})
STATES = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim as it stands: `state` is unreviewed | accepted | corrected | rejected | ask; `why` says what a person is asked.

    `coded` is what the coder claims, None where it no longer does; `decision` the one that holds.
    """

    claim: Claim
    state: str
    coded: Claim | None
    decision: Decision | None = None
    why: str = ""

    @property
    def stands(self) -> bool:
        """True for what goes into the records: all but what was rejected."""
        return self.state != "rejected"


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that were not taken back, in order; taking back a taking back restores."""
    every = list(decisions)
    gone: set[int] = set()
    for decision in reversed(every):
        if decision.verb == "withdraw" and decision.seq not in gone:
            gone.add(int(decision.given["seq"]))
    return [d for d in every if d.seq not in gone and d.verb != "withdraw"]


def reviewed(key: str, text: str, claims: Sequence[Claim], decisions: Iterable[Decision]) -> list[Reviewed]:
    """The claims of the report with this key and text, each with the review that holds for it, in order of the text."""
    reviews = _latest(d for d in standing(decisions) if d.verb in REVIEWS and d.on[0].key == key)
    taken = {d.on[0]: [c for c in claims if d.on[0].holds(c.kind, c.trigger)] for d in reviews}
    made = [_one(claim, [d for d in reviews if claim in taken[d.on[0]]], taken, text) for claim in claims]
    kept = [_kept(d, text) for d in reviews if not taken[d.on[0]] and d.verb != "reject"]
    return sorted([*made, *kept], key=lambda r: (r.claim.span, r.claim.kind, r.claim.type))


def _latest(decisions: Iterable[Decision]) -> list[Decision]:
    """The last review of each claim: a later one stands instead of every earlier one whose anchor it meets."""
    last: list[Decision] = []
    for decision in decisions:
        last = [d for d in last if not _meet(d.on[0], decision.on[0])] + [decision]
    return last


def _meet(one: Anchor, other: Anchor) -> bool:
    return (one.key, one.kind) == (other.key, other.kind) and one.start < other.end and other.start < one.end


def _one(claim: Claim, held: list[Decision], taken: Mapping[Anchor, list[Claim]], text: str) -> Reviewed:
    if not held:
        return Reviewed(claim, "unreviewed", claim)
    decision = held[-1]
    if len(held) > 1:
        return Reviewed(claim, "ask", claim, decision, f"{len(held)} decisions meet on this claim")
    if len(others := taken[decision.on[0]]) > 1:
        same = [c for c in others if not _changed(decision, c)]
        if same != [claim]:
            return Reviewed(claim, "ask", claim, decision, f"{len(others)} claims stand where one was decided on")
    if decision.verb == "correct":
        return _corrected(claim, decision, text)
    if changed := _changed(decision, claim):
        return Reviewed(claim, "ask", claim, decision, f"{decision.verb}ed as {changed}")
    return Reviewed(claim, STATES[decision.verb], claim, decision)


def _corrected(claim: Claim, decision: Decision, text: str) -> Reviewed:
    """The claim with the person's values; asks where the coder has since changed one of these fields to a third value."""
    row, before = to_json(claim), decision.seen[0]
    moved = [f for f, value in decision.given.items() if row.get(f) not in (before.get(f), value)]
    try:
        made = corrected(claim, decision.given, text)
    except ValueError as fault:
        return Reviewed(claim, "ask", claim, decision, str(fault))
    if moved:
        told = ", ".join(f"{f} was {_said(before.get(f))}, is now {_said(row.get(f))}" for f in moved)
        return Reviewed(made, "ask", claim, decision, f"corrected where {told}")
    return Reviewed(made, "corrected", claim, decision)


def _changed(decision: Decision, claim: Claim) -> str:
    """What of the claim is not as it was when it was decided on, in words; empty where nothing is."""
    before, now = decision.seen[0], to_json(claim)
    moved = [f for f in now if f not in MADE and before.get(f, now[f]) != now[f]]
    return ", ".join(f"{f} {_said(before[f])}, is now {_said(now[f])}" for f in moved)


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _kept(decision: Decision, text: str) -> Reviewed:
    """What was accepted or corrected and is no longer claimed by the coder: it stays as the person left it."""
    claim = from_json(dict(decision.seen[0]))
    if decision.verb == "correct":
        claim = corrected(claim, decision.given, text)
    return Reviewed(claim, STATES[decision.verb], None, decision, "the coder no longer claims it")
