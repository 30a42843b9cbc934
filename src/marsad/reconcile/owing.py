"""Obligations where a report that names one changed, or an incident that speaks of one: what is told of each since."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial

from marsad.model.record import Obligation
from marsad.reconcile import index, obligations, write
from marsad.reconcile.renewed import Both, Touched
from marsad.reconcile.world import World

SINCE = obligations.SINCE.days + 1


class Owing:
    """The obligations of a renewal."""

    def __init__(self, both: Both) -> None:
        self.shelf, self.was, self.now, self.out = both.shelf, both.was, both.now, both.out
        self._read: dict[str, obligations.Sign] = {}
        self._of: dict[tuple[bool, str | None, str, dt.date], list[obligations.Sign]] = {}

    def run(self, changed: Iterable[str], happenings: Touched) -> None:
        """Those that changed reports name, and those of whose country and days an incident came to be or to speak otherwise."""
        told = {*changed}
        asked: dict[str, set[str]] = {}
        for group in happenings:
            marks = [{*index.of_incident(one[0])} if (one := world.incident(group)) else set() for world in (self.was, self.now)]
            for key in {key for space, key, _ in marks[0] ^ marks[1] if space == "signs"}:
                for ident in self._owed_before(key) - told:
                    asked.setdefault(ident, set()).add(key.rsplit(" ", 1)[0])
        self.shelf.gather("report", told | asked.keys())
        for ident in told | asked.keys():
            self._renew(ident, asked.get(ident))

    def _renew(self, ident: str, of: set[str] | None) -> None:
        """Those that the report names, all or only those of these countries and duties, are as they are told now."""
        found = []
        for world in (self.was, self.now):
            owed = made.owed if (made := world.view.product(ident)) else []
            found.append([self._since(world, one) for one in owed if of is None or f"{one.country} {one.duty}" in of])
        old, new = found
        if old != new:
            self.out.took("obligations", [{"id": one.id} for one in old])
            self.out.gave("obligations", [write.plain(asdict(one)) for one in new])

    def _owed_before(self, key: str) -> set[str]:
        """The reports that name this duty in this country on the day or before it, of those with whom a sign of the day may be listed."""
        where, day = key.rsplit(" ", 1)
        last = dt.date.fromisoformat(day)
        days = [str(last - dt.timedelta(days=n)) for n in range(SINCE)]
        found: set[str] = set()
        told: dict[World, Counter[str]] = {self.was: Counter(), self.now: Counter()}
        for n, on in enumerate(days):
            if _is_asked_with_more(n):
                self.shelf.fetch("owed", (f"{where} {one}" for one in days[n : 2 * n + 1]))
                self.shelf.fetch("signs", (f"{where} {one}" for one in days[n : 2 * n + 1]))
            for world, counted in told.items():
                found |= {*world.marks("owed", f"{where} {on}")}
                counted.update(sign.only for sign in (self._signs(world, f"{where} {on}") if n else ()))
            if all(counted.total() - max(counted.values(), default=0) >= obligations.LISTED for counted in told.values()):
                break
        return found

    def _signs(self, world: World, key: str) -> list[obligations.Sign]:
        """What incidents of one country and day say of a duty."""
        found = world.marks("signs", key)
        self._read |= {row: obligations.read_sign(row) for row in found if row not in self._read}
        return [self._read[row] for row in found]

    def _since(self, world: World, one: Obligation) -> Obligation:
        return obligations.with_signs(one, partial(self._of_day, world, one))

    def _of_day(self, world: World, one: Obligation, day: dt.date) -> list[obligations.Sign]:
        """The signs of a day, which is asked for only where those before it had too few."""
        key = (world is self.now, one.country, one.duty, day)
        if key not in self._of:
            assert one.day
            where, n = f"{one.country} {one.duty}", (day - one.day).days
            self.shelf.fetch("signs", (f"{where} {one.day + dt.timedelta(days=m)}" for m in range(n, min(2 * n + 1, SINCE))))
            self._of[key] = self._signs(world, f"{where} {day}")
        return self._of[key]


def _is_asked_with_more(n: int) -> bool:
    """True for the first day of a stretch that is fetched at once, each twice as long as the one before: of one day, of two, of four."""
    return n & (n + 1) == 0
