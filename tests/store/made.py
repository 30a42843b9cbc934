"""Reports and claims made for the tests of the store: a small coder that knows three words, and claims of any shape."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from marsad.model.claim import Casualties, Ceasefire, Claim, Incident, Meeting, Name, Statement
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


def tamper(path: Path, sql: str, *values: Any) -> int:
    """How many rows a hand outside changed, past the triggers that refuse it."""
    with sqlite3.connect(path) as db:
        for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {trigger}")
        changed = db.execute(sql, values).rowcount
    db.close()
    return changed


# ---------------------------------------------------------------- anything at all, for hypothesis
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
_days = st.dates().flatmap(lambda first: st.dates(min_value=first).map(lambda last: (first, last)))
_number = st.none() | st.integers(0, 10**6)
_word = st.none() | TEXTS


@st.composite
def _span(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def _names(draw: st.DrawFn, text: str) -> tuple[Name, ...]:
    spans = draw(st.lists(_span(text), max_size=3))
    return tuple(Name(span.of(text), span, draw(st.none() | st.sampled_from(["sy.aleppo", "ru"]))) for span in spans)


@st.composite
def any_claim(draw: st.DrawFn, text: str) -> Claim:
    """A claim of any kind, with anything in its fields, about this text."""
    span = draw(_span(text))
    every: dict[str, Any] = {"span": span, "quote": span.of(text), "trigger": draw(_span(text)), "rule": draw(TEXTS)}
    every["source"] = draw(_names(text))
    make = draw(st.sampled_from([_incident, _casualties, _ceasefire, _statement, _meeting]))
    claim: Claim = make(draw, text, every)
    return claim


def _incident(draw: st.DrawFn, text: str, every: dict[str, Any]) -> Claim:
    names: dict[str, Any] = {field: draw(_names(text)) for field in ("by", "against", "places", "weapon")}
    more: dict[str, Any] = {"when": draw(st.none() | _days), "status": draw(TEXTS), "target": draw(_word), "count": draw(_number)}
    return Incident(**every, incident_type=draw(TEXTS), **names, **more)


def _casualties(draw: st.DrawFn, text: str, every: dict[str, Any]) -> Claim:
    names: dict[str, Any] = {field: draw(_names(text)) for field in ("by", "places")}
    days: dict[str, Any] = {field: draw(st.none() | _days) for field in ("period", "when")}
    more: dict[str, Any] = {
        "min": draw(_number),
        "max": draw(_number),
        "approx": draw(TEXTS),
        "who": tuple(draw(st.lists(TEXTS, max_size=2))),
    }
    return Casualties(**every, outcome=draw(TEXTS), of=draw(_word), of_span=draw(st.none() | _span(text)), **names, **days, **more)


def _ceasefire(draw: st.DrawFn, text: str, every: dict[str, Any]) -> Claim:
    names: dict[str, Any] = {field: draw(_names(text)) for field in ("areas", "excluded", "parties", "brokers")}
    words: dict[str, Any] = {field: draw(_word) for field in ("starts_at", "ends_at", "daily")}
    return Ceasefire(**every, action=draw(TEXTS), starts=draw(st.none() | st.dates()), hours=draw(_number), **names, **words)


def _statement(draw: st.DrawFn, text: str, every: dict[str, Any]) -> Claim:
    return Statement(**every, act=draw(TEXTS), speaker=draw(_names(text)), to=draw(_names(text)))


def _meeting(draw: st.DrawFn, text: str, every: dict[str, Any]) -> Claim:
    names: dict[str, Any] = {field: draw(_names(text)) for field in ("participants", "places")}
    return Meeting(**every, mode=draw(TEXTS), when=draw(st.none() | _days), status=draw(TEXTS), **names)
