"""Attesting: is what one entry of the ledger says was added still there, to the last character.

Also compared is what is only computed from it: columns, names and words that it is found by.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from marsad.model.report import sha256
from marsad.store.canonical import canonical, claims_digest, digest
from marsad.store.keeping import FACTS, PAYLOAD
from marsad.store.rows import day, derived, mentioned, read_claim
from marsad.store.tables import claims, mentions, raw, reports, runs, searchable
from marsad.store.words import folded, whole

Facts = dict[str, Any]


class Fault(NamedTuple):
    """What is wrong; `made` where that is only computed."""

    what: str
    made: bool = False


def report(conn: Connection, entry: Any, payload: Facts) -> Iterator[Fault]:
    """What is wrong with the report that this entry says was added."""
    row = conn.execute(select(reports).where(reports.c.key == entry.subject)).first()
    if row is None:
        yield Fault(f"report {payload['id']!r} (key {entry.subject}) is gone")
        return
    name, columns = f"report {payload['id']!r} (key {entry.subject})", row._mapping
    for column in PAYLOAD:
        if columns[column] != payload[column]:
            yield Fault(f"{name}: its {column} is not the one that was added")
    if columns["added_at"] != entry.at:
        yield Fault(f"{name}: its added_at is not the moment of its entry")
    if digest(row.text) != payload["text_sha256"]:
        yield Fault(f"{name}: its text is not the one that was added")
    elif _searchable(conn, entry.subject, None) != [folded(whole(row.title, row.text))]:
        yield Fault(f"{name}: its words for searching are not those of its text", True)
    if payload["raw"]:
        yield from _bytes(conn, name, payload["bytes_sha256"])


def erased(conn: Connection, entry: Any) -> Iterator[Fault]:
    """What is left of the report that this entry, whose content was erased, was about."""
    query = select(reports.c.n).where(reports.c.key == entry.subject)
    if entry.action == "added" and conn.execute(query).first():
        yield Fault(f"report {entry.subject} was erased and is there")


def _bytes(conn: Connection, name: str, expected: str) -> Iterator[Fault]:
    row = conn.execute(select(raw).where(raw.c.sha256 == expected)).first()
    try:
        data = zlib.decompress(row.packed) if row else None
    except (zlib.error, TypeError):
        data = None
    if row is None or data is None or sha256(data) != expected or row.size != len(data):
        yield Fault(f"{name}: its bytes are not those that were added" if row else f"{name}: its bytes are gone")


def run(conn: Connection, key: str, payload: Facts) -> Iterator[Fault]:
    """What is wrong with the coding run, and its claims, that an entry with this payload recorded."""
    row = conn.execute(select(runs).where(runs.c.n == payload["run"])).first()
    if row is None:
        yield Fault(f"coding run {payload['run']} of report {key} is gone")
        return
    name = f"coding run {row.n} of report {key}"
    for column in FACTS:
        if row._mapping[column] != payload[column]:
            yield Fault(f"{name}: its {column} is not the one that was recorded")
    if row.report_key != key:
        yield Fault(f"{name}: it is filed under report {row.report_key}")
    stored = conn.execute(select(claims).where(claims.c.run == row.n).order_by(claims.c.position)).all()
    if claims_digest(claim.json for claim in stored) != payload["claims_sha256"]:
        yield Fault(f"{name}: its claims are not those that were coded")
    else:
        yield from _derived(conn, name, key, row, stored)


def _derived(conn: Connection, name: str, key: str, run: Any, stored: Any) -> Iterator[Fault]:
    date = day(conn.execute(select(reports.c.date).where(reports.c.key == key)).scalar())
    read = [read_claim(row.json) for row in stored]
    for row, (position, claim) in zip(stored, enumerate(read), strict=True):
        expected = derived(claim, date) | {"position": position, "id": claim.id(key)}
        for column in (c for c, value in expected.items() if row._mapping[c] != value):
            yield Fault(f"{name}: the column {column} of claim {claim.id(key)} is not what the claim says")
    rows = conn.execute(select(*(mentions.c[column] for column in ("position", "role", "folded", "late"))).where(mentions.c.run == run.n))
    if {tuple(row) for row in rows} != {one for i, claim in enumerate(read) for one in mentioned(i, claim, date)}:
        yield Fault(f"{name}: what its claims are found by is not what they say", True)
    if _searchable(conn, key, run.n) != [folded(claim.quote) for claim in read]:
        yield Fault(f"{name}: its words for searching are not those of its claims", True)
    if run.counts != canonical(Counter(claim.kind for claim in read)):
        yield Fault(f"{name}: its counts are not those of its claims")


def _searchable(conn: Connection, key: str, run: int | None) -> list[str]:
    query = select(searchable.c.folded).where(searchable.c.report_key == key, searchable.c.run.is_not_distinct_from(run))
    return list(conn.execute(query.order_by(searchable.c.position)).scalars())
