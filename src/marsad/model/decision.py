"""A decision: what a person says of claims, kept beside them for good and never instead of them.

A claim is named by its *anchor*: the report's key, the claim's kind and the characters of its trigger. A later coder's
claim of that kind on those characters takes the decision over, so a better rule never erases what a person decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marsad.model.claim import KINDS, Claim
from marsad.model.grades import GRADES
from marsad.model.span import Span

REVIEWS = ("accept", "correct", "reject")
PAIRS = ("same", "different", "unsure")
OTHERS = ("add", "second", "stands", "grade", "state", "finding", "source", "done", "withdraw")
FINDINGS = ("accepted", "assigned", "muted", "open")
STATES = (
    "candidate",
    "alleged",
    "under_inquiry",
    "substantiated",
    "not_substantiated",
    "attributed",
    "not_attributable",
    "published",
)
VERBS = (*REVIEWS, *PAIRS, *OTHERS)
FIXED = frozenset({"kind", "rule", "trigger", "evidence", "ids", "part_of", "actor_ids", "place_ids", "quote"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the claim stands that a decision is about: report key, kind, code points of its trigger in the report's text."""

    key: str
    kind: str
    start: int
    end: int

    def holds(self, kind: str, trigger: Span) -> bool:
        """True for a claim of the kind whose trigger shares a character with the anchor."""
        return kind == self.kind and trigger.overlaps(Span(self.start, self.end))

    def meets(self, other: Anchor) -> bool:
        """True for the anchor of a claim of this report and kind that shares a character with it."""
        return self.key == other.key and self.holds(other.kind, Span(other.start, other.end))


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what of which claims, when and why; `given` is what the verb needs (see `check`).

    `seen` are the claims as they stood then, in the codebook's shape. `seq` is the number of its ledger entry: a later
    decision on the same thing stands instead of an earlier one.
    """

    verb: str
    on: tuple[Anchor, ...]
    given: Mapping[str, Any] = field(default_factory=dict)
    seen: tuple[Mapping[str, Any], ...] = ()
    reason: str = ""
    who: str = ""
    at: str = ""
    seq: int = 0


def anchor(key: str, claim: Claim) -> Anchor:
    """The anchor of a claim of the report with this key."""
    return Anchor(key, claim.kind, claim.trigger.start, claim.trigger.end)


def check(decision: Decision) -> None:
    """Nothing where the decision can be taken; raises ValueError that says what would be right.

    accept, reject: one claim · correct: one claim and the fields that change · same, different, unsure: two claims of one
    kind · stands: one claim or several, and the `field` whose value is theirs · grade: claims, a `scale` and its `code`
    (grades.tsv) · state: an incident claim, a ceasefire claim and the `state` of the pair · withdraw: the `seq` of an earlier decision ·
    add: a claim that no coder made · second: one claim and the `verb` that a second person would take on it, unseen the first ·
    finding: the claims of a finding, its `check` and what it `is` (FINDINGS) · source: a `source` and a grade or a `definition` of its ·
    done: the `report` that was read to its end.
    """
    if decision.verb not in VERBS:
        raise ValueError(f"decision {decision.verb!r} is none of {', '.join(VERBS)}")
    if any(a.kind not in KINDS or not 0 <= a.start < a.end for a in decision.on):
        raise ValueError("a decision is about claims: each with its report's key, its kind and the characters of its trigger")
    wanted, problem = _NEEDS[decision.verb]
    if not wanted(decision):
        raise ValueError(f"{decision.verb} needs {problem}")


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that were not taken back, in order; taking back a taking back restores."""
    every = list(decisions)
    gone: set[int] = set()
    for decision in reversed(every):
        if decision.verb == "withdraw" and decision.seq not in gone:
            gone.add(int(decision.given["seq"]))
    return [d for d in every if d.seq not in gone and d.verb != "withdraw"]


def _one(decision: Decision) -> bool:
    return len(decision.on) == 1


def _corrects(decision: Decision) -> bool:
    return _one(decision) and bool(decision.given) and not set(decision.given) & FIXED


def _pairs(decision: Decision) -> bool:
    return len(set(decision.on)) == 2 and len({a.kind for a in decision.on}) == 1


def _stands(decision: Decision) -> bool:
    return bool(decision.on) and _word(decision, "field")


def _grades(decision: Decision) -> bool:
    return bool(decision.on) and _graded(decision)


def _graded(decision: Decision) -> bool:
    return str(decision.given.get("code")) in GRADES.get(str(decision.given.get("scale")), {})


def _states(decision: Decision) -> bool:
    return sorted(a.kind for a in decision.on) == ["ceasefire", "incident"] and decision.given.get("state") in STATES


def _seconds(decision: Decision) -> bool:
    return _one(decision) and decision.given.get("verb") in REVIEWS and isinstance(decision.given.get("changes", {}), dict)


def _finds(decision: Decision) -> bool:
    return bool(decision.on) and _word(decision, "check") and decision.given.get("is") in FINDINGS


def _describes(decision: Decision) -> bool:
    defined = _word(decision, "definition") and bool(str(decision.given["definition"]).strip())
    return _word(decision, "source") and (_graded(decision) or defined)


def _finishes(decision: Decision) -> bool:
    return _word(decision, "report")


def _word(decision: Decision, name: str) -> bool:
    value = decision.given.get(name)
    return isinstance(value, str) and bool(value)


def _withdraws(decision: Decision) -> bool:
    seq = decision.given.get("seq")
    return isinstance(seq, int) and not isinstance(seq, bool) and 0 < seq < 2**53


_SCALES = "; ".join(f"{scale}: {', '.join(codes)}" for scale, codes in GRADES.items())
_NEEDS = {
    "accept": (_one, "one claim"),
    "reject": (_one, "one claim"),
    "correct": (_corrects, "one claim and at least one field of the codebook with its right value"),
    "same": (_pairs, "two different claims of one kind"),
    "different": (_pairs, "two different claims of one kind"),
    "unsure": (_pairs, "two different claims of one kind"),
    "stands": (_stands, "the claims whose value stands and the `field` it is the value of"),
    "grade": (_grades, f"claims, a `scale` and one of its codes ({_SCALES})"),
    "state": (_states, f"a claim of the incident, one of the ceasefire, and a `state` ({', '.join(STATES)})"),
    "add": (_one, "the claim that is added"),
    "second": (_seconds, f"one claim and the `verb` ({', '.join(REVIEWS)}) that the second person takes"),
    "finding": (_finds, f"the claims of a finding, its `check` and what it `is` ({', '.join(FINDINGS)})"),
    "source": (_describes, f"a `source` and its grade, a `scale` with one of its codes ({_SCALES}), or a `definition`"),
    "done": (_finishes, "the `report` that was read to its end"),
    "withdraw": (_withdraws, "the number (`seq`) of the decision that is taken back"),
}
