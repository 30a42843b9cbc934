"""Taking out over HTTP: a report withdrawn or restored (moderators), a report or a name erased (admins); what is gone, as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import RedirectResponse

from marsad.store import Store
from marsad.web import faults
from marsad.web.acting.doing import Acting, back

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
api = APIRouter(prefix="/api", tags=["gone"])
Reason = Annotated[str, Field(min_length=1, max_length=2000)]
Name = Annotated[str, Field(min_length=4, max_length=200)]


class Going(BaseModel):
    """A report that goes, or comes back, and why; `back` is the page to go to after it."""

    report: str = Field(min_length=1, max_length=500)
    reason: Reason
    back: str = Field("/ledger", max_length=2000)


class NameGoing(BaseModel):
    """A name that is erased, once for each way of writing it beyond hamza and vowel signs, and why."""

    name: list[Name] = Field(min_length=1, max_length=20)
    reason: Reason


class Named(BaseModel):
    """As Going, over the API."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"report": "r1", "reason": "retracted"}]})
    report: str = Field(min_length=1, max_length=500)
    reason: Reason


class NamesNamed(BaseModel):
    """As NameGoing, over the API."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"names": ["somebody"], "reason": "asked"}]})
    names: list[Name] = Field(min_length=1, max_length=20)
    reason: Reason


def store(request: Request) -> Store:
    """The store of the application."""
    found: Store = request.app.state.store
    return found


@router.post("/withdraw")
def withdraw(request: Request, sent: Annotated[Going, Form()], who: Acting) -> RedirectResponse:
    """Takes a report out of what stands."""
    with faults.refusing():
        store(request).withdraw(sent.report, reason=sent.reason, who=who.actor)
    return back(sent.back, "report-withdrawn")


@router.post("/restore")
def restore(request: Request, sent: Annotated[Going, Form()], who: Acting) -> RedirectResponse:
    """Lets a withdrawn report stand again."""
    with faults.refusing():
        store(request).reinstate(sent.report, reason=sent.reason, who=who.actor)
    return back(sent.back, "report-restored")


@router.post("/erase")
def erase(request: Request, sent: Annotated[Going, Form()], who: Acting) -> RedirectResponse:
    """Erases a report."""
    with faults.refusing():
        store(request).erase(sent.report, reason=sent.reason, who=who.actor)
    return back("/ledger", "erased")


@router.post("/erase-name")
def erase_name(request: Request, sent: Annotated[NameGoing, Form()], who: Acting) -> RedirectResponse:
    """Erases a name."""
    with faults.refusing():
        store(request).erase_name(*sent.name, reason=sent.reason, who=who.actor)
    return back("/ledger", "erased")


@api.get("/gone")
def gone(request: Request) -> dict[str, Any]:
    """The reports that were withdrawn or erased: keys, when, by which entry of the ledger."""
    return {"gone": [{"key": g.key, "what": g.what, "at": g.at, "seq": g.seq} for g in store(request).gone()]}


@api.post("/withdrawals", status_code=201, responses={404: {"description": "no such report"}})
def withdrawn(request: Request, named: Named, who: Acting) -> dict[str, Any]:
    """Takes a report, all its versions, out of what stands."""
    with faults.refusing():
        return {"keys": store(request).withdraw(named.report, reason=named.reason, who=who.actor)}


@api.post("/restorals", status_code=201, responses={404: {"description": "no such report"}})
def restored(request: Request, named: Named, who: Acting) -> dict[str, Any]:
    """Lets a withdrawn report stand again."""
    with faults.refusing():
        return {"keys": store(request).reinstate(named.report, reason=named.reason, who=who.actor)}


@api.post("/erasures", status_code=201, responses={404: {"description": "no such report"}})
def erased(request: Request, named: Named, who: Acting) -> dict[str, Any]:
    """Erases a report for good."""
    with faults.refusing():
        return {"keys": store(request).erase(named.report, reason=named.reason, who=who.actor)}


@api.post("/name-erasures", status_code=201, responses={404: {"description": "no such name"}})
def name_erased(request: Request, named: NamesNamed, who: Acting) -> dict[str, Any]:
    """Erases a name for good wherever it is written."""
    with faults.refusing():
        return {"reports": store(request).erase_name(*named.names, reason=named.reason, who=who.actor)}
