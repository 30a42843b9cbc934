"""Every name of a report's claims resolved by what the whole report says: «دوما» beside al-Ghouta is the town near Damascus.

A name is left open (id None) where nothing in the report tells its readings apart. A name that no theatre knows keeps its
words and gets what it is part of: the area that the phrase puts a place in, the side or state that an actor's words name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from marsad.model.claim import KINDS, PLACE_FIELDS, Claim, Name
from marsad.model.mention import Place
from marsad.resolve.around import Around
from marsad.resolve.choose import Chosen, choose
from marsad.resolve.home import Home, home_of
from marsad.resolve.index import key_of
from marsad.resolve.inside import owner_of
from marsad.resolve.phrase import phrase
from marsad.resolve.readings import readings
from marsad.resolve.weigh import Signs


@dataclass(frozen=True)
class Ground:
    """What names are resolved on: what the report is about, its day, and the places seen in its text."""

    home: Home
    day: dt.date | None
    around: Around


def settle(claims: Iterable[Claim], ground: Ground) -> list[Claim]:
    """The claims, each name resolved where the report tells what is meant."""
    return [_settled(claim, ground) for claim in claims]


def ground_of(claims: Iterable[Claim], day: dt.date | None, text: str, places: Iterable[Place]) -> Ground:
    """What the names of these claims are resolved on; `places` are the mentions seen in the text."""
    seen = sorted(places, key=lambda p: p.span)
    told = [name.id for claim in claims for _, names in names_of(claim) for name in names]
    claimed = {name.span for claim in claims for _, names in names_of(claim) for name in names}
    besides = [p.id for p in seen if p.span not in claimed and p.head is not None]
    return Ground(home_of([*told, *besides]), day, Around(text, seen))


def place_meant(name: Name, ground: Ground) -> Chosen:
    """The place that the name means in the report, the runners-up, and why."""
    parts = phrase(name.text)
    found = tuple(r for r in readings(parts.key) if r.is_place) if parts.key else ()
    if not found:
        return Chosen(name.id)
    areas = ground.around.areas(name.span)
    if len(found) == 1 and name.id and not areas and not parts.kind:
        return Chosen(name.id)
    home = ground.home - home_of([name.id]) if name.id else ground.home  # a name is no sign for itself
    return choose(found, Signs(home, ground.day, parts, areas, ground.around.beside(name.span)))


def actor_meant(name: Name, ground: Ground) -> Chosen:
    """The actor or monitor that the name means in the report on its day, the runners-up, and why."""
    found = tuple(r for r in readings(key_of(name.text)) if not r.is_place)
    if name.id or not found:
        return Chosen(name.id)
    return choose(found, Signs(ground.home, ground.day))


def part_of(name: Name, is_place: bool, ground: Ground) -> str | None:
    """What a name that stays open belongs to: the area a place is put in, the side, state or body that an actor's words name."""
    if is_place:
        return ground.around.container(name.span)
    return owner_of(name, ground.around.text, Signs(ground.home, ground.day))


def _settled(claim: Claim, ground: Ground) -> Claim:
    changed: dict[str, Any] = {}
    for field, names in names_of(claim):
        new = tuple(_resolved(n, field in PLACE_FIELDS, ground) for n in names)
        if new != names:
            changed[field] = new
    return replace(claim, **changed) if changed else claim


def _resolved(name: Name, is_place: bool, ground: Ground) -> Name:
    ident = (place_meant if is_place else actor_meant)(name, ground).id
    return replace(name, id=ident, part_of=None if ident else part_of(name, is_place, ground))


def names_of(claim: Claim) -> Iterator[tuple[str, tuple[Name, ...]]]:
    """The fields of the claim that hold names, those that are empty left out."""
    return ((field, names) for field in _name_fields(claim.kind) if (names := getattr(claim, field)))


@cache
def _name_fields(kind: str) -> Sequence[str]:
    return [f.name for f in fields(KINDS[kind]) if f.type == "tuple[Name, ...]"]
