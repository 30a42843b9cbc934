"""All records of a set of reports with claims: what one report tells first, then what several tell together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marsad.model.record import Position, Records
from marsad.reconcile import agreements, breaches, incidents, positions, truces
from marsad.reconcile.algebra import findings
from marsad.reconcile.decided import Decided, decided, settled, settled_ceasefire
from marsad.reconcile.episodes import episodes
from marsad.reconcile.happening import Happening
from marsad.reconcile.link import link
from marsad.reconcile.terms import Terms
from marsad.reconcile.told import Telling, Told, telling
from marsad.reconcile.tolls import records as toll_records
from marsad.reconcile.tolls import series


def reconcile(rows: Iterable[dict[str, Any]]) -> Records:
    """The records of rows `{id, date, outlet?, text?, claims, decisions?}`; the same whatever the order of the rows.

    Raises KeyError or ValueError where a row is not in the shape of the codebook, naming the report.
    """
    reports, happenings, figures, terms = [], list[Happening](), list[Told](), list[Terms]()
    taken: dict[int, dict[str, Any]] = {}
    for row in rows:
        taken |= {decision["seq"]: decision for decision in row.get("decisions", ())}
        report = _read(row)
        made, tolls = episodes(report)
        happenings += made
        figures += tolls
        terms += truces.of_report(report)
        reports.append(report)
    return _records(reports, happenings, figures, terms, decided(taken.values()))


def _read(row: dict[str, Any]) -> Telling:
    try:
        return telling(row)
    except (KeyError, ValueError, TypeError) as error:
        missing = f"a claim has no {error}" if isinstance(error, KeyError) else str(error)
        raise ValueError(f"report {row.get('id')!r}: {missing}") from None


def _records(reports: list[Telling], happenings: list[Happening], figures: list[Told], terms: list[Terms], given: Decided) -> Records:
    groups = link(happenings, given)
    acts = [settled(incidents.record(f"i{n}", group), given) for n, group in enumerate(groups, 1)]
    truced = truces.link(terms)
    truce_records = [settled_ceasefire(record, given) for record in agreements.records(truced)]
    found = series(figures)
    tolls = toll_records(found)
    ceasefire_of = {ref: c.id for c in truce_records for ref in c.claims}
    said: list[Position] = [p for report in reports for p in positions.of_report(report, ceasefire_of)]
    return Records(
        incidents=tuple(acts),
        tolls=tuple(tolls),
        ceasefires=tuple(truce_records),
        violations=tuple(breaches.violations(zip(acts, groups, strict=True), zip(truce_records, truced, strict=True))),
        positions=tuple(sorted(said, key=lambda p: (p.actor, p.issue, str(p.day), p.claim))),
        findings=tuple(findings((t for report in reports for t in report.told), tolls)),
        reports=tuple(sorted(report.id for report in reports)),
    )
