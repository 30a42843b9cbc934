"""All records of a set of reports with claims: what one report tells first, then what several tell together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marsad.model.record import Ceasefire, Records, Violation
from marsad.reconcile import agreements, breaches, incidents, monitors, obligations, tolls, truces
from marsad.reconcile.algebra import over, with_tolls
from marsad.reconcile.beside import Beside, alone
from marsad.reconcile.copies import Copies, give_voices
from marsad.reconcile.decided import Decided, decided, in_state, leaders, settled, settled_ceasefire
from marsad.reconcile.happening import Happening, outline
from marsad.reconcile.link import levels, linked
from marsad.reconcile.naming import named
from marsad.reconcile.positions import on_ceasefires
from marsad.reconcile.product import Product, settle
from marsad.reconcile.running import Running
from marsad.reconcile.single import Single, anew, single
from marsad.reconcile.terms import Terms
from marsad.reconcile.tolls import Series
from marsad.reconcile.tolls import records as toll_records
from marsad.reconcile.write import GROUPS

RUN = 16


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
    return brought(map(single, rows))


def brought(singles: Iterable[Single], beside: Beside = alone) -> Made:
    """What the rows give by themselves, brought together, parts of the work done `beside` others; raises what giving them raises."""
    products, taken = _voiced(singles)
    given = decided(taken.values())
    running = Running(figure for one in products for figure in one.running)
    for one in products:
        settle(one, running, given)
    happenings = [happening for one in products for happening in one.happenings]
    terms = [terms for one in products for terms in one.terms]
    figures = [told for one in products for told in one.figures]
    truced = truces.link(terms)
    made = Made(products, given, _levels(happenings, given, beside), truced, agreements.connected(truced))
    made.series = tolls.series(figures, given)
    return made


def _levels(happenings: list[Happening], given: Decided, beside: Beside) -> list[list[list[Happening]]]:
    """The happenings brought together, and the groups after each round of gathering."""
    if beside is alone:
        return levels(linked(happenings, given), given)
    led, by_name = leaders(happenings, given), {one.item: one for one in happenings}
    found = levels(linked(anew(map(outline, happenings)), given, led), given, beside)
    return [[[by_name[one.item] for one in group] for group in groups] for groups in found]


def _voiced(singles: Iterable[Single]) -> tuple[list[Product], dict[int, dict[str, Any]]]:
    """(the products, each report with the voice of its text's family, all decisions by number)."""
    products: list[Product] = []
    copies = Copies()
    families: dict[str, str | None] = {}
    taken: dict[int, dict[str, Any]] = {}
    for one in singles:
        report = one.product.report
        taken |= {decision["seq"]: decision for decision in one.decisions}
        products.append(one.product)
        families[report.id] = one.family
        if one.compared:
            copies.add(report.id, one.sketch, report.day)
    give_voices((one.report for one in products), {ident: told or copies.family(ident) for ident, told in families.items()})
    return products, taken


def records(made: Made) -> Records:
    """The records of what was brought together."""
    found: dict[str, list[Any]] = {group: [] for group in GROUPS}
    for group, record, _ in stream(made):
        found[group].append(record)
    found["violations"].sort(key=breaches.weight)
    reports = tuple(sorted(one.report.id for one in made.products))
    return Records(**{group: tuple(rows) for group, rows in found.items()}, reports=reports)


class Pairs:
    """Incidents and ceasefires that are held against each other, in runs of RUN ceasefires: the pairs of one do not hang on another."""

    def __init__(self, made: Made, acts: Iterable[breaches.Act], stood: Mapping[str, monitors.Stood], truced: Sequence[Ceasefire]) -> None:
        self._made, self._truced, self._stood = made, truced, stood
        self.known = breaches.Known(acts)

    @property
    def runs(self) -> range:
        """The numbers of all runs."""
        return range((len(self._truced) + RUN - 1) // RUN)

    def run(self, number: int) -> Iterator[Violation]:
        """The pairs of one run, in the order of its ceasefires, in the state that persons gave them."""
        for at in range(number * RUN, min(number * RUN + RUN, len(self._truced))):
            record = self._truced[at]
            tested = self.known.beside(breaches.pact_of(record, self._made.truces[at]))
            if self._made.given.states:
                claims = set(record.claims)
                tested = (in_state(pair, {*self._stood[pair.incident].claims} | claims, self._made.given) for pair in tested)
            yield from tested


Taken = Callable[[Pairs], set[str]]
"""What takes all pairs, and gives the ids of their incidents."""


def stream(made: Made, taken: Taken | None = None) -> Iterator[tuple[str, Any, Any]]:
    """(group, record, the happenings or terms that it is made of) of each record, one at a time; pairs in the order of their ceasefires.

    Only what other records ask of an incident is kept of it. The pairs do not come where they are `taken`.
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
    counted = toll_records(made.series)
    yield from (("tolls", record, None) for record in counted)
    pairs = Pairs(made, acts, stood, truce_records)
    beside = taken(pairs) if taken else set()
    for pair in (pair for number in pairs.runs for pair in pairs.run(number)) if not taken else ():
        beside.add(pair.incident)
        yield "violations", pair, None
    del acts, pairs
    ceasefire_of = {ref: c.id for c in sorted(truce_records, key=lambda c: c.id, reverse=True) for ref in c.claims}
    said = on_ceasefires((p for one in made.products for p in one.said), ceasefire_of.get)
    yield from (("positions", one, None) for one in sorted(said, key=lambda p: (p.actor, p.issue, str(p.day), p.claim)))
    inside = sorted((f for one in made.products for f in one.findings), key=lambda f: (f.claims, f.check))
    found = inside + over(told for one in made.products for told in one.report.told)
    yield from (("findings", one, None) for one in with_tolls(found, counted))
    heard = (said for one in made.products for said in one.heard)
    yield from (("monitors", one, None) for one in monitors.of_days([one for ident, one in stood.items() if ident in beside], heard))
    owed = (owed for one in made.products for owed in one.owed)
    yield from (("obligations", one, None) for one in obligations.since(owed, signs))
