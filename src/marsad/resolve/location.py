"""Where on the map a resolved name is, no more exactly than the text says: coordinates, precision, and the codes derived from it.

`geo_precision` follows the ACLED codebook (1 town or better, 2 near a town or a small part of a region, 3 a larger region),
`where_prec` the UCDP GED codebook (1 exact, 2 near a known point, 3 district, 4 province, 5 a line or a fuzzy area, 6 country, 7 at sea).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from marsad.resolve.distance import Offset, offset_before
from marsad.resolve.gazetteer import EARTH_KM, above, area_of, place
from marsad.resolve.phrase import Phrase, phrase
from marsad.theatres.load import Place

GEO_PRECISION = {"point": 1, "neighbourhood": 1, "town": 1, "subdistrict": 2, "district": 2, "governorate": 3, "region": 3, "country": 3}
WHERE_PREC = {"point": 1, "neighbourhood": 1, "town": 1, "subdistrict": 3, "district": 3, "governorate": 4, "region": 5, "country": 6}
LINES = frozenset({"road", "river", "valley"})
EXACT = frozenset({"point", "neighbourhood", "town"})


@dataclass(frozen=True, slots=True)
class Location:
    """`lat`, `lon` in degrees (WGS 84), None where nothing above the place has a point; `area`: the place itself is an area.

    `id` is what the coordinates are of (the place, or the nearest thing above it that has some); `near` says that the text
    names only what lies around or beside it; `within` is the first-level area.
    """

    id: str
    lat: float | None
    lon: float | None
    precision: str
    geo_precision: int
    where_prec: int
    near: bool = False
    area: bool = False
    within: str | None = None


def locate(ident: str | None, text: str = "", before: str = "") -> Location | None:
    """Where the place of this id is; `text` is its name in the report, `before` what the report says right before it.

    None where no theatre in use knows the id.
    """
    if (found := place(ident)) is None:
        return None
    known = next((p for i in (found.id, *above(found.id)) if (p := place(i)) and p.lat is not None), found)
    parts, offset = phrase(text) if text else Phrase(), offset_before(before) if before else None
    near = offset is not None or parts.is_around
    precision = known.precision
    point = _moved(known, offset) if offset else (known.lat, known.lon)
    geo, where = _codes(found, precision, near)
    return Location(known.id, *point, precision, geo, where, near, precision not in EXACT, area_of(found.id))


def _codes(found: Place, precision: str, near: bool) -> tuple[int, int]:
    if found.type == "sea":
        return 3, 7
    if found.type in LINES:
        return 2, 5
    geo, where = GEO_PRECISION[precision], WHERE_PREC[precision]
    return (max(geo, 2), max(where, 2)) if near else (geo, where)


def _moved(known: Place, offset: Offset) -> tuple[float | None, float | None]:
    """The point so many kilometres from the place in that direction."""
    if known.lat is None or known.lon is None:
        return None, None
    degrees = math.degrees(offset.kilometres / EARTH_KM)
    lat = known.lat + degrees * math.cos(math.radians(offset.bearing))
    lon = known.lon + degrees * math.sin(math.radians(offset.bearing)) / math.cos(math.radians(known.lat))
    return round(lat, 4), round(lon, 4)
