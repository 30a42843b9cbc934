"""The places that claims name and a theatre knows: rows for the table and shapes for the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from marsad.resolve.bounded import boundary_of
from marsad.resolve.gazetteer import within
from marsad.theatres import Place
from marsad.theatres.boundaries import Polygons
from marsad.web import known
from marsad.web.language import Speech


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


def found_places(counts: Iterable[tuple[str, str, int]], speech: Speech, most: int | None = None) -> list[Found]:
    """The places of (place id, kind, claims) that a theatre knows, those named most first; at most so many."""
    kinds: dict[str, Counter[str]] = {}
    for ident, kind, n in counts:
        kinds.setdefault(ident, Counter())[kind] += n
    here = sorted((ident for ident in kinds if ident in known.places()), key=lambda ident: (-kinds[ident].total(), ident))[:most]
    found = [_found(ident, kinds[ident], speech) for ident in here]
    return sorted(found, key=lambda f: (-f.total, f.name))


def _found(ident: str, kinds: Counter[str], speech: Speech) -> Found:
    place = known.places()[ident]
    return Found(place, place.name_ar if speech.language == "ar" else place.name_en, known.lies_in(ident, speech.language), kinds)


def shapes(found: Sequence[Found]) -> list[dict[str, Any]]:
    """What the map draws: each place with coordinates, counted and in the colour of the kind that names it most."""
    return [shape(f.place, f.name, f.kinds.most_common(1)[0][0], f.total) for f in found if known.on_map(f.place)]


def shape(place: Place, name: str, kind: str, total: int) -> dict[str, Any]:
    """A place as the map draws it: its shape, the ring it may lie in (metres), its boundary if one was imported.

    A country has no point: the map takes its outline.
    """
    return {
        "id": place.id,
        "name": name,
        "at": None if place.lat is None else [place.lat, place.lon],
        "outline": None if place.lat is not None else known.outline(place),
        "shape": known.shape(place),
        "metres": 1000 * known.radius_km(place),
        "total": total,
        "kind": kind,
        "polygons": turned(boundary_of(place.id)),
    }


def outlines(found: Sequence[Found]) -> list[list[list[list[tuple[float, float]]]]]:
    """The imported boundaries of what the places lie in, for the map to draw as lines; empty where none were imported."""
    around = dict.fromkeys(area for f in found for area in within(f.place.id))
    return [turned(polygons) for area in around if (polygons := boundary_of(area))]


def turned(polygons: Polygons) -> list[list[list[tuple[float, float]]]]:
    """Polygons as the map wants them: latitude first."""
    return [[[(point[1], point[0]) for point in ring] for ring in polygon] for polygon in polygons]
