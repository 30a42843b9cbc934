"""What the names in a claim stand for: places with their parents and distance, actors with their side."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from functools import cache, lru_cache

from marsad.languages.ar.lexicon import lexicon
from marsad.model.claim import Name
from marsad.resolve.index import index, key_of
from marsad.resolve.readings import several
from marsad.resolve.settle import Home, choose
from marsad.theatres.load import Actor, Place, available, load_many

WIDE = frozenset(
    {"country", "governorate", "region", "desert", "sea", "district", "countryside", "mountain", "plain", "river", "lake", "valley"}
)
KEPT = 100_000


@cache
def places() -> dict[str, Place]:
    """All places of all theatres by id."""
    return {i: p for t in load_many(available()) for i, p in t.places.items()}


@cache
def actors() -> dict[str, Actor]:
    """All actors of all theatres by id."""
    return {i: a for t in load_many(available()) for i, a in t.actors.items()}


@lru_cache(maxsize=KEPT)
def above(ident: str) -> tuple[str, ...]:
    """The ids of what a place lies in, nearest first."""
    found: list[str] = []
    at = places().get(ident)
    while at and at.parent and at.parent not in found:
        found.append(at.parent)
        at = places().get(at.parent)
    return tuple(found)


def governorate(ident: str) -> str | None:
    """The id of the governorate that a place lies in (or is), None for a country.

    >>> governorate("sy/idlib/sarmada")
    'sy/idlib'
    """
    return next((i for i in (ident, *above(ident)) if i in places() and places()[i].type == "governorate"), None)


def is_wide(ident: str) -> bool:
    """True for a place that many incidents of one day may lie in: a country, a governorate, a countryside, a region."""
    return ident not in places() or places()[ident].type in WIDE


@lru_cache(maxsize=KEPT)
def namesake(ident: str) -> str | None:
    """The governorate that a city shares its name with: `حلب` may be either.

    >>> namesake("sy/aleppo/aleppo"), namesake("sy/idlib/sarmada")
    ('sy/aleppo', None)
    """
    outer = governorate(ident)
    if outer and outer != ident and places()[ident].type == "city" and plain(places()[outer].name_ar) == plain(places()[ident].name_ar):
        return outer
    return None


@lru_cache(maxsize=KEPT)
def district(ident: str) -> str | None:
    """The district that a town gives its name to: `في منبج` may be a village near it.

    >>> district("sy/aleppo/manbij")
    'sy/aleppo/manbij-district'
    """
    own = plain(places()[ident].name_ar)
    return next((i for i in above(ident) if i in places() and places()[i].type == "district" and plain(places()[i].name_ar) == own), None)


@lru_cache(maxsize=KEPT)
def km(first: str, second: str) -> float | None:
    """The distance of two places in kilometres on the great circle; None where one has no coordinates."""
    a, b = places().get(first), places().get(second)
    if not a or not b or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    x, y = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((y - x) / 2) ** 2 + math.cos(x) * math.cos(y) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


@lru_cache(maxsize=KEPT)
def meant(text: str, place: bool) -> tuple[str, ...]:
    """The ids that the longest name inside the text may stand for: several where it is ambiguous, none where nothing is known."""
    words = key_of(text)
    for length in range(len(words), 0, -1):
        for at in range(len(words) - length + 1):
            piece = words[at : at + length]
            for key in (piece, ("ال" + piece[0][2:], *piece[1:])) if piece[0].startswith("لل") else (piece,):
                ids = tuple(dict.fromkeys(thing.id for thing, _ in index().meant.get(key, ()) if isinstance(thing, Place) == place))
                ids = tuple(i for i in ids if place or i in actors())
                if ids:
                    return ids if len(ids) == 1 else (" ".join(key), *ids)
    return ()


def resolved(name: Name, place: bool, home: Home, day: dt.date | None) -> str | None:
    """The id of a name: the coder's, else what the theatres know, else what the report is about."""
    if name.id and (name.id in places()) == place:
        return name.id
    ids = meant(name.text, place)
    if len(ids) < 2:
        return ids[0] if ids else None
    readings = [r for r in several().get(key_of(ids[0]), ()) if r.is_place == place]
    return choose(readings, home, day) if readings else None


def home(names: list[tuple[Name, bool]]) -> Home:
    """How often the names that stand for one thing only speak of each country and part of it."""
    found: Home = Counter()
    for name, place in names:
        ident = name.id if name.id and (name.id in places()) == place else None
        ids = (ident,) if ident else meant(name.text, place)
        if len(ids) == 1 and ids[0] and "/" in ids[0]:
            parts = ids[0].split("/")
            found.update((parts[0], "/".join(parts[:2])) if len(parts) > 2 else (parts[0],))
        elif len(ids) == 1 and ids[0] and place:
            found[ids[0]] += 1
    return found


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
