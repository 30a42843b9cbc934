"""The reports and claims that stand now, or stood at a past moment: what views of the record are made of.

Two times are kept apart: *record time*, when the store came to know something, and *valid time*, the days it is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from marsad.model.claim import Claim
from marsad.model.decision import Decision
from marsad.store import deciding
from marsad.store.rows import day, read_claim
from marsad.store.tables import claims, gone, reports, runs, sketches

AT_ONCE = 5_000
READ_AT_ONCE = 200
CLAIMED = (
    select(claims.c.run, claims.c.json).where(claims.c.run.in_(bindparam("some", expanding=True))).order_by(claims.c.run, claims.c.position)
)
END = "~"  # sorts after every moment


@dataclass(frozen=True, slots=True)
class Reading:
    """One article's newest version with the claims that stand for it; reports of one text share a `family`."""

    key: str
    id: str
    date: dt.date | None
    outlet: str | None
    text: str
    claims: tuple[Claim, ...]
    coder: str
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One article's newest version without its text and claims."""

    key: str
    id: str
    date: dt.date | None
    outlet: str | None


def listed(conn: Connection, moment: str | None = None, until: dt.date | None = None) -> Iterator[Listed]:
    """What `readings` would give, in the same order, without texts and claims."""
    columns = (reports.c.key, reports.c.id, reports.c.date, reports.c.outlet)
    for row in conn.execute(_stood(columns, moment, until)):
        yield Listed(row.key, row.id, day(row.date), row.outlet)


def readings(
    conn: Connection, moment: str | None = None, until: dt.date | None = None, keys: Collection[str] | None = None
) -> Iterator[Reading]:
    """Each article as the store knew it at `moment` (ISO 8601 UTC, now if None), in order of adding; reports up to the day `until`.

    With `keys` only the reports with these.
    """
    columns = (reports.c.key, reports.c.id, reports.c.date, reports.c.outlet, reports.c.text, runs.c.n, runs.c.coder, sketches.c.family)
    for some in [None] if keys is None else _parts(sorted(keys)):
        for found in conn.execute(_stood(columns, moment, until, some)).partitions(READ_AT_ONCE):
            said: dict[int, list[Claim]] = {row.n: [] for row in found}
            for run, line in conn.execute(CLAIMED, {"some": list(said)}):
                said[run].append(read_claim(line))
            for row in found:
                yield Reading(row.key, row.id, day(row.date), row.outlet, row.text, tuple(said[row.n]), row.coder, row.family)


def _stood(columns: Sequence[Any], moment: str | None, until: dt.date | None, keys: list[str] | None = None) -> Select[Any]:
    versions, last = _newest(moment or END), _last_run(moment or END)
    if keys is not None:  # of few reports the others' versions and runs need not be looked at
        versions = versions.where(reports.c.article.in_(select(reports.c.article).where(reports.c.key.in_(keys))))
        last = last.where(runs.c.report_key.in_(keys))
    newest, run = versions.subquery(), last.subquery()
    query = select(*columns).join(run, run.c.report_key == reports.c.key).join(runs, runs.c.n == run.c.n)
    query = query.join(newest, (newest.c.article == reports.c.article) & (newest.c.version == reports.c.version))
    query = query.join(sketches, sketches.c.report_key == reports.c.key, isouter=True)
    query = query.where(reports.c.key.not_in(select(gone.c.key).where(gone.c.at <= (moment or END))))
    query = query.where((reports.c.date <= until.isoformat()) | reports.c.date.is_(None)) if until else query
    query = query.where(reports.c.key.in_(keys)) if keys is not None else query
    return query.order_by(reports.c.n)


def _parts(keys: list[str]) -> list[list[str]]:
    return [keys[n : n + AT_ONCE] for n in range(0, len(keys), AT_ONCE)]


def decided(conn: Connection, moment: str | None = None) -> list[Decision]:
    """The decisions that had been taken at `moment`, in order."""
    return [d for d in deciding.decisions(conn) if d.at <= (moment or END)]


def _newest(moment: str) -> Select[tuple[str, int]]:
    query = select(reports.c.article, func.max(reports.c.version).label("version"))
    return query.where(reports.c.added_at <= moment).group_by(reports.c.article)


def _last_run(moment: str) -> Select[tuple[str, int]]:
    query = select(runs.c.report_key, func.max(runs.c.n).label("n"))
    return query.where(runs.c.ended_at <= moment).group_by(runs.c.report_key)
