"""The things that records are made of, on a shelf, as they were or as they are: incidents, ceasefires, series, what is found in figures.

Each is a function of what its reports tell and of what was decided; `index.py` says under which keys each stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from marsad.model.claim import Casualties
from marsad.model.record import Ceasefire, Finding, Incident, Toll
from marsad.reconcile import agreements, incidents, tolls
from marsad.reconcile.algebra import Unit, of_unit
from marsad.reconcile.arrangements import Links, Summary
from marsad.reconcile.breaches import Act, Pact
from marsad.reconcile.decided import Decided, settled, settled_ceasefire
from marsad.reconcile.figures import Counted, counted
from marsad.reconcile.happening import Happening
from marsad.reconcile.monitors import Said
from marsad.reconcile.naming import named
from marsad.reconcile.packing import load_act, load_heard, load_links, load_pact, load_summary
from marsad.reconcile.regather import Tree
from marsad.reconcile.shelf import View
from marsad.reconcile.terms import Terms
from marsad.reconcile.told import Told

T = TypeVar("T")


class World:
    """What stands on a shelf, as it was or as it is."""

    def __init__(self, view: View, given: Decided) -> None:
        self.view, self.given = view, given
        self.tree = Tree(view, Decided() if view.old else given)  # what was held apart then may be joined now
        self._incidents: dict[str, tuple[Incident, list[Happening]] | None] = {}
        self._truces: dict[str, tuple[Ceasefire, list[Terms]] | None] = {}
        self._things: dict[tuple[str, str], tuple[Any, Any]] = {}

    def incident(self, group: str) -> tuple[Incident, list[Happening]] | None:
        """The record and the happenings of a group of the last round; None where there is none of this name."""
        if group not in self._incidents:
            found = self.tree.happenings(group)
            self._incidents[group] = (incident_of(found, self.given), found) if found else None
        return self._incidents[group]

    def act(self, group: str) -> Act | None:
        """The incident as it is tested beside ceasefires; None where it is none that is."""
        return self._loaded("act", group, load_act)

    def pact(self, group: str) -> Pact | None:
        """The ceasefire as incidents are tested beside it."""
        return self._loaded("pact", group, load_pact)

    def heard(self, group: str) -> tuple[str | None, list[Said]]:
        """The first day of an incident that is tested, as it stands, and what monitors say of it."""
        row = self.view.shelf.piece("act", group, old=self.view.old)
        return row["day"], load_heard(row)

    def _loaded(self, space: str, name: str, load: Callable[[Any], T]) -> T | None:
        row = self.view.shelf.piece(space, name, old=self.view.old)
        if self._things.get((space, name), (None,))[0] is not row:
            self._things[space, name] = row, load(row)
        return self._things[space, name][1] if row else None

    def truce(self, group: str) -> tuple[Ceasefire, list[Terms]] | None:
        """The record and the terms of a group of ceasefires, with what others tell of it."""
        if group not in self._truces:
            terms = self.terms(group)
            made = None
            if terms:
                links, side = self.links(group), self.view.shelf.piece("side", group, old=self.view.old)
                made = settled_ceasefire(agreements.applied(agreements.base(terms), links, side or ""), self.given), terms
            self._truces[group] = made
        return self._truces[group]

    def terms(self, group: str) -> list[Terms]:
        """The ceasefires of a group, as each report tells them."""
        members = self.view.members(group, "truces")
        self.view.load(members)
        return [self.view.terms(item) for item in members]

    def summary(self, group: str) -> Summary | None:
        """What other ceasefires ask of one."""
        return self._loaded("truce", group, load_summary)

    def links(self, group: str) -> Links:
        """What a ceasefire extends and lies under."""
        row = self.view.shelf.piece("links", group, old=self.view.old)
        return load_links(row) if row else Links()

    def tolls(self, group: str) -> list[Toll]:
        """The records of a series and of its parts."""
        members = self.view.members(group, "tolls")
        self.view.load(members)
        if not members:
            return []
        top = tolls.of_group(self.view.figure(item) for item in members)
        return tolls.records([top, *tolls.parts(top, self._parts)])

    def _parts(self, whole: Told) -> Iterable[Told]:
        product = self.view.product(whole.report.id)
        return [t for t in product.figures if product.whole_of.get(t.item) == whole.item] if product else ()

    def marks(self, space: str, key: str) -> list[str]:
        """What stands under the key, in order."""
        return sorted(self.view.shelf.marks(space, key, old=self.view.old))

    def counted(self, names: Iterable[str]) -> list[Counted]:
        """The figures of these names (`report|number`)."""
        items = [name.rsplit("|", 1) for name in names]
        self.view.shelf.gather("report", {ident for ident, _ in items})
        return [counted(product.report.told[int(n)]) for ident, n in items if (product := self.view.product(ident))]

    def found(self, unit: str) -> list[Finding]:
        """The findings over time in one unit of tolls."""
        kind, definition, when = read_unit(unit)
        kept = self.counted(self.marks("over", unit))
        if kind != "series" or not kept:
            return self._with_tolls(of_unit((kind, definition, when), kept, ()))
        last = max(str(one.day) for one in kept)
        days = [item for year in years(kept) for item in self.marks("daily", f"{unit_text(definition)} {year}")]
        near = [item.split("|", 1)[1] for item in days if item.split("|", 1)[0] <= last]
        return self._with_tolls(of_unit((kind, definition, when), kept, self.counted(near)))

    def within(self, ident: str) -> list[Finding]:
        """The findings within one report."""
        product = self.view.product(ident)
        return self._with_tolls(product.findings) if product else []

    def _with_tolls(self, found: Iterable[Finding]) -> list[Finding]:
        return [replace(f, tolls=tuple(dict.fromkeys(t for ref in f.claims if (t := self.home(ref, "t"))))) for f in found]

    def home(self, ref: str, letter: str) -> str | None:
        """The toll (`t`) or ceasefire (`c`) that a claim stands in."""
        return next((one for one in self.marks("home", ref) if one[0] == letter), None)


def incident_of(group: list[Happening], given: Decided) -> Incident:
    """The record of happenings that were brought together, as persons settled it."""
    return settled(incidents.record(named("incidents", (t for one in group for t in one.told)), group), given)


def figures_of(ident: str, told: Iterable[Told]) -> Iterator[tuple[str, Counted]]:
    """(name, figure) of the figures of a report that are held against each other over time."""
    for n, one in enumerate(told):
        if isinstance(one.claim, Casualties) and (one.claim.period or one.claim.when) and one.claim.approx == "exact":
            yield f"{ident}|{n}", counted(one)


def years(kept: Iterable[Counted]) -> range:
    """The years that a series of tolls is about."""
    days = [day for one in kept for day in (one.since, one.day) if day]
    return range(min(days).year - 1, max(days).year + 1)


def unit_name(unit: Unit) -> str:
    """A unit of tolls as text."""
    return json.dumps([unit[0], unit_text(unit[1]), unit[2]], ensure_ascii=False)


def unit_text(definition: tuple[Any, ...]) -> str:
    """Who is counted, as text."""
    return json.dumps(definition, ensure_ascii=False)


def read_unit(text: str) -> Unit:
    """The unit of tolls that `unit_name` wrote."""
    kind, definition, when = json.loads(text)
    return kind, tuple(tuple(part) if isinstance(part, list) else part for part in json.loads(definition)), when
