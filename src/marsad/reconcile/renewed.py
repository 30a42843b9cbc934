"""What a renewal of the record works on: the shelf, all as it was and as it is, and the records that went and came (`renew.py`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marsad.reconcile.naming import names
from marsad.reconcile.shelf import Mark, Shelf
from marsad.reconcile.world import World

Record = Mapping[str, Any]
Touched = set[str]


@dataclass(slots=True)
class Renewed:
    """The records, by group and name, that were there (`gone`) and that are there now (`made`), with the day that sorts a pair."""

    gone: set[tuple[str, str]] = field(default_factory=set)
    made: dict[tuple[str, str], tuple[Record, str]] = field(default_factory=dict)
    looked: int = 0

    def took(self, group: str, found: Iterable[Record]) -> None:
        """Nothing; these were there."""
        self.gone.update((group, name) for name, _ in names(group, sorted_rows(found)))

    def gave(self, group: str, found: Iterable[Record], day: str = "") -> None:
        """Nothing; these are there now."""
        self.made.update({(group, name): (row, day) for name, row in names(group, sorted_rows(found))})


def sorted_rows(found: Iterable[Record]) -> list[Record]:
    """The records in an order that hangs on nothing but what they say."""
    return sorted(found, key=lambda row: json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


@dataclass(frozen=True, slots=True)
class Both:
    """All as it was and as it is on one shelf, and what became of the records."""

    shelf: Shelf
    was: World
    now: World
    out: Renewed

    def mark(self, names: Iterable[str], of: Callable[[World, str], Iterable[Mark]]) -> None:
        """Nothing; the marks that all of these have now take the place of those that they had."""
        found = list(names)
        self.shelf.change(*([mark for name in found for mark in of(world, name)] for world in (self.was, self.now)))
