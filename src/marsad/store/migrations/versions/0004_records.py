"""Records: what was last made of the claims and decisions, and at which head of the ledger."""

import sqlalchemy as sa
from alembic import op

from marsad.store.types import TEXT, chars

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "views",
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("head", chars(64), nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("digest", chars(64), nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("group", TEXT, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("json", TEXT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("records")
    op.drop_table("views")
