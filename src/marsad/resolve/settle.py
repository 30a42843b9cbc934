"""Every name of a report's claims resolved by what the whole report says: «دوما» beside al-Ghouta is the town near Damascus.

A name is left open (id None) where nothing in the report tells its readings apart. A name that no theatre knows keeps its
words and gets what it is part of: the area that the phrase puts a place in, the side or state that an actor's words name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from marsad.model.claim import PLACE_FIELDS, Claim, Name
from marsad.resolve.choose import Chosen
from marsad.resolve.gazetteer import below_country
from marsad.resolve.ground import Ground, names_of
from marsad.resolve.where import is_named_plainly, place_meant
from marsad.resolve.who import actor_meant, owner_meant

EITHER = frozenset({"against", "excluded"})


def settle(claims: Iterable[Claim], ground: Ground) -> list[Claim]:
    """The claims, each name resolved where the report tells what is meant."""
    known: dict[tuple[Name, str], Name] = {}
    return [_settled(claim, ground, known) for claim in claims]


def meant(name: Name, field: str, ground: Ground) -> Chosen:
    """What the name in this field of a claim means in the report, the runners-up, and why."""
    return place_meant(name, ground) if field in PLACE_FIELDS else actor_meant(name, ground)


def place_struck(name: Name, field: str, ground: Ground) -> str | None:
    """The place below a country that a name among actors is: what is struck or left out («استثناء حلب») may be a side or a place."""
    ident = place_meant(name, ground).id if field in EITHER and is_named_plainly(name.text) else None
    return ident if ident and below_country(ident) else None


def part_of(name: Name, field: str, ground: Ground) -> str | None:
    """What a name that stays open belongs to: the area a place is put in, the side, state or body that an actor's words name."""
    return ground.around.container(name.span) if field in PLACE_FIELDS else owner_meant(name, ground)


def _settled(claim: Claim, ground: Ground, known: dict[tuple[Name, str], Name]) -> Claim:
    """The claim with its names resolved; a name is resolved once, however many claims hold it."""
    changed: dict[str, Any] = {}
    for key, names in names_of(claim):
        sort = "places" if key in PLACE_FIELDS else "by"
        for name in names:
            if (name, sort) not in known:
                known[name, sort] = _resolved(name, sort, ground)
        new = tuple([known[name, sort] for name in names])
        if new != names:
            changed[key] = new
    return replace(claim, **changed) if changed else claim


def _resolved(name: Name, field: str, ground: Ground) -> Name:
    ident = meant(name, field, ground).id
    return Name(name.text, name.span, ident, None if ident else part_of(name, field, ground))
