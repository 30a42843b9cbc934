"""Who says it: the first source of a chain, under which two outlets that quote one monitor are one source."""

from __future__ import annotations

from functools import cache, lru_cache

from marsad.reconcile.names import meant, plain
from marsad.reconcile.sides import root
from marsad.reconcile.told import Told
from marsad.resolve.index import index, key_of
from marsad.theatres.load import Monitor


def origin(told: Told) -> str:
    """The id of who first said it (a monitor, an actor, else the folded name); `outlet:` and its name for the report's own voice."""
    if not told.claim.source:
        return f"outlet:{told.report.outlet or told.report.id}"
    name = told.claim.source[0]
    if name.id and name.id in _monitors():
        return name.id
    return who(name.text) or plain(name.text) or name.text


def spoken(told: Told) -> str:
    """Who says it, as written; empty for the report's own voice."""
    return told.claim.source[0].text if told.claim.source else ""


@lru_cache(maxsize=50_000)
def who(text: str) -> str | None:
    """The id of the monitor or actor that the longest name inside the text stands for."""
    words = key_of(text)
    for length in range(len(words), 0, -1):
        for at in range(len(words) - length + 1):
            found = [thing.id for thing, _ in index().meant.get(words[at : at + length], ()) if isinstance(thing, Monitor)]
            if found:
                return found[0]
    ids = meant(text, False)
    return root(ids[0]) if len(ids) == 1 else None


@cache
def _monitors() -> frozenset[str]:
    return frozenset(thing.id for things in index().meant.values() for thing, _ in things if isinstance(thing, Monitor))
