"""Where a ceasefire is told to hold and where not, and where incidents happened: for the map of a record and the list beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marsad.theatres import Place
from marsad.theatres.codes import PRECISIONS
from marsad.web import known
from marsad.web.places import shape
from marsad.web.record.desk import Desk, Row

ASKED = 60  # claims that are asked where a ceasefire holds
KIND = {"area": "ceasefire", "excluded": "ceasefire", "incident": "incident", "rival": "incident"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A place on the map of a record: its part (area, excluded, incident, rival), the claims that name it, the incidents there."""

    place: Place
    part: str
    refs: tuple[str, ...] = ()
    incidents: list[str] = field(default_factory=list)


def of_ceasefire(at: Desk, row: Row, incidents: Mapping[str, Row]) -> list[Piece]:
    """The areas, what is excluded, and the places of the incidents beside it, in this order."""
    named = [*_named(at, row, "areas", "area"), *_named(at, row, "excluded", "excluded")]
    return named + _happened(incidents.values(), {piece.place.id for piece in named})


def of_incident(row: Row) -> list[Piece]:
    """The place that stands, then its rivals."""
    told = row["fields"].get("place", {"value": None, "claims": [], "rivals": []})
    values = [(told["value"], told["claims"]), *((rival["value"], rival["claims"]) for rival in told["rivals"])]
    return [Piece(known.places()[v], "incident" if n == 0 else "rival", tuple(c)) for n, (v, c) in enumerate(values) if v in known.places()]


def _named(at: Desk, row: Row, name: str, part: str) -> list[Piece]:
    """The places that the claims for a field name; a country that is only named by the record stands for itself."""
    told = row["fields"].get(name, {"value": [], "claims": [], "rivals": []})
    rivals = {rival["value"] for rival in told["rivals"]}
    refs: dict[str, list[str]] = {}
    for said in at.told(told["claims"][:ASKED]):
        for one in getattr(said.claim, name, ()):
            if one.id in known.places() and one.text not in rivals:
                refs.setdefault(str(one.id), []).append(said.ref)
    if not refs:
        refs = {ident: [] for word in told["value"] or () if (ident := known.country(str(word)))}
    return [Piece(known.places()[ident], part, tuple(found)) for ident, found in refs.items()]


def _happened(incidents: Iterable[Row], taken: set[str]) -> list[Piece]:
    found: dict[str, Piece] = {}
    for one in incidents:
        ident = one["place"]["id"] if one["place"] else None
        if ident and ident in known.places() and ident not in taken:
            found.setdefault(ident, Piece(known.places()[ident], "incident")).incidents.append(one["id"])
    return sorted(found.values(), key=lambda piece: -len(piece.incidents))


def shapes(pieces: Iterable[Piece], at: Desk) -> list[dict[str, Any]]:
    """What the map draws of these places; the first view holds the areas whole."""
    return [
        shape(piece.place, at.thing(piece.place.id), KIND[piece.part], max(len(piece.incidents), 1))
        | {"part": piece.part, "near": piece.part == "area"}
        for piece in pieces
        if known.on_map(piece.place)
    ]


def exactness(place: Place, at: Desk) -> str:
    """How exactly the place is known, in words."""
    return PRECISIONS[place.precision][at.ui.column]
