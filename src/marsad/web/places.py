"""The places that claims name and a theatre knows: rows for the table and shapes for the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from marsad.model.claim import PLACE_FIELDS
from marsad.resolve.bounded import boundary_of
from marsad.resolve.gazetteer import within
from marsad.store import StoredClaim
from marsad.theatres import Place
from marsad.theatres.boundaries import Polygons
from marsad.web import known
from marsad.web.language import Speech
from marsad.web.view import named


@dataclass(slots=True)
class Found:
    """A place, what it is called and lies in, and the claims that name it, counted by kind."""

    place: Place
    name: str
    within: list[str]
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many claims name it."""
        return self.kinds.total()


def found_places(claims: Iterable[StoredClaim], speech: Speech) -> list[Found]:
    """The places that the claims' names were resolved to, those named most first."""
    found: dict[str, Found] = {}
    for kept in claims:
        for ident in {n.id for f, n in named(kept.claim) if f in PLACE_FIELDS and n.id in known.places()}:
            if ident not in found:
                place = known.places()[ident]
                name = place.name_ar if speech.language == "ar" else place.name_en
                found[ident] = Found(place, name, known.lies_in(ident, speech.language))
            found[ident].kinds[kept.claim.kind] += 1
    return sorted(found.values(), key=lambda f: (-f.total, f.name))


def shapes(found: Sequence[Found]) -> list[dict[str, Any]]:
    """What the map draws: each place with coordinates, its shape, the ring it may lie in (metres), its boundary if one was imported."""
    return [
        {
            "id": f.place.id,
            "name": f.name,
            "at": [f.place.lat, f.place.lon],
            "shape": known.shape(f.place),
            "metres": 1000 * known.radius_km(f.place),
            "total": f.total,
            "kind": f.kinds.most_common(1)[0][0],
            "polygons": turned(boundary_of(f.place.id)),
        }
        for f in found
        if f.place.lat is not None
    ]


def outlines(found: Sequence[Found]) -> list[list[list[list[tuple[float, float]]]]]:
    """The imported boundaries of what the places lie in, for the map to draw as lines; empty where none were imported."""
    around = dict.fromkeys(area for f in found for area in within(f.place.id))
    return [turned(polygons) for area in around if (polygons := boundary_of(area))]


def turned(polygons: Polygons) -> list[list[list[tuple[float, float]]]]:
    """Polygons as the map wants them: latitude first."""
    return [[[(point[1], point[0]) for point in ring] for ring in polygon] for polygon in polygons]
