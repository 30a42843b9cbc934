"""Records by row: each by its name and its place in the order of its group, so that one can be put, taken and found by itself.

`marks` and `pieces` hold what the next report is brought together with: who stands under a key, and what each report tells.
"""

import sqlalchemy as sa
from alembic import op

from marsad.store.types import TEXT

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute("DELETE FROM views")  # what is computed is made anew when it is next asked for
    op.drop_table("records")
    op.create_table(
        "records",
        sa.Column("group", TEXT, primary_key=True),
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("sort", TEXT, nullable=False),
        sa.Column("json", TEXT, nullable=False),
    )
    op.create_index("ix_records_group_sort", "records", ["group", "sort"])
    op.create_table(
        "marks",
        sa.Column("space", TEXT, primary_key=True),
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("item", TEXT, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pieces",
        sa.Column("space", TEXT, primary_key=True),
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("json", TEXT, nullable=False),
    )


def downgrade() -> None:
    op.execute("DELETE FROM views")
    op.drop_table("pieces")
    op.drop_table("marks")
    op.drop_table("records")
    op.create_table(
        "records",
        sa.Column("group", TEXT, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("json", TEXT, nullable=False),
    )
