"""Backup and restore: all that is kept, and reference records, as packed lines of JSON; the same bytes from the same store.

The first line names the format and the ledger's head, then one row of a kept table on each line, and last how many there were and the
SHA-256 of all before. What is computed is not in it: restoring computes it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from sqlalchemy import Connection, Table, func, select

from marsad.store import dialect, views
from marsad.store.bulk import add_rows
from marsad.store.canonical import canonical
from marsad.store.derive import derive
from marsad.store.errors import StoreError
from marsad.store.migrations import HEAD
from marsad.store.tables import KEPT, metadata

FORMAT = 1
NAMES = (*KEPT, "references")
_TABLES = [metadata.tables[name] for name in NAMES]
_CHUNK = 500
_LONGEST = 512 * 2**20


def dump(conn: Connection, out: BinaryIO) -> Counter[str]:
    """How many rows of each table were written."""
    told, made = Counter[str](), hashlib.sha256()
    seq, head = views.head(conn)
    with gzip.GzipFile("", "wb", 6, out, mtime=0) as packed:
        for line in _lines(conn, {"marsad": "backup", "format": FORMAT, "tables": HEAD, "entries": seq, "head": head}, told):
            made.update(line)
            packed.write(line)
        packed.write(_line({"end": {name: told[name] for name in NAMES}, "sha256": made.hexdigest()}))
    return told


def _lines(conn: Connection, header: dict[str, Any], told: Counter[str]) -> Iterator[bytes]:
    yield _line(header)
    for table in _TABLES:
        for row in _rows(conn, table):
            told[table.name] += 1
            yield _line({"t": table.name, "r": row})


def _line(value: Any) -> bytes:
    return canonical(value).encode() + b"\n"


def _rows(conn: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The table's rows by their key, a part at a time."""
    key, start = list(table.primary_key), 0
    while found := conn.execute(select(table).order_by(*key).limit(_CHUNK).offset(start)).all():
        yield from ({name: _written(value) for name, value in row._mapping.items()} for row in found)
        start += len(found)


def _written(value: Any) -> Any:
    return {"base64": b64encode(value).decode()} if isinstance(value, bytes) else value


def fill(conn: Connection, source: BinaryIO) -> Counter[str]:
    """How many rows of each table were restored into an empty store; raises StoreError where there is something in it, or the backup is
    not whole.
    """
    if any(conn.execute(select(func.count()).select_from(table)).scalar_one() for table in _TABLES):
        raise StoreError("this store is not empty: restore into a new one")
    told, waiting = Counter[str](), list[tuple[str, dict[str, Any]]]()
    for name, row in _read(source, told):
        if waiting and (waiting[0][0] != name or len(waiting) == _CHUNK):
            _add(conn, waiting)
            waiting = []
        waiting.append((name, row))
    _add(conn, waiting)
    derive(conn)
    dialect.database(conn).count_on(conn)
    return told


def _add(conn: Connection, rows: list[tuple[str, dict[str, Any]]]) -> None:
    if rows:
        columns = tuple(rows[0][1])
        add_rows(conn, metadata.tables[rows[0][0]], columns, [tuple(row[column] for column in columns) for _, row in rows])


def _read(source: BinaryIO, told: Counter[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    made, ended = hashlib.sha256(), False
    try:
        with gzip.GzipFile(fileobj=source) as packed:
            header = _known(packed.readline(_LONGEST))
            made.update(header)
            while line := packed.readline(_LONGEST):
                row = json.loads(line)
                if "end" in row:
                    ended = row["sha256"] == made.hexdigest() and row["end"] == {name: told[name] for name in NAMES}
                    break
                made.update(line)
                told[row["t"]] += 1
                yield row["t"], {name: _value(value) for name, value in row["r"].items()}
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"the backup is damaged: {error}") from None
    if not ended:
        raise StoreError("the backup is not whole: it was cut off or changed after it was made")


def _known(line: bytes) -> bytes:
    header = json.loads(line)
    if not isinstance(header, dict) or header.get("marsad") != "backup":
        raise ValueError("it is no backup of marsad")
    if header["format"] > FORMAT or header["tables"] > HEAD:
        raise StoreError("the backup was made by a newer marsad: update marsad")
    return line


def _value(value: Any) -> Any:
    return b64decode(value["base64"]) if isinstance(value, dict) else value
