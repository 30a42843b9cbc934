"""Throttling: how often somebody may try to sign in, by login and by address, kept in the file so that a restart forgets nothing.

A login alone never locks anybody out for long: a stranger's tries count against the stranger's address much sooner.
"""

from __future__ import annotations

import time

from sqlalchemy import Connection, delete, func, insert, select

from marsad.web.team.secret import digest
from marsad.web.team.tables import tries

WINDOW = 15 * 60  # seconds
MOST = {"both": 5, "address": 30, "login": 50}  # tries that failed in a window


class Throttled(Exception):
    """Too many tries: wait so many `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many tries: wait {seconds} seconds")
        self.seconds = seconds


def check(conn: Connection, login: str, address: str) -> None:
    """Nothing; raises Throttled where this login, this address or both have failed too often of late."""
    now = time.time()
    conn.execute(delete(tries).where(tries.c.at < now - WINDOW))
    for sort, what in _whats(login, address).items():
        query = select(func.count(), func.min(tries.c.at)).where(tries.c.what == what)
        many, first = conn.execute(query).one()
        if many >= MOST[sort]:
            raise Throttled(max(1, int(first + WINDOW - now)))


def failed(conn: Connection, login: str, address: str) -> None:
    """Nothing; counts a try that failed."""
    for what in _whats(login, address).values():
        conn.execute(insert(tries).values(what=what, at=time.time()))


def forgive(conn: Connection, login: str, address: str) -> None:
    """Nothing; forgets the tries of this login from this address."""
    conn.execute(delete(tries).where(tries.c.what == _whats(login, address)["both"]))


def _whats(login: str, address: str) -> dict[str, str]:
    return {"both": digest(f"both {login}\n{address}"), "address": digest(f"address {address}"), "login": digest(f"login {login}")}
