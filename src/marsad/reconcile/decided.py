"""What persons decided of records: which claims tell one thing, which do not, whose value stands, how good a claim is.

Rows carry decisions as `{verb, refs, given, who, reason, seq}`, refs as `report#kind@start`; the last word on a thing counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from marsad.model.record import Casualties, Ceasefire, Incident, Ref, Stands, Test, Value, Violation

PAIRS = ("same", "different", "unsure")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decided:
    """Pairs that a person put together or held apart, both ways round; and what stands, by the ref whose value it is."""

    same: Mapping[Ref, frozenset[Ref]] = field(default_factory=dict)
    apart: Mapping[Ref, frozenset[Ref]] = field(default_factory=dict)
    stands: tuple[Row, ...] = ()
    states: tuple[Row, ...] = ()

    def together(self, refs: Iterable[Ref]) -> frozenset[Ref]:
        """The refs that a person said tell the same as one of these."""
        return frozenset().union(*(self.same.get(ref, frozenset()) for ref in refs))

    def all_together(self, ref: Ref) -> frozenset[Ref]:
        """The ref and all that persons said tell the same, one by way of another."""
        found, more = {ref}, [ref]
        while more:
            new = self.same.get(more.pop(), frozenset()) - found
            found |= new
            more += new
        return frozenset(found)

    def others(self, refs: Iterable[Ref]) -> frozenset[Ref]:
        """The refs that a person said tell something else than one of these."""
        return frozenset().union(*(self.apart.get(ref, frozenset()) for ref in refs))


class Thing(Protocol):
    """A thing that claims tell: its name, and their refs."""

    item: str

    @property
    def refs(self) -> tuple[Ref, ...]: ...


def leaders(found: Iterable[Thing], given: Decided) -> Mapping[str, str]:
    """For each thing that a person put together with an earlier one the first of them all, by name."""
    if not given.same:
        return {}
    holding: dict[str, list[Thing]] = {}
    for one in found:
        for ref in one.refs:
            if ref in given.same:
                holding.setdefault(ref, []).append(one)
    made: dict[str, str] = {}
    for ref in holding:
        together = sorted({one.item for other in given.all_together(ref) for one in holding.get(other, ())})
        made.update(dict.fromkeys(together[1:], together[0]))
    return made


def decided(rows: Iterable[Row]) -> Decided:
    """What the decisions come to, in the order of their `seq`."""
    ordered = sorted(rows, key=lambda row: int(row["seq"]))
    verdicts = {frozenset(row["refs"]): row["verb"] for row in ordered if row["verb"] in PAIRS and len(set(row["refs"])) == 2}
    pairs = {verb: _both_ways(pair for pair, said in verdicts.items() if said == verb) for verb in PAIRS}
    return Decided(
        pairs["same"], pairs["different"], *(tuple(row for row in ordered if row["verb"] == verb) for verb in ("stands", "state"))
    )


def _both_ways(pairs: Iterable[frozenset[Ref]]) -> dict[Ref, frozenset[Ref]]:
    found: dict[Ref, set[Ref]] = {}
    for pair in pairs:
        one, other = sorted(pair)
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {ref: frozenset(others) for ref, others in found.items()}


def settled(record: Incident, given: Decided) -> Incident:
    """The incident with the values that persons chose; the others stay as rivals."""
    for row in given.stands:
        if set(row["refs"]) & set(record.claims):
            record = _with(record, str(row["given"].get("field")), row)
    return record


def settled_ceasefire(record: Ceasefire, given: Decided) -> Ceasefire:
    """The ceasefire with the values that persons chose; the others stay as rivals."""
    for row in given.stands:
        name = "cls" if row["given"].get("field") == "class" else str(row["given"].get("field"))
        stood = getattr(record, name, None)
        if isinstance(stood, Stands) and set(row["refs"]) & set(record.claims):
            chosen: dict[str, Any] = {name: _chosen(stood, row)}
            record = replace(record, **chosen)
    return record


def in_state(pair: Violation, claims: Collection[Ref], given: Decided) -> Violation:
    """The pair in the state that a person last gave to an incident and a ceasefire of these claims."""
    for row in given.states:
        if set(row["refs"]) <= set(claims):
            pair = replace(pair, state=str(row["given"]["state"]), decided=Test(str(row["given"]["state"]), _why(row), tuple(row["refs"])))
    return pair


def _with(record: Incident, name: str, row: Row) -> Incident:
    if any(counted.outcome == name for counted in record.casualties):
        counts = tuple(_best(c, row) if c.outcome == name else c for c in record.casualties)
        return replace(record, casualties=counts)
    stood = getattr(record, name, None)
    chosen: dict[str, Any] = {name: _chosen(stood, row)} if isinstance(stood, Stands) else {}
    return replace(record, **chosen)


def _chosen(stood: Stands, row: Row) -> Stands:
    """The value of the chosen claims in the place of the one that stood."""
    every = [Value(stood.value, stood.claims), *stood.rivals]
    chosen = next((value for value in every if set(row["refs"]) & set(value.claims)), None)
    if chosen is None:
        return stood
    rivals = tuple(value for value in every if value is not chosen and value.value is not None)
    return Stands(chosen.value, chosen.claims, rivals, _why(row))


def _best(counted: Casualties, row: Row) -> Casualties:
    figure = next((f for f in counted.figures if f.claim in row["refs"]), None)
    if figure is None or (figure.min is None and figure.max is None):
        return counted
    return replace(counted, best=figure.min if figure.min is not None else figure.max, why=_why(row))


def _why(row: Row) -> str:
    return f"decided by {row['who']}" + (f": {row['reason']}" if row["reason"] else "")


def grades(rows: Sequence[Row]) -> dict[Ref, list[dict[str, Any]]]:
    """The grades of each claim, the last of each scale and person."""
    last: dict[tuple[Ref, str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: int(row["seq"])):
        if row["verb"] == "grade":
            for ref in row["refs"]:
                key = (ref, str(row["given"]["scale"]), str(row["who"]))
                last[key] = {"claim": ref, **row["given"], "who": row["who"], "reason": row["reason"]}
    found: dict[Ref, list[dict[str, Any]]] = {}
    for (ref, _, _), grade in last.items():
        found.setdefault(ref, []).append(grade)
    return found
