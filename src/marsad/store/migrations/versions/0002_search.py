"""Search: the folded words of reports and claims, and a full-text index over them where the database has one."""

import json

import sqlalchemy as sa
from alembic import op

from marsad.store import dialect
from marsad.store.types import TEXT, chars
from marsad.store.words import folded

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    table = op.create_table(
        "searchable",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report_key", chars(16), sa.ForeignKey("reports.key"), nullable=False, index=True),
        sa.Column("run", sa.Integer),
        sa.Column("position", sa.Integer),
        sa.Column("folded", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["run", "position"], ["claims.run", "claims.position"]),
    )
    _fill(op.get_bind(), table)
    dialect.index(op.get_bind()).make_index(op.get_bind())


def downgrade() -> None:
    dialect.index(op.get_bind()).drop_index(op.get_bind())
    op.drop_table("searchable")


def _fill(conn: sa.Connection, table: sa.Table) -> None:
    for row in conn.execute(sa.text("SELECT key, title, text FROM reports ORDER BY n")).all():
        conn.execute(sa.insert(table), {"report_key": row.key, "folded": folded(f"{row.title or ''}\n{row.text}")})
    claims = "SELECT report_key, run, position, json FROM claims JOIN runs ON runs.n = claims.run ORDER BY run, position"
    for row in conn.execute(sa.text(claims)).all():
        words = {"folded": folded(json.loads(row.json)["quote"])}
        conn.execute(sa.insert(table), {"report_key": row.report_key, "run": row.run, "position": row.position} | words)
