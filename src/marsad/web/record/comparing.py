"""Two tellings beside each other: the same happening or not? What marsad found alike is shown only after the decision."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from marsad.model.decision import PAIRS, Decision, standing
from marsad.store import Store
from marsad.web.record import deciding
from marsad.web.record.desk import Desk, Row, desk, fill
from marsad.web.record.told import Said

LEFT = 30  # pairs that are counted as left to compare
LOOKED_AT = 150  # pairs that are looked at for these
router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Ref = Annotated[str, Query(max_length=700)]


@router.get("/compare")
def compare(request: Request, one: Ref = "", other: Ref = "") -> HTMLResponse:
    """The comparison card of two claims of incidents; without them the next pair that nobody was asked of."""
    store: Store = request.app.state.store
    at = desk(request)
    waiting = list(islice(_waiting(at, store), LEFT))
    if not one or not other:
        one, other = waiting[0] if waiting else ("", "")
    if not one:
        return fill(request, "compare.html", at, sides=[], verdict=None, points=[], left=0)
    said = [_said(at, ref) for ref in (one, other)]
    verdict = next((d for d in reversed(_asked(store, said)) if _on(d) == {_place(s) for s in said}), None)
    sides = [(s, deciding.around(at, s, store.report(s.key).report.text), at.record.of_claim(s.ref)) for s in said]
    return fill(request, "compare.html", at, sides=sides, verdict=verdict, points=_points(sides) if verdict else [], left=len(waiting))


def _waiting(at: Desk, store: Store) -> Iterator[tuple[str, str]]:
    """The pairs of claims, by ref, that could tell of one happening and that nobody was asked of."""
    pairs = [[deciding.of_kind(row["claims"], "incident") for row in rows] for rows in islice(deciding.pairs(at), LOOKED_AT)]
    judged = store.decided_on({said.key for said in at.told(ref for refs in pairs for ref in refs)})
    for refs in pairs:
        said = at.told(refs)
        if len(said) == 2 and not any(_on(d) == {_place(s) for s in said} for d in _asked(store, said, judged)):
            yield refs[0], refs[1]


def _asked(store: Store, said: Sequence[Said], judged: Collection[str] | None = None) -> list[Decision]:
    """What was decided of two tellings, and stands, in order; `judged` are the reports that somebody decided on, where these are known."""
    own = {s.key for s in said}
    found = {d.seq: d for key in (store.decided_on(own) if judged is None else own.intersection(judged)) for d in store.decisions(key)}
    return [d for d in standing([found[seq] for seq in sorted(found)]) if d.verb in PAIRS]


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
        raise HTTPException(404, f"no incident stands that is claimed as {ref}")
    return found


def _points(sides: list[tuple[Said, Any, Row | None]]) -> list[tuple[str, float, str]]:
    """What marsad found alike where it took them as one; nothing where it never did."""
    row = sides[0][2]
    if row is None or sides[1][2] is None or row["id"] != sides[1][2]["id"]:
        return []
    reports = {said.report for said, _, _ in sides} | {said.key for said, _, _ in sides}
    links = [link for link in row["links"] if {link["first"].partition("#")[0], link["second"].partition("#")[0]} <= reports]
    return [(name, score, why) for link in links[:1] for name, score, why in link["points"]]
