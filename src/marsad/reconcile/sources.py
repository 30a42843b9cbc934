"""Who says it: the first source of a chain, under which two outlets that quote one monitor, or print one agency's note, are one source."""

from __future__ import annotations

from functools import lru_cache

from marsad.reconcile.names import plain
from marsad.reconcile.sides import root
from marsad.reconcile.told import Told
from marsad.resolve.gazetteer import thing
from marsad.resolve.index import key_of
from marsad.resolve.readings import readings
from marsad.theatres.load import Monitor


def origin(told: Told) -> str:
    """The id of who first said it (monitor, actor, else the folded name); in the report's own voice `outlet:` and who had it first."""
    if not told.claim.source:
        return f"outlet:{told.report.voice or told.report.outlet or told.report.id}"
    name = told.claim.source[0]
    if name.id:
        return name.id if isinstance(thing(name.id), Monitor) else root(name.id)
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
            found = [r.id for r in readings(words[at : at + length]) if not r.is_place]
            if monitors := [i for i in found if isinstance(thing(i), Monitor)]:
                return monitors[0]
            if len(found) == 1:
                return root(found[0])
    return None
