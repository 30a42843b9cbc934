"""The file of people: who may do what in which project. Whoever is in no project may do nothing in any.

What is done to accounts is entered in a chained log of its own, of the same make as the store's ledger.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from marsad.store import sqlite
from marsad.web.acting.rights import FOR_TOKENS
from marsad.web.team import accounts, secret
from marsad.web.team.tables import audit, invitations, keys, members, metadata, people

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
ALIAS = re.compile(r"[\w][\w .-]{0,39}")


@dataclass(frozen=True, slots=True)
class Person:
    """An account as others see it."""

    login: str
    name: str
    alias: str
    roles: tuple[str, ...]
    disabled: bool
    totp: bool
    invited: bool


class PeopleFile:
    """An open file of people, made where there is none, readable by its owner only. Every change names who makes it.

    Methods raise LookupError for an account that is not there and ValueError for what cannot be.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self.path = path
        self._engine = sqlite.make_engine(path)
        with sqlite.explained(path):
            sqlite.write_ahead(self._engine)
            with self.writing() as conn:
                metadata.create_all(conn)

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def add(self, by: str, login: str, name: str, project: str, roles: Iterable[str], alias: str | None = None) -> str:
        """The one-time token with which the new person chooses a password."""
        login = login.strip().lower()
        if not LOGIN.fullmatch(login):
            raise ValueError(f"login {login!r}: two to forty of the letters a-z, digits, . _ -, beginning with a letter or digit")
        alias = alias or f"p-{secrets.token_hex(3)}"
        if not ALIAS.fullmatch(alias) or not name.strip() or len(name) > 100 or not name.isprintable():
            raise ValueError("a name is 1 to 100 characters that can be read, an alias at most forty letters, digits, spaces, . _ -")
        accounts.check_roles(roles := list(roles))
        with self.writing() as conn:
            if conn.execute(select(people.c.n).where((people.c.login == login) | (people.c.alias == alias))).first():
                raise ValueError(f"{login} or {alias} is there already")
            row = {"login": login, "name": name.strip(), "alias": alias, "made": time.time()}
            number = conn.execute(insert(people).values(row).returning(people.c.n)).scalar_one()
            accounts.give(conn, number, project, roles)
            accounts.enter(conn, by, "added", alias, {"project": project, "roles": roles})
            return accounts.new_invitation(conn, number)

    def invite(self, by: str, login: str) -> str:
        """A new one-time token, with which the person chooses a new password; sessions and the old password end."""
        with self.writing() as conn:
            row = accounts.find(conn, login)
            conn.execute(update(people).where(people.c.n == row.n).values(password=None, totp=None))
            accounts.end_sessions(conn, row.n)
            accounts.enter(conn, by, "invited", row.alias, {})
            return accounts.new_invitation(conn, row.n)

    def accept(self, token: str, password: str) -> str:
        """The login of the invited person, whose password this now is; LookupError for a token that is none (any more)."""
        with self.writing() as conn:
            query = select(people).join(invitations, invitations.c.person == people.c.n)
            query = query.where(invitations.c.hash == secret.digest(token), invitations.c.ends > time.time(), people.c.disabled == 0)
            row = conn.execute(query).first()
            if row is None:
                raise LookupError("this invitation is used or has ended: ask for another")
            if why := secret.unfit(password, row.login):
                raise ValueError(why)
            conn.execute(delete(invitations).where(invitations.c.person == row.n))
            conn.execute(update(people).where(people.c.n == row.n).values(password=secret.hashed(password)))
            accounts.end_sessions(conn, row.n)
            accounts.enter(conn, row.alias, "password", row.alias, {})
            return str(row.login)

    def change_password(self, login: str, old: str, new: str) -> None:
        """Nothing; every session of the person ends."""
        with self.writing() as conn:
            row = accounts.find(conn, login)
            if not secret.is_password(old, row.password):
                raise ValueError("this is not your password")
            if why := secret.unfit(new, row.login):
                raise ValueError(why)
            conn.execute(update(people).where(people.c.n == row.n).values(password=secret.hashed(new)))
            accounts.end_sessions(conn, row.n)
            accounts.enter(conn, row.alias, "password", row.alias, {})

    def set_totp(self, login: str, password: str, made: bytes | None, given: str = "") -> None:
        """Nothing; one-time codes of this secret are asked for from now on, or none. `given` is a code that shows the app has it."""
        with self.writing() as conn:
            row = accounts.find(conn, login)
            if not secret.is_password(password, row.password):
                raise ValueError("this is not your password")
            step = secret.step_of(given, made, time.time(), 0) if made else 0
            if step is None:
                raise ValueError("this code is not the one that the app shows now")
            conn.execute(update(people).where(people.c.n == row.n).values(totp=made, totp_step=step))
            accounts.enter(conn, row.alias, "totp", row.alias, {"asked": made is not None})

    def set_roles(self, by: str, login: str, project: str, roles: Iterable[str]) -> None:
        """Nothing; the person has these roles in the project from now on, in sessions that are open too."""
        accounts.check_roles(roles := list(roles))
        with self.writing() as conn:
            row = accounts.find(conn, login)
            if "admin" not in roles:
                accounts.check_not_the_last(conn, row.n, project)
            conn.execute(delete(members).where(members.c.person == row.n, members.c.project == project))
            accounts.give(conn, row.n, project, roles)
            accounts.enter(conn, by, "roles", row.alias, {"project": project, "roles": roles})

    def disable(self, by: str, login: str, disabled: bool = True) -> None:
        """Nothing; a disabled person's sessions, tokens and invitations end."""
        with self.writing() as conn:
            row = accounts.find(conn, login)
            for project in conn.execute(select(members.c.project).where(members.c.person == row.n)).scalars().all() if disabled else ():
                accounts.check_not_the_last(conn, row.n, project)
            conn.execute(update(people).where(people.c.n == row.n).values(disabled=int(disabled)))
            if disabled:
                accounts.end_sessions(conn, row.n)
                conn.execute(delete(keys).where(keys.c.person == row.n))
                conn.execute(delete(invitations).where(invitations.c.person == row.n))
            accounts.enter(conn, by, "disabled" if disabled else "enabled", row.alias, {})

    def forget(self, by: str, login: str) -> None:
        """Nothing; the account is gone with login, name and hashes. What the person decided keeps the alias."""
        self.disable(by, login)
        with self.writing() as conn:
            row = accounts.find(conn, login)
            conn.execute(delete(members).where(members.c.person == row.n))
            conn.execute(delete(people).where(people.c.n == row.n))
            accounts.enter(conn, by, "forgotten", row.alias, {})

    def make_key(self, by: str, login: str, project: str, name: str, acts: Iterable[str], days: float) -> str:
        """A token for programs: it may do these acts, as far as the person may when it is used, and ends after so many days."""
        wanted = sorted(set(acts))
        if not wanted or not set(wanted) <= FOR_TOKENS:
            raise ValueError(f"a token is for some of the acts {', '.join(sorted(FOR_TOKENS))}")
        if not 0 < days <= 366:
            raise ValueError("a token ends within a year")
        made = f"marsad_{secret.new_token()}"
        with self.writing() as conn:
            row = accounts.find(conn, login)
            values = {
                "hash": secret.digest(made),
                "person": row.n,
                "project": project,
                "name": name[:100],
                "ends": time.time() + days * accounts.DAY,
            }
            conn.execute(insert(keys).values(values | {"acts": " ".join(wanted)}))
            accounts.enter(conn, by, "token", row.alias, {"project": project, "acts": wanted, "days": days})
        return made

    def end_keys(self, by: str, login: str) -> int:
        """How many tokens of the person ended now."""
        with self.writing() as conn:
            row = accounts.find(conn, login)
            ended = conn.execute(delete(keys).where(keys.c.person == row.n)).rowcount
            accounts.enter(conn, by, "tokens ended", row.alias, {"tokens": ended})
            return int(ended)

    def listed(self, project: str) -> list[Person]:
        """The people of the project, by login."""
        with self.reading() as conn:
            of_project = select(members.c.person).where(members.c.project == project)
            rows = conn.execute(select(people).where(people.c.n.in_(of_project)).order_by(people.c.login)).all()
            return [_person(row, accounts.roles_of(conn, row.n, project)) for row in rows]

    def names(self) -> dict[str, str]:
        """The name behind each alias."""
        with self.reading() as conn:
            return {row.alias: row.name for row in conn.execute(select(people.c.alias, people.c.name))}

    def log(self) -> Sequence[Row[Any]]:
        """The entries of the log of accounts, in order."""
        with self.reading() as conn:
            return conn.execute(select(audit).order_by(audit.c.seq)).all()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state."""
        with sqlite.explained(self.path), self._engine.connect() as conn:
            yield conn

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together or not at all."""
        with sqlite.explained(self.path), self._engine.execution_options(writing=True).begin() as conn:
            yield conn


def _person(row: Row[Any], roles: tuple[str, ...]) -> Person:
    return Person(row.login, row.name, row.alias, roles, bool(row.disabled), row.totp is not None, row.password is None)
