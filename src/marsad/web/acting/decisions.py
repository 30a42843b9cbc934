"""Decisions over HTTP: POST /decide from the forms of the pages, /api/decisions to list them and to decide as JSON."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from marsad.model.decision import VERBS, Decision
from marsad.store import Store
from marsad.web import faults
from marsad.web.acting import doing
from marsad.web.acting.conflict import row
from marsad.web.wanted import Form as Query_

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
api = APIRouter(prefix="/api", tags=["decisions"])
Ref = Annotated[str, Field(max_length=700)]


class Wish(BaseModel):
    """A decision that somebody wants to take: on which claims (`REPORT#KIND@START` or ids), with what, why, and what they had seen.

    `as_of` is the ledger's entry that the page or the answer was made at, `about` further claims that a later decision would touch.
    """

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"verb": "accept", "claims": ["r1#incident@20"], "as_of": 3}]}
    )
    verb: str = Field(json_schema_extra={"enum": list(VERBS)}, max_length=40)
    claims: list[Ref] = Field(default=[], max_length=200)
    given: dict[str, Any] = Field(default={}, max_length=50)
    reason: str = Field("", max_length=4000)
    as_of: int | None = Field(None, ge=0, le=2**53)
    about: list[Ref] = Field(default=[], max_length=1000)


class Sent(BaseModel):
    """What a form of a page sends: as Wish, `given` as JSON or in fields of their own named `given.NAME`, and the page to go `back` to."""

    verb: str = Field(max_length=40)
    claim: list[Ref] = Field(default=[], max_length=200)
    about: list[Ref] = Field(default=[], max_length=1000)
    given: str = Field("{}", max_length=100_000)
    reason: str = Field("", max_length=4000)
    as_of: int = Field(ge=0, le=2**53)
    back: str = Field("/", max_length=2000)


class OfDecisions(Query_):
    """Which decisions: on one report."""

    report: str | None = Field(None, max_length=500)
    limit: int = Field(100, ge=1, le=1000)


@router.post("/decide")
async def decide(request: Request, sent: Annotated[Sent, Form()], who: doing.Acting) -> RedirectResponse:
    """Takes a decision from a form and goes back to the page it came from."""
    own = {k.removeprefix("given."): v for k, v in (await request.form()).items() if k.startswith("given.") and isinstance(v, str) and v}
    given = _given(sent.given) | {name: _value(value) for name, value in own.items()}
    await run_in_threadpool(
        doing.decide, request, who, sent.verb, sent.claim, given=given, reason=sent.reason, as_of=sent.as_of, about=sent.about
    )
    return doing.back(sent.back, "withdrawn" if sent.verb == "withdraw" else "decided")


def _given(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text or "{}")
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise HTTPException(422, "given: wants a JSON object")
    return given


def _value(text: str) -> Any:
    """The JSON value, or the words as they stand."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


@api.get("/decisions")
def decisions(request: Request, wanted: Annotated[OfDecisions, Query()]) -> dict[str, Any]:
    """The decisions in order, the latest first; `as_of` is the ledger's entry to send with a decision of one's own."""
    store: Store = request.app.state.store
    start = (wanted.page - 1) * wanted.limit
    seq, head = store.head()
    with faults.refusing():
        found, total = _page(store, wanted.report, start, wanted.limit)
    told = {"page": wanted.page, "more": total > start + wanted.limit, "as_of": {"seq": seq, "head": head}}
    return {"decisions": [row(d) for d in found], "total": total} | told


def _page(store: Store, report: str | None, start: int, limit: int) -> tuple[list[Decision], int]:
    if report is None:
        return store.latest_decisions(limit, start)
    found = store.decisions(report)[::-1]
    return found[start : start + limit], len(found)


@api.post("/decisions", status_code=201)
def enter(request: Request, wish: Wish, who: doing.Acting) -> dict[str, Any]:
    """Takes a decision; 409 with both versions where somebody decided on the same claims since `as_of`."""
    made = doing.decide(request, who, wish.verb, wish.claims, given=wish.given, reason=wish.reason, as_of=wish.as_of, about=wish.about)
    return row(made) | {"as_of": made.seq}
