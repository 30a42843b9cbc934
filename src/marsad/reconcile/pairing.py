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
        for pair in gone & asked:
            if pair[0] not in happenings and self._stays(*pair):
                gone.discard(pair)
                asked.discard(pair)
        made = {pair for pair in asked if self._pair(*pair)}
        self.shelf.change(_marks(gone), _marks(made))
        for group, truce in gone:
            act, pact = self.was.act(group), self.was.pact(truce)
            if act and pact:
                self.out.took("violations", [{"incident": act.id, "ceasefire": pact.id}])
        self._monitors(happenings, {group for group, _ in gone}, {group for group, _ in made})

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

    def _stays(self, group: str, truce: str) -> bool:
        """Whether the pair of an incident that did not change is listed as it was."""
        act, was, now = self.now.act(group), self.was.pact(truce), self.now.pact(truce)
        decided = self.was.given.states or self.now.given.states
        return bool(act and was and now and not decided and breaches.test(act, was) == breaches.test(act, now))

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

    def _monitors(self, happenings: Touched, lost: set[str], beside: set[str]) -> None:
        """The monitors of incidents that came to stand beside a ceasefire, or do so otherwise; of all of a day where others are heard.

        `lost` stand no longer beside one of those that they stood beside, `beside` stand beside one as it is now.
        """
        there = self._there(happenings | lost | beside)
        now = {group for group in there | happenings | beside if group in beside or self._still(group, there, lost)}
        touched = (there ^ now) | ((there | now) & happenings)
        of = {world: {group: self._day(world, group) for group in touched & found} for world, found in ((self.was, there), (self.now, now))}
        days = {day for found in of.values() for day in found.values()}
        self.shelf.fetch("heard", days)
        old, new = ([mark for g, day in found.items() for mark in index.of_day(day, g, world.heard(g)[1])] for world, found in of.items())
        self.shelf.change(old, new)
        heard = {(world, day): {item.split("|", 1)[0] for item in world.marks("heard", day)} for world in of for day in days}
        for world, found in of.items():
            for group, day in found.items():
                self._tell(world, group, heard[world, day])
        for day in days:
            self._others(day, touched, heard[self.was, day], heard[self.now, day])

    def _there(self, groups: set[str]) -> set[str]:
        """Those of these incidents that stood beside a ceasefire."""
        by_day: dict[str, list[str]] = {}
        for group in groups:
            if self.was.act(group):
                by_day.setdefault(self._day(self.was, group), []).append(group)
        return {group for day, found in by_day.items() for group in self.shelf.held("beside", day, found)}

    def _still(self, group: str, there: set[str], lost: set[str]) -> bool:
        """Whether an incident that came to stand beside none still stands beside another ceasefire."""
        return group in there and bool(group not in lost or self.shelf.marks("pairs", group))

    def _others(self, day: str, touched: set[str], old: set[str], new: set[str]) -> None:
        """The other incidents of a day of which other monitors are heard than before."""
        if old != new:
            others = [group for group in self.was.marks("beside", day) if group not in touched]
            self._fetch(others)
            for group in others:
                self._tell(self.was, group, old - new)
                self._tell(self.now, group, new - old)

    def _day(self, world: World, group: str) -> str:
        """The day by which an incident is set beside others."""
        act = world.act(group)
        assert act
        return world.heard(group)[0] or act.id

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
