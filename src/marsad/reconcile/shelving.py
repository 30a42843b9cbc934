"""All marks and pieces of a record that was made whole: what a shelf holds after it, for the reports that come next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marsad.model.record import Violation
from marsad.reconcile import index, link, monitors, tolls, truces
from marsad.reconcile.algebra import units_of
from marsad.reconcile.briefs import brief
from marsad.reconcile.figures import Counted
from marsad.reconcile.packing import dump_links, dump_summary, packed
from marsad.reconcile.regather import LEVELS
from marsad.reconcile.replay import marks_of
from marsad.reconcile.shelf import Mark
from marsad.reconcile.whole import Made
from marsad.reconcile.world import figures_of, unit_name

Value = tuple[str, str, Any]


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
    """The marks of records as they come (`whole.stream`)."""

    def __init__(self) -> None:
        self._groups: dict[str, str] = {}
        self._calms: dict[str, str] = {}
        self._days: dict[str, str] = {}
        self._beside: set[str] = set()

    def marks(self, group: str, record: Any, made_of: Any) -> Iterator[Mark]:
        """Every mark of this record."""
        if group == "incidents":
            self._groups[record.id], self._days[record.id] = made_of[0].item, monitors.day_of(record)
            yield from index.of_incident(made_of[0].item, record, made_of)
        elif group == "ceasefires":
            self._calms[record.id] = made_of[0].item
            yield from index.of_truce(made_of[0].item, record, made_of)
        elif group == "tolls":
            yield from index.of_tolls([record])
        elif group == "violations":
            yield from self._of_pair(record)

    def _of_pair(self, pair: Violation) -> Iterator[Mark]:
        act, calm = self._groups[pair.incident], self._calms[pair.ceasefire]
        yield "pairs", act, calm
        yield "pairs of", calm, act
        if pair.incident not in self._beside:
            self._beside.add(pair.incident)
            yield "beside", self._days[pair.incident], act
