"""The names by which claims are found: a row of `mentions` for each, the spelled ones once in `names`."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from marsad.store.bulk import add_rows
from marsad.store.tables import mentions, names


def add(conn: Connection, run: int, found: Sequence[tuple[int, str, str]]) -> None:
    """Nothing; adds the names of a run's claims, each as (position, role, folded name or id)."""
    written = sorted({folded for _, role, folded in found if not role.endswith("_id")})
    add_rows(conn, names, ("folded",), [(folded,) for folded in written], new_only=True)
    add_rows(conn, mentions, ("run", "position", "role", "folded"), [(run, *one) for one in found])
