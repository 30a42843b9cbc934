"""What an actor or a source is bound to: its earlier and later names, whom it joined, left or relays, and what it counts."""

from __future__ import annotations

from functools import cache

from marsad.theatres import Definition, Tie
from marsad.theatres.in_use import in_use
from marsad.theatres.load import load_many


def ties_of(ident: str) -> tuple[Tie, ...]:
    """The ties that the id stands in, on either side, those without a day last."""
    return tuple(sorted(_ties(in_use()).get(ident, ()), key=lambda tie: (tie.since or "9", tie.kind, tie.other)))


def definitions_of(ident: str) -> tuple[Definition, ...]:
    """What the monitor means by the words of its counts; empty where the theatres in use do not say."""
    return _definitions(in_use()).get(ident, ())


def line_of(ident: str) -> tuple[str, ...]:
    """The ids that one group bore in turn, the oldest first, this one among them.

    >>> line_of("sy/jfs")
    ('sy/nusra', 'sy/jfs', 'sy/hts')
    """
    ids = [ident]
    while (before := _next(ids[0], back=True)) and before not in ids:
        ids.insert(0, before)
    while (after := _next(ids[-1], back=False)) and after not in ids:
        ids.append(after)
    return tuple(ids)


def _next(ident: str, *, back: bool) -> str | None:
    renamed = [tie for tie in ties_of(ident) if tie.kind == "became" and (tie.other if back else tie.one) == ident]
    return (renamed[0].one if back else renamed[0].other) if len(renamed) == 1 else None


@cache
def _ties(names: tuple[str, ...]) -> dict[str, list[Tie]]:
    found: dict[str, list[Tie]] = {}
    for theatre in load_many(names):
        for tie in theatre.ties:
            for ident in (tie.one, tie.other):
                found.setdefault(ident, []).append(tie)
    return found


@cache
def _definitions(names: tuple[str, ...]) -> dict[str, tuple[Definition, ...]]:
    found: dict[str, tuple[Definition, ...]] = {}
    for theatre in load_many(names):
        for one in theatre.definitions:
            found[one.monitor] = (*found.get(one.monitor, ()), one)
    return found
