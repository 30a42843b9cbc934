"""What a theatre holds: places, actors and monitors with every name form they go by. Frozen; built by load.py only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple


class NameForm(NamedTuple):
    """A name as the press writes it; `ambiguous`: an ordinary word or shared short form, to be taken only in a telling context."""

    text: str
    usage: str
    ambiguous: bool
    note: str = ""


class Place(NamedTuple):
    """A place; `lat`, `lon` in degrees (WGS 84), None where only its parent is known; `names` begins with `name_ar`."""

    id: str
    name_ar: str
    name_en: str
    type: str
    parent: str | None
    lat: float | None
    lon: float | None
    precision: str
    pcode: str | None
    source: str
    names: tuple[NameForm, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A side, body, force or office; `begins`, `ends` are ISO days, months or years; `names` begins with `name_ar`."""

    id: str
    name_ar: str
    name_en: str
    type: str
    side: str
    parent: str | None
    begins: str | None
    ends: str | None
    acled: str | None
    plover: str | None
    source: str
    names: tuple[NameForm, ...]


@dataclass(frozen=True, slots=True)
class Monitor:
    """Who reports or counts; `independent` of the parties or not; `languages` are ISO 639 codes."""

    id: str
    name_ar: str
    name_en: str
    type: str
    languages: tuple[str, ...]
    independent: bool
    stance: str
    source: str
    names: tuple[NameForm, ...]


class Tie(NamedTuple):
    """What binds two by their ids: a group `became`, `joined` or `split_from` another, a source `relays` another; `since` an ISO day."""

    one: str
    kind: str
    other: str
    since: str | None
    source: str


class Definition(NamedTuple):
    """What a source means by a word of its counts: `youngest`, `oldest` in years, None where it sets no bound."""

    monitor: str
    term: str
    youngest: int | None
    oldest: int | None
    note: str
    source: str


class Holder(NamedTuple):
    """Who held an office (the id of an actor) from `begins` to `ends`, ISO days, months or years; None: not told, or still."""

    office: str
    name_ar: str
    name_en: str
    begins: str | None
    ends: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Theatre:
    """A conflict's places, actors and monitors by id; `uses` names the theatres whose ids it builds on."""

    name: str
    name_ar: str
    name_en: str
    countries: tuple[str, ...]
    timezone: str
    uses: tuple[str, ...]
    sides: Mapping[str, tuple[str, str]]
    bounds: Mapping[str, tuple[float, float, float, float]]
    notes: tuple[str, ...]
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    monitors: Mapping[str, Monitor]
    ties: tuple[Tie, ...] = ()
    definitions: tuple[Definition, ...] = ()
    areas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    holders: tuple[Holder, ...] = ()

    def ancestors(self, place: str, among: Mapping[str, Place] | None = None) -> tuple[str, ...]:
        """The ids of what the place lies in, nearest first, as far as this theatre (or `among`) knows them."""
        known = self.places if among is None else among
        found: list[str] = []
        parent = known[place].parent
        while parent:
            found.append(parent)
            parent = known[parent].parent if parent in known else None
        return tuple(found)

    def names(self) -> dict[str, list[tuple[str, NameForm]]]:
        """Every name form, verbatim, with the ids (of places, actors and monitors) that go by it."""
        found: dict[str, list[tuple[str, NameForm]]] = {}
        things: chain[Place | Actor | Monitor] = chain(self.places.values(), self.actors.values(), self.monitors.values())
        for thing in things:
            for form in thing.names:
                found.setdefault(form.text, []).append((thing.id, form))
        return found
