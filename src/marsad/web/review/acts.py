"""What the reader does: POST to a report's address takes decisions on its claims, undoes and redoes; the answer says how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from marsad.store import Draft, Store
from marsad.web.acting import doing
from marsad.web.review.state import One, State, state
from marsad.web.wanted import fetch_report

router = APIRouter(include_in_schema=False)
MOST = 60
"""Claims that one stroke may accept: what fits on a screen, never a whole report unseen."""
BECAUSE = ("not_stated", "wrong_number", "wrong_people", "wrong_place_or_time", "duplicate", "out_of_scope")
Given = Annotated[dict[str, Any], Field(max_length=40)]


class Step(BaseModel):
    """One decision: the verb, the claim's id in this report (none for `add` and `done`), what the verb needs, why."""

    model_config = ConfigDict(extra="forbid")
    verb: Literal["accept", "reject", "correct", "add", "grade", "done"]
    id: str = Field("", pattern="^([0-9a-f]{16})?$")
    given: Given = Field(default_factory=dict)
    reason: str = Field("", max_length=4000)


class Stroke(BaseModel):
    """What a person did at a stroke: decisions that are entered together or not at all, or an undo or redo."""

    model_config = ConfigDict(extra="forbid")
    steps: list[Step] = Field(default_factory=list, max_length=MOST)
    again: Literal["", "undo", "redo"] = ""
    as_of: int | None = Field(None, ge=0, le=2**53)
    second: bool = False


@router.post("/r/{ident:path}")
def review(request: Request, ident: str, stroke: Stroke, who: doing.Acting) -> dict[str, Any]:
    """How the report stands after this stroke."""
    store: Store = request.app.state.store
    stored = fetch_report(store, ident)
    now = state(store, stored, who.actor, stroke.second)
    drafts = _drafts(now, stroke)
    if drafts:
        doing.act(request, who, drafts, as_of=stroke.as_of)
        now = state(store, stored, who.actor, stroke.second)
    return told(now) | {"changed": sorted(_changes(stroke))}


def told(now: State) -> dict[str, Any]:
    """The state of each claim and of the report, as the page's script takes it."""
    states = {one.id: {"state": one.state, "settled": one.settled, "by": one.decision.who if one.decision else ""} for one in now.ones}
    about = {"undo": bool(now.history.done), "redo": bool(now.history.undone), "left": now.left, "done": bool(now.done)}
    return {"as_of": now.as_of, "states": states} | about


def _changes(stroke: Stroke) -> set[str]:
    """The verbs after which the page must be drawn anew: claims came, went or read otherwise."""
    if stroke.again:
        return {stroke.again}
    return {step.verb for step in stroke.steps} & {"correct", "add", "grade", "done"} | ({"second"} if stroke.second else set())


def _drafts(now: State, stroke: Stroke) -> list[Draft]:
    if stroke.again:
        return now.history.undo() if stroke.again == "undo" else now.history.redo()
    by_id = {one.id: one for one in now.ones}
    return [made for step in stroke.steps for made in _step(step, by_id, now, stroke.second)]


def _step(step: Step, by_id: dict[str, One], now: State, second: bool) -> Sequence[Draft]:
    key = now.stored.key
    if step.verb == "add":
        return [Draft("add", (), {"report": key, "claim": step.given}, step.reason)]
    if step.verb == "done":
        return [Draft("done", (), {"report": key, "claims_left": now.left, "numbers_left": now.looked_at()[1].unread}, step.reason)]
    one = by_id.get(step.id)
    if one is None:
        raise HTTPException(404, f"this report makes no claim {step.id}")
    refs = (f"{key}#{one.id}",)
    if second and step.verb != "grade":
        changes = {"changes": step.given} if step.verb == "correct" else dict(step.given)
        return [Draft("second", refs, {"verb": step.verb} | changes, step.reason)]
    if step.verb == "accept" and one.state in ("accepted", "corrected", "added"):
        return ()
    return [Draft(step.verb, refs, _given(step, one), step.reason)]


def _given(step: Step, one: One) -> dict[str, Any]:
    """What the verb needs; a correction goes on from the one that stands."""
    if step.verb == "reject" and step.given.get("because", BECAUSE[0]) not in BECAUSE:
        raise HTTPException(422, f"because is none of {', '.join(BECAUSE)}")
    before = dict(one.decision.given) if step.verb == "correct" and one.decision and one.decision.verb == "correct" else {}
    return before | step.given
