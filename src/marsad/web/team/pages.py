"""Pages of accounts: sign in and out, an invitation, one's own password and one-time codes, the people of a project."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from marsad.web.acting.doing import Acting, back
from marsad.web.acting.rights import ROLES
from marsad.web.acting.who import Asking
from marsad.web.pages import show
from marsad.web.team import secret, tries
from marsad.web.team.team import LONGEST, SESSION, NotSignedIn, Team
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


class NewPerson(BaseModel):
    """Somebody to invite."""

    login: Short
    name: Short
    alias: Short = ""
    role: Annotated[list[Short], Field(max_length=10)] = []


class Change(BaseModel):
    """What becomes of somebody: other `role`s, `invite` anew, `disable`, `enable`, `end_tokens`."""

    login: Short
    do: Annotated[str, Field(pattern="^(roles|invite|disable|enable|end_tokens)$")]
    role: Annotated[list[Short], Field(max_length=10)] = []


def team(request: Request) -> Team:
    """The team of the application; 404 where the store has none."""
    found = request.app.state.people
    if not isinstance(found, Team):
        raise HTTPException(404, request.scope["path"])
    return found


@router.get("/login")
def login(request: Request, next: str = "/") -> HTMLResponse:
    """The form to sign in."""
    team(request)
    return show(request, "team/login.html", next=next[:2000], wrong=None)


@router.post("/login")
def sign_in(request: Request, sent: Annotated[SignIn, Form()], who: Acting) -> Response:
    """Signs in with a session of its own and goes where the visitor wanted to; says no more than that it failed."""
    there = team(request)
    try:
        token = there.sign_in(sent.login, sent.password, sent.code, _address(request), request.cookies.get(SESSION))
    except Throttled as error:
        raise HTTPException(429, str(error), {"Retry-After": str(error.seconds)}) from None
    except NotSignedIn:
        return show(request, "team/login.html", status=401, next=sent.next, wrong=True)
    answer = back(sent.next)
    answer.set_cookie(SESSION, token, max_age=LONGEST, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


@router.post("/logout")
def logout(request: Request, who: Acting) -> RedirectResponse:
    """Ends the session."""
    team(request).sign_out(request.cookies.get(SESSION))
    answer = back("/login", "signed-out")
    answer.delete_cookie(SESSION, httponly=True, samesite="lax")
    return answer


@router.get("/invited/{token}")
def invited(request: Request, token: str) -> HTMLResponse:
    """The form in which an invited person chooses a password."""
    team(request)
    return show(request, "team/invited.html", wrong=None)


@router.post("/invited/{token}")
def accept(request: Request, token: str, sent: Annotated[NewPassword, Form()], who: Acting) -> Response:
    """Takes the password and leads to the sign-in."""
    try:
        team(request).file.accept(token, sent.new)
    except (LookupError, ValueError) as error:
        return show(request, "team/invited.html", status=422, wrong=str(error))
    return back("/login", "password")


@router.get("/me")
def me(request: Request, who: Asking) -> HTMLResponse:
    """One's own account: what one may do, password, one-time codes."""
    seed, login = secret.new_totp(), team(request).login_of(who)
    return show(request, "team/me.html", login=login, seed=secret.spelled(seed), seed_address=secret.address(seed, login), wrong=None)


@router.post("/me/password")
def password(request: Request, sent: Annotated[NewPassword, Form()], who: Acting) -> Response:
    """Changes the password; every session ends, this one too."""
    there = team(request)
    _tried(there, request, who.actor, lambda: there.file.change_password(there.login_of(who), sent.old, sent.new))
    return back("/login", "password")


@router.post("/me/totp")
def totp(request: Request, sent: Annotated[NewTotp, Form()], who: Acting) -> Response:
    """Asks for one-time codes from now on, or no longer."""
    there = team(request)
    try:
        made = base64.b32decode(sent.seed + "=" * (-len(sent.seed) % 8)) if sent.seed else None
    except binascii.Error:
        raise HTTPException(422, "seed: not what was shown") from None
    _tried(there, request, who.actor, lambda: there.file.set_totp(there.login_of(who), sent.password, made, sent.code))
    return back("/me", "saved")


def _tried(there: Team, request: Request, actor: str, change: Callable[[], None]) -> None:
    """Nothing; makes the change, 422 where the password is not the person's, 429 after too many that are not."""
    mine = (f"me {actor}", _address(request))
    try:
        with there.file.writing() as conn:
            tries.check(conn, *mine)
            tries.failed(conn, *mine)
        change()
    except Throttled as error:
        raise HTTPException(429, str(error), {"Retry-After": str(error.seconds)}) from None
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    with there.file.writing() as conn:
        tries.forgive(conn, *mine)


@router.get("/people")
def people(request: Request) -> HTMLResponse:
    """The people of the project and what was done to accounts."""
    there = team(request)
    return show(request, "team/people.html", people=there.file.listed(there.project), roles=tuple(ROLES), project=there.project, link=None)


@router.post("/people/add")
def add(request: Request, sent: Annotated[NewPerson, Form()], who: Acting) -> HTMLResponse:
    """Invites somebody; shows once the address at which they choose a password."""
    there = team(request)
    try:
        token = there.file.add(who.actor, sent.login, sent.name, there.project, sent.role, sent.alias or None)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    return _with_link(request, there, token)


@router.post("/people/change")
def change(request: Request, sent: Annotated[Change, Form()], who: Acting) -> Response:
    """Changes roles, invites anew, disables, enables, ends tokens."""
    there = team(request)
    if sent.login.strip().lower() not in {p.login for p in there.file.listed(there.project)}:
        raise HTTPException(404, f"nobody in this project has the login {sent.login!r}")
    try:
        token = changed(there, who.actor, sent.login, sent.do, sent.role)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    return _with_link(request, there, token) if token else back("/people", "saved")


def changed(there: Team, by: str, login: str, do: str, roles: list[str]) -> str | None:
    """The token of a new invitation, None where the change needs none."""
    file = there.file
    if do == "invite":
        return file.invite(by, login)
    if do == "roles":
        file.set_roles(by, login, there.project, roles)
    elif do == "end_tokens":
        file.end_keys(by, login)
    else:
        file.disable(by, login, do == "disable")
    return None


def _with_link(request: Request, there: Team, token: str) -> HTMLResponse:
    link = f"{request.url.scheme}://{request.url.netloc}/invited/{token}"
    return show(request, "team/people.html", people=there.file.listed(there.project), roles=tuple(ROLES), project=there.project, link=link)
