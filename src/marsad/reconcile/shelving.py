"""All marks and pieces of a record that was made whole: what a shelf holds after it, for the reports that come next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from marsad.model.record import Incident, Violation
from marsad.reconcile import breaches, index, link, monitors, tolls, truces
from marsad.reconcile.algebra import units_of
from marsad.reconcile.briefs import brief
from marsad.reconcile.figures import Counted
from marsad.reconcile.monitors import Said
from marsad.reconcile.packing import dump_act, dump_links, dump_pact, dump_summary, packed
from marsad.reconcile.regather import LEVELS
from marsad.reconcile.replay import marks_of
from marsad.reconcile.shelf import Mark
from marsad.reconcile.whole import Made
from marsad.reconcile.world import figures_of, unit_name

Value = tuple[str, str, Any]


class Put(NamedTuple):
    """A piece that comes between records."""

    space: str
    name: str
    value: Any


def pieces(made: Made, notes: Mapping[str, Any]) -> Iterator[Value]:
    """(space, name, value) of every piece; `notes` are kept with the reports, by id."""
    for one in made.products:
        yield "report", one.report.id, packed(one) | {"notes": notes.get(one.report.id)}
        if short := brief(one):
            yield "brief", one.report.id, short
    yield from _grouped("link", [[one.item for one in group] for group in made.levels[0]])
    for level, before, after in zip(LEVELS[1:], made.levels, made.levels[1:], strict=False):
        yield from _joined(level, [group[0].item for group in before], {one.item: group[0].item for group in after for one in group})
    yield from _grouped("truces", [[one.item for one in group] for group in made.truces])
    yield from _grouped("tolls", [[one.item for one in s.told] for s in made.series if s.part_of is None])
    for calm in made.connected:
        yield "truce", calm.summary.item, dump_summary(calm.summary)
        yield "links", calm.summary.item, dump_links(calm.links)
        yield "side", calm.summary.item, calm.side
        yield "named", calm.summary.id, calm.summary.item


def _grouped(level: str, groups: list[list[str]]) -> Iterator[Value]:
    for group in groups:
        yield f"{level} of", group[0], group
        yield from ((f"{level} in", item, group[0]) for item in group[1:])


def _joined(level: str, below: list[str], top: Mapping[str, str]) -> Iterator[Value]:
    """The groups of the level below that were joined in another one."""
    for name in below:
        if top[name] != name:
            yield f"{level} in", name, top[name]
            yield f"{level} of", top[name], [top[name], name]


def marks(made: Made) -> Iterator[Mark]:
    """Every mark but those of records."""
    units: dict[str, list[Counted]] = {}
    way = link.way(made.given, {})
    for one in made.products:
        yield from index.of_product(one)
        for happening in one.happenings:
            yield from marks_of(way, happening)
        for terms in one.terms:
            yield from marks_of(truces.WAY, terms)
        for figure in (told for told in one.figures if told.item not in one.whole_of):
            yield from marks_of(tolls.WAY, tolls.tally(figure))
        for _, counted in figures_of(one.report.id, one.report.told):
            for unit in units_of(counted):
                units.setdefault(unit_name(unit), []).append(counted)
    for name, kept in units.items():
        yield from index.of_unit(name, kept)
    for calm in made.connected:
        yield from index.of_summary(calm.summary)


class OfRecords:
    """The marks and pieces of records as they come (`whole.stream`)."""

    def __init__(self, made: Made) -> None:
        self._said: dict[str, list[Said]] = {}
        for one in (said for product in made.products for said in product.heard):
            self._said.setdefault(one.about, []).append(one)
        self._groups: dict[str, str] = {}
        self._calms: dict[str, str] = {}
        self._stood: dict[str, tuple[str, list[Said]]] = {}

    def made(self, group: str, record: Any, made_of: Any) -> Iterator[Mark | Put]:
        """Every mark and piece of this record."""
        if group == "incidents":
            yield from index.of_incident(record)
            if breaches.is_act(made_of):
                yield from self._of_act(made_of[0].item, record, breaches.act(record.id, made_of))
        elif group == "ceasefires":
            self._calms[record.id] = name = made_of[0].item
            pact = breaches.pact_of(record, made_of)
            yield Put("pact", name, dump_pact(pact))
            yield from index.of_pact(name, pact)
            yield from index.of_truce(name, record)
        elif group == "tolls":
            yield from index.of_tolls([record])
        elif group == "violations":
            yield from self._of_pair(record)

    def _of_act(self, name: str, record: Incident, act: breaches.Act) -> Iterator[Mark | Put]:
        said = [one for ref in record.claims for one in self._said.get(ref, ())]
        self._groups[record.id], self._stood[record.id] = name, (monitors.day_of(record), said)
        yield Put("act", name, dump_act(act, monitors.first_day(record), said))
        yield from index.of_act(name, act)

    def _of_pair(self, pair: Violation) -> Iterator[Mark]:
        act, calm = self._groups[pair.incident], self._calms[pair.ceasefire]
        yield "pairs", act, calm
        yield "pairs of", calm, act
        if stood := self._stood.pop(pair.incident, None):
            yield from index.of_day(stood[0], act, stood[1])
