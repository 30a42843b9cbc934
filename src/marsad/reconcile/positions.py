"""Positions: who says what on which issue, over time; the issue is the ceasefire, the talks or the act told beside the verb."""

from __future__ import annotations

import datetime as dt

from marsad.model.claim import Ceasefire, Incident, Meeting, Statement
from marsad.model.record import Position
from marsad.reconcile.names import actor_of
from marsad.reconcile.told import Telling, Told

REACH = 250


def of_report(report: Telling) -> list[Position]:
    """The positions that one report tells; the issue of one on a ceasefire is the ref of its claim."""
    found = [p for told in report.told if isinstance(told.claim, Statement) for p in _stated(told, report)]
    said = {(p.actor, p.issue, p.stance) for p in found}
    held = [p for told in report.told if isinstance(told.claim, Ceasefire) for p in _on_ceasefire(told)]
    return found + [p for p in held if (p.actor, p.issue, p.stance) not in said]


def _stated(told: Told, report: Telling) -> list[Position]:
    claim = told.claim
    assert isinstance(claim, Statement)
    issue = _issue(told, report)
    if not issue:
        return []
    to = tuple(n.text for n in claim.to)
    return [Position(_actor(told, n.text, n), issue, claim.act, report.day, to, told.ref) for n in claim.speaker]


def _actor(told: Told, text: str, name: object) -> str:
    from marsad.model.claim import Name

    assert isinstance(name, Name)
    return actor_of(name, told.report.home, told.report.day) or text


def _issue(told: Told, report: Telling) -> str | None:
    """The first ceasefire, meeting or act after the verb in its sentence."""
    after = [
        t
        for t in report.told
        if t.sentence == told.sentence
        and 0 <= t.claim.span.start - told.claim.span.start <= REACH
        and isinstance(t.claim, Ceasefire | Meeting | Incident)
    ]
    for one in sorted(after, key=lambda t: (not isinstance(t.claim, Ceasefire), t.claim.span)):
        if isinstance(one.claim, Ceasefire):
            return one.ref
        if isinstance(one.claim, Meeting):
            return "talks"
        if isinstance(one.claim, Incident):
            return one.claim.incident_type
    return None


def _on_ceasefire(told: Told) -> list[Position]:
    """Who calls for a ceasefire or refuses it takes a position, whatever the verb."""
    claim = told.claim
    assert isinstance(claim, Ceasefire)
    names = claim.brokers if claim.action == "called_for" else claim.parties if claim.action == "rejected" else ()
    stance = {"called_for": "demand", "rejected": "reject"}.get(claim.action, "say")
    return [Position(_actor(told, n.text, n), told.ref, stance, told.report.day, (), told.ref) for n in names]


def by_actor(found: list[Position]) -> dict[tuple[str, str], list[Position]]:
    """For each actor and issue the positions in the order of their days."""
    out: dict[tuple[str, str], list[Position]] = {}
    for one in sorted(found, key=lambda p: (p.actor, p.issue, p.day or dt.date.max, p.claim)):
        out.setdefault((one.actor, one.issue), []).append(one)
    return out
