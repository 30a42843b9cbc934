"""Facets: what saved records are found by on their pages, and how many have each value."""

import sqlalchemy as sa
from alembic import op

from marsad.store.types import TEXT

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("DELETE FROM views")  # what is computed is made anew when it is next asked for
    op.create_table(
        "facets", *(sa.Column(name, TEXT, primary_key=True) for name in ("role", "value", "sort", "id")), sqlite_with_rowid=False
    )
    op.create_index("ix_facets_id", "facets", ["id", "role", "value"])
    op.create_table(
        "shares",
        *(sa.Column(name, TEXT, primary_key=True) for name in ("role", "value")),
        sa.Column("n", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("shares")
    op.drop_table("facets")
