"""Two tellings beside each other: the same happening or not? What marsad found alike is shown only after the decision."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from marsad.model.decision import PAIRS, Decision, standing
from marsad.store import Store
from marsad.web.record import deciding
from marsad.web.record.desk import Desk, Row, desk, fill
from marsad.web.record.told import Said

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Ref = Annotated[str, Query(max_length=700)]


@router.get("/compare")
def compare(request: Request, one: Ref = "", other: Ref = "") -> HTMLResponse:
    """The comparison card of two claims of incidents; without them the next pair that nobody was asked of."""
    store: Store = request.app.state.store
    at = desk(request)
    asked = [d for d in standing(store.decisions()) if d.verb in PAIRS]
    if not one or not other:
        one, other = _next(at, asked)
    if not one:
        return fill(request, "compare.html", at, sides=[], verdict=None, points=[], left=0)
    said = [_said(at, ref) for ref in (one, other)]
    verdict = next((d for d in reversed(asked) if _on(d) == {_place(s) for s in said}), None)
    sides = [(s, deciding.around(at, s, store.report(s.key).report.text), at.record.of_claim(s.ref)) for s in said]
    left = sum(1 for _, _ in zip(deciding.pairs(at, _refs(at, asked)), range(99), strict=False))
    return fill(request, "compare.html", at, sides=sides, verdict=verdict, points=_points(sides) if verdict else [], left=left)


def _next(at: Desk, asked: list[Decision]) -> tuple[str, str]:
    found = next(deciding.pairs(at, _refs(at, asked)), None)
    if found is None:
        return "", ""
    return deciding.of_kind(found[0]["claims"], "incident"), deciding.of_kind(found[1]["claims"], "incident")


def _refs(at: Desk, asked: list[Decision]) -> frozenset[frozenset[str]]:
    """The pairs of claims that were decided on, by ref."""
    ids = {key: at.record.told.name(key) for d in asked for a in d.on if (key := a.key)}
    return frozenset(
        frozenset(f"{ids[a.key]}#{a.kind}@{c['start']}" for a, c in zip(d.on, d.seen, strict=True)) for d in asked if len(d.on) == 2
    )


def _on(decision: Decision) -> set[tuple[str, int]]:
    return {(a.key, a.start) for a in decision.on}


def _place(said: Said) -> tuple[str, int]:
    return said.key, said.claim.trigger.start


def _said(at: Desk, ref: str) -> Said:
    try:
        found = at.said(ref)
    except (LookupError, ValueError):
        found = None
    if found is None or found.claim.kind != "incident":
        raise HTTPException(404, ref)
    return found


def _points(sides: list[tuple[Said, Any, Row | None]]) -> list[tuple[str, float, str]]:
    """What marsad found alike where it took them as one; nothing where it never did."""
    row = sides[0][2]
    if row is None or sides[1][2] is None or row["id"] != sides[1][2]["id"]:
        return []
    reports = {said.report for said, _, _ in sides} | {said.key for said, _, _ in sides}
    links = [link for link in row["links"] if {link["first"].partition("#")[0], link["second"].partition("#")[0]} <= reports]
    return [(name, score, why) for link in links[:1] for name, score, why in link["points"]]
