"""A mention: what one or more tokens of a sentence stand for (a number, a time, a place, an actor)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from marsad.model.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [first, last) of a sentence and the characters they cover; `id` is the actor or place, if known."""

    first: int
    last: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Number(Mention):
    """A figure: `min`..`max` (None: open), `approx` as in the codebook; `ordinal` figures count nothing."""

    min: int | None = None
    max: int | None = None
    approx: str = "exact"
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Time(Mention):
    """Days [first_day, last_day], both inclusive, or None where the text does not settle them.

    `role` is `at` (the day of a happening), `since` (an open period), `over` (a closed period) or `for` (a length);
    `hours` is a length; `part` a part of day (dawn, morning, noon, afternoon, evening, night) or a clock time.
    """

    days: tuple[dt.date, dt.date] | None = None
    role: str = "at"
    hours: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Place(Mention):
    """A named place, with the head word before it (`حي`, `ريف`) inside the span, and its candidates in the theatres."""

    id: str | None = None
    candidates: tuple[str, ...] = ()
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Actor(Mention):
    """A named or described side, person, body or weapon's crew; `sort` says which pattern read it."""

    id: str | None = None
    sort: str = "named"
    candidates: tuple[str, ...] = field(default=())
