"""A report as it stands under review: its claims with what persons made of them, what is left, what can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.extract.unread import Numbers, Unread, looked_at
from marsad.model.claim import Claim, from_json
from marsad.model.decision import Decision, standing
from marsad.model.report import Report
from marsad.reconcile.reviews import Reviewed, reviewed
from marsad.store import Store, StoredReport
from marsad.web.review.history import History, history

SETTLED = frozenset({"accepted", "corrected", "rejected", "added", "seconded"})


@dataclass(frozen=True, slots=True)
class One:
    """A claim under review: its id, what stands of it, its state, and the decisions that made it so (None where none, or unseen)."""

    id: str
    claim: Claim
    state: str
    why: str = ""
    decision: Decision | None = None
    second: Decision | None = None

    @property
    def settled(self) -> bool:
        """True where nothing more is asked of this person."""
        return self.state in SETTLED


@dataclass(frozen=True, slots=True)
class State:
    """A report under review by one person; `as_of` is the ledger's entry that it was read at."""

    stored: StoredReport
    report: Report
    as_of: int
    ones: tuple[One, ...]
    history: History
    done: Decision | None

    @property
    def left(self) -> int:
        """How many claims are undecided."""
        return sum(not one.settled for one in self.ones)

    @property
    def claims(self) -> list[Claim]:
        """All claims, the rejected ones too: their words were read."""
        return [one.claim for one in self.ones]

    def looked_at(self) -> tuple[list[Unread], Numbers]:
        """The words that no claim used; how many numbers there are, and how many are claimed."""
        return looked_at(self.report, self.claims)


def state(store: Store, stored: StoredReport, who: str, second: bool = False) -> State:
    """The state of a report for this person; with `second` what others decided is not shown until this person has decided too."""
    as_of = store.head()[0]
    report, claims = stored.report, [kept.claim for kept in store.claims(report=stored.key)]
    decisions = store.decisions(stored.key)
    held = reviewed(stored.key, report.text, claims, decisions)
    ones = [_one(stored.key, one) for one in held]
    if second:
        ones = _blind(ones, who)
    finished = [d for d in standing(decisions) if d.verb == "done"]
    return State(stored, report, as_of, tuple(ones), history(decisions, who), finished[-1] if finished else None)


def _one(key: str, held: Reviewed) -> One:
    coded = held.coded or (from_json(dict(held.decision.seen[0])) if held.decision else held.claim)
    return One(coded.id(key), held.claim, held.state, held.why, held.decision, held.second)


def _blind(ones: Sequence[One], who: str) -> list[One]:
    """The claims as they were coded, but those on which this person gave the second review: these with both decisions."""
    return [_mine(one, who) if one.second and one.second.who == who else _unseen(one) for one in ones]


def _mine(one: One, who: str) -> One:
    return replace(one, state="ask" if one.state == "ask" else "seconded")


def _unseen(one: One) -> One:
    if one.decision is None or one.decision.verb == "add":
        return One(one.id, one.claim, "unreviewed")
    return One(one.id, from_json(dict(one.decision.seen[0])), "unreviewed")
