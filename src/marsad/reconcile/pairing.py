"""Incidents beside ceasefires, and monitors beside these incidents, where one of them changed: all other pairs stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from marsad.reconcile import breaches, index, monitors, write
from marsad.reconcile.breaches import Pact
from marsad.reconcile.decided import in_state
from marsad.reconcile.regather import LEVELS
from marsad.reconcile.renewed import Both, Touched
from marsad.reconcile.shelf import Mark
from marsad.reconcile.world import World

Pair = tuple[str, str]


class Pairing:
    """The pairs and monitors of a renewal."""

    def __init__(self, both: Both) -> None:
        self.both, self.shelf, self.was, self.now, self.out = both, both.shelf, both.was, both.now, both.out

    def run(self, happenings: Touched, ceasefires: Touched) -> None:
        """Nothing; the incidents that changed stand beside all ceasefires as they do now, and these ceasefires beside all incidents."""
        gone = {(group, truce) for group in happenings for truce in self.was.marks("pairs", group)}
        asked = self._of_incidents(happenings)
        for truce in ceasefires:
            old, new = self._of_ceasefire(truce)
            gone |= old
            asked |= new
        self._fetch(group for group, _ in gone | asked)
        made = {pair for pair in asked if self._pair(*pair)}
        self.shelf.change(_marks(gone), _marks(made))
        for group, truce in gone:
            act, pact = self.was.act(group), self.was.pact(truce)
            if act and pact:
                self.out.took("violations", [{"incident": act.id, "ceasefire": pact.id}])
        self._monitors(happenings | {group for group, _ in gone | made})

    def _fetch(self, groups: Iterable[str]) -> None:
        self.shelf.gather("act", groups)

    def _of_incidents(self, happenings: Touched) -> set[Pair]:
        """The pairs that may be of these incidents as they are."""
        asked: set[Pair] = set()
        for group in happenings:
            if act := self.now.act(group):
                keys = breaches.keys(act)
                self.shelf.fetch("pacts", keys)
                asked |= {(group, truce) for key in keys for truce in self.now.marks("pacts", key)}
        self.shelf.gather("pact", {truce for _, truce in asked})
        return asked

    def _of_ceasefire(self, truce: str) -> tuple[set[Pair], set[Pair]]:
        """(the pairs of a ceasefire that changed that were there and are tested anew, those that may be there now)."""
        was, now = self.was.pact(truce), self.now.pact(truce)
        if was and now and was == now and not self.was.given.states and not self.now.given.states:
            groups = self._under(breaches.near(was) ^ breaches.near(now)) | self._of_reports(was, now)
            there = {(group, truce) for group in self.shelf.held("pairs of", truce, groups)}
            self._fetch(groups)
            keys = breaches.near(now) if groups else set()
            return there, {(g, truce) for g in groups if (act := self.now.act(g)) and not keys.isdisjoint(breaches.keys(act))}
        gone = {(group, truce) for group in self.was.marks("pairs of", truce)}
        return gone, {(group, truce) for group in self._under(breaches.near(now))} if now else set()

    def _under(self, keys: set[str]) -> set[str]:
        """The incidents under one of these keys, as they were or as they are."""
        self.shelf.fetch("acts", keys)
        return {group for world in (self.was, self.now) for key in keys for group in self.shelf.marks("acts", key, old=world is self.was)}

    def _of_reports(self, was: Pact, now: Pact) -> set[str]:
        """The incidents of the reports that call a ceasefire broken otherwise than they did."""
        changed = {i for i in was.broken.keys() | now.broken.keys() if _said(was, i) != _said(now, i)}
        self.shelf.gather("brief", changed)
        briefs = {ident: self.shelf.piece("brief", ident) for ident in changed}
        return {self.now.tree.top(item, len(LEVELS) - 1) for row in briefs.values() if row for item in row.get("h", ())}

    def _pair(self, group: str, truce: str) -> bool:
        """Whether the incident is listed beside the ceasefire."""
        act, pact = self.now.act(group), self.now.pact(truce)
        pair = breaches.test(act, pact) if act and pact else None
        if pair is None:
            return False
        if self.now.given.states:
            incident, ceasefire = self.now.incident(group), self.now.truce(truce)
            assert incident and ceasefire
            pair = in_state(pair, {*incident[0].claims, *ceasefire[0].claims}, self.now.given)
        self.out.gave("violations", [write.violation(pair)], self.now.heard(group)[0] or "~")
        return True

    def _monitors(self, touched: Touched) -> None:
        """The monitors of incidents that came to stand beside a ceasefire, or do so otherwise; of all of a day where others are heard."""
        beside = {world: {group: day for group in touched if (day := self._day(world, group))} for world in (self.was, self.now)}
        days = {day for found in beside.values() for day in found.values()}
        self.shelf.fetch("heard", days)
        self.both.mark(touched, self._day_marks)
        heard = {(world, day): {item.split("|", 1)[0] for item in world.marks("heard", day)} for world in beside for day in days}
        for world, found in beside.items():
            for group, day in found.items():
                self._tell(world, group, heard[world, day])
        for day in days:
            old, new = heard[self.was, day], heard[self.now, day]
            if old != new:
                others = [group for group in self.was.marks("beside", day) if group not in touched]
                self._fetch(others)
                for group in others:
                    self._tell(self.was, group, old - new)
                    self._tell(self.now, group, new - old)

    def _day(self, world: World, group: str) -> str | None:
        """The day by which an incident beside a ceasefire is set beside others; None for another one."""
        act = world.act(group)
        return (world.heard(group)[0] or act.id) if act and world.view.shelf.marks("pairs", group, old=world is self.was) else None

    def _day_marks(self, world: World, group: str) -> Iterable[Mark]:
        day = self._day(world, group)
        return index.of_day(day, group, world.heard(group)[1]) if day else ()

    def _tell(self, world: World, group: str, heard: set[str]) -> None:
        """What these monitors say of an incident was there, or is there now."""
        act = world.act(group)
        if not act:
            return
        day, said = world.heard(group)
        rows = [write.plain(asdict(monitors.heard_of(act.id, monitor, said))) for monitor in heard]
        if world is self.now:
            self.out.gave("monitors", rows, day or "~")
        else:
            self.out.took("monitors", rows)


def _said(pact: Pact, report: str) -> list[tuple[int, tuple[str, ...]]]:
    return [(sentence, names) for _, sentence, names in pact.broken.get(report, ())]


def _marks(pairs: Iterable[Pair]) -> Iterable[Mark]:
    return [mark for group, truce in pairs for mark in (("pairs", group, truce), ("pairs of", truce, group))]
