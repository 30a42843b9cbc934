"""What the names in a claim stand for: places with their parents and distance, actors with their side."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache

from marsad.languages.ar.lexicon import lexicon
from marsad.model.claim import Name
from marsad.resolve.choose import choose
from marsad.resolve.gazetteer import above, area_of, kilometres, place, thing
from marsad.resolve.home import Home, home_of
from marsad.resolve.index import key_of
from marsad.resolve.inside import owner_of
from marsad.resolve.phrase import phrase
from marsad.resolve.readings import readings
from marsad.resolve.weigh import Signs
from marsad.theatres.load import Actor

__all__ = [
    "Home",
    "above",
    "actor",
    "actor_of",
    "district",
    "governorate",
    "home",
    "is_wide",
    "km",
    "namesake",
    "place",
    "place_of",
    "plain",
]

WIDE = frozenset(
    {"country", "governorate", "region", "desert", "sea", "district", "countryside", "mountain", "plain", "river", "lake", "valley"}
)
KEPT = 100_000


def actor(ident: str) -> Actor | None:
    """The actor of this id, None for what is none."""
    found = thing(ident)
    return found if isinstance(found, Actor) else None


@lru_cache(maxsize=KEPT)
def governorate(ident: str) -> str | None:
    """The id of the governorate that a place lies in (or is), None for a country.

    >>> governorate("sy/idlib/sarmada")
    'sy/idlib'
    """
    return area_of(ident)


@lru_cache(maxsize=KEPT)
def is_wide(ident: str) -> bool:
    """True for a place that many incidents of one day may lie in: a country, a governorate, a countryside, a region."""
    found = place(ident)
    return found is None or found.type in WIDE


@lru_cache(maxsize=KEPT)
def namesake(ident: str) -> str | None:
    """The governorate that a city shares its name with: `حلب` may be either.

    >>> namesake("sy/aleppo/aleppo"), namesake("sy/idlib/sarmada")
    ('sy/aleppo', None)
    """
    own, outer = place(ident), place(governorate(ident))
    if own and outer and own is not outer and own.type == "city" and plain(outer.name_ar) == plain(own.name_ar):
        return outer.id
    return None


@lru_cache(maxsize=KEPT)
def district(ident: str) -> str | None:
    """The district that a town gives its name to: `في منبج` may be a village near it.

    >>> district("sy/aleppo/manbij")
    'sy/aleppo/manbij-district'
    """
    own = place(ident)
    above_it = [p for i in above(ident) if (p := place(i)) and p.type == "district"]
    return next((p.id for p in above_it if own and plain(p.name_ar) == plain(own.name_ar)), None)


@lru_cache(maxsize=KEPT)
def km(first: str, second: str) -> float | None:
    """The distance of two places in kilometres on the great circle; None where one has no coordinates."""
    a, b = place(first), place(second)
    if not a or not b or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return kilometres(a.lat, a.lon, b.lat, b.lon)


def place_of(name: Name, home: Home, day: dt.date | None) -> str | None:
    """The id of the place that a name stands for: the coder's, else what the theatres know and the report is about."""
    if name.id and place(name.id):
        return name.id
    parts = phrase(name.text)
    found = tuple(r for r in readings(parts.key) if r.is_place) if parts.key else ()
    return choose(found, Signs(home, day, parts)).id if found else None


def actor_of(name: Name, home: Home, day: dt.date | None) -> str | None:
    """The id of the actor or monitor that a name stands for, or of whose it is by its words (`الصواريخ الإسرائيلية`)."""
    if known := name.id or name.part_of:
        return known if not place(known) or thing(known) and not place(known) else None
    signs = Signs(home, day)
    found = tuple(r for r in readings(key) if not r.is_place) if (key := key_of(name.text)) else ()
    return choose(found, signs).id if found else owner_of(name, "", signs)


def home(names: list[tuple[Name, bool]]) -> Home:
    """How often the names that stand for one thing only speak of each country and part of it."""
    return home_of(name.id or _only(name.text, is_place) for name, is_place in names)


@lru_cache(maxsize=KEPT)
def _only(text: str, is_place: bool) -> str | None:
    key = phrase(text).key if is_place else key_of(text)
    found = [r.id for r in readings(key) if r.is_place == is_place] if key else []
    return found[0] if len(found) == 1 else None


@cache
def _heads() -> frozenset[str]:
    return frozenset(w for w, entries in lexicon().forms.items() if any(e.cls in ("place_head", "place_part", "edge") for e in entries))


@lru_cache(maxsize=KEPT)
def plain(text: str) -> str:
    """The folded name without `بلدة`, `حي`, `ريف` and articles: by which places that no theatre knows are compared.

    >>> plain("بلدة المزرعة الجديدة"), plain("البلدة")
    ('مزرعه جديده', '')
    """
    words = [w[2:] if w.startswith("ال") and len(w) > 3 else w for w in key_of(text)]
    return " ".join(w for w in words if not _is_head(w))


def _is_head(word: str) -> bool:
    """True for `بلده`, `الحي`, `محيطها`."""
    heads = _heads()
    return word in heads or "ال" + word in heads or (word.endswith("ها") and word[:-2] in heads)
