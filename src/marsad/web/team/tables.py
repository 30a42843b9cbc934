"""The tables of the file of people. No password and no token is in it: only hashes of them; moments are seconds since 1970."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, String, Table, Text

metadata = MetaData()

people = Table(
    "people",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("alias", Text, nullable=False, unique=True),
    Column("password", Text),
    Column("totp", LargeBinary),
    Column("totp_step", Integer, nullable=False, default=0),
    Column("disabled", Integer, nullable=False, default=0),
    Column("made", Float, nullable=False),
)
members = Table(
    "members",
    metadata,
    Column("person", ForeignKey("people.n"), nullable=False),
    Column("project", Text, nullable=False),
    Column("role", Text, nullable=False),
    PrimaryKeyConstraint("person", "project", "role"),
)
invitations = Table(
    "invitations",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person", ForeignKey("people.n"), nullable=False),
    Column("ends", Float, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person", ForeignKey("people.n"), nullable=False, index=True),
    Column("made", Float, nullable=False),
    Column("seen", Float, nullable=False),
)
keys = Table(
    "keys",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person", ForeignKey("people.n"), nullable=False, index=True),
    Column("project", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("acts", Text, nullable=False),
    Column("ends", Float, nullable=False),
)
tries = Table(
    "tries",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("what", String(64), nullable=False, index=True),
    Column("at", Float, nullable=False),
)
audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
