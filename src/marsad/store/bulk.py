"""Many rows into one table at once, without SQLAlchemy's work for each row, which is half of keeping a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Dialect, MetaData, Table, insert, select

from marsad.store import dialect
from marsad.store.types import TEXT

AT_ONCE = 20_000


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


class Loose:
    """Rows for a table that are put aside as they come, and written at the end in the table's own order, each once.

    A table of words that is filled in any order is read and written all over; sorted first it is written from its beginning to its end.
    """

    def __init__(self, conn: Connection, table: Table) -> None:
        self._conn, self._table = conn, table
        columns = [Column(column.name, TEXT) for column in table.columns]
        self._names = tuple(column.name for column in columns)
        self._aside = Table(f"loose_{table.name}", MetaData(), *columns, prefixes=["TEMPORARY"])
        self._kept: list[tuple[Any, ...]] = []
        self._aside.create(conn)

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Nothing; the table will hold these rows too."""
        for row in rows:
            self._kept.append(row)
            if len(self._kept) == AT_ONCE:
                self._put_aside()

    def end(self) -> None:
        """Nothing; the rows are in their table."""
        self._put_aside()
        every = select(*self._aside.columns).distinct().order_by(*self._aside.columns)
        self._conn.execute(insert(self._table).from_select(self._names, every))
        self._aside.drop(self._conn)

    def _put_aside(self) -> None:
        add_rows(self._conn, self._aside, self._names, self._kept)
        self._kept = []
