"""What a report is about: the countries and parts of countries that its resolved names lie in, and the names told without doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from marsad.theatres.in_use import in_use
from marsad.theatres.load import load_many

Home = Counter[str]
"""How often a report names something of a country (`sy`) or of a part of one (`sy/aleppo`), by the beginning of ids."""

SHARE = 4  # a theatre applies where one in so many of the report's names lies in its countries


def home_of(idents: Iterable[str | None]) -> Home:
    """The countries and parts of countries of these ids, and each id itself as `=id`."""
    home: Home = Counter()
    for ident in idents:
        if ident:
            for part in (*region(ident), "=" + ident):
                home[part] = home.get(part, 0) + 1
    return home


def without(home: Home, ident: str, times: int) -> Home:
    """What is left of it where this id was counted so many times too often."""
    left: Home = Counter()
    dict.update(left, home)
    for part in (*region(ident), "=" + ident):
        left[part] = max(0, home[part] - times)
    return left


@lru_cache(maxsize=100_000)
def region(ident: str) -> tuple[str, ...]:
    """The country and the part of it that an id begins with.

    >>> region("sy/aleppo/kallasa"), region("sy/sohr")
    (('sy', 'sy/aleppo'), ('sy',))
    """
    parts = ident.split("/")
    return (parts[0], "/".join(parts[:2])) if len(parts) > 2 else (parts[0],)


def first_country(home: Home) -> str | None:
    """The country that most of the report's names lie in."""
    countries = countries_of(home)
    return max(countries, key=countries.__getitem__) if countries else None


def countries_of(home: Home) -> dict[str, int]:
    """How often each country stands in the report's names."""
    return {key: n for key, n in home.items() if n and "/" not in key and key[0] != "=" and key != "world"}


def theatres_of(home: Home) -> tuple[str, ...]:
    """The theatres in use that the report's own words tell, the one it is most about first; empty where no name tells one."""
    countries = countries_of(home)
    total = sum(countries.values())
    weights = {t.name: sum(countries.get(c, 0) for c in t.countries) for t in load_many(in_use()) if t.countries}
    applying = [name for name, weight in weights.items() if weight and weight * SHARE >= total]
    return tuple(sorted(applying, key=lambda name: (-weights[name], name)))
