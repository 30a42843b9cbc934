"""All records of a set of reports with claims: what one report tells first, then what several tell together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from marsad.model.record import Ceasefire, Records, Violation
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
from marsad.reconcile.write import GROUPS


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
    del copies, families
    given = decided(taken.values())
    running = Running(figure for one in products for figure in one.running)
    for one in products:
        settle(one, running, given)
    groups = levels((happening for one in products for happening in one.happenings), given)
    truced = truces.link(terms for one in products for terms in one.terms)
    return Made(products, given, groups, truced, agreements.connected(truced), series([told for one in products for told in one.figures]))


def records(made: Made) -> Records:
    """The records of what was brought together."""
    found: dict[str, list[Any]] = {group: [] for group in GROUPS}
    for group, record, _ in stream(made):
        found[group].append(record)
    found["violations"].sort(key=breaches.weight)
    reports = tuple(sorted(one.report.id for one in made.products))
    return Records(**{group: tuple(rows) for group, rows in found.items()}, reports=reports)


def stream(made: Made) -> Iterator[tuple[str, Any, Any]]:
    """(group, record, the happenings or terms that it is made of) of each record, one at a time; pairs in the order of their ceasefires.

    Only what other records ask of an incident is kept of it.
    """
    acts: list[breaches.Act] = []
    stood: dict[str, monitors.Stood] = {}
    signs: dict[tuple[obligations.Where, str], list[obligations.Sign]] = defaultdict(list)
    for group in made.levels[-1]:
        record = settled(incidents.record(named("incidents", (t for one in group for t in one.told)), group), made.given)
        yield "incidents", record, group
        if breaches.is_act(group):
            acts.append(breaches.act(record.id, group))
            stood[record.id] = monitors.stood(record)
        for where, sign in obligations.signs(record):
            signs[where, sign.day].append(sign)
    truce_records = [settled_ceasefire(one.record, made.given) for one in made.connected]
    yield from (("ceasefires", record, terms) for record, terms in zip(truce_records, made.truces, strict=True))
    tolls = toll_records(made.series)
    yield from (("tolls", record, None) for record in tolls)
    beside = set()
    for pair in _pairs(made, acts, stood, truce_records):
        beside.add(pair.incident)
        yield "violations", pair, None
    del acts
    ceasefire_of = {ref: c.id for c in sorted(truce_records, key=lambda c: c.id, reverse=True) for ref in c.claims}
    said = on_ceasefires((p for one in made.products for p in one.said), ceasefire_of.get)
    yield from (("positions", one, None) for one in sorted(said, key=lambda p: (p.actor, p.issue, str(p.day), p.claim)))
    inside = sorted((f for one in made.products for f in one.findings), key=lambda f: (f.claims, f.check))
    found = inside + over(told for one in made.products for told in one.report.told)
    yield from (("findings", one, None) for one in with_tolls(found, tolls))
    heard = (said for one in made.products for said in one.heard)
    yield from (("monitors", one, None) for one in monitors.of_days([one for ident, one in stood.items() if ident in beside], heard))
    owed = (owed for one in made.products for owed in one.owed)
    yield from (("obligations", one, None) for one in obligations.since(owed, signs))


def _pairs(made: Made, acts: list[breaches.Act], stood: Mapping[str, monitors.Stood], truced: list[Ceasefire]) -> Iterator[Violation]:
    """The incidents beside the ceasefires, in the state that persons gave them."""
    tested = breaches.pairs(acts, (breaches.pact_of(*one) for one in zip(truced, made.truces, strict=True)))
    if not made.given.states:
        return tested
    claims = {one.id: set(one.claims) for one in truced}
    return (in_state(pair, {*stood[pair.incident].claims} | claims[pair.ceasefire], made.given) for pair in tested)
