"""The tables: what is kept for good (reports, raw, runs, claims, ledger) and what is computed from it.

Kept rows are only ever added; triggers refuse to change or delete them. `standing`, `names`, `mentions`, `searchable`, `decided`,
`sketches`, `bands`, `views` and `records` are computed from them and can be made again. Days and moments are ISO 8601 strings. The long
text of a report is its table's last column, so that lists are read without touching it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("key", String(16), nullable=False, unique=True),
    Column("id", Text, nullable=False, index=True),
    Column("article", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("date", String(10), index=True),
    Column("date_from", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("encoding", Text),
    Column("retrieved_at", Text),
    Column("bytes_sha256", String(64)),
    Column("text_sha256", String(64), nullable=False),
    Column("characters", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("article", "version"),
    Index("ix_reports_outlet_url", "outlet", "url"),
)

raw = Table(
    "raw",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("report_key", ForeignKey("reports.key"), nullable=False, index=True),
    Column("coder", Text, nullable=False),
    Column("started_at", Text),
    Column("ended_at", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("counts", Text, nullable=False),
    Column("claims_sha256", String(64), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("run", ForeignKey("runs.n"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String(16), nullable=False),
    Column("kind", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("first_day", String(10), index=True),
    Column("last_day", String(10)),
    Column("json", Text, nullable=False),
    Index("ix_claims_kind_type", "kind", "type"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("payload", Text, nullable=False),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)

standing = Table(
    "standing",
    metadata,
    Column("report_key", ForeignKey("reports.key"), primary_key=True),
    Column("run", ForeignKey("runs.n"), nullable=False, unique=True),
    Column("newest", Boolean, nullable=False),
)

names = Table("names", metadata, Column("folded", Text, primary_key=True), sqlite_with_rowid=False)

mentions = Table(
    "mentions",
    metadata,
    Column("run", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("folded", Text, primary_key=True),
    ForeignKeyConstraint(["run", "position"], ["claims.run", "claims.position"]),
    Index("ix_mentions_role_folded", "role", "folded"),
    sqlite_with_rowid=False,
)

searchable = Table(
    "searchable",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_key", ForeignKey("reports.key"), nullable=False, index=True),
    Column("run", Integer),
    Column("position", Integer),
    Column("folded", Text, nullable=False),
    ForeignKeyConstraint(["run", "position"], ["claims.run", "claims.position"]),
)

decided = Table(
    "decided",
    metadata,
    Column("seq", ForeignKey("ledger.seq"), primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("report_key", ForeignKey("reports.key"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

views = Table(
    "views",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("version", Text, nullable=False),
    Column("digest", String(64), nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("group", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("json", Text, nullable=False),
)

sketches = Table(
    "sketches",
    metadata,
    Column("report_key", ForeignKey("reports.key"), primary_key=True),
    Column("family", String(16), nullable=False, index=True),
    Column("sketch", LargeBinary, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("report_key", ForeignKey("reports.key"), primary_key=True),
    sqlite_with_rowid=False,
)

KEPT = ("reports", "raw", "runs", "claims", "ledger")
