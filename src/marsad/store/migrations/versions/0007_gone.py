"""Reports that were withdrawn or erased: which, and by which entry of the ledger."""

import sqlalchemy as sa
from alembic import op

from marsad.store.types import TEXT, chars

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "gone",
        sa.Column("key", chars(16), primary_key=True),
        sa.Column("seq", sa.Integer, sa.ForeignKey("ledger.seq"), nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("named", chars(16), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("gone")
