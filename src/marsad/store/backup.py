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
from collections.abc import Iterator, Mapping, Sequence
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
NOT_EMPTY = "it is not empty: restore into a new one"


def dump(conn: Connection, out: BinaryIO) -> Counter[str]:
    """How many rows of each table were written."""
    seq, head = views.head(conn)
    return write(conn, out, _TABLES, {"marsad": "backup", "format": FORMAT, "tables": HEAD, "entries": seq, "head": head})


def write(conn: Connection, out: BinaryIO, tables: Sequence[Table], header: Mapping[str, Any]) -> Counter[str]:
    """How many rows of each of these tables were written, after this header."""
    told, made = Counter[str](), hashlib.sha256()
    with gzip.GzipFile("", "wb", 6, out, mtime=0) as packed:
        for line in _lines(conn, tables, header, told):
            made.update(line)
            packed.write(line)
        packed.write(_line({"end": {table.name: told[table.name] for table in tables}, "sha256": made.hexdigest()}))
    return told


def _lines(conn: Connection, tables: Sequence[Table], header: Mapping[str, Any], told: Counter[str]) -> Iterator[bytes]:
    yield _line(header)
    for table in tables:
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
    told = put(conn, source, _TABLES, "backup", HEAD)
    derive(conn)
    dialect.database(conn).count_on(conn)
    return told


def put(conn: Connection, source: BinaryIO, tables: Sequence[Table], kind: str, newest: str) -> Counter[str]:
    """How many rows were put into each of these empty tables, from what was written under a header of this kind."""
    if any(conn.execute(select(func.count()).select_from(table)).scalar_one() for table in tables):
        raise StoreError(NOT_EMPTY)
    known = {table.name: table for table in tables}
    told, waiting = Counter[str](), list[tuple[str, dict[str, Any]]]()
    for name, row in _read(source, told, known, kind, newest):
        if waiting and (waiting[0][0] != name or len(waiting) == _CHUNK):
            _add(conn, known, waiting)
            waiting = []
        waiting.append((name, row))
    _add(conn, known, waiting)
    return told


def _add(conn: Connection, known: Mapping[str, Table], rows: list[tuple[str, dict[str, Any]]]) -> None:
    if rows:
        columns = tuple(rows[0][1])
        add_rows(conn, known[rows[0][0]], columns, [tuple(row[column] for column in columns) for _, row in rows])


def _read(source: BinaryIO, told: Counter[str], known: Mapping[str, Table], kind: str, newest: str) -> Iterator[tuple[str, dict[str, Any]]]:
    made, ended = hashlib.sha256(), False
    try:
        with gzip.GzipFile(fileobj=source) as packed:
            header = _checked(packed.readline(_LONGEST), kind, newest)
            made.update(header)
            while line := packed.readline(_LONGEST):
                row = json.loads(line)
                if "end" in row:
                    ended = row["sha256"] == made.hexdigest() and row["end"] == {name: told[name] for name in known}
                    break
                made.update(line)
                told[row["t"]] += 1
                yield row["t"], {name: _value(value) for name, value in row["r"].items()}
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"the backup is damaged: {error}") from None
    if not ended:
        raise StoreError("the backup is not whole: it was cut off or changed after it was made")


def _checked(line: bytes, kind: str, newest: str) -> bytes:
    header = json.loads(line)
    if not isinstance(header, dict) or header.get("marsad") != kind:
        raise ValueError(f"it is no {kind} of marsad")
    if header["format"] > FORMAT or header["tables"] > newest:
        raise StoreError("the backup was made by a newer marsad: update marsad")
    return line


def _value(value: Any) -> Any:
    return b64decode(value["base64"]) if isinstance(value, dict) else value
