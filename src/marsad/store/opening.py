"""Opening a store: which file a name means, whether it is ours, and its tables brought up to date."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from marsad.store import dialect, sqlite
from marsad.store.errors import StoreError
from marsad.store.migrations import HEAD, REVISIONS
from marsad.store.store import Place, Store

_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+]+)://(?P<rest>.*)", re.DOTALL)


def open_store(url: str | os.PathLike[str], *, actor: str = "marsad", read_only: bool = False) -> Store:
    """The store in this file (a path or `sqlite:///path`) or database (`postgresql://…`), made where there is none.

    `actor` is who its ledger names. Raises StoreError where it cannot be one: another program's database, a folder, made by a newer
    marsad, not writable, not to be reached.
    """
    given = os.fspath(url)
    engine, place = _postgres(given, read_only) if is_postgres(given) else _sqlite(given, read_only)
    known = dialect.database(engine)
    try:
        with known.explained(place):
            _bring_up(engine, place, read_only)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, place, actor, read_only)


def file_of(url: str) -> Path | None:
    """The file that a store of this name is kept in; None for a database on a server. StoreError where it can be neither."""
    return None if is_postgres(url) else _path(url)


def is_postgres(url: str) -> bool:
    """Whether a store's name is the URL of a PostgreSQL database."""
    return bool((found := _URL.fullmatch(url)) and found["scheme"].startswith("postgres"))


def _postgres(url: str, read_only: bool) -> tuple[Engine, str]:
    from marsad.store import postgres

    engine = postgres.make_engine(url, read_only=read_only)
    return engine, postgres.shown(url)


def _sqlite(url: str, read_only: bool) -> tuple[Engine, Path]:
    path = _path(url)
    if path.is_dir():
        raise StoreError(f"store {path} is a folder: name a file in it, such as {path / 'marsad.db'}")
    if not path.parent.is_dir():
        raise StoreError(f"store {path} cannot be made: its folder {path.parent} does not exist")
    if read_only and not path.exists():
        raise StoreError(f"store {path} does not exist: name another file, or add a report to make it")
    return sqlite.make_engine(path, read_only=read_only), path


def _path(url: str) -> Path:
    if not (found := _URL.fullmatch(url)):
        if not url or url == ":memory:":
            raise StoreError(f"{url!r} is no file: a store is kept in a file, such as marsad.db")
        return Path(url)
    if found["scheme"] != "sqlite" or len(found["rest"]) < 2 or not found["rest"].startswith("/"):
        raise StoreError(f"{url!r} names no store: give a file, such as marsad.db or sqlite:///marsad.db")
    return Path(found["rest"][1:])


def _bring_up(engine: Engine, place: Place, read_only: bool) -> None:
    with engine.connect() as conn:
        revision = _revision(conn, place)
    if revision == HEAD:
        return
    if read_only and revision is None:
        raise StoreError(f"store {place} is empty: add a report to make it")
    if read_only:
        raise StoreError(f"store {place} is older than this marsad: open it once for writing to bring it up to date")
    if revision is None:
        dialect.database(engine).write_ahead(engine)
    with engine.execution_options(writing=True).begin() as conn:
        if _revision(conn, place) != HEAD:
            migrate(conn, HEAD)


def _revision(conn: Connection, place: Place) -> str | None:
    known = dialect.database(conn)
    any_table, application = known.look(conn)
    if not any_table:
        return None
    if application != known.APPLICATION:
        other = "choose another file" if conn.dialect.name == "sqlite" else "choose another schema, or another database"
        raise StoreError(f"store {place} is another program's database: {other}")
    revision = conn.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision not in (None, *REVISIONS):
        raise StoreError(f"store {place} was made by a newer marsad (its tables are {revision}, this one knows {HEAD}): update marsad")
    return None if revision is None else str(revision)


def migrate(conn: Connection, revision: str) -> None:
    """Brings the tables up or down to this revision (`base` for none), inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = conn
    current = conn.execute(text("SELECT version_num FROM alembic_version")).scalar() if dialect.database(conn).look(conn)[0] else None
    known = ("base", *REVISIONS)
    down = known.index(revision) < known.index(current or "base")
    (command.downgrade if down else command.upgrade)(config, revision)
    dialect.database(conn).mark(conn)
