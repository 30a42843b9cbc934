"""The governorate at a point, by the settlements of the theatres in use: that of most of the nearest ones."""

from __future__ import annotations

from collections import Counter
from functools import cache

from marsad.resolve.gazetteer import area_of, kilometres
from marsad.theatres.in_use import in_use
from marsad.theatres.load import load_many

SETTLED = frozenset({"city", "town", "village", "quarter", "subdistrict"})
NEIGHBOURS = 3


def governorate_at(lat: float, lon: float) -> str | None:
    """The id of the governorate that most of the three nearest settlements lie in, None where no theatre has settlements."""
    near = sorted(_points(in_use()), key=lambda p: kilometres(p[0], p[1], lat, lon))[:NEIGHBOURS]
    return Counter(area for _, _, area in near).most_common(1)[0][0] if near else None


@cache
def _points(names: tuple[str, ...]) -> list[tuple[float, float, str]]:
    found = (p for theatre in load_many(names) for p in theatre.places.values() if p.type in SETTLED)
    placed = ((p.lat, p.lon, area_of(p.id)) for p in found)
    return [(lat, lon, area) for lat, lon, area in placed if lat is not None and lon is not None and area]
