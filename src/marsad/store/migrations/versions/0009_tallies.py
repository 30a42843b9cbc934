"""Tallies of what stands, so that no page counts; reports are found by the hash of their text."""

import sqlalchemy as sa
from alembic import op

from marsad.store import tallies
from marsad.store.types import TEXT

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index("ix_reports_text_sha256", "reports", ["text_sha256"])
    op.create_index("ix_ledger_action", "ledger", ["action", "seq"])
    op.create_table(
        "tallies",
        *(sa.Column(name, TEXT, primary_key=True) for name in ("name", "a", "b")),
        sa.Column("n", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    tallies.derive(op.get_bind())


def downgrade() -> None:
    op.drop_table("tallies")
    op.drop_index("ix_ledger_action", "ledger")
    op.drop_index("ix_reports_text_sha256", "reports")
