"""What a store's readings and decisions are to the record: rows of the claims that stand, each with the decisions about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marsad.model.claim import from_json, to_json
from marsad.model.decision import Decision, standing
from marsad.reconcile.reviews import Reviewed, identity, reviewed
from marsad.store.asof import Listed, Reading

OF_RECORDS = ("same", "different", "unsure", "stands", "grade", "state", "finding")
Record = dict[str, Any]
Place = tuple[int, int]  # a decision's number, and which of its claims


def names(found: Iterable[Listed]) -> dict[str, str]:
    """What refs call each report, by its key: its id, or the key where a report before it has that id."""
    seen: set[str] = set()
    called: dict[str, str] = {}
    for one in found:
        called[one.key] = one.key if one.id in seen else one.id
        seen.add(one.id)
    return called


def rows(
    readings: Iterable[Reading], decisions: list[Decision], called: Mapping[str, str] | None = None, *, as_json: bool = True
) -> Iterator[Record]:
    """Each reading as a row `{id, key, date, outlet, text, claims, decisions}` of what stands after review.

    The id is the key where two reports share one; of some readings alone it is what they are `called` among all. A decision goes with the
    last report that it is about. Claims are JSON, each with its `review`, or (not `as_json`) as they are.
    """
    seen: Counter[str] = Counter()
    held: dict[str, list[Decision]] = {}
    for decision in standing(decisions):
        for key in {a.key for a in decision.on}:
            held.setdefault(key, []).append(decision)
    refs: dict[Place, str] = {}
    for reading in readings:
        seen[reading.id] += 1
        ident = called[reading.key] if called else reading.id if seen[reading.id] == 1 else reading.key
        own = held.get(reading.key, [])
        made = [one for one in reviewed(reading.key, reading.text, reading.claims, own) if one.stands]
        at = ((d, n) for d in own for n, a in enumerate(d.on) if a.key == reading.key)
        refs |= {(d.seq, n): ref for d, n in at if (ref := _ref(ident, d, n, made))}
        claims = [to_json(one.claim) | {"review": one.state} if as_json else one.claim for one in made]
        day = reading.date.isoformat() if reading.date else None
        row = {"id": ident, "key": reading.key, "date": day, "outlet": reading.outlet, "text": reading.text, "claims": claims}
        row["copy"] = reading.family
        yield row | {
            "decisions": [_decision(d, refs) for d in own if d.verb in OF_RECORDS and all((d.seq, n) in refs for n in range(len(d.on)))]
        }


def _ref(ident: str, decision: Decision, nth: int, made: list[Reviewed]) -> str | None:
    """The ref of the claim that stands where a decision was taken: of several on the same words the one that was seen."""
    anchor, seen = decision.on[nth], identity(from_json(dict(decision.seen[nth])))
    there = [one for one in made if anchor.holds(one.claim.kind, one.claim.trigger)]
    very = [one for one in there if identity(one.coded or one.claim) == seen]
    return next((f"{ident}#{one.claim.kind}@{one.claim.span.start}" for one in [*very, *there]), None)


def _decision(decision: Decision, refs: dict[Place, str]) -> Record:
    told = {"seq": decision.seq, "verb": decision.verb, "refs": [refs[decision.seq, n] for n in range(len(decision.on))]}
    return told | {"given": dict(decision.given), "who": decision.who, "reason": decision.reason}
