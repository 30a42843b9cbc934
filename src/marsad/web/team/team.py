"""The team of one project: who sends a request (by session or token), signing in and out. Every request asks the file anew.

So a role that is taken away, a person who is disabled, a session that is ended holds from the next request on.
"""

from __future__ import annotations

import time

from sqlalchemy import Row, delete, insert, select, update
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from marsad.web.acting.rights import EVERYBODY, SIGNED_IN, acts_of
from marsad.web.acting.who import NOBODY, Who
from marsad.web.team import secret, tries
from marsad.web.team.accounts import find, roles_of
from marsad.web.team.people import PeopleFile
from marsad.web.team.tables import keys, people, sessions

SESSION = "marsad_session"
LONGEST = 12 * 3600  # seconds that a session lasts
IDLE = 3600  # seconds after the last request at which it ends
TOUCH = 60  # seconds between two notes of a session's use


class NotSignedIn(Exception):
    """Login, password and code do not belong together; it is never said which is wrong."""


class Team:
    """The people of one project, as the pages ask for them."""

    def __init__(self, file: PeopleFile, project: str) -> None:
        self.file, self.project = file, project

    def who(self, request: HTTPConnection) -> Who:
        """Who sends this request: by a token on /api, else by the session; NOBODY for a stranger."""
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind:
            is_api = request.scope["path"].startswith("/api/")
            return self._by_key(given.strip()) if kind.lower() == "bearer" and is_api else NOBODY
        token = request.cookies.get(SESSION)
        return self._by_session(token) if token else NOBODY

    def names(self) -> dict[str, str]:
        """The name behind each alias."""
        return self.file.names()

    def sign_in(self, login: str, password: str, code: str, address: str, before: str | None) -> str:
        """The token of a new session; that of `before` ends. Raises NotSignedIn, or Throttled after too many tries."""
        login = login.strip().lower()
        with self.file.writing() as conn:
            tries.check(conn, login, address)
            tries.failed(conn, login, address)  # counted before the slow part, so that many at once do not all come through
        with self.file.reading() as conn:
            row = conn.execute(select(people).where(people.c.login == login)).first()
        right = secret.is_password(password, row.password if row else None)
        if row is None or not right or row.disabled or (step := _step(row, code)) is None:
            raise NotSignedIn
        return self._opened(row, step, address, before)

    def _opened(self, row: Row[tuple[object, ...]], step: int, address: str, before: str | None) -> str:
        made, now = secret.new_token(), time.time()
        with self.file.writing() as conn:
            again = find(conn, row.login)
            if again.totp_step >= step > 0:  # the same code, sent twice at once
                raise NotSignedIn
            tries.forgive(conn, row.login, address)
            conn.execute(update(people).where(people.c.n == row.n).values(totp_step=step or row.totp_step))
            conn.execute(delete(sessions).where((sessions.c.made < now - LONGEST) | (sessions.c.hash == secret.digest(before or ""))))
            conn.execute(insert(sessions).values(hash=secret.digest(made), person=row.n, made=now, seen=now))
        return made

    def sign_out(self, token: str | None) -> None:
        """Nothing; the session is over, whoever else has its token."""
        with self.file.writing() as conn:
            conn.execute(delete(sessions).where(sessions.c.hash == secret.digest(token or "")))

    def login_of(self, who: Who) -> str:
        """The login of whoever is signed in; raises LookupError for anybody else."""
        with self.file.reading() as conn:
            login = conn.execute(select(people.c.login).where(people.c.alias == who.actor)).scalar()
        if login is None:
            raise LookupError("nobody is signed in")
        return str(login)

    def _by_session(self, token: str) -> Who:
        now, hashed = time.time(), secret.digest(token)
        with self.file.reading() as conn:
            query = select(people, sessions.c.made.label("opened"), sessions.c.seen).join(sessions, sessions.c.person == people.c.n)
            row = conn.execute(query.where(sessions.c.hash == hashed, people.c.disabled == 0)).first()
            if row is None or row.opened < now - LONGEST or row.seen < now - IDLE:
                return NOBODY
            roles = roles_of(conn, row.n, self.project)
        if row.seen < now - TOUCH:
            with self.file.writing() as conn:
                conn.execute(update(sessions).where(sessions.c.hash == hashed).values(seen=now))
        return Who(row.name, row.alias, acts_of(roles) | SIGNED_IN, "session", hashed, roles)

    def _by_key(self, token: str) -> Who:
        with self.file.reading() as conn:
            query = select(people, keys.c.acts).join(keys, keys.c.person == people.c.n)
            here = (keys.c.hash == secret.digest(token), keys.c.project == self.project, keys.c.ends > time.time(), people.c.disabled == 0)
            row = conn.execute(query.where(*here)).first()
            if row is None:
                return NOBODY
            roles = roles_of(conn, row.n, self.project)
        may = acts_of(roles) & frozenset(row.acts.split()) | EVERYBODY
        return Who(row.name, row.alias, may, "token", roles=roles)


def _step(row: Row[tuple[object, ...]], code: str) -> int | None:
    """The step of the one-time code; 0 where none is asked for; None where it is wrong or was used."""
    return secret.step_of(code, row.totp, time.time(), row.totp_step) if row.totp else 0


def team_of(request: HTTPConnection) -> Team:
    """The team of the application; 404 where the store has none."""
    found = request.app.state.people
    if not isinstance(found, Team):
        raise HTTPException(404, request.scope["path"])
    return found
