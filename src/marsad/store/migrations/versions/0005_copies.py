"""Copies: a sketch of each report's text, the bands by which copies are found, and the family of reports of one text."""

import datetime as dt

import sqlalchemy as sa
from alembic import op

from marsad.store import copies
from marsad.store.types import chars

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "sketches",
        sa.Column("report_key", chars(16), sa.ForeignKey("reports.key"), primary_key=True),
        sa.Column("family", chars(16), nullable=False, index=True),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "bands",
        sa.Column("band", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("report_key", chars(16), sa.ForeignKey("reports.key"), primary_key=True),
        sqlite_with_rowid=False,
    )
    conn = op.get_bind()
    for key, date, text in conn.execute(sa.text("SELECT key, date, text FROM reports ORDER BY n")).all():
        copies.add(conn, key, text, dt.date.fromisoformat(date) if date else None)


def downgrade() -> None:
    op.drop_table("bands")
    op.drop_table("sketches")
