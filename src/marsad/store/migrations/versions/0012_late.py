"""What claims are found by is in the order of their days, and kinds, types and weeks are among it; reports of an outlet by day."""

import sqlalchemy as sa
from alembic import op

from marsad.store.migrations import found_by
from marsad.store.types import TEXT

revision = "0012"
down_revision = "0011"


def _table(name: str, *columns: sa.Column[object]) -> None:
    """The table anew under this name, which PostgreSQL's key keeps: SQLite changes no columns of a key."""
    named = (sa.Column("run", sa.Integer, primary_key=True), sa.Column("position", sa.Integer, primary_key=True))
    texts = (sa.Column(column, TEXT, primary_key=True) for column in ("role", "folded"))
    own = sa.ForeignKeyConstraint(["run", "position"], ["claims.run", "claims.position"])
    op.create_table(name, *named, *texts, *columns, own, sqlite_with_rowid=False)


def upgrade() -> None:
    op.execute("DELETE FROM views")
    _table("found", sa.Column("late", sa.Integer, nullable=False))
    found_by.fill(op.get_bind())
    op.drop_table("mentions")
    op.rename_table("found", "mentions")
    op.create_index("ix_mentions_late", "mentions", ["role", "folded", "late", "run", "position"])
    op.create_index("ix_reports_outlet_date", "reports", ["outlet", "date"])


def downgrade() -> None:
    op.drop_index("ix_reports_outlet_date", "reports")
    _table("named")
    op.execute(
        "INSERT INTO named (run, position, role, folded) SELECT run, position, role, folded FROM mentions "
        "WHERE role NOT IN ('all', 'kind', 'type', 'week')"
    )
    op.drop_table("mentions")
    op.rename_table("named", "mentions")
    op.create_index("ix_mentions_role_folded", "mentions", ["role", "folded"])
