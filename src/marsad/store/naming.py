"""What claims are found by, in the order of their days: a row of `mentions` for each; names as they are spelled once in `names`."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from marsad.store.bulk import add_rows
from marsad.store.rows import Mention
from marsad.store.tables import mentions, names

SPELLED = frozenset({"place", "actor", "source"})


def add(conn: Connection, run: int, found: Sequence[Mention]) -> None:
    """Nothing; adds what a run's claims are found by."""
    written = sorted({folded for _, role, folded, _ in found if role in SPELLED})
    add_rows(conn, names, ("folded",), [(folded,) for folded in written], new_only=True)
    add_rows(conn, mentions, ("run", "position", "role", "folded", "late"), [(run, *one) for one in found])
