"""The record after some reports changed: what these touch is made again, all else stays, and the outcome is that of making all anew.

First what several reports tell is brought together again where it must (`replay.py`, `regather.py`); then each record that is made of
something that changed, or that stands beside it, is made as it was, for its name, and as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from marsad.model.record import Incident
from marsad.reconcile import index, monitors, tolls, truces, write
from marsad.reconcile.breaches import act, is_act
from marsad.reconcile.briefs import brief
from marsad.reconcile.calming import Calming, rehomed
from marsad.reconcile.decided import Decided
from marsad.reconcile.happening import Happening
from marsad.reconcile.link import way
from marsad.reconcile.owing import Owing
from marsad.reconcile.packing import Row, dump_act, packed
from marsad.reconcile.pairing import Pairing
from marsad.reconcile.positions import on_ceasefires
from marsad.reconcile.product import Product, tallies
from marsad.reconcile.regather import regather
from marsad.reconcile.renewed import Both, Renewed, Touched
from marsad.reconcile.replay import Leaders, Replay
from marsad.reconcile.shelf import Mark, Shelf, View
from marsad.reconcile.world import World


class Renewal:
    """One renewal of a shelf."""

    def __init__(self, shelf: Shelf, before: Decided, given: Decided, leaders: tuple[Leaders, Leaders]) -> None:
        self.shelf, self.given, self.leaders = shelf, given, leaders
        self.out = Renewed()
        self.now = World(View(shelf), given)
        self.was = World(View(shelf, twin=self.now.view), before)
        self.both = Both(shelf, self.was, self.now, self.out)
        self.refs: set[str] = set()
        """The claims whose toll or ceasefire is another one."""

    def run(self, changed: Mapping[str, Product | None], notes: Mapping[str, Any]) -> Renewed:
        """What became of the record as these reports, by id, came to tell this (None: nothing any more); `notes` are kept with them."""
        for ident, made in changed.items():
            self.shelf.set("report", ident, packed(made) | {"notes": notes[ident]} if made else None)
            self.shelf.set("brief", ident, brief(made) if made else None)
        happenings, ceasefires, series = self._grouped(changed)
        self._products(changed)
        calming = Calming(self.both)
        moved = calming.run(ceasefires)
        self.refs |= calming.refs
        self._tolls(series)
        self._incidents(happenings)
        Pairing(self.both).run(happenings, moved)
        Owing(self.both).run(changed, happenings)
        self._positions(changed)
        self._findings(changed)
        calming.gaps(moved)
        return self.out

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
        counting = Replay(tolls.way(self.given), "f", self.was.view, self.now.view, self.leaders)
        series = counting.run(*([one for made in told for one in tallies(made)] for told in (old, new)))
        self.out.looked = linking.looked + calming.looked + counting.looked
        told = {t.item for one in (*old, *new) for t in one.terms}
        return happenings, {group for group in ceasefires if self._other(group, "truces", told)}, series

    def _other(self, group: str, level: str, changed: set[str]) -> bool:
        was, is_now = self.was.view.members(group, level), self.now.view.members(group, level)
        return was != is_now or bool(changed & {*was})

    def _products(self, changed: Iterable[str]) -> None:
        self.both.mark(changed, _product_marks)

    def _tolls(self, touched: Touched) -> None:
        self.both.mark(touched, lambda world, group: index.of_tolls(world.tolls(group)))
        for group in touched:
            old, new = self.was.tolls(group), self.now.tolls(group)
            self.out.took("tolls", map(write.toll, old))
            self.out.gave("tolls", map(write.toll, new))
            self.refs |= rehomed({ref: one.id for one in old for ref in one.claims}, {ref: one.id for one in new for ref in one.claims})

    def _incidents(self, touched: Touched) -> None:
        self.both.mark(touched, _incident_marks)
        for group in touched:
            old, new = self.was.incident(group), self.now.incident(group)
            self.out.took("incidents", [write.incident(old[0])] if old else [])
            self.out.gave("incidents", [write.incident(new[0])] if new else [])
            self.shelf.set("act", group, self._act(*new) if new and is_act(new[1]) else None)
        self.both.mark(touched, _act_marks)

    def _act(self, record: Incident, group: list[Happening]) -> Row:
        """The incident as it is tested beside ceasefires, with what monitors say of it."""
        products = [made for ident in dict.fromkeys(record.reports) if (made := self.now.view.product(ident))]
        said = [(said.about, said) for made in products for said in made.heard]
        heard = [one for ref in record.claims for about, one in said if about == ref]
        return dump_act(act(record.id, group), monitors.first_day(record), heard)

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
        self.both.mark(units, lambda world, unit: index.of_unit(unit, world.counted(world.marks("over", unit))))
        for key in (key for space, key, _ in marks if space == "daily"):
            units |= {*self.was.marks("years", key), *self.now.marks("years", key)}
        for world, put in ((self.was, self.out.took), (self.now, self.out.gave)):
            found = [f for unit in sorted(units) for f in world.found(unit)] + [f for ident in sorted(reports) for f in world.within(ident)]
            put("findings", [write.plain(asdict(one)) for one in found])


def _product_marks(world: World, ident: str) -> Iterable[Mark]:
    made = world.view.product(ident)
    return index.of_product(made) if made else ()


def _incident_marks(world: World, group: str) -> Iterable[Mark]:
    made = world.incident(group)
    return index.of_incident(made[0]) if made else ()


def _act_marks(world: World, group: str) -> Iterable[Mark]:
    made = world.act(group)
    return index.of_act(group, made) if made else ()
