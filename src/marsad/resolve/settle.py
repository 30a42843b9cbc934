"""Names that stand for several things are settled by what the whole report is about: «دوما» beside al-Ghouta is the town near Damascus.

A name is left open (id None) where nothing in the report tells its readings apart.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, replace
from functools import cache
from typing import Any

from marsad.model.claim import KINDS, PLACE_FIELDS, Claim, Name
from marsad.resolve.index import key_of
from marsad.resolve.readings import Reading, several

Home = Counter[str]
"""How often a report names something of a country (`sy`) or of a part of one (`sy/aleppo`), by the beginning of ids."""


def settle(claims: list[Claim], day: dt.date | None) -> list[Claim]:
    """The claims, each open name of several readings resolved where the report's other names tell which is meant."""
    home = home_of(claims)
    return [_settled(claim, home, day) for claim in claims]


def home_of(claims: Iterable[Claim]) -> Home:
    """The countries and parts of countries of the names that are resolved."""
    home: Home = Counter()
    for claim in claims:
        for _, names in _names(claim):
            for name in names:
                if name.id and "/" in name.id:
                    home.update(_region(name.id))
    return home


def choose(readings: Iterable[Reading], home: Home, day: dt.date | None) -> str | None:
    """The id that fits best, None where two fit alike.

    >>> duma = [Reading(i, True, c, i, frozenset(), "", "") for i, c in (("ps/west-bank/duma", True), ("sy/rif-dimashq/duma", False))]
    >>> choose(duma, Counter({"sy": 2, "sy/rif-dimashq": 1}), None)
    'sy/rif-dimashq/duma'
    """
    fitting = _native([r for r in readings if _lives(r, day) and _is_open(r, home)])
    ranked = sorted(((_rank(r, home, fitting), r.id) for r in fitting), reverse=True)
    if not ranked or len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][1]


def _settled(claim: Claim, home: Home, day: dt.date | None) -> Claim:
    changed: dict[str, Any] = {}
    for field, names in _names(claim):
        new = tuple(n if n.id else _resolved(n, field in PLACE_FIELDS, home, day) for n in names)
        if new != names:
            changed[field] = new
    return replace(claim, **changed) if changed else claim


def _resolved(name: Name, is_place: bool, home: Home, day: dt.date | None) -> Name:
    readings = [r for r in several().get(key_of(name.text), ()) if r.is_place == is_place]
    return replace(name, id=choose(readings, home, day)) if readings else name


def _names(claim: Claim) -> list[tuple[str, tuple[Name, ...]]]:
    return [(field, names) for field in _name_fields(claim.kind) if (names := getattr(claim, field))]


@cache
def _name_fields(kind: str) -> tuple[str, ...]:
    """The fields of a kind of claim that hold names."""
    return tuple(f.name for f in fields(KINDS[kind]) if f.type == "tuple[Name, ...]")


def _region(ident: str) -> tuple[str, ...]:
    parts = ident.split("/")
    return (parts[0], "/".join(parts[:2])) if len(parts) > 2 else (parts[0],)


def _lives(reading: Reading, day: dt.date | None) -> bool:
    """Whether the reading was there on the day; a year or month without a day counts whole."""
    told = day.isoformat() if day else ""
    return not told or (reading.begins <= told[: len(reading.begins)] and (not reading.ends or told[: len(reading.ends)] <= reading.ends))


def _is_open(reading: Reading, home: Home) -> bool:
    """Whether a name that needs context has it: its part of a country for a place, the report's first country for an actor."""
    if not reading.needs_context:
        return True
    if reading.is_place:
        return any(home[part] for part in _region(reading.root)[1:])
    return _first(home) == reading.id.split("/")[0]


def _first(home: Home) -> str | None:
    countries = Counter({key: n for key, n in home.items() if "/" not in key and key != "world"})
    return countries.most_common(1)[0][0] if countries else None


def _native(readings: list[Reading]) -> list[Reading]:
    """The readings without those that a theatre keeps of another state's forces, where that state's own are among them."""
    own = [r for r in readings if r.is_place or not (r.root.endswith("/state") and r.root.split("/")[0] != r.id.split("/")[0])]
    return own or readings


def _rank(reading: Reading, home: Home, among: list[Reading]) -> tuple[int, int, bool, bool, int]:
    regions = _region(reading.root if reading.is_place else reading.id)
    parts = sum(home[part] for part in regions[1:])
    wider = sum(reading.id in other.ancestors for other in among)
    return (
        parts,
        home[regions[0]],
        not reading.needs_context,
        not reading.id.startswith("world/") and not reading.id.endswith("/state"),
        wider,
    )
