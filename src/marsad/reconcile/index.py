"""Under which keys each thing is kept, so that what another one touches is found: a pure function of the thing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator

from marsad.model.record import Ceasefire, Incident, Toll, Window
from marsad.reconcile import breaches
from marsad.reconcile.algebra import is_daily, units_of
from marsad.reconcile.arrangements import Summary, months
from marsad.reconcile.breaches import Act, Pact
from marsad.reconcile.figures import Counted
from marsad.reconcile.monitors import Said
from marsad.reconcile.names import plain
from marsad.reconcile.obligations import signs
from marsad.reconcile.packing import of_figure
from marsad.reconcile.product import Product
from marsad.reconcile.running import Figure, month_of, months_around
from marsad.reconcile.shelf import Mark
from marsad.reconcile.windows import moment
from marsad.reconcile.world import figures_of, read_unit, unit_name, unit_text, years


def of_product(made: Product) -> Iterator[Mark]:
    """Where what one report tells is found: its obligations by country and day, its figures by the units that they are compared in."""
    yield from of_running(made)
    for owed in made.owed:
        if owed.day:
            yield "owed", f"{owed.country} {owed.duty} {owed.day}", made.report.id
    for name, one in figures_of(made.report.id, made.report.told):
        for unit in units_of(one):
            yield "over", unit_name(unit), name
        if is_daily(one) and one.day:
            yield "daily", f"{unit_text(one.definition)} {one.day.year}", f"{one.day}|{name}"


def of_running(made: Product) -> Iterator[Mark]:
    """Where the figures of a report are found that are of running tolls, or may be: by outcome, size and month."""
    for space, found in (("running", made.running), ("asked", made.asked)):
        for one in found:
            key = f"{one.outcome} {_size(one)} {month_of(one.day)}"
            yield space, key, json.dumps([*of_figure(one), made.report.id], ensure_ascii=False)


def around(one: Figure) -> list[str]:
    """The keys under which the figures stand that this one may be of, or that may be of it."""
    sizes = range(_size(one) - 1, _size(one) + 2)
    return [f"{one.outcome} {size} {month}" for size in sizes for month in months_around(one.day)]


def _size(one: Figure) -> int:
    """Which power of two the figure reaches: that of another one at most twice as large is at most one more."""
    return one.value.bit_length()


def of_unit(unit: str, kept: list[Counted]) -> Iterator[Mark]:
    """Where a series of tolls is found by a figure of one day: its definition, and the years that it is about."""
    kind, definition, _ = read_unit(unit)
    for year in years(kept) if kept and kind == "series" else ():
        yield "years", f"{unit_text(definition)} {year}", unit


def of_incident(record: Incident) -> Iterator[Mark]:
    """Where an incident is found: by the duties that it speaks of."""
    for (country, duty), sign in signs(record):
        yield "signs", f"{country} {duty} {sign.day}", json.dumps(sign, ensure_ascii=False)


def of_act(group: str, act: Act) -> Iterator[Mark]:
    """Where an incident that is tested is found: by its days and places beside ceasefires."""
    return (("acts", key, group) for key in breaches.keys(act))


def of_pact(group: str, pact: Pact) -> Iterator[Mark]:
    """Where a ceasefire is found by incidents."""
    return (("pacts", key, group) for key in breaches.near(pact))


def of_day(day: str, group: str, heard: Iterable[Said]) -> Iterator[Mark]:
    """Where an incident beside a ceasefire is found by others of its day, and the monitors that are heard of it."""
    yield "beside", day, group
    yield from (("heard", day, f"{monitor}|{group}") for monitor in {said.monitor for said in heard})


def of_summary(one: Summary) -> Iterator[Mark]:
    """Where a ceasefire is found by others: by the months in which it is told of."""
    for number in months(one):
        yield "near", number, one.item


def of_truce(group: str, record: Ceasefire) -> Iterator[Mark]:
    """Where a ceasefire is found: by its claims, by the months that its windows cover."""
    for ref in record.claims:
        yield "home", ref, record.id
    for window in record.windows:
        for area in record.areas.value or () if window.starts and window.ends else ():
            for number in covered(window):
                yield "cover", f"{plain(area) or area} {number}", group


def covered(window: Window) -> range:
    """The months from the beginning of a window to its end."""
    first, last = moment(str(window.starts))[0], moment(str(window.ends))[1]
    return range(month(first), month(last) + 1)


def of_tolls(made: Iterable[Toll]) -> Iterator[Mark]:
    """Where tolls are found: by their claims."""
    return (("home", ref, one.id) for one in made for ref in one.claims)


def month(day: dt.date) -> int:
    """The number of a day's month."""
    return day.year * 12 + day.month
