"""Parquet, a report a row: columns as in JSONL rows, or mapped; read a few rows at a time, whatever the file's size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from marsad.exchange.given import Defaults, Refused, Unfit
from marsad.exchange.needed import library
from marsad.exchange.readers.columns import places, row
from marsad.exchange.rows import from_row
from marsad.exchange.trying import Outcome, refused, tried
from marsad.model.report import Report

AT_ONCE = 64
BUFFER = 1 << 20


def read(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    """Each row's report, or why it is none."""
    number = 0
    try:
        file = library("pyarrow.parquet", "Parquet").ParquetFile(stream, pre_buffer=False, buffer_size=BUFFER)
        names = list(file.schema_arrow.names)
        found = places(names, defaults.columns)
        wanted = sorted({at for at in found.values() if isinstance(at, int)})
        for cells in _rows(file, [names[n] for n in wanted]):
            number += 1
            given = dict(zip(wanted, cells, strict=True))
            yield tried(f"{where}:{number}", raw := _raw(names, given), lambda g=given, r=raw: _report(names, g, r, found, defaults))  # type: ignore[misc]
    except Unfit as error:
        yield refused(where, error)
        return
    except Exception as error:  # pyarrow has its own kinds of error, many of them
        told = f"{number:,} rows were read" if number else "it was cut off, or is no Parquet"
        yield Refused(where, f"a damaged Parquet file ({told}): {str(error).splitlines()[0] if str(error) else type(error).__name__}"[:240])
        return
    if not number:
        yield Refused(where, "empty: no row in it")


def _rows(file: Any, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    for batch in file.iter_batches(batch_size=AT_ONCE, columns=columns, use_threads=False):
        ordered = [batch.column(name).to_pylist() for name in columns]
        yield from zip(*ordered, strict=True)


def _raw(names: list[str], given: dict[int, Any]) -> bytes:
    return json.dumps({names[n]: value for n, value in given.items()}, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


def _report(names: list[str], given: dict[int, Any], raw: bytes, found: dict[str, int | str], defaults: Defaults) -> Report:
    cells = [given.get(n) for n in range(len(names))]
    return from_row(row(cells, found, defaults.columns, len(names)), raw, "parquet", defaults)
