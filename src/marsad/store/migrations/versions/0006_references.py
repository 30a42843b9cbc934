"""Reference records: what others recorded of the same events, a set for each import, beside the record and never part of it."""

import sqlalchemy as sa
from alembic import op

from marsad.store.types import TEXT

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "references",
        sa.Column("set", TEXT, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("format", TEXT, nullable=False),
        sa.Column("json", TEXT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("references")
