"""Which side an actor belongs to, and which sides stand together (`alliances.tsv`)."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from marsad.reconcile.names import actor

JIHADIST = "jihadist"
NOT_FIGHTING = frozenset({"international", "civil", "unknown", ""})


@lru_cache(maxsize=20_000)
def party(ident: str) -> str | None:
    """The side of an actor: `sy:regime`, `ru:state`; None for who is not determined.

    >>> party("sy/army"), party("ru/air-force"), party("sy/warplanes")
    ('sy:regime', 'ru:state', None)
    """
    found = actor(ident)
    if not found or found.side in ("unknown", ""):
        return None
    country = ident.split("/")[0]
    return f"{country}:{found.side}"


@lru_cache(maxsize=20_000)
def root(ident: str) -> str:
    """The actor at the top of an actor's parents: `ru/state` for the Russian foreign minister."""
    seen = [ident]
    while (found := actor(seen[-1])) and found.parent and found.parent not in seen:
        seen.append(found.parent)
    return seen[-1]


@cache
def _blocs() -> dict[str, str]:
    lines = (files("marsad.reconcile") / "alliances.tsv").read_text("utf-8").splitlines()[1:]
    return {row[0]: row[1] for row in (line.split("\t") for line in lines if line)}


def bloc(side: str) -> str:
    """The bloc that a side fights in; itself where none is known.

    >>> bloc("ru:state"), bloc("sd:rsf")
    ('sy:government', 'sd:rsf')
    """
    return _blocs().get(side) or (JIHADIST if side.endswith(":jihadist") else side)


def fights(side: str) -> bool:
    """True for a side that may be a party to fighting: no international or relief body."""
    return side.split(":")[-1] not in NOT_FIGHTING
