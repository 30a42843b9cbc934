"""Pairs of ours and theirs: the best first, each record once; what is left stands alone with the reason why its nearest is another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Generic, TypeVar

from marsad.reconcile.compare import CONTRADICTS, Point, total

T = TypeVar("T")
NOTHING = "nothing there is of these days and this place"
TAKEN = "the nearest there matches another record better"


@dataclass(frozen=True, slots=True)
class Match:
    """A record of ours and one of theirs that are taken to be one: the points of each comparison, and what the two say differently."""

    ours: str
    theirs: str
    label: str
    their_label: str
    points: tuple[Point, ...]
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alone:
    """A record that only one side has: why, and the nearest of the other side, if any is near."""

    id: str
    label: str
    why: str
    nearest: str = ""


@dataclass(frozen=True)
class Compared:
    """What a comparison found; `window` are the days that the reference records cover, outside of which ours are left out."""

    matched: tuple[Match, ...] = ()
    ours: tuple[Alone, ...] = ()
    theirs: tuple[Alone, ...] = ()
    window: tuple[str, str] | None = None
    outside: int = 0

    @property
    def differing(self) -> tuple[Match, ...]:
        """The matches that say something differently."""
        return tuple(match for match in self.matched if match.differs)

    def as_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return asdict(self)

    def joined(self, other: Compared) -> Compared:
        """Both in one."""
        days = [day for window in (self.window, other.window) if window for day in window]
        window = (min(days), max(days)) if days else None
        matched, ours, theirs = self.matched + other.matched, self.ours + other.ours, self.theirs + other.theirs
        return Compared(matched, ours, theirs, window, self.outside + other.outside)


@dataclass(frozen=True)
class Side(Generic[T]):
    """One side of a comparison: its records by id, each with its label and the blocks that it stands in."""

    records: dict[str, T] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, set[Hashable]] = field(default_factory=dict)

    def add(self, ident: str, record: T, label: str, blocks: Iterable[Hashable]) -> None:
        """Takes a record in."""
        self.records[ident], self.labels[ident], self.blocks[ident] = record, label, set(blocks)


Points = Callable[[T, T], list[Point]]
Differs = Callable[[T, T], Sequence[str]]


def match(ours: Side[T], theirs: Side[T], points: Points[T], least: float, differs: Differs[T]) -> Compared:
    """The pairs that reach `least`, and what is left of both sides."""
    scored = _scored(ours, theirs, points)
    found = _best(scored, least)
    matched = tuple(
        Match(a, b, ours.labels[a], theirs.labels[b], tuple(scored[a, b]), tuple(differs(ours.records[a], theirs.records[b])))
        for a, b in sorted(found.items())
    )
    taken = set(found.values())
    near: dict[str, dict[str, list[Point]]] = defaultdict(dict)
    for (a, b), told in scored.items():
        near[f"ours {a}"][b], near[f"theirs {b}"][a] = told, told
    left = tuple(_alone(a, ours, near[f"ours {a}"], theirs, least) for a in ours.records if a not in found)
    right = tuple(_alone(b, theirs, near[f"theirs {b}"], ours, least) for b in theirs.records if b not in taken)
    return Compared(matched, left, right)


def _best(scored: dict[tuple[str, str], list[Point]], least: float) -> dict[str, str]:
    """Theirs by ours: the pair with the highest score first, each record once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for value, a, b in sorted((-total(told), a, b) for (a, b), told in scored.items()):
        if -value >= least and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def _scored(ours: Side[T], theirs: Side[T], points: Callable[[T, T], list[Point]]) -> dict[tuple[str, str], list[Point]]:
    blocks: dict[Hashable, list[str]] = defaultdict(list)
    for ident, keys in theirs.blocks.items():
        for key in keys:
            blocks[key].append(ident)
    pairs = {(a, b): None for a, keys in ours.blocks.items() for key in sorted(keys, key=repr) for b in blocks[key]}
    return {(a, b): points(ours.records[a], theirs.records[b]) for a, b in pairs}


def _alone(ident: str, own: Side[T], near: dict[str, list[Point]], others: Side[T], least: float) -> Alone:
    if not near:
        return Alone(ident, own.labels[ident], NOTHING)
    best = max(near, key=lambda other: (total(near[other]), other))
    against = [point for point in near[best] if point.score < 0]
    said = "; ".join(f"{point.name}: {point.why}" for point in [p for p in against if p.score < CONTRADICTS] or against)
    why = TAKEN if total(near[best]) >= least else said or "too little is told"
    return Alone(ident, own.labels[ident], why, f"{best}: {others.labels[best]}")
