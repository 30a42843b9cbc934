"""What is known of the ids in claims: the places, actors and monitors of the theatres in use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from marsad.resolve.gazetteer import above, every_place, every_thing, thing
from marsad.store.rows import fold_name
from marsad.theatres import Place, in_use

# how far from its coordinates a place of this precision may lie, in km: the ring that the map draws
RADIUS_KM = {
    "point": 0.5,
    "neighbourhood": 1.2,
    "town": 4.0,
    "subdistrict": 12.0,
    "district": 25.0,
    "governorate": 55.0,
    "region": 70.0,
    "country": 220.0,
}
REGION_KM = {
    "hill": 8.0,
    "village": 12.0,
    "town": 12.0,
    "mountain": 12.0,
    "valley": 12.0,
    "lake": 12.0,
    "suburb": 12.0,
    "plain": 18.0,
    "countryside": 28.0,
    "island": 28.0,
    "road": 30.0,
    "river": 40.0,
    "desert": 90.0,
    "sea": 110.0,
}
# countries that the outlines of the map (world-atlas) call otherwise than a theatre does
OUTLINED_AS = {
    "ps": "Palestine", "tr": "Turkey", "eh": "W. Sahara", "ss": "S. Sudan", "cd": "Dem. Rep. Congo", "cf": "Central African Rep.",
    "ci": "Côte d'Ivoire", "us": "United States of America", "ba": "Bosnia and Herz.", "mk": "Macedonia", "va": "Vatican", "mm": "Myanmar",
    "ag": "Antigua and Barb.", "cg": "Congo", "cv": "Cabo Verde", "do": "Dominican Rep.", "gq": "Eq. Guinea", "lc": "Saint Lucia",
    "mh": "Marshall Is.", "sb": "Solomon Is.", "st": "São Tomé and Principe", "sz": "eSwatini", "vc": "St. Vin. and Gren.",
    "fk": "Falkland Is.",
}  # fmt: skip
NOT_OUTLINED = frozenset({"tv", "gi", "re", "yt"})
AREAS = frozenset({"subdistrict", "district", "governorate", "region", "country"})


def places() -> Mapping[str, Place]:
    """Every place by its id."""
    return every_place()


@cache
def _countries(_: tuple[str, ...]) -> dict[str, str]:
    return {name: ident for ident, place in places().items() if place.precision == "country" for name in (place.name_ar, place.name_en)}


def country(name: str) -> str | None:
    """The id of the country of this name, or None."""
    return _countries(in_use()).get(name)


def others() -> list[tuple[str, str]]:
    """(id, name) of every actor and monitor, under each name that the theatre gives in either language."""
    found = ((ident, one) for ident, one in every_thing().items() if not isinstance(one, Place))
    return [(ident, form) for ident, one in found for form in {one.name_ar, one.name_en}]


def name(ident: str | None, language: str) -> str | None:
    """The name under which the theatre knows this id, or None."""
    if ident is None or (found := thing(ident)) is None:
        return None
    return found.name_ar if language == "ar" else found.name_en


@cache
def _spelled(_: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(fold_name(form), ident) for ident, one in every_thing().items() for form in {ident, one.name_ar, one.name_en}]


def called_like(words: str) -> list[str]:
    """The ids of the places, actors and monitors with these words in their id or in a name, spelling folded."""
    wanted = fold_name(words)
    return list(dict.fromkeys(ident for form, ident in _spelled(in_use()) if wanted in form))


def places_like(words: str) -> list[str]:
    """The ids of the places with these words in their id or in a name; the very place where the words are its id."""
    return [words] if words in places() else [ident for ident in called_like(words) if ident in places()]


def lies_in(ident: str, language: str) -> list[str]:
    """The names of what the place lies in, nearest first."""
    return [called for outer in above(ident)[:5] if (called := name(outer, language))]


def outline(place: Place) -> str | None:
    """What the map's outlines call a country; None for any other place, and for one that they lack."""
    if place.precision != "country" or place.id in NOT_OUTLINED:
        return None
    return OUTLINED_AS.get(place.id, place.name_en)


def on_map(place: Place) -> bool:
    """True for a place that the map can draw: by coordinates, or a country by its outline."""
    return place.lat is not None or outline(place) is not None


def radius_km(place: Place) -> float:
    """How far from its point the place may reach, in kilometres: by its precision, and for a region by its kind."""
    return REGION_KM.get(place.type, RADIUS_KM["region"]) if place.precision == "region" else RADIUS_KM[place.precision]


def shape(place: Place) -> str:
    """How the map draws the place: `point`, `ring` (somewhere within) or `area` (hatched: all of it, or anywhere in it)."""
    if place.precision == "point":
        return "point"
    return "area" if place.precision in AREAS else "ring"
