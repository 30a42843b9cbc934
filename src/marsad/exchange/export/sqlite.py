"""SQLite: a table for each kind of row; lists and objects are JSON, which SQLite can look into (`json_each(claims)`)."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from marsad.exchange.export.content import Content
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.flat import CARRIES, TABLES, WHY, columns, count, rows
from marsad.exchange.export.format import Format, Made


def write(content: Content, profile: Profile) -> Made:
    """A database file that any SQLite opens."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "marsad.sqlite")
        db = sqlite3.connect(path)
        with db:
            for table in TABLES:
                _fill(db, content, table)
        db.close()
        return Made({"marsad.sqlite": path.read_bytes()}, count(content))


def _fill(db: sqlite3.Connection, content: Content, table: str) -> None:
    names = columns(table)
    db.execute(f"CREATE TABLE {_quoted(table)} ({', '.join(map(_quoted, names))})")
    marks = ", ".join("?" * len(names))
    db.executemany(
        f"INSERT INTO {_quoted(table)} VALUES ({marks})", ([plain(row.get(name)) for name in names] for row in rows(content, table))
    )


def plain(value: Any) -> Any:
    """Lists and objects as JSON, all else as it is."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple | dict) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


SQLITE = Format("sqlite", ".sqlite", "SQLite, a table for each kind of row", write, CARRIES, WHY, binary=True)
