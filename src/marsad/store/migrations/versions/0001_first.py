"""What is kept for good (reports, raw, runs, claims, ledger), and the names and runs that stand."""

import sqlalchemy as sa
from alembic import op

from marsad.store import sqlite

revision = "0001"
down_revision = None
KEPT = ("reports", "raw", "runs", "claims", "ledger")


def upgrade() -> None:
    _reports()
    _runs()
    _claims()
    _ledger()
    _computed()
    for table in KEPT:
        sqlite.forbid_change(op.get_bind(), table)


def downgrade() -> None:
    for table in ("mentions", "names", "standing", "ledger", "claims", "runs", "raw", "reports"):
        op.drop_table(table)


def _reports() -> None:
    optional = ("date_from", "outlet", "title", "url")
    op.create_table(
        "reports",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(16), nullable=False, unique=True),
        sa.Column("id", sa.Text, nullable=False, index=True),
        sa.Column("article", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("date", sa.String(10), index=True),
        *(sa.Column(name, sa.Text) for name in optional),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("encoding", sa.Text),
        sa.Column("retrieved_at", sa.Text),
        sa.Column("bytes_sha256", sa.String(64)),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("article", "version"),
    )
    op.create_index("ix_reports_outlet_url", "reports", ["outlet", "url"])
    op.create_table(
        "raw",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("report_key", sa.String(16), sa.ForeignKey("reports.key"), nullable=False, index=True),
        sa.Column("coder", sa.Text, nullable=False),
        sa.Column("started_at", sa.Text),
        sa.Column("ended_at", sa.Text, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("claims_sha256", sa.String(64), nullable=False),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.n"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("first_day", sa.String(10), index=True),
        sa.Column("last_day", sa.String(10)),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_index("ix_claims_kind_type", "claims", ["kind", "type"])


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "actor", "action")),
        sa.Column("subject", sa.Text, nullable=False, index=True),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
    )


def _computed() -> None:
    op.create_table(
        "standing",
        sa.Column("report_key", sa.String(16), sa.ForeignKey("reports.key"), primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.n"), nullable=False, unique=True),
        sa.Column("newest", sa.Boolean, nullable=False),
    )
    op.create_table("names", sa.Column("folded", sa.Text, primary_key=True), sqlite_with_rowid=False)
    op.create_table(
        "mentions",
        sa.Column("run", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("folded", sa.Text, primary_key=True),
        sa.ForeignKeyConstraint(["run", "position"], ["claims.run", "claims.position"]),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mentions_role_folded", "mentions", ["role", "folded"])
