"""Doing: the one way by which an act of a page or of the API becomes a decision in the ledger, and the way back to the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from starlette.responses import RedirectResponse

from marsad.model.decision import Decision
from marsad.store import Draft, Store
from marsad.web import faults
from marsad.web.acting import own, tokens
from marsad.web.acting.messages import TOLD
from marsad.web.acting.rights import act_of_verb
from marsad.web.acting.who import Asking, Who

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def acting(request: Request, asking: Asking) -> Who:
    """Who acts; 403 where the form is not one that these pages gave to this visitor. Every route that changes something has it."""
    if asking.via == "token" or _by_program(request, asking):
        return asking
    given: object = request.headers.get(tokens.HEADER)
    if given is None and request.headers.get("content-type", "").startswith(FORMS):
        given = (await request.form()).get(tokens.FIELD)
    if not tokens.fits(given, tokens.seat(request), asking.session):
        raise HTTPException(403, "this form is out of date or not of these pages: open the page again and send it from there")
    return asking


def _by_program(request: Request, asking: Who) -> bool:
    """True for JSON that no browser sent, to a store without accounts: another site cannot send that unasked."""
    told = ("origin", "sec-fetch-site", "cookie", "referer")
    json = request.headers.get("content-type", "").split(";")[0].strip() == "application/json"
    return asking.via == "local" and json and not any(name in request.headers for name in told)


Acting = Annotated[Who, Depends(acting)]


def decide(
    request: Request,
    who: Who,
    verb: str,
    claims: Sequence[str],
    *,
    given: Mapping[str, Any] | None = None,
    reason: str = "",
    as_of: int | None = None,
    about: Sequence[str] = (),
) -> Decision:
    """The decision as the ledger has it; see `act`."""
    return act(request, who, [Draft(verb, claims, given or {}, reason)], as_of=as_of, about=about)[0]


def act(request: Request, who: Who, drafts: Sequence[Draft], *, as_of: int | None = None, about: Sequence[str] = ()) -> list[Decision]:
    """The decisions as the ledger has them, all or none. `as_of` is the entry of the ledger that the page was made at.

    403 for a verb that this person may not use, 404 for a claim that does not stand, 422 where a decision cannot be taken;
    Stale (answered 409, with both versions) where somebody decided on these claims, or on those it is `about`, since `as_of`.
    """
    for draft in drafts:
        if not who.may(act_of_verb(draft.verb)):
            raise HTTPException(403, f"you may not {draft.verb}" if act_of_verb(draft.verb) else f"{draft.verb!r} is no decision")
    store: Store = request.app.state.store
    if who.via != "local":
        own.check(store, who, drafts)
    with faults.refusing():
        return store.act(drafts, who=who.actor, as_of=as_of, about=about)


def back(to: str | None, told: str = "", otherwise: str = "/") -> RedirectResponse:
    """The way to a page of ours (`otherwise` where `to` is none), which then says the message with the code `told` (see MESSAGES)."""
    ours = to is not None and to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    answer = RedirectResponse(to if ours and to else otherwise, 303)
    if told:
        answer.set_cookie(TOLD, told, max_age=60, httponly=True, samesite="strict")
    return answer
