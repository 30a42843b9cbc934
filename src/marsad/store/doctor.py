"""The doctor: everything that can be wrong with a store, found by looking at all of it, each with what mends it.

`made` is what is only computed and can be made anew; what is `kept` is never changed: go back to a backup, or withdraw and read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from marsad.model.decision import standing as in_force
from marsad.store import deciding, derive, tallies
from marsad.store.kept import Verified
from marsad.store.rows import read_claim
from marsad.store.tables import claims, gone, records, reports, runs, sketches, standing, views


@dataclass(frozen=True, slots=True)
class Ailment:
    """What is wrong: `sort` is "kept" or "made", `where` the report, run or entry, `what` the words for a person."""

    sort: str
    where: str
    what: str


def examine(conn: Connection, checked: Verified) -> list[Ailment]:
    """What is wrong, what is kept before what is made; `checked` is what verifying the chain found."""
    found = [*_chain(checked), *_claims(conn), *_decisions(conn), *_computed(conn), *_saved(conn)]
    return sorted(found, key=lambda ailment: ailment.sort != "kept")


def _chain(checked: Verified) -> Iterator[Ailment]:
    """What the ledger's chain and its facts show: see verify.py."""
    for finding in checked.findings:
        yield Ailment("made" if finding.made else "kept", finding.subject, finding.what)


def _claims(conn: Connection) -> Iterator[Ailment]:
    """Claims that no longer say what their report's text says at their place."""
    query = select(claims.c.run, claims.c.position, claims.c.json, reports.c.key, reports.c.text)
    query = query.join(runs, runs.c.n == claims.c.run).join(reports, reports.c.key == runs.c.report_key)
    for row in conn.execute(query.order_by(claims.c.run, claims.c.position)):
        if what := _claim(row):
            yield Ailment("kept", f"{row.key}#{row.position} of run {row.run}", what)


def _claim(row: Any) -> str | None:
    try:
        claim = read_claim(row.json)
    except (ValueError, KeyError, TypeError) as error:
        return f"it is no claim: {error}"
    if not 0 <= claim.span.start < claim.span.end <= len(row.text):
        return f"its quote stands at {claim.span.start} to {claim.span.end}, outside a text of {len(row.text)} characters"
    if claim.span.of(row.text) != claim.quote:
        return "its quote is not what the text has there"
    if not claim.span.start <= claim.trigger.start < claim.trigger.end <= claim.span.end:
        return "the word that it stands on is outside its quote"
    return None


def _decisions(conn: Connection) -> Iterator[Ailment]:
    """Decisions on reports that are not there."""
    known = set(conn.execute(select(reports.c.key)).scalars())
    for decision in in_force(_decided(conn)):
        for key in {place.key for place in decision.on} - known:
            yield Ailment("kept", f"entry {decision.seq}", f"a decision on report {key}, which is not kept")


def _decided(conn: Connection) -> list[Any]:
    try:
        return deciding.decisions(conn)
    except (ValueError, KeyError, TypeError):
        return []  # an entry was altered, which the chain shows


def _computed(conn: Connection) -> Iterator[Ailment]:
    """Computed rows that are missing, or speak of what is not kept."""
    lost = select(reports.c.key).where(reports.c.key.not_in(select(standing.c.report_key).union(select(gone.c.key))))
    for key in conn.execute(lost).scalars():
        yield Ailment("made", key, "no coding run of this report stands")
    for what in derive.orphans(conn):
        yield Ailment("made", "store", what)
    if counted := tallies.damage(conn):
        yield Ailment("made", "store", counted)
    for key in conn.execute(select(sketches.c.report_key).where(sketches.c.family.not_in(select(reports.c.key)))).scalars():
        yield Ailment("made", key, "it is said to be a copy of a report that is not kept")


def _saved(conn: Connection) -> Iterator[Ailment]:
    """Saved records that are no JSON, or that nobody says were made."""
    if conn.execute(select(func.count()).select_from(records)).scalar_one() and conn.execute(select(views)).first() is None:
        yield Ailment("made", "records", "records are saved, but not at which entry of the ledger they were made")
    for row in conn.execute(select(records.c.group, records.c.id, records.c.json)):
        try:
            json.loads(row.json)
        except ValueError as error:
            yield Ailment("made", f"{row.group} {row.id}", f"a saved record is no JSON: {error}")
