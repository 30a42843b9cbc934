"""What a name may stand for: the readings of all names that more than one place, actor or monitor goes by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from marsad.resolve.index import index
from marsad.theatres.load import Actor, Monitor, Place, available, load_many


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a name stands for; `needs_context` as the theatre marks the name, `root` the id at the top of its parents."""

    id: str
    is_place: bool
    needs_context: bool
    root: str
    ancestors: frozenset[str]
    begins: str
    ends: str


@cache
def several() -> dict[tuple[str, ...], tuple[Reading, ...]]:
    """By folded name the readings of all names that stand for more than one thing."""
    theatres = load_many(available())
    parents: dict[str, str | None] = {}
    for theatre in theatres:
        parents |= {i: thing.parent for i, thing in theatre.places.items()} | {i: thing.parent for i, thing in theatre.actors.items()}
    out = {}
    for key, meant in index().meant.items():
        if len({thing.id for thing, _ in meant}) > 1:
            first = {thing.id: (thing, needs_context) for thing, needs_context in reversed(meant)}
            out[key] = tuple(_reading(thing, needs_context, parents) for thing, needs_context in first.values())
    return out


def _reading(thing: Place | Actor | Monitor, needs_context: bool, parents: dict[str, str | None]) -> Reading:
    above = [thing.id]
    while (parent := parents.get(above[-1])) and parent not in above:
        above.append(parent)
    is_place = isinstance(thing, Place)
    root = _home_id(above) if is_place else above[-1]
    begins, ends = (thing.begins or "", thing.ends or "") if isinstance(thing, Actor) else ("", "")
    return Reading(thing.id, is_place, needs_context, root, frozenset(above[1:]), begins, ends)


def _home_id(above: list[str]) -> str:
    """Where a place lies: its own id, for one of the world theatre («world/damascus») its country's."""
    return next((ident for ident in above if not ident.startswith("world/")), above[0])
