"""What only SQLite knows: connections, pragmas, triggers, and what its errors mean (sqlite_index.py: full-text search).

The same functions as postgres.py; nothing else speaks a dialect, dialect.py says which of the two does.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, Table, create_engine, event, text
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import DBAPIError

from marsad.store.errors import StoreError

APPLICATION = 0x4D525344
WAIT_SECONDS = 30
CACHE_KILOBYTES = 16_000
HOLE, LISTED = "?", "IN (SELECT value FROM json_each(?))"
_BUSY = f"another process has been writing to it for over {WAIT_SECONDS} seconds: wait for that one, then run it again"
_MEANING = {
    sqlite3.SQLITE_FULL: "the disk is full; what was acknowledged before is safe: make room and run it again",
    sqlite3.SQLITE_READONLY: "it cannot be written: it, or its folder, is read-only; change that or choose another file",
    sqlite3.SQLITE_PERM: "access is refused: allow it or choose another file",
    sqlite3.SQLITE_AUTH: "access is refused: allow it or choose another file",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: see that its folder exists and may be read and written, or choose another file",
    sqlite3.SQLITE_NOTADB: "it is not a database: choose another file",
    sqlite3.SQLITE_CORRUPT: "it is damaged: keep it as it is and go back to a copy",
    sqlite3.SQLITE_IOERR: "the disk failed: see whether it is full or damaged; what was acknowledged before is safe",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
}


def make_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine on the file: foreign keys on, each acknowledged write synced to the disk, writers queue up."""
    uri = f"file:{quote(path.resolve().as_posix())}?mode={'ro' if read_only else 'rwc'}"

    def connect() -> sqlite3.Connection:
        db = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        db.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        return db

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(conn: Connection) -> None:
    conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get("writing") else "BEGIN")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the database throws into a StoreError that says what, which file, and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(meaning(error.orig, path)) from error
    except sqlite3.Error as error:
        raise StoreError(meaning(error, path)) from error


def meaning(error: BaseException | None, path: Path) -> str:
    """What an error of SQLite means for a person."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return f"store {path}: {_MEANING.get(code, f'the database refused: {error}')}"


def look(conn: Connection) -> tuple[bool, int]:
    """Whether the file has any table, and the application id written in it."""
    tables = conn.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
    return bool(tables), int(conn.execute(text("PRAGMA application_id")).scalar_one())


def write_ahead(engine: Engine) -> None:
    """Sets a new file's write-ahead log, so that readers and a writer do not wait for each other.

    SQLite does not queue for this one step, hence the tries.
    """
    db = engine.raw_connection()
    try:
        for left in reversed(range(50)):
            try:
                db.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not left:
                    raise
                time.sleep(0.05)
    finally:
        db.close()


def mark(conn: Connection) -> None:
    """Writes our application id into the file."""
    conn.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def insert_new(table: Table) -> Insert:
    """An INSERT that leaves rows alone that are already there."""
    return insert(table).on_conflict_do_nothing()


def listed(values: Sequence[str]) -> str:
    """The strings as one value of a driver's statement, for `LISTED`."""
    return json.dumps(values)


def forbid_change(conn: Connection, table: str) -> None:
    """Makes the table refuse UPDATE and DELETE."""
    for verb in ("UPDATE", "DELETE"):
        conn.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
        )


@contextmanager
def changing(conn: Connection, tables: Sequence[str]) -> Iterator[None]:
    """Inside, rows of these tables may be changed and deleted, and what is deleted is overwritten in the file."""
    conn.exec_driver_sql("PRAGMA secure_delete = ON")
    for table in tables:
        for verb in ("update", "delete"):
            conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
    yield
    for table in tables:
        forbid_change(conn, table)


def scrub(engine: Engine) -> None:
    """Writes the file anew without what was deleted from it, and empties its log."""
    db = engine.raw_connection()
    try:
        db.cursor().execute("VACUUM")
        db.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()


def damage(conn: Connection) -> list[str]:
    """What the database itself finds wrong with its file; empty where nothing is."""
    return [str(row[0]) for row in conn.execute(text("PRAGMA integrity_check(20)")) if row[0] != "ok"]


@contextmanager
def tolerant(conn: Connection) -> Iterator[None]:
    """Reads strings that are no longer UTF-8 with the odd bytes escaped, so that a damaged row can be named."""
    db: Any = conn.connection.dbapi_connection
    db.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        db.text_factory = str


def count_on(conn: Connection) -> None:
    """Nothing: SQLite gives a new row the number above the highest."""
