"""A claim: one thing that one report says, tied to the characters that say it.

The five kinds and their fields are those of the codebook (docs/codebook.md): incident, casualties, ceasefire,
statement, meeting. A claim is immutable; names in it are copied from the text with the span they stand at.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, NamedTuple

from marsad.model.span import Span

Days = tuple[dt.date, dt.date]


class Name(NamedTuple):
    """A name as the text writes it, where it stands, and the actor or place it was resolved to (if any).

    `part_of` is what an unresolved name belongs to: the place that one lies in, the side, state or body of an actor.
    """

    text: str
    span: Span
    id: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim has: its kind, quote, trigger (the anchor), sources nearest first, and the rule that made it."""

    kind: ClassVar[str] = ""
    type_field: ClassVar[str] = ""

    quote: str
    span: Span
    trigger: Span
    rule: str
    source: tuple[Name, ...] = ()

    @classmethod
    def type_key(cls) -> str:
        """The codebook's key of the code that types this kind of claim: `type`, `outcome`, `action`, `act` or `mode`."""
        return key_of(cls.type_field)

    @property
    def type(self) -> str:
        """The code under `type_key`."""
        return str(getattr(self, self.type_field))

    def id(self, report_id: str) -> str:
        """Sixteen hexadecimal digits from report, kind, type and anchor: stable across coder versions."""
        key = f"{report_id}\n{self.kind}\n{self.type}\n{self.trigger.start}-{self.trigger.end}\n{self.span.start}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Claim):
    """Something that was done to people, places or things."""

    kind: ClassVar[str] = "incident"
    type_field: ClassVar[str] = "incident_type"

    incident_type: str
    by: tuple[Name, ...] = ()
    against: tuple[Name, ...] = ()
    places: tuple[Name, ...] = ()
    when: Days | None = None
    status: str = "reported"
    weapon: tuple[Name, ...] = ()
    target: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties(Claim):
    """One number, or word for a number, of people and what became of them; `of` is the quote of its whole."""

    kind: ClassVar[str] = "casualties"
    type_field: ClassVar[str] = "outcome"

    outcome: str
    min: int | None = None
    max: int | None = None
    approx: str = "exact"
    who: tuple[str, ...] = ()
    of: str | None = None
    of_span: Span | None = None
    period: Days | None = None
    when: Days | None = None
    by: tuple[Name, ...] = ()
    places: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceasefire(Claim):
    """A truce, calm, cessation or pause, and what is said to happen to it."""

    kind: ClassVar[str] = "ceasefire"
    type_field: ClassVar[str] = "action"

    action: str
    areas: tuple[Name, ...] = ()
    excluded: tuple[Name, ...] = ()
    parties: tuple[Name, ...] = ()
    brokers: tuple[Name, ...] = ()
    starts: dt.date | None = None
    hours: int | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    daily: str | None = None
    declared_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """A speaker's reported speech or stance."""

    kind: ClassVar[str] = "statement"
    type_field: ClassVar[str] = "act"

    act: str
    speaker: tuple[Name, ...] = ()
    to: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Claim):
    """Talks, a call, a visit or contacts between named sides."""

    kind: ClassVar[str] = "meeting"
    type_field: ClassVar[str] = "mode"

    mode: str
    participants: tuple[Name, ...] = ()
    places: tuple[Name, ...] = ()
    when: Days | None = None
    status: str = "reported"


KINDS: dict[str, type[Claim]] = {c.kind: c for c in (Incident, Casualties, Ceasefire, Statement, Meeting)}
PLACE_FIELDS = frozenset({"places", "areas"})
_COMMON = frozenset({"quote", "span", "trigger", "rule", "source"})
_RENAMED = {"incident_type": "type"}


def key_of(field: str) -> str:
    """The codebook's key of this field of a claim.

    >>> key_of("incident_type"), key_of("places")
    ('type', 'places')
    """
    return _RENAMED.get(field, field)


def to_json(claim: Claim) -> dict[str, Any]:
    """The claim in the shape of the codebook, with `rule`, `trigger`, `evidence` (field -> spans) and resolved ids."""
    out: dict[str, Any] = {"kind": claim.kind, "quote": claim.quote, "start": claim.span.start, "end": claim.span.end}
    out["source"] = [name.text for name in claim.source]
    own = [f.name for f in fields(claim) if f.name not in _COMMON]
    for field in own:
        out[key_of(field)] = _plain(getattr(claim, field))
    out |= {"rule": claim.rule, "trigger": list(claim.trigger)}
    named = {f: v for f in [*own, "source"] if _is_names(v := getattr(claim, f))}
    out["evidence"] = {f: [list(n.span) for n in v] for f, v in named.items()}
    out["ids"] = {f: [n.id for n in v] for f, v in named.items() if any(n.id for n in v)}
    if partly := {f: [n.part_of for n in v] for f, v in named.items() if any(n.part_of for n in v)}:
        out["part_of"] = partly
    out["actor_ids"] = _ids(v for f, v in named.items() if f not in PLACE_FIELDS)
    out["place_ids"] = _ids(v for f, v in named.items() if f in PLACE_FIELDS)
    return out


def from_json(row: dict[str, Any]) -> Claim:
    """The claim that `to_json` wrote; raises ValueError where the row is none, saying which key is wrong."""
    if (cls := KINDS.get(row.get("kind", ""))) is None:
        raise ValueError(f"kind {row.get('kind')!r} is none of {', '.join(KINDS)}")
    span = Span(row["start"], row["end"])
    given: dict[str, Any] = {"quote": row["quote"], "span": span, "trigger": Span(*row.get("trigger", span)), "rule": row.get("rule", "")}
    for name, key, annotation in _told(cls.kind):
        if key in row:
            given[name] = _typed(row, key, annotation)
    return cls(**given)


@cache
def _told(kind: str) -> list[tuple[str, str, str]]:
    """(name, key, annotation) of the fields of this kind of claim that a row tells by keys of their own."""
    return [(f.name, key_of(f.name), str(f.type)) for f in fields(KINDS[kind]) if f.name not in _COMMON or f.name == "source"]


def _typed(row: dict[str, Any], key: str, annotation: str) -> Any:
    value = row[key]
    if value is None:
        return None
    if "Name" in annotation:
        if not value:
            return ()
        spans = row.get("evidence", {}).get(key) or [(row["start"], row["end"])] * len(value)
        ids = row.get("ids", {}).get(key) or [None] * len(value)
        owners = row.get("part_of", {}).get(key) or [None] * len(value)
        return tuple(Name(t, Span(*s), i, p) for t, s, i, p in zip(value, spans, ids, owners, strict=True))
    if "Days" in annotation:
        return dt.date.fromisoformat(value[0]), dt.date.fromisoformat(value[1])
    if "Span" in annotation:
        return Span(*value)
    if "date" in annotation:
        return dt.date.fromisoformat(value)
    return tuple(value) if "tuple" in annotation else value


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Name):
        return value.text
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


def _is_names(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Name)


def _ids(groups: Any) -> list[str]:
    return sorted({n.id for names in groups for n in names if n.id})
