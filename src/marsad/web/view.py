"""A claim as the pages show it: its figure, its gist in one line, its fields with their values and evidence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from markupsafe import Markup

from marsad.model.claim import Casualties, Claim, Name
from marsad.model.span import Span
from marsad.model.vocabulary import PART_OF_DAY
from marsad.web import known
from marsad.web.language import Speech, bdi

ROLES = {"places": "place", "areas": "place", "excluded": "place", "source": "source", "weapon": "thing"}
GIST = ("speaker", "to", "participants", "parties", "brokers", "by", "against", "areas", "places")
CODED = {"status": "status", "approx": "approx", "target": "target", "who": "who"}
_COMMON = frozenset({"quote", "span", "trigger", "rule", "source", "min", "max", "of_span", "approx"})


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: how it reads, what part it plays, where it stands, and the known name behind it."""

    text: str
    role: str = "plain"
    span: Span | None = None
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a claim under the name of its code, with its values in order."""

    code: str
    values: tuple[Value, ...]


def role(field: str) -> str:
    """The part a named value plays: actor, place, source or thing."""
    return ROLES.get(field, "actor")


def named(claim: Claim) -> list[tuple[str, Name]]:
    """Every name in the claim with the field it stands in."""
    pairs = ((f.name, getattr(claim, f.name)) for f in fields(claim))
    return [(field, n) for field, v in pairs if isinstance(v, tuple) for n in v if isinstance(n, Name)]


def evidence(claim: Claim) -> list[tuple[str, Span]]:
    """Where the claim's values stand: (part, span), the whole of a partial figure as `whole`."""
    found = [(role(field), n.span) for field, n in named(claim)]
    if isinstance(claim, Casualties) and claim.of_span:
        found.append(("whole", claim.of_span))
    return found


def figure(claim: Claim, speech: Speech) -> Markup | None:
    """The number of a casualties claim as the text bounds it; None for other kinds and where no number is given."""
    if not isinstance(claim, Casualties) or (claim.min is None and claim.max is None):
        return None
    low, high = (None if n is None else speech.number(n) for n in (claim.min, claim.max))
    if claim.approx == "exact" and low != high and low and high:
        return speech.say("between %(low)s and %(high)s", low=low, high=high)
    if claim.approx == "vague" and low and high:
        return bdi(f"{low}–{high}")
    bound = speech.label("approx", claim.approx) if claim.approx not in ("exact", "vague") else ""
    return _bounded(claim.approx, bound, bdi(low or high), speech)


def _bounded(approx: str, bound: str, number: Markup, speech: Speech) -> Markup:
    if speech.language == "ar" and approx == "at_least":
        return Markup("{} {}").format(number, bound)
    return Markup("{} {}").format(bound, number) if bound else number


def gist(claim: Claim, speech: Speech) -> list[Value]:
    """The names that tell the claim at a glance (at most five), then its days."""
    told = sorted((pair for pair in named(claim) if pair[0] in GIST), key=lambda pair: GIST.index(pair[0]))
    found = [_value(field, n, speech) for field, n in told]
    days = getattr(claim, "period", None) or getattr(claim, "when", None)
    return found[:5] + ([Value(speech.days(days), "time")] if days else [])


def shown_fields(claim: Claim, speech: Speech) -> list[Field]:
    """Every field that says something, in the order of the codebook, the sources last."""
    own = [f.name for f in fields(claim) if f.name not in _COMMON and f.name != claim.type_field]
    found = [Field(code, values) for code in [*own, "source"] if (values := _values(code, getattr(claim, code), speech, claim))]
    at = slice(claim.trigger.start - claim.span.start, claim.trigger.end - claim.span.start)
    if claim.span.holds(claim.trigger) and claim.quote[at] != claim.quote:
        found.append(Field("trigger", (Value(claim.quote[at], "trigger", claim.trigger),)))
    if isinstance(claim, Casualties):
        found.insert(0, Field("approx", (Value(speech.label("approx", claim.approx)),)))
    return found


def _values(code: str, value: object, speech: Speech, claim: Claim) -> tuple[Value, ...]:
    if value is None or value == ():
        return ()
    if code == "of":
        return (Value(str(value), "whole", claim.of_span if isinstance(claim, Casualties) else None),)
    if isinstance(value, tuple) and isinstance(value[0], dt.date):
        return (Value(speech.days(value), "time"),)
    if isinstance(value, tuple):
        return tuple(_value(code, v, speech) for v in value)
    return (_value(code, value, speech),)


def _value(code: str, value: object, speech: Speech) -> Value:
    if isinstance(value, Name):
        return Value(value.text, role(code), value.span, known.name(value.id, speech.language))
    if isinstance(value, dt.date):
        return Value(speech.date(value), "time")
    if isinstance(value, int):
        return Value(speech.number(value))
    if code in CODED:
        return Value(speech.label(CODED[code], str(value)))
    return Value(moment(str(value), speech), "time")


def moment(text: str, speech: Speech) -> str:
    """A local time or part of day (`2016-05-01/evening`, `09:00-14:00`) in the visitor's words; as it is where it is neither."""
    day, _, part = text.replace("T", "/").partition("/")
    try:
        date = speech.date(dt.date.fromisoformat(day))
    except ValueError:
        return speech.label("part_of_day", text) if text in PART_OF_DAY else speech.number(text)
    return f"{date} {speech.label('part_of_day', part) if part in PART_OF_DAY else speech.number(part)}".strip()
