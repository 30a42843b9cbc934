"""Many reports and claims of theirs at once, by what records call them: a few queries for a page, however many records it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select, union

from marsad.model.claim import Claim
from marsad.store import listing
from marsad.store.kept import StoredReport
from marsad.store.rows import read_claim
from marsad.store.tables import claims, decided, ledger, reports, standing

AT_ONCE = 400
Place = tuple[str, str, int]
"""A report's key, the kind of a claim in it, and where its quote begins."""


def named(conn: Connection, idents: Collection[str], load: listing.Loader) -> dict[str, StoredReport]:
    """The report that refs call by each of these ids or keys: the newest version; of several articles with one id the first added."""
    found: dict[str, StoredReport] = {}
    for some in _parts(sorted(set(idents))):
        numbers = union(select(reports.c.n).where(reports.c.key.in_(some)), select(reports.c.n).where(reports.c.id.in_(some)))
        rows = listing.listed(conn, listing.reports_query().where(reports.c.n.in_(list(conn.execute(numbers).scalars()))), load)
        found |= {one: best for one in some if (best := _called(one, rows))}
    return found


def _called(ident: str, rows: Sequence[StoredReport]) -> StoredReport | None:
    """As `listing.find` by key, then by id."""
    if keyed := [row for row in rows if row.key == ident]:
        return keyed[0]
    alike = [row for row in rows if row.id == ident]
    if len({row.article for row in alike}) == 1:
        return max(alike, key=lambda row: row.version)
    return min((row for row in alike if row.newest), key=lambda row: (row.added_at, row.key), default=None)


def claims_at(conn: Connection, wanted: Collection[Place]) -> dict[Place, Claim]:
    """The claims that stand at these places; the last of several at one."""
    here, found = set(wanted), {}
    starts = defaultdict(set)
    for key, _, start in here:
        starts[key].add(start)
    columns = (standing.c.report_key, claims.c.kind, claims.c.start, claims.c.json)
    for keys in _parts(sorted(starts)):
        query = select(*columns).join(claims, claims.c.run == standing.c.run).where(standing.c.report_key.in_(keys))
        query = query.where(claims.c.start.in_(sorted(set().union(*(starts[key] for key in keys)))))
        for key, kind, start, json in conn.execute(query.order_by(claims.c.run, claims.c.position)):
            if (key, kind, start) in here:
                found[key, kind, start] = json
    return {place: read_claim(json) for place, json in found.items()}


def refs_of(conn: Connection, called: Mapping[str, str], kind: str | None = None) -> list[str]:
    """What records call the claims, or those of a kind, that stand for the reports with these keys, which they call so."""
    query = select(standing.c.report_key, claims.c.kind, claims.c.start).join(claims, claims.c.run == standing.c.run)
    found = (row for keys in _parts(sorted(called)) for row in conn.execute(query.where(standing.c.report_key.in_(keys))))
    return [f"{called[row.report_key]}#{row.kind}@{row.start}" for row in found if kind in (None, row.kind)]


def decided_on(conn: Connection, keys: Collection[str]) -> set[str]:
    """Those of these reports that somebody decided on."""
    found: set[str] = set()
    for some in _parts(sorted(set(keys))):
        on = select(decided.c.report_key).where(decided.c.report_key.in_(some))
        about = select(ledger.c.subject).where(ledger.c.subject.in_(some), ledger.c.action == "decided")
        found.update(conn.execute(union(on, about)).scalars())
    return found


def _parts(values: Sequence[Any]) -> Iterator[list[Any]]:
    source = iter(values)
    while some := list(islice(source, AT_ONCE)):
        yield some
