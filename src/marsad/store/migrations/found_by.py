"""Step 0012: what is there to find claims by, with how late their days are; and kinds, types and weeks beside the names."""

from __future__ import annotations

from sqlalchemy import Connection, text

from marsad.store.rows import late
from marsad.store.shelves import weeks

AT_ONCE = 20_000
_DAYS = "CREATE TEMPORARY TABLE lateness (day TEXT PRIMARY KEY, late INTEGER NOT NULL)"
_ROWS = (
    "INSERT INTO found (run, position, role, folded, late) SELECT m.run, m.position, m.role, m.folded, l.late FROM mentions m "
    "JOIN claims c ON c.run = m.run AND c.position = m.position JOIN lateness l ON l.day = coalesce(c.first_day, '')",
    "INSERT INTO found (run, position, role, folded, late) SELECT c.run, c.position, 'all', '', l.late FROM claims c "
    "JOIN lateness l ON l.day = coalesce(c.first_day, '')",
    "INSERT INTO found (run, position, role, folded, late) SELECT c.run, c.position, 'kind', c.kind, l.late FROM claims c "
    "JOIN lateness l ON l.day = coalesce(c.first_day, '')",
    "INSERT INTO found (run, position, role, folded, late) SELECT c.run, c.position, 'type', c.type, l.late FROM claims c "
    "JOIN lateness l ON l.day = coalesce(c.first_day, '')",
)


def fill(conn: Connection) -> None:
    """Nothing; fills the table `found` from `mentions` and `claims`."""
    conn.execute(text(_DAYS))
    days = conn.execute(text("SELECT DISTINCT coalesce(first_day, '') FROM claims")).scalars().all()
    if days:
        conn.execute(text("INSERT INTO lateness (day, late) VALUES (:day, :late)"), [{"day": d, "late": late(d)} for d in days])
    for step in _ROWS:
        conn.execute(text(step))
    conn.execute(text("DROP TABLE lateness"))
    long = text("SELECT run, position, first_day, last_day FROM claims WHERE last_day > first_day")
    rows = [
        {"run": row.run, "position": row.position, "week": week, "late": late(row.first_day)}
        for row in conn.execute(long)
        for week in weeks(row.first_day, row.last_day)
    ]
    add = text("INSERT INTO found (run, position, role, folded, late) VALUES (:run, :position, 'week', :week, :late)")
    for start in range(0, len(rows), AT_ONCE):
        conn.execute(add, rows[start : start + AT_ONCE])
