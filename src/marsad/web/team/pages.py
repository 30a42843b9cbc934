"""Pages of one's own account: sign in and out, an invitation, password and one-time codes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from marsad.web import faults
from marsad.web.acting.doing import Acting, back
from marsad.web.acting.who import Asking
from marsad.web.pages import show
from marsad.web.team import secret, tries
from marsad.web.team.team import LONGEST, SESSION, NotSignedIn, Team, team_of
from marsad.web.team.tries import Throttled

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Short = Annotated[str, Field(max_length=300)]


class SignIn(BaseModel):
    """What the form of the sign-in sends."""

    login: Short
    password: Short
    code: Annotated[str, Field(max_length=20)] = ""
    next: Annotated[str, Field(max_length=2000)] = "/"


class NewPassword(BaseModel):
    """A new password and, where there is one, the old."""

    new: Short
    old: Short = ""


class NewTotp(BaseModel):
    """One-time codes from now on by the secret that was shown, proved by a code; or none, where `seed` is empty."""

    password: Short
    seed: Annotated[str, Field(max_length=64)] = ""
    code: Annotated[str, Field(max_length=20)] = ""


@router.get("/login")
def login(request: Request, next: str = "/") -> HTMLResponse:
    """The form to sign in."""
    team_of(request)
    return show(request, "team/login.html", next=next[:2000], wrong=None)


@router.post("/login")
def sign_in(request: Request, sent: Annotated[SignIn, Form()], who: Acting) -> Response:
    """Signs in with a session of its own and goes where the visitor wanted to; says no more than that it failed."""
    there = team_of(request)
    try:
        with _patient():
            token = there.sign_in(sent.login, sent.password, sent.code, _address(request), request.cookies.get(SESSION))
    except NotSignedIn:
        return show(request, "team/login.html", status=401, next=sent.next, wrong=True)
    answer = back(sent.next)
    answer.set_cookie(SESSION, token, max_age=LONGEST, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


@contextmanager
def _patient() -> Iterator[None]:
    """Inside, too many tries are answered 429 with the seconds to wait."""
    try:
        yield
    except Throttled as error:
        raise HTTPException(429, str(error), {"Retry-After": str(error.seconds)}) from None


@router.post("/logout")
def logout(request: Request, who: Acting) -> RedirectResponse:
    """Ends the session."""
    team_of(request).sign_out(request.cookies.get(SESSION))
    answer = back("/login", "signed-out")
    answer.delete_cookie(SESSION, httponly=True, samesite="lax")
    return answer


@router.get("/invited/{token}")
def invited(request: Request, token: str) -> HTMLResponse:
    """The form in which an invited person chooses a password."""
    team_of(request)
    return show(request, "team/invited.html", wrong=None)


@router.post("/invited/{token}")
def accept(request: Request, token: str, sent: Annotated[NewPassword, Form()], who: Acting) -> Response:
    """Takes the password and leads to the sign-in."""
    try:
        team_of(request).file.accept(token, sent.new)
    except (LookupError, ValueError) as error:
        return show(request, "team/invited.html", status=422, wrong=str(error))
    return back("/login", "password")


@router.get("/me")
def me(request: Request, who: Asking) -> HTMLResponse:
    """One's own account: what one may do, password, one-time codes."""
    there = team_of(request)
    seed, login = secret.new_totp(), there.login_of(who)
    coded = any(person.totp for person in there.file.listed(there.project) if person.login == login)
    return show(request, "team/me.html", login=login, seed=secret.spelled(seed), seed_address=secret.address(seed, login), coded=coded)


@router.post("/me/password")
def password(request: Request, sent: Annotated[NewPassword, Form()], who: Acting) -> Response:
    """Changes the password; every session ends, this one too."""
    there = team_of(request)
    _tried(there, request, who.actor, lambda: there.file.change_password(there.login_of(who), sent.old, sent.new))
    return back("/login", "password")


@router.post("/me/totp")
def totp(request: Request, sent: Annotated[NewTotp, Form()], who: Acting) -> Response:
    """Asks for one-time codes from now on, or no longer."""
    there = team_of(request)
    try:
        made = base64.b32decode(sent.seed + "=" * (-len(sent.seed) % 8)) if sent.seed else None
    except binascii.Error:
        raise HTTPException(422, "seed: not what was shown") from None
    _tried(there, request, who.actor, lambda: there.file.set_totp(there.login_of(who), sent.password, made, sent.code))
    return back("/me", "saved")


def _tried(there: Team, request: Request, actor: str, change: Callable[[], None]) -> None:
    """Nothing; makes the change, 422 where the password is not the person's, 429 after too many that are not."""
    mine = (f"me {actor}", _address(request))
    with _patient(), there.file.writing() as conn:
        tries.check(conn, *mine)
        tries.failed(conn, *mine)
    with faults.refusing():
        change()
    with there.file.writing() as conn:
        tries.forgive(conn, *mine)
