"""The tables: what is kept for good (reports, raw, runs, claims, ledger) and what is computed from it.

Kept rows are only ever added; triggers refuse to change or delete them. `standing`, `names`, `mentions`, `searchable`, `decided`,
`sketches`, `bands`, `gone`, `tallies`, `views`, `records`, `facets`, `shares`, `marks` and `pieces` are computed from them and can be
made again; `references` are what others recorded, replaced set by set. Days and moments are ISO 8601 strings. The long text of a report
is its table's last column, so that lists are read without touching it. The index over addresses, and that over words, are each
database's own: the first steps of migrations make them.
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
    Table,
    UniqueConstraint,
)

from marsad.store.types import TEXT, chars

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("key", chars(16), nullable=False, unique=True),
    Column("id", TEXT, nullable=False),
    Column("article", chars(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("date", chars(10), index=True),
    Column("date_from", TEXT),
    Column("outlet", TEXT),
    Column("title", TEXT),
    Column("url", TEXT),
    Column("language", TEXT, nullable=False),
    Column("encoding", TEXT),
    Column("retrieved_at", TEXT),
    Column("bytes_sha256", chars(64)),
    Column("text_sha256", chars(64), nullable=False, index=True),
    Column("characters", Integer, nullable=False),
    Column("added_at", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    UniqueConstraint("article", "version"),
    Index("ix_reports_id", "id", postgresql_using="hash"),
    Index("ix_reports_outlet_date", "outlet", "date"),
)

raw = Table(
    "raw",
    metadata,
    Column("sha256", chars(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("report_key", ForeignKey("reports.key"), nullable=False, index=True),
    Column("coder", TEXT, nullable=False),
    Column("started_at", TEXT),
    Column("ended_at", TEXT, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("counts", TEXT, nullable=False),
    Column("claims_sha256", chars(64), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("run", ForeignKey("runs.n"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", chars(16), nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("first_day", chars(10), index=True),
    Column("last_day", chars(10)),
    Column("json", TEXT, nullable=False),
    Index("ix_claims_kind_day", "kind", "first_day"),
    Index("ix_claims_type_day", "type", "first_day"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", TEXT, nullable=False),
    Column("actor", TEXT, nullable=False),
    Column("action", TEXT, nullable=False),
    Column("subject", TEXT, nullable=False, index=True),
    Column("payload", TEXT, nullable=False),
    Column("prev", chars(64), nullable=False),
    Column("hash", chars(64), nullable=False, unique=True),
    Index("ix_ledger_action", "action", "seq"),
)

standing = Table(
    "standing",
    metadata,
    Column("report_key", ForeignKey("reports.key"), primary_key=True),
    Column("run", ForeignKey("runs.n"), nullable=False, unique=True),
    Column("newest", Boolean, nullable=False),
)

names = Table("names", metadata, Column("folded", TEXT, primary_key=True), sqlite_with_rowid=False)

mentions = Table(
    "mentions",
    metadata,
    Column("run", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", TEXT, primary_key=True),
    Column("folded", TEXT, primary_key=True),
    Column("late", Integer, nullable=False),
    ForeignKeyConstraint(["run", "position"], ["claims.run", "claims.position"]),
    Index("ix_mentions_late", "role", "folded", "late", "run", "position"),
    sqlite_with_rowid=False,
)

searchable = Table(
    "searchable",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_key", ForeignKey("reports.key"), nullable=False, index=True),
    Column("run", Integer),
    Column("position", Integer),
    Column("folded", TEXT, nullable=False),
    ForeignKeyConstraint(["run", "position"], ["claims.run", "claims.position"]),
)

decided = Table(
    "decided",
    metadata,
    Column("seq", ForeignKey("ledger.seq"), primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("report_key", ForeignKey("reports.key"), nullable=False, index=True),
    Column("kind", TEXT, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

views = Table(
    "views",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("head", chars(64), nullable=False),
    Column("version", TEXT, nullable=False),
    Column("digest", chars(64), nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("group", TEXT, primary_key=True),
    Column("id", TEXT, primary_key=True),
    Column("sort", TEXT, nullable=False),
    Column("json", TEXT, nullable=False),
    Index("ix_records_group_sort", "group", "sort"),
)

sketches = Table(
    "sketches",
    metadata,
    Column("report_key", ForeignKey("reports.key"), primary_key=True),
    Column("family", chars(16), nullable=False, index=True),
    Column("sketch", LargeBinary, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("report_key", ForeignKey("reports.key"), primary_key=True),
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    Column("space", TEXT, primary_key=True),
    Column("key", TEXT, primary_key=True),
    Column("item", TEXT, primary_key=True),
    sqlite_with_rowid=False,
)

pieces = Table(
    "pieces",
    metadata,
    Column("space", TEXT, primary_key=True),
    Column("name", TEXT, primary_key=True),
    Column("json", TEXT, nullable=False),
)

tallies = Table(
    "tallies",
    metadata,
    Column("name", TEXT, primary_key=True),
    Column("a", TEXT, primary_key=True),
    Column("b", TEXT, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

facets = Table(
    "facets",
    metadata,
    *(Column(name, TEXT, primary_key=True) for name in ("role", "value", "sort", "id")),
    Index("ix_facets_id", "id", "role", "value"),
    sqlite_with_rowid=False,
)

shares = Table(
    "shares",
    metadata,
    Column("role", TEXT, primary_key=True),
    Column("value", TEXT, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

references = Table(
    "references",
    metadata,
    Column("set", TEXT, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("format", TEXT, nullable=False),
    Column("json", TEXT, nullable=False),
)

gone = Table(
    "gone",
    metadata,
    Column("key", chars(16), primary_key=True),
    Column("seq", ForeignKey("ledger.seq"), nullable=False),
    Column("what", TEXT, nullable=False),
    Column("at", TEXT, nullable=False),
    Column("named", chars(16), nullable=False, index=True),
)

KEPT = ("reports", "raw", "runs", "claims", "ledger")
