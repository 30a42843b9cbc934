"""All records of a set of reports with claims: what one report tells first, then what several tell together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from marsad.model.record import Records
from marsad.reconcile import agreements, breaches, incidents, monitors, obligations, truces
from marsad.reconcile.algebra import over, with_tolls
from marsad.reconcile.copies import Copies, give_voices
from marsad.reconcile.decided import Decided, decided, in_state, settled, settled_ceasefire
from marsad.reconcile.happening import Happening
from marsad.reconcile.link import levels
from marsad.reconcile.naming import named
from marsad.reconcile.positions import on_ceasefires
from marsad.reconcile.product import Product, product, settle
from marsad.reconcile.running import Running
from marsad.reconcile.terms import Terms
from marsad.reconcile.tolls import Series, series
from marsad.reconcile.tolls import records as toll_records


@dataclass(slots=True)
class Made:
    """What the reports tell one by one, what was decided of it, and how it is brought together."""

    products: list[Product] = field(default_factory=list)
    given: Decided = field(default_factory=Decided)
    levels: list[list[list[Happening]]] = field(default_factory=list)
    truces: list[list[Terms]] = field(default_factory=list)
    connected: list[agreements.Connected] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)


def reconcile(rows: Iterable[dict[str, Any]]) -> Records:
    """The records of rows `{id, date, outlet?, text?, copy?, claims, decisions?}`; the same whatever the order of the rows.

    Raises KeyError or ValueError where a row is not in the shape of the codebook, naming the report.
    """
    return records(together(rows))


def together(rows: Iterable[dict[str, Any]]) -> Made:
    """What the reports of the rows tell, brought together; raises as `reconcile`."""
    products: list[Product] = []
    copies = Copies()
    families: dict[str, str | None] = {}
    taken: dict[int, dict[str, Any]] = {}
    for row in rows:
        taken |= {decision["seq"]: decision for decision in row.get("decisions", ())}
        products.append(one := product(row))
        families[one.report.id] = row.get("copy")
        if "copy" not in row:
            copies.add(one.report.id, row.get("text"), one.report.day)
    give_voices((one.report for one in products), {ident: told or copies.family(ident) for ident, told in families.items()})
    given = decided(taken.values())
    running = Running(figure for one in products for figure in one.running)
    for one in products:
        settle(one, running, given)
    groups = levels((happening for one in products for happening in one.happenings), given)
    truced = truces.link(terms for one in products for terms in one.terms)
    return Made(products, given, groups, truced, agreements.connected(truced), series([told for one in products for told in one.figures]))


def records(made: Made) -> Records:
    """The records of what was brought together."""
    given, groups, truced = made.given, made.levels[-1], made.truces
    acts = [settled(incidents.record(named("incidents", (t for one in group for t in one.told)), group), given) for group in groups]
    truce_records = [settled_ceasefire(one.record, given) for one in made.connected]
    tolls = toll_records(made.series)
    ceasefire_of = {ref: c.id for c in sorted(truce_records, key=lambda c: c.id, reverse=True) for ref in c.claims}
    said = on_ceasefires((p for one in made.products for p in one.said), ceasefire_of.get)
    inside = sorted((f for one in made.products for f in one.findings), key=lambda f: (f.claims, f.check))
    found = inside + over(told for one in made.products for told in one.report.told)
    held = {one.id: set(one.claims) for one in acts} | {one.id: set(one.claims) for one in truce_records}
    tested = breaches.violations(zip(acts, groups, strict=True), zip(truce_records, truced, strict=True))
    pairs = [in_state(pair, held[pair.incident] | held[pair.ceasefire], given) for pair in tested]
    beside = {pair.incident for pair in pairs}
    return Records(
        incidents=tuple(acts),
        tolls=tuple(tolls),
        ceasefires=tuple(truce_records),
        violations=tuple(pairs),
        positions=tuple(sorted(said, key=lambda p: (p.actor, p.issue, str(p.day), p.claim))),
        findings=tuple(with_tolls(found, tolls)),
        monitors=tuple(monitors.matrix((one for one in acts if one.id in beside), (said for one in made.products for said in one.heard))),
        obligations=tuple(obligations.since((owed for one in made.products for owed in one.owed), acts)),
        reports=tuple(sorted(one.report.id for one in made.products)),
    )
