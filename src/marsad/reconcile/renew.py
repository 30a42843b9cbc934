"""The record after some reports changed: what these touch is made again, all else stays, and the outcome is that of making all anew.

First what several reports tell is brought together again where it must (`replay.py`, `regather.py`); then each record that is made of
something that changed, or that stands beside it, is made as it was, for its name, and as it is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from marsad.model.record import Incident, Obligation
from marsad.reconcile import breaches, index, monitors, obligations, tolls, truces, write
from marsad.reconcile.agreements import base, linked, months, says_the_same, side_of, summary
from marsad.reconcile.briefs import brief
from marsad.reconcile.decided import Decided, in_state
from marsad.reconcile.link import way
from marsad.reconcile.naming import names
from marsad.reconcile.packing import dump_links, dump_summary, packed
from marsad.reconcile.positions import on_ceasefires
from marsad.reconcile.product import Product
from marsad.reconcile.regather import regather
from marsad.reconcile.replay import Leaders, Replay
from marsad.reconcile.shelf import Mark, Shelf, View
from marsad.reconcile.windows import gaps
from marsad.reconcile.world import World

Record = Mapping[str, Any]
Touched = set[str]
AHEAD = 8  # days whose signs are fetched at once
SINCE = obligations.SINCE.days + 1


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


class Renewal:
    """One renewal of a shelf."""

    def __init__(self, shelf: Shelf, before: Decided, given: Decided, leaders: tuple[Leaders, Leaders]) -> None:
        self.shelf, self.given, self.leaders = shelf, given, leaders
        self.out = Renewed()
        self.now = World(View(shelf), given)
        self.was = World(View(shelf, twin=self.now.view), before)
        self._read: dict[tuple[World, str], list[obligations.Sign]] = {}
        self.refs: set[str] = set()
        """The claims whose toll or ceasefire is another one."""

    def run(self, changed: Mapping[str, Product | None], notes: Mapping[str, Any]) -> Renewed:
        """What became of the record as these reports, by id, came to tell this (None: nothing any more); `notes` are kept with them."""
        for ident, made in changed.items():
            self.shelf.set("report", ident, packed(made) | {"notes": notes[ident]} if made else None)
            self.shelf.set("brief", ident, brief(made) if made else None)
        happenings, ceasefires, series = self._grouped(changed)
        self._products(changed)
        paired = self._ceasefires(ceasefires)
        self._tolls(series)
        self._incidents(happenings)
        self._pairs(happenings, paired)
        self._obligations(changed, happenings)
        self._positions(changed)
        self._findings(changed)
        self._gaps(paired)
        return self.out

    def _mark(self, names: Iterable[str], of: Callable[[World, str], Iterable[Mark]]) -> None:
        """The marks that all of these have now take the place of those that they had."""
        old, new = ([mark for name in names for mark in of(world, name)] for world in (self.was, self.now))
        self.shelf.change(old, new)

    def _grouped(self, changed: Iterable[str]) -> tuple[Touched, Touched, Touched]:
        """The groups of happenings, ceasefires and figures that became others, or hold something that did."""
        old = [made for ident in changed if (made := self.was.view.product(ident))]
        new = [made for ident in changed if (made := self.now.view.product(ident))]
        linking = Replay(way(self.given, self.leaders[1]), "h", self.was.view, self.now.view, self.leaders)
        first = linking.run([h for one in old for h in one.happenings], [h for one in new for h in one.happenings])
        names_changed = {h.item for one in (*old, *new) for h in one.happenings}
        happenings = regather(self.shelf, self.was.tree, self.now.tree, first, names_changed)
        calming = Replay(truces.WAY, "t", self.was.view, self.now.view)
        ceasefires = calming.run([t for one in old for t in one.terms], [t for one in new for t in one.terms])
        counting = Replay(tolls.WAY, "f", self.was.view, self.now.view)
        series = counting.run(*([tolls.tally(t) for one in told for t in one.figures if t.item not in one.whole_of] for told in (old, new)))
        self.out.looked = linking.looked + calming.looked + counting.looked
        told = {t.item for one in (*old, *new) for t in one.terms}
        return happenings, {group for group in ceasefires if self._other(group, "truces", told)}, series

    def _other(self, group: str, level: str, changed: set[str]) -> bool:
        was, is_now = self.was.view.members(group, level), self.now.view.members(group, level)
        return was != is_now or bool(changed & {*was})

    def _products(self, changed: Iterable[str]) -> None:
        self._mark(changed, _product_marks)

    def _ceasefires(self, touched: Touched) -> Touched:
        """The ceasefires whose records may be others: those that changed, and those that stand otherwise beside one."""
        for group in touched:
            terms = self.now.terms(group)
            self.shelf.set("truce", group, dump_summary(summary(base(terms), terms)) if terms else None)
        self._mark(touched, _summary_marks)
        for world, value in ((self.was, False), (self.now, True)):
            for group, own in ((group, one) for group in touched if (one := world.summary(group))):
                self.shelf.set("named", own.id, group if value else None)
        moved = {group for group in touched | self._otherwise_beside(touched) if self._relink(group)} | touched
        moved |= self._sides(moved)
        self._mark(moved, _truce_marks)
        for group in moved:
            old, new = self.was.truce(group), self.now.truce(group)
            self.out.took("ceasefires", [write.ceasefire(old[0])] if old else [])
            self.out.gave("ceasefires", [write.ceasefire(new[0])] if new else [])
            self._rehomed(dict.fromkeys(old[0].claims, old[0].id) if old else {}, dict.fromkeys(new[0].claims, new[0].id) if new else {})
        return moved

    def _rehomed(self, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        self.refs |= {ref for ref in old.keys() | new.keys() if old.get(ref) != new.get(ref)}

    def _beside(self, world: World, group: str) -> set[str]:
        """The other ceasefires in months that touch."""
        own = world.summary(group)
        keys = list(months(own)) if own else []
        self.shelf.fetch("near", keys)
        return {item for key in keys for item in world.marks("near", key)} - {group}

    def _otherwise_beside(self, touched: Touched) -> Touched:
        """The ceasefires to which one of these may be something else than it was."""
        found: set[str] = set()
        for group in touched:
            near = (self._beside(self.was, group) | self._beside(self.now, group)) - touched - found
            self._ceasefires_of(near)
            both = self.was.summary(group), self.now.summary(group)
            found |= {o for o in near if (own := self.now.summary(o)) and not says_the_same(own, self.now.links(o), *both)}
        return found

    def _ceasefires_of(self, groups: Iterable[str]) -> None:
        """Nothing; fetches what is asked of all these ceasefires by others at once."""
        asked = list(groups)
        for space in ("truce", "links", "side"):
            self.shelf.gather(space, asked)

    def _relink(self, group: str) -> bool:
        """Whether the ceasefire extends, lies under, or begins with something else than before."""
        own = self.now.summary(group)
        near = sorted(self._beside(self.now, group)) if own else []
        self._ceasefires_of(near)
        found = linked(own, [one for item in near if (one := self.now.summary(item))]) if own else None
        self.shelf.set("links", group, dump_links(found) if found else None)
        return bool(found != (self.was.links(group) if self.was.summary(group) else None))

    def _sides(self, moved: Touched) -> Touched:
        """The ceasefires whose side is another one, of these and all that extend them or lie under them."""
        seen, more = set(moved), list(moved)
        while more:
            under = self._under(more.pop()) - seen
            seen |= under
            more += under
        return {group for group in seen if self._resided(group)}

    def _resided(self, group: str) -> bool:
        own = self.now.summary(group)
        side = side_of(group, self._above) if own else None
        self.shelf.set("side", group, side)
        return bool(side != self.shelf.piece("side", group, old=True))

    def _above(self, group: str) -> tuple[str, str | None]:
        own, links = self.now.summary(group), self.now.links(group)
        outer = links.extends or links.under
        return own.side if own else "", self.shelf.piece("named", outer) if outer else None

    def _under(self, group: str) -> set[str]:
        """The ceasefires that extend this one or lie under it."""
        own = self.now.summary(group)
        beside = self._beside(self.now, group) if own else set()
        return {item for item in beside if own and own.id in (self.now.links(item).extends, self.now.links(item).under)}

    def _tolls(self, touched: Touched) -> None:
        self._mark(touched, lambda world, group: index.of_tolls(world.tolls(group)))
        for group in touched:
            old, new = self.was.tolls(group), self.now.tolls(group)
            self.out.took("tolls", map(write.toll, old))
            self.out.gave("tolls", map(write.toll, new))
            self._rehomed({ref: one.id for one in old for ref in one.claims}, {ref: one.id for one in new for ref in one.claims})

    def _incidents(self, touched: Touched) -> None:
        self._mark(touched, _incident_marks)
        for group in touched:
            old, new = self.was.incident(group), self.now.incident(group)
            self.out.took("incidents", [write.incident(old[0])] if old else [])
            self.out.gave("incidents", [write.incident(new[0])] if new else [])

    def _pairs(self, happenings: Touched, ceasefires: Touched) -> None:
        """Each incident that changed beside all ceasefires, each ceasefire that changed beside all incidents; monitors of their days."""
        gone = {(group, truce) for group in happenings for truce in self.was.marks("pairs", group)}
        gone |= {(group, truce) for truce in ceasefires for group in self.was.marks("pairs of", truce)}
        asked: set[tuple[str, str]] = set()
        for group in happenings:
            if act := self.now.act(group):
                keys = breaches.keys(act)
                self.shelf.fetch("pacts", keys)
                asked |= {(group, truce) for key in keys for truce in self.now.marks("pacts", key)}
        for truce in ceasefires:
            if pact := self.now.pact(truce):
                keys = breaches.near(pact)
                self.shelf.fetch("acts", keys)
                asked |= {(group, truce) for key in keys for group in self.now.marks("acts", key)}
        self.now.tree.load({group for group, _ in asked})
        self.was.tree.load({group for group, _ in gone})
        made_pairs = {pair for pair in asked if self._pair(*pair)}
        self.shelf.change(_pair_marks(gone), _pair_marks(made_pairs))
        for group, truce in gone:
            incident, ceasefire = self.was.incident(group), self.was.truce(truce)
            if incident and ceasefire:
                self.out.took("violations", [{"incident": incident[0].id, "ceasefire": ceasefire[0].id}])
        self._monitors(happenings | {group for group, _ in gone | made_pairs})

    def _pair(self, group: str, truce: str) -> bool:
        """Whether the incident is listed beside the ceasefire."""
        act, pact = self.now.act(group), self.now.pact(truce)
        pair = breaches.test(act, pact) if act and pact else None
        incident, ceasefire = self.now.incident(group), self.now.truce(truce)
        if pair is None or not incident or not ceasefire:
            return False
        pair = in_state(pair, {*incident[0].claims, *ceasefire[0].claims}, self.given)
        self.out.gave("violations", [write.violation(pair)], _day(incident[0]))
        return True

    def _monitors(self, touched: Touched) -> None:
        """The monitors of all days on which an incident came to stand beside a ceasefire, or does so otherwise."""
        days: set[str] = set()
        for group in touched:
            for world in (self.was, self.now):
                if (made := world.incident(group)) and world.marks("pairs", group):
                    days.add(monitors.day_of(made[0]))
        self._mark(touched, self._day_marks)
        for day in days:
            for world in (self.was, self.now):
                there = [made for group in world.marks("beside", day) if (made := world.incident(group))]
                for one, heard in self._heard(world, [record for record, _ in there]):
                    if world is self.now:
                        self.out.gave("monitors", heard, _day(one))
                    else:
                        self.out.took("monitors", heard)

    def _day_marks(self, world: World, group: str) -> Iterable[Mark]:
        made = world.incident(group)
        return [("beside", monitors.day_of(made[0]), group)] if made and world.marks("pairs", group) else []

    def _heard(self, world: World, found: list[Incident]) -> Iterable[tuple[Incident, list[Record]]]:
        reports = sorted({ident for one in found for ident in one.reports})
        said = [said for ident in reports if (product := world.view.product(ident)) for said in product.heard]
        matrix = monitors.matrix(found, said)
        return [(one, [write.plain(asdict(heard)) for heard in matrix if heard.incident == one.id]) for one in found]

    def _obligations(self, changed: Iterable[str], happenings: Touched) -> None:
        """Those that changed reports name, and those of whose country and days an incident came to be or to speak otherwise."""
        touched = {*changed}
        for group in happenings:
            marks = [{*index.of_incident(group, *act)} if (act := world.incident(group)) else set() for world in (self.was, self.now)]
            for key in {key for space, key, _ in marks[0] ^ marks[1] if space == "signs"}:
                touched |= self._owed_before(key)
        self.shelf.gather("report", touched)
        for ident in touched:
            old, new = (self._since(world, made.owed if (made := world.view.product(ident)) else []) for world in (self.was, self.now))
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
            if n % AHEAD == 0:
                self._fetch(("owed", "signs"), (f"{where} {one}" for one in days[n : n + AHEAD]))
            for world, counted in told.items():
                found |= {*world.marks("owed", f"{where} {on}")}
                counted.update(sign.only for sign in (self._signs(world, f"{where} {on}") if n else ()))
            if all(counted.total() - max(counted.values(), default=0) >= obligations.LISTED for counted in told.values()):
                break
        return found

    def _fetch(self, spaces: Iterable[str], keys: Iterable[str]) -> None:
        asked = list(keys)
        for space in spaces:
            self.shelf.fetch(space, asked)

    def _signs(self, world: World, key: str) -> list[obligations.Sign]:
        """What incidents of one country and day say of a duty."""
        if (world, key) not in self._read:
            self._read[world, key] = [obligations.read_sign(row) for row in world.marks("signs", key)]
        return self._read[world, key]

    def _since(self, world: World, owed: Iterable[Obligation]) -> list[Obligation]:
        days = {(f"{one.country} {one.duty}", one.day + dt.timedelta(days=n)) for one in owed if one.day for n in range(SINCE)}
        self.shelf.fetch("signs", (f"{where} {day}" for where, day in days))
        return [
            obligations.with_signs(one, lambda day, of=one: self._signs(world, f"{of.country} {of.duty} {day}"))  # type: ignore[misc]
            for one in owed
        ]

    def _positions(self, changed: Iterable[str]) -> None:
        for ident in {*changed, *(ref.rpartition("#")[0] for ref in self.refs)}:
            for world, put in ((self.was, self.out.took), (self.now, self.out.gave)):
                product = world.view.product(ident)
                said = on_ceasefires(product.said, lambda ref, world=world: world.home(ref, "c")) if product else []  # type: ignore[misc]
                put("positions", [write.plain(asdict(one)) for one in said])

    def _findings(self, changed: Iterable[str]) -> None:
        reports = {*changed, *(ref.rpartition("#")[0] for ref in self.refs)}
        products = [made for ident in reports for world in (self.was, self.now) if (made := world.view.product(ident))]
        marks = {mark for made in products for mark in index.of_product(made)}
        units = {key for space, key, _ in marks if space == "over"}
        self._mark(units, lambda world, unit: index.of_unit(unit, world.counted(world.marks("over", unit))))
        for key in (key for space, key, _ in marks if space == "daily"):
            units |= {*self.was.marks("years", key), *self.now.marks("years", key)}
        for world, put in ((self.was, self.out.took), (self.now, self.out.gave)):
            found = [f for unit in sorted(units) for f in world.found(unit)] + [f for ident in sorted(reports) for f in world.within(ident)]
            put("findings", [write.plain(asdict(one)) for one in found])

    def _gaps(self, moved: Touched) -> None:
        for world, put in ((self.was, self.out.took), (self.now, self.out.gave)):
            pairs = {frozenset((group, other)) for group in moved for other in self._adjoining(world, group)}
            for pair in pairs:
                records = [made[0] for group in sorted(pair) if (made := world.truce(group))]
                put("gaps", [write.plain(gap) for gap in gaps(records)])

    def _adjoining(self, world: World, group: str) -> set[str]:
        """The ceasefires whose windows may leave a gap beside this one's, or overlap them."""
        made = world.truce(group)
        if not made:
            return set()
        keys = {mark[1] for mark in index.of_truce(group, *made) if mark[0] == "cover"}
        linked_with = {item for item in self._beside(world, group) if made[0].id == world.links(item).extends}
        base_of = world.view.shelf.piece("named", made[0].extends, old=world.view.old) if made[0].extends else None
        return ({item for key in keys for item in world.marks("cover", key)} | linked_with | ({base_of} if base_of else set())) - {group}


def _product_marks(world: World, ident: str) -> Iterable[Mark]:
    made = world.view.product(ident)
    return index.of_product(made) if made else ()


def _summary_marks(world: World, group: str) -> Iterable[Mark]:
    made = world.summary(group)
    return index.of_summary(made) if made else ()


def _truce_marks(world: World, group: str) -> Iterable[Mark]:
    made = world.truce(group)
    return index.of_truce(group, *made) if made else ()


def _incident_marks(world: World, group: str) -> Iterable[Mark]:
    made = world.incident(group)
    return index.of_incident(group, *made) if made else ()


def _day(one: Incident) -> str:
    return str(one.when.value[0]) if one.when.value else "~"


def _pair_marks(pairs: Iterable[tuple[str, str]]) -> Iterable[Mark]:
    return [mark for group, truce in pairs for mark in (("pairs", group, truce), ("pairs of", truce, group))]
