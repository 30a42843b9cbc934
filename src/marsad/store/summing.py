"""The latest claims counted by place and by day: for a map and the bars of a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from marsad.store import claim_lists, listing
from marsad.store.kept import Counted
from marsad.store.rows import late
from marsad.store.tables import claims


def latest(conn: Connection, limit: int, wanted: Mapping[str, Any]) -> Counted:
    """The latest `limit` claims that pass filters, counted."""
    way = claim_lists.walk(conn, listing.checked(wanted), limit)
    return _counted(conn, way.found, way.reached is not None)


def of_report(conn: Connection, key: str, limit: int, wanted: Mapping[str, Any]) -> Counted:
    """The first `limit` claims of a report that pass filters, counted."""
    query = listing.claims_query(key=key, **wanted).with_only_columns(claims.c.first_day, claims.c.run, claims.c.position)
    rows = [(late(row[0]), row[1], row[2]) for row in conn.execute(query.limit(limit + 1))]
    return _counted(conn, rows[:limit], len(rows) > limit)


def _counted(conn: Connection, found: list[claim_lists.Place], more: bool) -> Counted:
    told = claim_lists.found_by(conn, found, ("kind", "place_id"))
    kinds = {at: folded for at, role, folded in told if role == "kind"}
    days = Counter((day, kinds[place[1:]]) for place in found if (day := claim_lists.told(place)))
    places = Counter((folded, kinds[at]) for at, role, folded in told if role == "place_id")
    here = [(place, kind, n) for (place, kind), n in sorted(places.items())]
    return Counted(here, [(day, kind, n) for (day, kind), n in sorted(days.items())], len(found), more)
