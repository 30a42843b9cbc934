"""What is kept for good (reports, raw, runs, claims, ledger), and the names and runs that stand."""

import sqlalchemy as sa
from alembic import op

from marsad.store import dialect
from marsad.store.types import TEXT, chars

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
        dialect.database(op.get_bind()).forbid_change(op.get_bind(), table)


def downgrade() -> None:
    for table in ("mentions", "names", "standing", "ledger", "claims", "runs", "raw", "reports"):
        op.drop_table(table)


def _reports() -> None:
    optional = ("date_from", "outlet", "title", "url")
    op.create_table(
        "reports",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("key", chars(16), nullable=False, unique=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("article", chars(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("date", chars(10), index=True),
        *(sa.Column(name, TEXT) for name in optional),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("encoding", TEXT),
        sa.Column("retrieved_at", TEXT),
        sa.Column("bytes_sha256", chars(64)),
        sa.Column("text_sha256", chars(64), nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("added_at", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.UniqueConstraint("article", "version"),
    )
    op.create_index("ix_reports_id", "reports", ["id"], postgresql_using="hash")
    if op.get_bind().dialect.name == "postgresql":  # whose trees take no address of more than 2,700 bytes
        op.create_index("ix_reports_url", "reports", ["url"], postgresql_using="hash")
    else:
        op.create_index("ix_reports_outlet_url", "reports", ["outlet", "url"])
    op.create_table(
        "raw",
        sa.Column("sha256", chars(64), primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("report_key", chars(16), sa.ForeignKey("reports.key"), nullable=False, index=True),
        sa.Column("coder", TEXT, nullable=False),
        sa.Column("started_at", TEXT),
        sa.Column("ended_at", TEXT, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("counts", TEXT, nullable=False),
        sa.Column("claims_sha256", chars(64), nullable=False),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.n"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("id", chars(16), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("first_day", chars(10), index=True),
        sa.Column("last_day", chars(10)),
        sa.Column("json", TEXT, nullable=False),
    )
    op.create_index("ix_claims_kind_type", "claims", ["kind", "type"])


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("at", "actor", "action")),
        sa.Column("subject", TEXT, nullable=False, index=True),
        sa.Column("payload", TEXT, nullable=False),
        sa.Column("prev", chars(64), nullable=False),
        sa.Column("hash", chars(64), nullable=False, unique=True),
    )


def _computed() -> None:
    op.create_table(
        "standing",
        sa.Column("report_key", chars(16), sa.ForeignKey("reports.key"), primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.n"), nullable=False, unique=True),
        sa.Column("newest", sa.Boolean, nullable=False),
    )
    op.create_table("names", sa.Column("folded", TEXT, primary_key=True), sqlite_with_rowid=False)
    op.create_table(
        "mentions",
        sa.Column("run", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("role", TEXT, primary_key=True),
        sa.Column("folded", TEXT, primary_key=True),
        sa.ForeignKeyConstraint(["run", "position"], ["claims.run", "claims.position"]),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mentions_role_folded", "mentions", ["role", "folded"])
