"""Parquet: a file for each kind of row; days, names and JSON are strings, figures and offsets whole numbers."""

from __future__ import annotations

import io
from typing import Any

from marsad.exchange.export.content import Content
from marsad.exchange.export.fields import NUMBERS, TRUTHS
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.flat import CARRIES, TABLES, WHY, columns, count, rows
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.missing import library
from marsad.exchange.export.sqlite import plain


def write(content: Content, profile: Profile) -> Made:
    """Files `reports.parquet`, `incidents.parquet` and so on, of the same columns whatever is in them."""
    return Made({f"{table}.parquet": _file(content, table) for table in TABLES}, count(content))


def _file(content: Content, table: str) -> bytes:
    arrow, parquet = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    names = columns(table)
    schema = arrow.schema([(name, _type(arrow, name)) for name in names])
    made = [{name: plain(row.get(name)) for name in names} for row in rows(content, table)]
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(made, schema=schema), out)
    return out.getvalue()


def _type(arrow: Any, name: str) -> Any:
    return arrow.int64() if name in NUMBERS else arrow.bool_() if name in TRUTHS else arrow.string()


PARQUET = Format(
    "parquet", "", "Parquet, a file for each kind of row", write, CARRIES, WHY, needs=("pyarrow",), binary=True, several=True
)  # fmt: skip
