"""Claims of any kind with anything in their fields, for hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from marsad.model.claim import Casualties, Ceasefire, Claim, Incident, Meeting, Name, Statement
from marsad.model.span import Span

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
    ids = st.none() | st.sampled_from(["sy.aleppo", "ru"])
    return tuple(Name(span.of(text), span, draw(ids), draw(ids)) for span in spans)


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
    words: dict[str, Any] = {field: draw(_word) for field in ("starts_at", "ends_at", "daily", "declared_at")}
    return Ceasefire(**every, action=draw(TEXTS), starts=draw(st.none() | st.dates()), hours=draw(_number), **names, **words)


def _statement(draw: st.DrawFn, text: str, every: dict[str, Any]) -> Claim:
    return Statement(**every, act=draw(TEXTS), speaker=draw(_names(text)), to=draw(_names(text)))


def _meeting(draw: st.DrawFn, text: str, every: dict[str, Any]) -> Claim:
    names: dict[str, Any] = {field: draw(_names(text)) for field in ("participants", "places")}
    return Meeting(**every, mode=draw(TEXTS), when=draw(st.none() | _days), status=draw(TEXTS), **names)
