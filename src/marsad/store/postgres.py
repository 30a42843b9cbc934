"""What only PostgreSQL knows: connections, one writer at a time, triggers, and what its errors mean (postgres_index.py: full-text search).

The same functions as sqlite.py. A store is a schema of a database: that which the URL's `options=-csearch_path=NAME` names, else `public`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.exc import ArgumentError, DBAPIError

from marsad.store.errors import ReportRefused, StoreError

APPLICATION = 0x4D525344
WAIT_SECONDS = 30
HOLE, LISTED = "%s", "= ANY(%s)"
OLDEST = 15
_MARK = "marsad"
_MEANING = {
    "53100": "the disk is full; what was acknowledged before is safe: make room and run it again",
    "25006": "it cannot be written: this user, or the whole server, may only read",
    "42501": "access is refused: grant this user its schema",
    "28P01": "the password is wrong",
    "28000": "this user may not log in",
    "3D000": "there is no such database: createdb makes one",
    "3F000": "there is no such schema: CREATE SCHEMA makes one",
    "55P03": f"another process has been writing to it for over {WAIT_SECONDS} seconds: wait for that one, then run it again",
    "57P01": "the server was stopped; what was acknowledged before is safe",
    "XX001": "it is damaged: keep it as it is and go back to a copy",
    "XX002": "an index is damaged: REINDEX makes it anew",
}
_PASSING = ("57P03", "08006", "08001", None)


def make_engine(url: str, *, read_only: bool = False) -> Engine:
    """An engine on the database: readers see one moment, each acknowledged write is on the disk, writers queue up.

    Raises StoreError where the URL is none, or psycopg is not installed.
    """
    try:
        parsed = make_url(url).set(drivername="postgresql+psycopg")
        engine = create_engine(parsed, isolation_level="REPEATABLE READ", max_overflow=-1, connect_args={"connect_timeout": WAIT_SECONDS})
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{url!r} names no store: write postgresql://USER@HOST/DATABASE ({error})") from None
    except ImportError:
        raise StoreError("a store on PostgreSQL needs psycopg: pip install '.[postgres]' in marsad's checkout") from None
    event.listen(engine, "begin", _begin_reading if read_only else _begin)
    return engine


def shown(url: str) -> str:
    """The URL as it may be printed, without its password."""
    return make_url(url).render_as_string(hide_password=True)


def _begin(conn: Connection) -> None:
    if conn.get_execution_options().get("writing"):
        conn.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        conn.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION}, hashtext(current_schema()))")


def _begin_reading(conn: Connection) -> None:
    conn.exec_driver_sql("SET TRANSACTION READ ONLY")


@contextmanager
def explained(place: object) -> Iterator[None]:
    """Turns what the database throws into a StoreError that says what, which store, and what to do."""
    try:
        yield
    except DBAPIError as error:
        said = meaning(error.orig, place)
        raise (ReportRefused(said) if _is_of_the_row(error.orig) else StoreError(said)) from error


def meaning(error: BaseException | None, place: object) -> str:
    """What an error of PostgreSQL means for a person."""
    code = getattr(error, "sqlstate", None)
    said = " ".join(str(error).split())
    if code in _PASSING and "connection" in said:
        return f"store {place}: it cannot be reached: {said}"
    return f"store {place}: {_MEANING.get(code or '', f'the database refused: {said}')}"


def _is_of_the_row(error: BaseException | None) -> bool:
    """Whether the values are at fault, not the store: a NUL character, a value that no column takes."""
    code = getattr(error, "sqlstate", None)
    return type(error).__name__ == "DataError" or (code or "").startswith(("22", "54000"))


def look(conn: Connection) -> tuple[bool, int]:
    """Whether the schema has any table, and our application id where they are ours."""
    version = int(conn.execute(text("SHOW server_version_num")).scalar_one())
    if version < OLDEST * 10_000:
        raise StoreError(f"PostgreSQL {version // 10_000} is too old: {OLDEST} or newer is needed")
    tables = conn.execute(text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")).scalar_one()
    mark = conn.execute(text("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')")).scalar()
    return bool(tables), APPLICATION if mark == _MARK else 0


def write_ahead(engine: Engine) -> None:
    """Nothing: PostgreSQL always has a write-ahead log."""


def mark(conn: Connection) -> None:
    """Writes into the schema that it is ours."""
    conn.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_MARK}'")


def insert_new(table: Table) -> Insert:
    """An INSERT that leaves rows alone that are already there."""
    return insert(table).on_conflict_do_nothing()


def listed(values: Sequence[str]) -> list[str]:
    """The strings as one value of a driver's statement, for `LISTED`."""
    return list(values)


def forbid_change(conn: Connection, table: str) -> None:
    """Makes the table refuse UPDATE, DELETE and TRUNCATE."""
    conn.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'rows of %% are only ever added', TG_TABLE_NAME USING ERRCODE = '23001'; END $$"
    )
    for verb, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        conn.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} FOR EACH {each} EXECUTE FUNCTION only_added()"
        )


@contextmanager
def changing(conn: Connection, tables: Sequence[str]) -> Iterator[None]:
    """Inside, rows of these tables may be changed and deleted."""
    for table in tables:
        for verb in ("update", "delete", "truncate"):
            conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}")
    yield
    for table in tables:
        forbid_change(conn, table)


def scrub(engine: Engine) -> None:
    """Writes the tables anew without what was deleted from them; the server's log and backups are its keeper's to clear."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        for name in conn.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").scalars().all():
            conn.exec_driver_sql(f'VACUUM (FULL) "{name}"')


def damage(conn: Connection) -> list[str]:
    """What the database itself finds wrong with its file: PostgreSQL checks its pages as they are read."""
    return []


@contextmanager
def tolerant(conn: Connection) -> Iterator[Any]:
    """Nothing: PostgreSQL keeps no string that is not UTF-8."""
    yield


def count_on(conn: Connection) -> None:
    """Makes new rows take numbers above those that were put in by hand."""
    for table in ("reports", "runs"):
        conn.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'n'), (SELECT coalesce(max(n), 0) + 1 FROM {table}), false)")
