"""Copies: which kept reports are of one text, found as each is added by looking only at those that share a band of its sketch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, update

from marsad.store.bulk import add_rows
from marsad.store.rows import day
from marsad.store.tables import bands, reports, sketches
from marsad.text import sketch as sketching

WIDEST = 200
"""Reports of one band that a new one is compared with, the latest: a bulletin's standing words may fill a band."""


def add(conn: Connection, key: str, text: str, when: dt.date | None) -> None:
    """Keeps the report's sketch and its family: its own key, or that of the reports that it is a copy of, which become one."""
    made = sketching.sketch(text)
    if made is None:
        return
    own = sketching.bands(made)
    families = sorted(set(_families(conn, own, made, when)))
    family = families[0] if families else key
    if len(families) > 1:
        conn.execute(update(sketches).where(sketches.c.family.in_(families)).values(family=family))
    add_rows(conn, sketches, ("report_key", "family", "sketch"), [(key, family, made)])
    add_rows(conn, bands, ("band", "report_key"), [(band, key) for band in sorted(set(own))])


def related(conn: Connection, keys: Sequence[str]) -> list[str]:
    """The keys of these reports and of all that are of one text with one of them."""
    families = select(sketches.c.family).where(sketches.c.report_key.in_(keys))
    return list(conn.execute(select(sketches.c.report_key).where(sketches.c.family.in_(families))).scalars())


def families(conn: Connection, keys: Sequence[str]) -> dict[str, str]:
    """By key the family of each report that is in one family with one of these."""
    own = select(sketches.c.family).where(sketches.c.report_key.in_(keys))
    rows = conn.execute(select(sketches.c.report_key, sketches.c.family).where(sketches.c.family.in_(own)))
    return {row.report_key: row.family for row in rows}


def renew(conn: Connection, keys: Sequence[str]) -> None:
    """Makes the sketches and families of these reports anew, of those that are still there."""
    for table in (bands, sketches):
        conn.execute(delete(table).where(table.c.report_key.in_(keys)))
    for row in conn.execute(
        select(reports.c.key, reports.c.text, reports.c.date).where(reports.c.key.in_(keys)).order_by(reports.c.n)
    ).all():
        add(conn, row.key, row.text, day(row.date))


def _families(conn: Connection, own: list[int], made: bytes, when: dt.date | None) -> list[str]:
    columns = (sketches.c.family, sketches.c.sketch, reports.c.date)
    shared = select(bands.c.report_key).where(bands.c.band.in_(own)).distinct().subquery()
    query = (
        select(*columns).join(shared, shared.c.report_key == sketches.c.report_key).join(reports, reports.c.key == sketches.c.report_key)
    )
    if when:
        low, high = (when + dt.timedelta(days=n * sketching.DAYS) for n in (-1, 1))
        query = query.where(reports.c.date.is_(None) | reports.c.date.between(low.isoformat(), high.isoformat()))
    found = conn.execute(query.order_by(reports.c.n.desc()).limit(WIDEST)).all()
    return [family for family, other, told in found if sketching.near(when, day(told)) and sketching.alike(made, other) >= sketching.ALIKE]
