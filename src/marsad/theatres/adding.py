"""From fetched places and actors to new rows of a theatre: what it or a theatre below knows already is passed over.

A fetched place is a known one where the code is the same, or the name (the article aside) is and the two lie within 3 km.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from marsad.text.fold import fold_key
from marsad.theatres.fetched import FetchedActor, FetchedPlace, Unfit
from marsad.theatres.slug import free, slug
from marsad.theatres.things import Actor, Place, Theatre

SAME_KM, NEAR_KM = 3.0, 60.0
AREAS = {"governorate": "محافظة", "district": "منطقة", "subdistrict": "ناحية"}
ORDER = ("country", *AREAS)
PRECISION = {
    "governorate": "governorate",
    "district": "district",
    "subdistrict": "subdistrict",
    "country": "country",
    "quarter": "neighbourhood",
}
PRECISION |= dict.fromkeys(("city", "town", "village", "suburb", "camp", "settlement"), "town")
PRECISION |= dict.fromkeys(
    ("road", "region", "mountain", "valley", "river", "lake", "desert", "plain", "sea", "island", "countryside"), "region"
)
ENGLISH = frozenset("governorate province state district subdistrict sub of al ar as ash at az ez el the".split())
Row = tuple[str, ...]


@dataclass(slots=True)
class Added:
    """New rows by file, how many were known already, and what could not be used."""

    things: list[Row] = field(default_factory=list)
    names: list[Row] = field(default_factory=list)
    known: int = 0
    unfit: list[Unfit] = field(default_factory=list)


class Places:
    """The places of a theatre and of those below it, looked up by code, by name and by nearness; new ones join them."""

    def __init__(self, theatres: Iterable[Theatre], country: str) -> None:
        self.country = country
        self.by_id: dict[str, Place] = {}
        self.codes: dict[str, str] = {}
        self.by_name: dict[str, list[Place]] = {}
        self.by_english: dict[str, list[Place]] = {}
        for theatre in theatres:
            for place in theatre.places.values():
                self.join(place)

    def join(self, place: Place, code: str = "") -> None:
        """Enters a place under its id, its code and its names."""
        self.by_id[place.id] = place
        self.by_english.setdefault(_english(place.name_en), []).append(place)
        for one in (place.pcode, code):
            if one:
                self.codes.setdefault(one, place.id)
        for form in place.names:
            self.by_name.setdefault(bare(form.text), []).append(place)

    def same(self, fetched: FetchedPlace) -> str | None:
        """The id of the known place that the fetched one is, None for a new one."""
        if fetched.code and fetched.code in self.codes:
            return self.codes[fetched.code]
        for place in self.by_name.get(bare(fetched.name_ar), ()) if fetched.name_ar else self.by_english.get(_english(fetched.name_en), ()):
            if place.id.startswith(self.country) and _alike(place.type, fetched.type):
                far = apart(place.lat, place.lon, fetched.lat, fetched.lon)
                if far is None and fetched.type in AREAS or far is not None and (far <= SAME_KM or fetched.type in AREAS):
                    return place.id
        return None

    def parent(self, fetched: FetchedPlace) -> str:
        """What a new place lies in: the nearest of its parents that is known, else that of the nearest place, else the country."""
        for one in fetched.parents:
            if one in self.codes or one in self.by_id:
                return self.codes.get(one, one)
            if named := self.named(one):
                return named
        return self.country if fetched.type == "governorate" else self._near(fetched)

    def named(self, name: str) -> str | None:
        """The place of the country that goes by the name, an administrative area before others."""
        here = [place for place in self.by_name.get(bare(name), ()) if place.id.startswith(self.country)]
        return next((place.id for place in sorted(here, key=lambda place: place.type not in AREAS)), None)

    def missing(self, fetched: FetchedPlace) -> str:
        """The parent that the list gives by a name which is none, empty where there is none; codes of levels left out are no fault."""
        told = [one for one in fetched.parents if not one.isascii() and self.named(one) is None]
        return told[0] if told else ""

    def _near(self, fetched: FetchedPlace) -> str:
        best, nearest = self.country, NEAR_KM
        for place in self.by_id.values():
            if place.type in PRECISION and place.parent and place.id.startswith(self.country + "/") and place.type not in AREAS:
                far = apart(place.lat, place.lon, fetched.lat, fetched.lon)
                if far is not None and far < nearest:
                    best, nearest = place.parent, far
        while (parent := self.by_id.get(best)) and parent.type not in (*AREAS, "country") and parent.parent:
            best = parent.parent
        return best


def add_places(fetched: Iterable[FetchedPlace], theatre: Theatre, known: Places, is_word: Callable[[str], bool], taken: set[str]) -> Added:
    """The rows of what is new, areas before what lies in them; `is_word` says which names are ordinary words too."""
    added = Added()
    bounds = theatre.bounds.get(known.country)
    for one in sorted(fetched, key=lambda f: ORDER.index(f.type) if f.type in ORDER else len(ORDER)):
        if ident := known.same(one):
            known.codes |= {one.code: ident} if one.code else {}
            added.known += 1
        elif not one.name_ar:
            added.unfit.append(Unfit(one.where, f"no Arabic name, and no {one.type} is known as {one.name_en!r}; add a property name_ar"))
        elif reason := outside(one, bounds):
            added.unfit.append(Unfit(one.where, reason))
        elif name := known.missing(one):
            added.unfit.append(Unfit(one.where, f"parent {name!r} of {one.name_ar} is no known place; put its row before, or correct it"))
        else:
            _add_place(one, known, is_word, taken, added)
    return added


def _add_place(one: FetchedPlace, known: Places, is_word: Callable[[str], bool], taken: set[str], added: Added) -> None:
    parent = known.parent(one)
    top = "/".join(parent.split("/")[:2])
    ident = free(f"{top}/{slug(one.name_en, one.name_ar)}", one.code, taken)
    taken.add(ident)
    main = f"{AREAS[one.type]} {one.name_ar}" if one.type in AREAS and not one.name_ar.startswith(AREAS[one.type]) else one.name_ar
    forms = {fold_key(main): (main, "name", is_word(main))}
    for other in (one.name_ar, *one.names):
        forms.setdefault(fold_key(other), (other, "alias", one.type in AREAS or is_word(other)))
    point = ("", "") if one.lat is None or one.lon is None else (str(one.lat), str(one.lon))
    precision = PRECISION.get(one.type, "point")
    added.things.append((ident, main, one.name_en or slug("", one.name_ar), one.type, parent, *point, precision, one.code, one.source))
    added.names += [(ident, text, usage, str(int(ambiguous)), "") for text, usage, ambiguous in forms.values()]
    known.join(Place(ident, main, one.name_en, one.type, parent, one.lat, one.lon, precision, None, one.source, ()), one.code)
    for text, _, _ in forms.values():
        known.by_name.setdefault(bare(text), []).append(known.by_id[ident])


def add_actors(fetched: Iterable[FetchedActor], theatre: Theatre, known: Iterable[Actor], country: str, taken: set[str]) -> Added:
    """The rows of the actors that no name of a known one is that of."""
    added = Added()
    names = {fold_key(form.text) for actor in known for form in actor.names}
    usual = "unknown" if "unknown" in theatre.sides else next(iter(theatre.sides), "")
    for one in fetched:
        if fold_key(one.name_ar) in names:
            added.known += 1
            continue
        if (side := one.side or usual) not in theatre.sides:
            added.unfit.append(Unfit(one.where, f"side {side!r} is none of {', '.join(theatre.sides)}; add it to [sides] of theatre.toml"))
            continue
        ident = free(f"{country}/{slug(one.name_en, one.name_ar)}", "", taken)
        taken.add(ident)
        forms = {fold_key(name): name for name in (*reversed(one.names), one.name_ar)}
        names |= set(forms)
        added.things.append(
            (ident, one.name_ar, one.name_en or slug("", one.name_ar), one.type, side, "", one.begins, one.ends, "", "", one.source)
        )
        added.names += [(ident, text, "name" if text == one.name_ar else "alias", str(int(" " not in text)), "") for text in forms.values()]
    return added


def bare(name: str) -> str:
    """The folded name without words of area and articles, so that «محافظة الحسكة» and «الحسكة», «الباب» and «باب» are looked up alike."""
    words = [word.removeprefix("ال") or word for word in fold_key(name).split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] in {fold_key(head) for head in AREAS.values()} else words)


def _english(name: str) -> str:
    """An English name without words of area and the article, as it is looked up by: «Deir ez-Zor governorate» is `deir zor`."""
    parts = slug(name, "").split("-")
    return " ".join(part for part in parts if part not in ENGLISH and part)


def outside(one: FetchedPlace, bounds: tuple[float, float, float, float] | None) -> str:
    """Why a point cannot be right: out of the country's bounds, or with its coordinates swapped; empty where it can."""
    if bounds is None or one.lat is None or one.lon is None:
        return ""
    south, north, west, east = bounds
    if south <= one.lat <= north and west <= one.lon <= east:
        return ""
    if south <= one.lon <= north and west <= one.lat <= east:
        return f"lat {one.lat}, lon {one.lon} of {one.name_ar} are swapped; write lat {one.lon}, lon {one.lat}"
    return (
        f"lat {one.lat}, lon {one.lon} of {one.name_ar} lies outside the country: latitude {south} to {north}, longitude {west} to {east}"
    )


def apart(lat: float | None, lon: float | None, other_lat: float | None, other_lon: float | None) -> float | None:
    """About how many kilometres lie between two near points in degrees, None where one is not known."""
    if lat is None or lon is None or other_lat is None or other_lon is None:
        return None
    return 111.2 * math.hypot(other_lat - lat, (other_lon - lon) * math.cos(math.radians(lat)))


def _alike(one: str, other: str) -> bool:
    """True for two kinds that one place may be called: a village here is a town there, but no district."""
    return one == other if one in AREAS or other in AREAS else (one == "quarter") == (other == "quarter")
