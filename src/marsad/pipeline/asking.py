"""Decisions laid beside what stands now: which of them hold, and which ask for a person, for what is told since says otherwise.

Nothing is settled here: a decision that asks stays in force until a person decides anew or takes it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marsad.model.claim import Claim, from_json
from marsad.model.decision import Decision, standing
from marsad.pipeline.reviewing import reviews
from marsad.pipeline.rows import OF_RECORDS, Record
from marsad.pipeline.stood import Stood
from marsad.reconcile.reviews import moved
from marsad.store import Store, StoredReport


@dataclass(frozen=True, slots=True)
class Held:
    """A decision and a claim that it is about, as this stands or as it was seen; `why` says what is asked, empty where it holds."""

    decision: Decision
    report: StoredReport
    claim: Claim
    why: str = ""


def held(store: Store, key: str | None = None) -> Iterator[Held]:
    """Every decision on claims that was not taken back, of the report with this key or of all."""
    for report, one in reviews(store, key):
        if one.decision:
            yield Held(one.decision, report, one.claim, (one.why if one.state == "ask" else "") or _superseded(store, report))
    stood = Stood(store)
    every = [d for d in standing(store.decisions(key)) if d.verb in OF_RECORDS]
    for decision in every:
        if not stood.gone.intersection(a.key for a in decision.on):
            yield _held(stood, decision, [d for d in every if d.verb == decision.verb and d.seq > decision.seq])


def _held(stood: Stood, decision: Decision, later: list[Decision]) -> Held:
    """A decision on records, with the first claim that it is about."""
    reports = [stood.store.report(a.key) for a in decision.on]
    why = _otherwise(stood, decision) or next(filter(None, (_superseded(stood.store, report) for report in reports)), "")
    if not why and decision.verb in _CONTRADICTED:
        why = _CONTRADICTED[decision.verb](stood, decision, later)
    first = stood.claim(decision.on[0], decision.seen[0])
    return Held(decision, reports[0], (first.coded or first.claim) if first else from_json(dict(decision.seen[0])), why)


def _superseded(store: Store, report: StoredReport) -> str:
    """Where the article has a newer version: a decision on this one says nothing of that."""
    if report.newest:
        return ""
    newest = store.versions(report.key)[-1]
    return f"version {newest.version} of the report is kept since ({newest.key}): decide on it, or take this back"


def _otherwise(stood: Stood, decision: Decision) -> str:
    """What of the claims is not as it was when they were decided on."""
    for anchor, seen in zip(decision.on, decision.seen, strict=True):
        one = stood.claim(anchor, seen)
        if one is None:
            return f"«{seen['quote']}» does not stand any more"
        if changed := moved(seen, one.coded or one.claim):
            return f"decided as {changed}"
    return ""


def _rivalled(stood: Stood, decision: Decision, later: list[Decision]) -> str:
    """A value of the field that was told only since a person said which stands."""
    name = str(decision.given["field"])
    anew = [stood.about(d, "incidents", "ceasefires") for d in later if d.given["field"] == name]
    for record in stood.about(decision, "incidents", "ceasefires"):
        for value, claims in () if any(record in found for found in anew) else _rivals(record, name):
            if all(stood.since(ref, decision.seq) for ref in claims):
                return f"{name} was settled, and {', '.join(claims)} says {value} since"
    return ""


def _rivals(record: Record, name: str) -> Iterator[tuple[Any, list[str]]]:
    """What else is told of a field of a record than the value that stands, and by which claims."""
    stands = record["fields"].get("cls" if name == "class" else name, {})
    yield from ((rival["value"], rival["claims"]) for rival in stands.get("rivals", ()))
    for counted in (c for c in record.get("casualties", ()) if c["outcome"] == name and c["best"] is not None):
        for low, high, ref in ((f["min"], f["max"], f["claim"]) for f in counted["figures"]):
            if not (low or 0) <= counted["best"] <= (counted["best"] if high is None else high):
                yield low if low == high else f"{low}–{high}", [ref]


def _untrue(stood: Stood, decision: Decision, later: list[Decision]) -> str:
    """A test of the pair that is not answered `yes` any more, by what was told only since a person gave its state."""
    pair = _pair(stood, decision)
    if pair is None:
        return "the incident is no longer inside the area and the window of the ceasefire"
    for test in ("area", "window", "parties", "act"):
        told = [ref for ref in pair["evidence"][test]["claims"] if stood.since(ref, decision.seq)]
        if pair[test] != "yes" and told and all(_pair(stood, d) != pair for d in later):
            return f"{decision.given['state']}, and {test} is {pair[test]} since {', '.join(told)}"
    return ""


def _pair(stood: Stood, decision: Decision) -> Record | None:
    incidents, ceasefires = ({r["id"] for r in stood.about(decision, group)} for group in ("incidents", "ceasefires"))
    return next((p for p in stood.records["violations"] if p["incident"] in incidents and p["ceasefire"] in ceasefires), None)


_CONTRADICTED = {"stands": _rivalled, "state": _untrue}
