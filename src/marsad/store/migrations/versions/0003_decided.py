"""Decisions: which claims each entry `decided` of the ledger is about, so that those of a report are found at once."""

import json

import sqlalchemy as sa
from alembic import op

from marsad.store.types import TEXT, chars

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    table = op.create_table(
        "decided",
        sa.Column("seq", sa.Integer, sa.ForeignKey("ledger.seq"), primary_key=True),
        sa.Column("nth", sa.Integer, primary_key=True),
        sa.Column("report_key", chars(16), sa.ForeignKey("reports.key"), nullable=False, index=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    decided = "SELECT seq, payload FROM ledger WHERE action = 'decided' ORDER BY seq"
    for row in op.get_bind().execute(sa.text(decided)).all():
        for nth, (key, kind, start, end) in enumerate(json.loads(row.payload)["on"]):
            values = {"seq": row.seq, "nth": nth, "report_key": key, "kind": kind, "start": start, "end": end}
            op.get_bind().execute(sa.insert(table), values)


def downgrade() -> None:
    op.drop_table("decided")
