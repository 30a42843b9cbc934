"""What a visitor asked to see of the record, from the query, and what the shelf is asked for it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator

from marsad.model.vocabulary import INCIDENT_TYPE
from marsad.pipeline.facets import chain
from marsad.store.rows import fold_name
from marsad.store.shelf import Shelf
from marsad.store.shelves import Wanted, number, step
from marsad.store.walking import Place, Walked
from marsad.web import known
from marsad.web.wanted import Listed, Onward

Row = dict[str, Any]
FACET = 8  # values that a facet offers


class Asked(Listed):
    """What every list of records takes."""

    group: ClassVar[str]
    known_at: str | None = Field(None, max_length=30, description="the record as the store knew it at this moment (UTC)")

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """What the shelf is asked for; None where nothing can pass."""
        return Wanted()

    def found(self, shelf: Shelf) -> Page:
        """The page that is asked for."""
        wanted, offset = self.wanted(shelf), self.offset(self.limit)
        if wanted is None:
            return Page([], 0)
        leaf = shelf.page(self.group, wanted, limit=self.limit, offset=offset, after=_place(self.after))
        place = "|".join(leaf.reached) if leaf.reached else None
        return Page(leaf.lines, leaf.total, leaf.beyond, leaf.short, self.onward(place, self.limit, leaf.short), leaf.counted)


def _place(after: str | None) -> Place | None:
    """The sort and the id that a list goes on after."""
    sort, _, ident = (after or "").rpartition("|")
    return (sort, ident) if after else None


@dataclass(frozen=True)
class Page:
    """A page of records, each in JSON: how many pass in all, whether more than these, and what to ask for the next page, if one follows.

    `short`: so many records were looked at that it ends here, full or not; the next looks further.
    """

    lines: list[str]
    total: int
    beyond: bool = False
    short: bool = False
    next: Onward | None = None
    counted: Walked | None = None

    @cached_property
    def rows(self) -> list[Row]:
        """The records."""
        return [json.loads(line) for line in self.lines]

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.next is not None


class OfIncidents(Asked):
    """Filters of incidents: what, where, who, when, how many killed at least, how many independent sources at least."""

    group = "incidents"
    type: str | None = None
    place: str | None = Field(None, max_length=200)
    actor: str | None = Field(None, max_length=200)
    since: dt.date | None = None
    until: dt.date | None = None
    killed: int | None = Field(None, ge=0, le=10_000_000)
    sources: int | None = Field(None, ge=1, le=1000)

    @field_validator("type")
    @classmethod
    def _known_type(cls, code: str | None) -> str | None:
        if code and code not in INCIDENT_TYPE:
            raise ValueError(f"{code!r} is no type of incident")
        return code

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """Incidents of the type, in a place of that name, with a side of that name, of these days and numbers."""
        place = _outermost(known.places_like(self.place)) if self.place else ()
        least = [(role, n, step(n)) for role, n in (("killed", self.killed), ("sources", self.sources)) if n is not None]
        wanted = _any_of(
            *((f"{role}+", (number(low),)) for role, n, low in least if low or role == "killed"),
            ("type", (self.type,) if self.type else None),
            ("place", place if self.place else None),
            ("actor", _names(shelf, self.group, "actor", self.actor) if self.actor else None),
        )
        days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(self, name))}
        numbers = tuple((role, number(n)) for role, n, low in least if n != low)
        return replace(wanted, at_least=numbers, **days) if wanted else None


class OfTolls(Asked):
    """Filters of tolls: whose, where, what became of the people."""

    group = "tolls"
    limit: int = Field(25, ge=1, le=1000)
    source: str | None = Field(None, max_length=200)
    place: str | None = Field(None, max_length=200)
    outcome: str | None = Field(None, max_length=40)

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """Tolls of a source and an area of that name."""
        return _any_of(
            ("outcome", (self.outcome,) if self.outcome else None),
            ("source", _like(shelf, self.group, "source", self.source) if self.source else None),
            ("area", _like(shelf, self.group, "area", self.place) if self.place else None),
        )


class OfWholes(OfTolls):
    """The same, of wholes alone: parts stand below theirs."""

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """Tolls that are part of no other."""
        wanted = super().wanted(shelf)
        return replace(wanted, any_of=(*wanted.any_of, ("whole", ("",)))) if wanted else None


class OfCeasefires(Asked):
    """Filters of ceasefires, the stretch of days to draw, and the day to ask of: what holds then."""

    group = "ceasefires"
    limit: int = Field(25, ge=1, le=1000)
    area: str | None = Field(None, max_length=200)
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """Ceasefires of an area of that name."""
        return _any_of(("area", _like(shelf, self.group, "area", self.area) if self.area else None))


class OfPositions(Asked):
    """Filters of positions: who, to whom, on what, which stance."""

    group = "positions"
    limit: int = Field(100, ge=1, le=1000)
    actor: str | None = Field(None, max_length=200)
    to: str | None = Field(None, max_length=200)
    issue: str | None = Field(None, max_length=60)
    stance: str | None = Field(None, max_length=40)

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """Positions of an actor, put to somebody, of these names."""
        return _any_of(
            ("actor", _names(shelf, self.group, "actor", self.actor) if self.actor else None),
            ("to", _like(shelf, self.group, "to", self.to) if self.to else None),
            ("issue", (self.issue,) if self.issue else None),
            ("stance", (self.stance,) if self.stance else None),
        )


class OfObligations(Asked):
    """Filters of what is owed: which duty, by whom or to whom."""

    group = "obligations"
    duty: str | None = Field(None, max_length=40)
    actor: str | None = Field(None, max_length=200)

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """Obligations by or to somebody of that name."""
        return _any_of(
            ("duty", (self.duty,) if self.duty else None),
            ("actor", _names(shelf, self.group, "actor", self.actor) if self.actor else None),
        )


class OfPairs(Asked):
    """Filters of incidents beside ceasefires."""

    group = "violations"
    limit: int = Field(200, ge=1, le=1000)
    incident: str | None = Field(None, max_length=60)
    ceasefire: str | None = Field(None, max_length=60)
    state: str | None = Field(None, max_length=20)

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """Pairs of an incident or a ceasefire, in a state."""
        return _any_of(*((name, (value,)) for name in ("incident", "ceasefire", "state") if (value := getattr(self, name))))


class OfMonitors(Asked):
    """Filters of what monitors say: of which incident."""

    group = "monitors"
    limit: int = Field(200, ge=1, le=1000)
    incident: str | None = Field(None, max_length=60)

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """What is said of an incident."""
        return _any_of(("incident", (self.incident,) if self.incident else None))


class OfFindings(Asked):
    """Filters of findings: one check, a state, whose they are."""

    group = "findings"
    limit: int = Field(25, ge=1, le=1000)
    check: str | None = Field(None, max_length=60)
    state: Literal["open", "accepted", "muted"] | None = None
    owner: str | None = Field(None, max_length=80)
    severity: Literal["impossible", "unlikely", "missing"] | None = None

    def wanted(self, shelf: Shelf) -> Wanted | None:
        """Findings of a check, in a state, of somebody, as grave."""
        return _any_of(*((name, (value,)) for name in ("check", "state", "owner", "severity") if (value := getattr(self, name))))


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that some of the rows have, what it is called, and how many; None where there are too many to count."""

    value: str
    name: str
    count: int | None


def facets(shelf: Shelf, wanted: Wanted | None, counted: Walked | None, language: str) -> dict[str, list[Facet]]:
    """For `place` and `actor` the values that most of the incidents have that pass."""
    found, every = shelf.among("incidents", ("area", "by"), wanted, counted) if wanted else ({"area": [], "by": []}, True)
    return {name: _offered(found[role], every, language) for name, role in (("place", "area"), ("actor", "by"))}


def _offered(found: Sequence[tuple[str, int]], every: bool, language: str) -> list[Facet]:
    return [Facet(v, known.name(v, language) or v, n if every else None) for v, n in found[:FACET]]


def _any_of(*roles: tuple[str, tuple[str, ...] | None]) -> Wanted | None:
    """What is asked of these roles; None where a name fits no value."""
    asked = tuple((role, values) for role, values in roles if values is not None)
    return Wanted(asked) if all(values for _, values in asked) else None


def _names(shelf: Shelf, group: str, role: str, wanted: str) -> tuple[str, ...]:
    """The values of a role that are called so: ids of things of that name, and names as they are written."""
    return tuple(dict.fromkeys([*known.called_like(wanted), *_like(shelf, group, role, wanted)]))


def _like(shelf: Shelf, group: str, role: str, wanted: str) -> tuple[str, ...]:
    """The values of a role that hold these words."""
    return tuple(value for value, _ in shelf.values(group, role, like=fold_name(wanted)))


def _outermost(idents: Collection[str]) -> tuple[str, ...]:
    """The places without those that lie in another of them."""
    every = set(idents)
    return tuple(sorted(ident for ident in every if not every.intersection(chain(ident)[1:])))
