"""What is done to one account in the file of people, each inside a transaction of people.py."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from marsad.store import ledger
from marsad.store.canonical import now
from marsad.web.acting.rights import ROLES
from marsad.web.team import secret
from marsad.web.team.tables import audit, invitations, members, people, sessions

DAY = 24 * 3600
INVITED_FOR = 3 * DAY


def find(conn: Connection, login: str) -> Row[Any]:
    """The row of the person with this login; raises LookupError."""
    row = conn.execute(select(people).where(people.c.login == login.strip().lower())).first()
    if row is None:
        raise LookupError(f"nobody has the login {login!r}")
    return row


def roles_of(conn: Connection, number: int, project: str) -> tuple[str, ...]:
    """The roles of the person in the project."""
    query = select(members.c.role).where(members.c.person == number, members.c.project == project).order_by(members.c.role)
    return tuple(role for role in conn.execute(query).scalars() if role in ROLES)


def check_roles(roles: Sequence[str]) -> None:
    """Nothing; raises ValueError for a role that there is not."""
    if wrong := [role for role in roles if role not in ROLES]:
        raise ValueError(f"role {wrong[0]!r} is none of {', '.join(ROLES)}")


def give(conn: Connection, number: int, project: str, roles: Sequence[str]) -> None:
    """Nothing; the person has these roles in the project too."""
    for role in dict.fromkeys(roles):
        conn.execute(insert(members).values(person=number, project=project, role=role))


def check_not_the_last(conn: Connection, number: int, project: str) -> None:
    """Nothing; raises ValueError where the project would be left without an admin."""
    admins = select(members.c.person).join(people, people.c.n == members.c.person)
    admins = admins.where(members.c.project == project, members.c.role == "admin", people.c.disabled == 0)
    if conn.execute(admins).scalars().all() == [number]:
        raise ValueError(f"the project {project} would be left without an admin: make somebody else admin first")


def new_invitation(conn: Connection, number: int) -> str:
    """The one-time token of a new invitation, in place of any before."""
    token = secret.new_token()
    conn.execute(delete(invitations).where(invitations.c.person == number))
    conn.execute(insert(invitations).values(hash=secret.digest(token), person=number, ends=time.time() + INVITED_FOR))
    return token


def end_sessions(conn: Connection, number: int) -> None:
    """Nothing; the person is signed out everywhere."""
    conn.execute(delete(sessions).where(sessions.c.person == number))


def enter(conn: Connection, by: str, action: str, subject: str, payload: dict[str, Any]) -> None:
    """Nothing; enters in the log of accounts what was done, by whom, to whom (aliases)."""
    ledger.append(conn, by, now(), [(action, subject, payload)], audit)
