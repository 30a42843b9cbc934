"""Many rows into one table at once, without SQLAlchemy's work for each row, which is half of keeping a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

from marsad.store import dialect


def add_rows(conn: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]], *, new_only: bool = False) -> None:
    """Nothing; adds the rows, each with a value for each of the columns; `new_only` leaves those alone that are there."""
    if rows:
        new = dialect.database(conn).insert_new if new_only else insert
        sql, order = _sql(conn.dialect, table, columns, new)
        if order:
            conn.exec_driver_sql(sql, [tuple(row[i] for i in order) for row in rows])
        else:
            conn.exec_driver_sql(sql, [dict(zip(columns, row, strict=True)) for row in rows])


@lru_cache(maxsize=64)
def _sql(dialect: Dialect, table: Table, columns: tuple[str, ...], new: Callable[[Table], Any]) -> tuple[str, list[int]]:
    compiled = new(table).compile(dialect=dialect, column_keys=columns)
    order = getattr(compiled, "positiontup", None) or ()
    return str(compiled), [columns.index(column) for column in order]
