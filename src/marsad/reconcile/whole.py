"""All records of a set of reports with claims: what one report tells first, then what several tell together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from marsad.model.record import Finding, Obligation, Position, Records
from marsad.reconcile import agreements, breaches, incidents, monitors, obligations, positions, truces
from marsad.reconcile.algebra import over, with_tolls, within
from marsad.reconcile.copies import Copies, give_voices
from marsad.reconcile.decided import Decided, decided, in_state, settled, settled_ceasefire
from marsad.reconcile.episodes import episodes
from marsad.reconcile.happening import Happening
from marsad.reconcile.link import link
from marsad.reconcile.naming import named
from marsad.reconcile.running import taken
from marsad.reconcile.terms import Terms
from marsad.reconcile.told import Telling, Told, telling
from marsad.reconcile.tolls import records as toll_records
from marsad.reconcile.tolls import series


@dataclass(slots=True)
class Made:
    """What the reports tell one by one, until it is brought together."""

    reports: list[Telling] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    figures: list[Told] = field(default_factory=list)
    terms: list[Terms] = field(default_factory=list)
    said: list[Position] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    heard: list[monitors.Said] = field(default_factory=list)
    owed: list[Obligation] = field(default_factory=list)


def reconcile(rows: Iterable[dict[str, Any]]) -> Records:
    """The records of rows `{id, date, outlet?, text?, copy?, claims, decisions?}`; the same whatever the order of the rows.

    Raises KeyError or ValueError where a row is not in the shape of the codebook, naming the report.
    """
    made, copies = Made(), Copies()
    families: dict[str, str | None] = {}
    taken: dict[int, dict[str, Any]] = {}
    for row in rows:
        taken |= {decision["seq"]: decision for decision in row.get("decisions", ())}
        report = _read(row)
        families[report.id] = row.get("copy")
        if "copy" not in row:
            copies.add(report.id, row.get("text"), report.day)
        happenings, tolls = episodes(report)
        made.happenings += happenings
        made.figures += tolls
        made.terms += truces.of_report(report)
        made.said += positions.of_report(report)
        made.heard += monitors.of_report(report)
        made.owed += obligations.of_report(report)
        made.findings += within(report.told)
        report.close()
        made.reports.append(report)
    give_voices(made.reports, {ident: told or copies.family(ident) for ident, told in families.items()})
    return _records(made, decided(taken.values()))


def _read(row: dict[str, Any]) -> Telling:
    try:
        return telling(row)
    except (KeyError, ValueError, TypeError) as error:
        missing = f"a claim has no {error}" if isinstance(error, KeyError) else str(error)
        raise ValueError(f"report {row.get('id')!r}: {missing}") from None


def _records(made: Made, given: Decided) -> Records:
    made.happenings, moved = taken(made.happenings, made.figures)
    made.figures += moved
    groups = link(made.happenings, given)
    acts = [settled(incidents.record(named("incidents", (t for one in group for t in one.told)), group), given) for group in groups]
    truced = truces.link(made.terms)
    truce_records = [settled_ceasefire(record, given) for record in agreements.records(truced)]
    tolls = toll_records(series(made.figures))
    ceasefire_of = {ref: c.id for c in truce_records for ref in c.claims}
    said = [replace(p, issue=ceasefire_of.get(p.issue, p.issue)) for p in made.said]
    found = sorted(made.findings, key=lambda f: (f.claims, f.check)) + over(t for report in made.reports for t in report.told)
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
        monitors=tuple(monitors.matrix((one for one in acts if one.id in beside), made.heard)),
        obligations=tuple(obligations.since(made.owed, acts)),
        reports=tuple(sorted(report.id for report in made.reports)),
    )
