"""The claims of a report as persons have left them: accepted, corrected, rejected, or in need of a person.

A decision holds for the standing claim of its kind whose trigger shares a character with its anchor, whatever coder
made it. What was accepted or corrected stays even where a newer coder no longer claims it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from marsad.model.claim import Claim, from_json, to_json
from marsad.model.correcting import corrected
from marsad.model.decision import REVIEWS, Decision, standing

MADE = frozenset({"rule", "trigger", "evidence", "ids", "part_of", "actor_ids", "place_ids", "quote", "start", "end"})
Identity = tuple[str, str, tuple[int, ...], int]
STATES = {"add": "added", "accept": "accepted", "correct": "corrected", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim as it stands: `state` is unreviewed | accepted | corrected | rejected | added | ask; `why` says what a person is asked.

    `coded` is what the coder claims (or a person added), None where it no longer does; `decision` the one that holds, `second`
    what another person decided without having seen it.
    """

    claim: Claim
    state: str
    coded: Claim | None
    decision: Decision | None = None
    why: str = ""
    second: Decision | None = None

    @property
    def stands(self) -> bool:
        """True for what goes into the records: all but what was rejected."""
        return self.state != "rejected"


def reviewed(key: str, text: str, claims: Sequence[Claim], decisions: Iterable[Decision]) -> list[Reviewed]:
    """The claims of the report with this key and text, each with the review that holds for it, in order of the text."""
    own = [d for d in standing(decisions) if d.verb in (*REVIEWS, "add", "second") and d.on[0].key == key]
    every = [*claims, *_added(own, claims)]
    reviews = _latest([d for d in own if d.verb != "second"], every)
    taken = {d.seq: _fitting(d, every) for d in reviews}
    made = [_one(claim, [d for d in reviews if claim in taken[d.seq]], taken, text) for claim in every]
    kept = [_kept(d, text) for d in reviews if not taken[d.seq] and d.verb != "reject"]
    seconds = [d for d in own if d.verb == "second"]
    found = [_seconded(one, [d for d in seconds if one.coded in _fitting(d, every)]) for one in [*made, *kept]]
    return sorted(found, key=lambda r: (r.claim.span, r.claim.kind, r.claim.type))


def identity(claim: Claim) -> Identity:
    """What tells a claim from others that stand on the same words: kind, type, trigger, start of its quote."""
    return claim.kind, claim.type, tuple(claim.trigger), claim.span.start


def _seen(decision: Decision) -> Identity:
    return identity(from_json(dict(decision.seen[0])))


def _added(decisions: Iterable[Decision], claims: Sequence[Claim]) -> list[Claim]:
    """What persons claim and the coder does not: an added claim, unless the coder came to claim it too."""
    added = [from_json(dict(d.seen[0])) for d in decisions if d.verb == "add"]
    known = {identity(c) for c in claims}
    return [c for c in added if identity(c) not in known]


def _fitting(decision: Decision, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that a decision is about: the very one that was seen, else all whose trigger shares a character with it."""
    fits = [c for c in claims if decision.on[0].holds(c.kind, c.trigger)]
    if len(fits) < 2:
        return fits
    wanted = _seen(decision)
    return [c for c in fits if identity(c) == wanted] or fits


def _latest(decisions: Iterable[Decision], claims: Sequence[Claim]) -> list[Decision]:
    """The last review of each claim: a later one stands instead of every earlier one that is about the same."""
    last: list[Decision] = []
    for decision in decisions:
        last = [d for d in last if not _meet(d, decision, claims)] + [decision]
    return last


def _meet(one: Decision, other: Decision, claims: Sequence[Claim]) -> bool:
    first, second = one.on[0], other.on[0]
    if (first.key, first.kind) != (second.key, second.kind) or first.start >= second.end or second.start >= first.end:
        return False
    mine, theirs = _fitting(one, claims), _fitting(other, claims)
    return not mine or not theirs or any(c in theirs for c in mine)


def _one(claim: Claim, held: list[Decision], taken: Mapping[int, list[Claim]], text: str) -> Reviewed:
    if not held:
        return Reviewed(claim, "unreviewed", claim)
    decision = held[-1]
    if len(held) > 1:
        return Reviewed(claim, "ask", claim, decision, f"{len(held)} decisions meet on this claim")
    if decision.verb == "add":
        return Reviewed(claim, "added", claim, decision)
    if len(others := taken[decision.seq]) > 1:
        same = [c for c in others if not moved(decision.seen[0], c)]
        if same != [claim]:
            return Reviewed(claim, "ask", claim, decision, f"{len(others)} claims stand where one was decided on")
    if decision.verb == "correct":
        return _corrected(claim, decision, text)
    if changed := moved(decision.seen[0], claim):
        return Reviewed(claim, "ask", claim, decision, f"{decision.verb}ed as {changed}")
    return Reviewed(claim, STATES[decision.verb], claim, decision)


def _corrected(claim: Claim, decision: Decision, text: str) -> Reviewed:
    """The claim with the person's values; asks where the coder has since changed one of these fields to a third value."""
    row, before = to_json(claim), decision.seen[0]
    other = [f for f, value in decision.given.items() if row.get(f) not in (before.get(f), value)]
    try:
        made = corrected(claim, decision.given, text)
    except ValueError as fault:
        return Reviewed(claim, "ask", claim, decision, str(fault))
    if other:
        told = ", ".join(f"{f} was {_said(before.get(f))}, is now {_said(row.get(f))}" for f in other)
        return Reviewed(made, "ask", claim, decision, f"corrected where {told}")
    return Reviewed(made, "corrected", claim, decision)


def moved(seen: Mapping[str, Any], claim: Claim) -> str:
    """What of the claim is not as it was seen when it was decided on, in words; empty where nothing is."""
    now = to_json(claim)
    other = [f for f in now if f not in MADE and seen.get(f, now[f]) != now[f]]
    return ", ".join(f"{f} {_said(seen[f])}, is now {_said(now[f])}" for f in other)


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _kept(decision: Decision, text: str) -> Reviewed:
    """What was accepted or corrected and is no longer claimed by the coder: it stays as the person left it."""
    claim = from_json(dict(decision.seen[0]))
    if decision.verb == "correct":
        claim = corrected(claim, decision.given, text)
    return Reviewed(claim, STATES[decision.verb], None, decision, "the coder no longer claims it")


def _seconded(one: Reviewed, seconds: list[Decision]) -> Reviewed:
    """The claim with its second review; where the two persons differ a third word is asked for, until one is said."""
    if not seconds:
        return one
    second, first = seconds[-1], one.decision
    if first is None or first.seq > second.seq or _agree(first, second):
        return replace(one, second=second)
    return replace(one, state="ask", second=second, why=f"{first.who} and {second.who} decided otherwise")


def _agree(first: Decision, second: Decision) -> bool:
    said = {"add": "accept"}.get(first.verb, first.verb)
    return said == second.given["verb"] and (said != "correct" or dict(first.given) == dict(second.given.get("changes", {})))
