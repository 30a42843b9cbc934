"""UCDP's ids and names of sides, dyads and conflicts, as far as `ged_actors.tsv` has them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from marsad.exchange.export.events import Side
from marsad.resolve.gazetteer import above

GOVERNMENT, INSURGENTS = "118", "4456"
SYRIA, DYAD, NAME = 299, 11973, "Syria: Government"


def known(side: Side) -> tuple[str, str]:
    """UCDP's id and name of a side or of what it belongs to; no id and its own name where the table has none."""
    way = [side.id, *above(side.id)] if side.id else []
    return next((_rows()[ident] for ident in way if ident in _rows()), ("", side.name))


def actor_of_name(name: str) -> str | None:
    """The id of the first actor that goes by this name of UCDP's; None where the table has none.

    >>> actor_of_name("Syrian insurgents")
    'sy/factions'
    """
    return next((ident for ident, (_, told) in _rows().items() if told == name), None)


@cache
def _rows() -> dict[str, tuple[str, str]]:
    lines = (files(__package__) / "ged_actors.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {ident: (number, name) for ident, number, name in (line.split("\t") for line in lines)}
