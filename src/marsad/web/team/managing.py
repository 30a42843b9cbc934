"""The page of the people of a project: who is in it with which roles, invitations, and what becomes of an account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from starlette.responses import Response

from marsad.web import faults
from marsad.web.acting.doing import Acting, back
from marsad.web.acting.rights import ROLES
from marsad.web.pages import show
from marsad.web.team.team import Team, team_of

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Short = Annotated[str, Field(max_length=300)]


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


@router.get("/people")
def people(request: Request) -> HTMLResponse:
    """The people of the project and what was done to accounts."""
    return _listed(request, team_of(request))


@router.post("/people/add")
def add(request: Request, sent: Annotated[NewPerson, Form()], who: Acting) -> HTMLResponse:
    """Invites somebody; shows once the address at which they choose a password."""
    there = team_of(request)
    if not sent.role:
        raise HTTPException(422, "somebody who is invited needs at least one role")
    with faults.refusing():
        token = there.file.add(who.actor, sent.login, sent.name, there.project, sent.role, sent.alias or None)
    return _listed(request, there, token)


@router.post("/people/change")
def change(request: Request, sent: Annotated[Change, Form()], who: Acting) -> Response:
    """Changes roles, invites anew, disables, enables, ends tokens."""
    there = team_of(request)
    if sent.login.strip().lower() not in {p.login for p in there.file.listed(there.project)}:
        raise HTTPException(404, f"nobody in this project has the login {sent.login!r}")
    with faults.refusing():
        token = changed(there, who.actor, sent.login, sent.do, sent.role)
    return _listed(request, there, token) if token else back("/people", "saved")


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


def _listed(request: Request, there: Team, token: str | None = None) -> HTMLResponse:
    """The page; with a token the address at which the invited person chooses a password."""
    link = f"{request.url.scheme}://{request.url.netloc}/invited/{token}" if token else None
    return show(request, "team/people.html", people=there.file.listed(there.project), roles=tuple(ROLES), project=there.project, link=link)
