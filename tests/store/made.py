"""Reports and claims made for the tests of the store: a small coder that knows three words."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from marsad.model.claim import Casualties, Ceasefire, Claim, Incident, Name
from marsad.model.report import Report
from marsad.model.span import Span

CODER = "test 1"
TEXT = "قال المرصد السوري إن قصفاً طال مدينة إدلب أمس، وقتل سبعة مدنيين. وأعلنت موسكو هدنة في الغوطة الشرقية."
DAY = dt.date(2016, 5, 2)


def report(id: str = "r1", text: str = TEXT, **more: Any) -> Report:
    """A report of 2 May 2016 by the outlet `hayat`, unless told otherwise."""
    every: dict[str, Any] = {"id": id, "text": text, "date": DAY, "outlet": "hayat"}
    return Report(**every | more)


def code(given: Report) -> list[Claim]:
    """The claims of a coder that knows shelling, deaths and truces."""
    found = [_shelling, _killed, _truce]
    return sorted((claim for rule in found for claim in rule(given)), key=lambda claim: claim.span)


def name(text: str, given: Report, ident: str | None = None) -> tuple[Name, ...]:
    """The name where it first stands in the report; none where it does not."""
    at = given.text.find(text)
    return (Name(text, Span(at, at + len(text)), ident),) if at >= 0 else ()


def _spans(pattern: str, given: Report) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(pattern, given.text)]


def _shelling(given: Report) -> list[Claim]:
    when = (DAY - dt.timedelta(days=1),) * 2 if "أمس" in given.text else None
    names: dict[str, Any] = {"places": name("إدلب", given, "sy.idlib"), "source": name("المرصد السوري", given), "when": when}
    return [
        Incident(quote=s.of(given.text), span=s, trigger=s, rule="shelling", incident_type="shelling", **names)
        for s in _spans("قصفا?", given)
    ]


def _killed(given: Report) -> list[Claim]:
    return [
        Casualties(quote=s.of(given.text), span=s, trigger=s, rule="killed", outcome="killed", min=7, max=7) for s in _spans("سبعة", given)
    ]


def _truce(given: Report) -> list[Claim]:
    names: dict[str, Any] = {"brokers": name("موسكو", given), "areas": name("الغوطة الشرقية", given)}
    return [
        Ceasefire(quote=s.of(given.text), span=s, trigger=s, rule="truce", action="announced", starts=dt.date(2016, 5, 3), **names)
        for s in _spans("هدنة", given)
    ]


@contextmanager
def by_hand(path: Path | str) -> Iterator[Any]:
    """A connection to the database itself, for a hand outside: `execute` and `rowcount`; what it did is kept."""
    if isinstance(path, Path):
        with closing(sqlite3.connect(path)) as file, file:
            yield file
    else:
        with psycopg.connect(path) as db:
            yield db


def tamper(path: Path | str, sql: str, *values: Any) -> int:
    """How many rows a hand outside changed, past the triggers that refuse it."""
    with by_hand(path) as db:
        if isinstance(path, Path):
            for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f"DROP TRIGGER {trigger}")
        else:
            db.execute("SET session_replication_role = replica")
            sql = sql.replace("x'00'", "'\\x00'").replace("newest = 0", "newest = false").replace("?", "%s")
        return int(db.execute(sql, values).rowcount)
