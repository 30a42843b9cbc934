"""A decision: what a person says of claims, kept beside them for good and never instead of them.

A claim is named by its *anchor*: the report's key, the claim's kind and the characters of its trigger. A later coder's
claim of that kind on those characters takes the decision over, so a better rule never erases what a person decided.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from marsad.model.claim import KINDS, Claim, from_json, to_json
from marsad.model.grades import GRADES
from marsad.model.span import Span
from marsad.model.vocabulary import TABLES, TYPES

REVIEWS = ("accept", "correct", "reject")
PAIRS = ("same", "different", "unsure")
OTHERS = ("stands", "grade", "state", "withdraw")
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
FIXED = frozenset({"kind", "rule", "trigger", "evidence", "ids", "part_of", "actor_ids", "place_ids"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the claim stands that a decision is about: report key, kind, code points of its trigger in the report's text."""

    key: str
    kind: str
    start: int
    end: int

    def holds(self, kind: str, trigger: Span) -> bool:
        """True for a claim of the kind whose trigger shares a character with the anchor."""
        return kind == self.kind and trigger.start < self.end and self.start < trigger.end


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
    (grades.tsv) · state: an incident claim, a ceasefire claim and the `state` of the pair · withdraw: the `seq` of an earlier decision.
    """
    if decision.verb not in VERBS:
        raise ValueError(f"decision {decision.verb!r} is none of {', '.join(VERBS)}")
    if any(a.kind not in KINDS or not 0 <= a.start < a.end for a in decision.on):
        raise ValueError("a decision is about claims: each with its report's key, its kind and the characters of its trigger")
    wanted, problem = _NEEDS[decision.verb]
    if not wanted(decision):
        raise ValueError(f"{decision.verb} needs {problem}")


def corrected(claim: Claim, changes: Mapping[str, Any], text: str) -> Claim:
    """The claim with these fields of the codebook changed, every name found in the report's `text`, nearest to the trigger.

    Raises ValueError for a field or a code that such a claim cannot have, and for a name that the text does not hold.
    """
    row = to_json(claim)
    for name, value in changes.items():
        if name not in row or name in FIXED:
            raise ValueError(f"{claim.kind} has no field {name!r} to correct; it has {', '.join(sorted(set(row) - FIXED))}")
        _known(claim.kind, name, value)
    kept = {name: {f: v for f, v in row.get(name, {}).items() if f not in changes} for name in ("evidence", "ids", "part_of")}
    for key in (f for f in changes if _holds_names(claim, f)):
        kept["evidence"][key] = [_nearest(text, name, claim.trigger.start) for name in changes[key]]
    return from_json(row | kept | dict(changes))


def _known(kind: str, name: str, value: Any) -> None:
    table = TYPES[kind] if name in ("type", KINDS[kind].type_field) else TABLES.get(name, {})
    wrong = [code for code in (value if isinstance(value, list) else [value]) if table and code is not None and code not in table]
    if wrong:
        raise ValueError(f"{name} {wrong[0]!r} is none of {', '.join(table)}")


def _holds_names(claim: Claim, name: str) -> bool:
    return any(f.name == name and "Name" in str(f.type) for f in fields(claim))


def _nearest(text: str, name: str, start: int) -> list[int]:
    places = [found.start() for found in re.finditer(re.escape(name), text)] if name else []
    if not places:
        raise ValueError(f"the report does not say {name!r}: a name is copied from its text")
    at = min(places, key=lambda place: abs(place - start))
    return [at, at + len(name)]


def _one(decision: Decision) -> bool:
    return len(decision.on) == 1


def _corrects(decision: Decision) -> bool:
    return len(decision.on) == 1 and bool(decision.given) and not set(decision.given) & FIXED


def _pairs(decision: Decision) -> bool:
    return len(set(decision.on)) == 2 and len({a.kind for a in decision.on}) == 1


def _stands(decision: Decision) -> bool:
    return bool(decision.on) and bool(decision.given.get("field"))


def _grades(decision: Decision) -> bool:
    return bool(decision.on) and decision.given.get("code") in GRADES.get(str(decision.given.get("scale")), {})


def _states(decision: Decision) -> bool:
    return sorted(a.kind for a in decision.on) == ["ceasefire", "incident"] and decision.given.get("state") in STATES


def _withdraws(decision: Decision) -> bool:
    return isinstance(decision.given.get("seq"), int)


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
    "withdraw": (_withdraws, "the number (`seq`) of the decision that is taken back"),
}
