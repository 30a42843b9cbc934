"""Names and coordinates of other people's tables to our ids: places by their English or Arabic name and point, actors by theirs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

from marsad.resolve.gazetteer import above, country_of, every_actor, every_place, kilometres, place
from marsad.text.fold import fold_key
from marsad.theatres.in_use import in_use

NEAR_KM = 3.0
SAME_NAME_KM = 15.0
MOST = 8
_CELL = 0.05
_WORD = re.compile(r"[^\W_]+")
_KINDS = frozenset("governorate province district subdistrict city town village of the al el ar as ash at an ad az".split())


def plain(name: str) -> str:
    """A name as names of two tables are compared: small letters, no marks, no articles, no word for what it is.

    >>> plain("Al-Bāb district"), plain("Bab")
    ('bab', 'bab')
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFD", fold_key(name)) if not unicodedata.combining(sign))
    words = _WORD.findall(bare.casefold())
    return " ".join([word for word in words if word not in _KINDS] or words)


def place_ids(name: str, country: str = "", lat: float | None = None, lon: float | None = None, area: str = "") -> tuple[str, ...]:
    """The place of this name in the country, the nearest to the point; without such a name the nearest place within three kilometres.

    Without a point a name that several places have stays all of them.
    """
    home = _country(country)
    named = [one for one in _by_name(in_use()).get(plain(name), ()) if not home or country_of(one) == home] if name else []
    if lat is None or lon is None:
        inside = (_inside(named, area) if area else named) or named
        widest = _widest(inside)
        return (widest,) if widest else tuple(inside[:MOST])
    close = sorted((distance, one) for one in named if (distance := _distance(one, lat, lon)) <= SAME_NAME_KM)
    found = close[0][1] if close else _nearest(lat, lon)
    return (found,) if found else ()


def area_id(name: str, country: str = "") -> str | None:
    """The governorate or province of this name."""
    home = _country(country)
    found = (one for one in _by_name(in_use()).get(plain(name), ()) if not home or country_of(one) == home)
    return next((one for one in found if (known := place(one)) and known.type == "governorate"), None)


def actor_id(name: str) -> str | None:
    """The actor of this name, None where none or several have it."""
    found = _actors(in_use()).get(plain(name), ())
    return found[0] if len(found) == 1 else None


def _inside(named: list[str], area: str) -> list[str]:
    outer = plain(area)
    return [one for one in named if any((known := place(up)) and plain(known.name_en) == outer for up in (one, *above(one)))]


def _widest(named: list[str]) -> str | None:
    """The one that has the name, the one that holds the others of that name where there are several, else none."""
    outer = [one for one in named if all(one == other or one in above(other) for other in named)]
    return outer[0] if outer else None


def _distance(ident: str, lat: float, lon: float) -> float:
    known = place(ident)
    if not known or known.lat is None or known.lon is None:
        return float("inf")
    return kilometres(lat, lon, known.lat, known.lon)


def _nearest(lat: float, lon: float) -> str | None:
    row, column = int(lat // _CELL), int(lon // _CELL)
    cells = ((row + y, column + x) for y in (-1, 0, 1) for x in (-1, 0, 1))
    near = [one for cell in cells for one in _by_cell(in_use()).get(cell, ())]
    best = min(((_distance(one, lat, lon), one) for one in near), default=(float("inf"), ""))
    return best[1] if best[0] <= NEAR_KM else None


@cache
def _by_name(_: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for ident, known in every_place().items():
        for name in {plain(known.name_en), plain(known.name_ar)}:
            found[name].append(ident)
    return found


@cache
def _by_cell(_: tuple[str, ...]) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for ident, known in every_place().items():
        if known.lat is not None and known.lon is not None:
            found[int(known.lat // _CELL), int(known.lon // _CELL)].append(ident)
    return found


@cache
def _actors(_: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for ident, known in every_actor().items():
        for name in {plain(known.name_en), plain(known.name_ar)}:
            found[name].append(ident)
    return found


def _country(name: str) -> str:
    """The code of a country by its name or code, empty where none is known."""
    if not name:
        return ""
    wanted = plain(name)
    found = (one for one in _by_name(in_use()).get(wanted, ()) if (known := place(one)) and known.type == "country")
    return next((country_of(one) for one in found), "")
