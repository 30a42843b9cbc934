"""XLSX, a report a row of each sheet: the first row names the columns; read as a stream, never the whole workbook at once."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from marsad.exchange.given import Defaults, Refused, Unfit
from marsad.exchange.needed import library
from marsad.exchange.readers.columns import places, row
from marsad.exchange.readers.zipped import checked
from marsad.exchange.rows import from_row
from marsad.exchange.trying import Outcome, refused, too_long, tried, whole
from marsad.model.report import Report

LIMIT = 64 * 2**20
UNPACKED = 256 * 2**20
_EMPTY = 1000
"""Empty rows after which a sheet ends, whatever number of rows it says it has."""


def read(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    """Each row's report, or why it is none."""
    data = whole(stream, first, LIMIT)
    if data is None:
        yield too_long(where, LIMIT)
        return
    try:
        checked(data, "XLSX", UNPACKED)
        book = library("openpyxl", "XLSX").load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Unfit as error:
        yield refused(where, error)
        return
    except Exception as error:  # damaged files break in many ways
        yield Refused(where, f"a damaged XLSX: {type(error).__name__}: {error}"[:200])
        return
    for sheet in book.worksheets:
        yield from _sheet(f"{where}: {sheet.title}", sheet, defaults)


def _sheet(where: str, sheet: Any, defaults: Defaults) -> Iterator[Outcome]:
    told = _rows(sheet)
    try:
        _, header = next(told)
        names = [str(cell) if cell is not None else "" for cell in header]
        found = places(names, defaults.columns)
        for number, cells in told:
            padded = [*cells, *[None] * (len(names) - len(cells))][: len(names)]
            raw = json.dumps(dict(zip(names, padded, strict=True)), ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
            yield tried(f"{where}:{number}", raw, lambda p=padded, r=raw: _report(p, r, found, len(names), defaults))  # type: ignore[misc]
    except StopIteration:
        return
    except Unfit as error:
        yield refused(where, error)
    except Exception as error:  # damaged files break in many ways
        yield Refused(where, f"a damaged sheet: {type(error).__name__}: {error}"[:200])


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """(number, cells up to the last that is filled) of each row that is not empty."""
    empty = 0
    for number, given in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = list(given)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > _EMPTY:
            return
        if cells:
            yield number, cells


def _report(cells: list[Any], raw: bytes, found: dict[str, int | str], width: int, defaults: Defaults) -> Report:
    return from_row(row(cells, found, defaults.columns, width), raw, "xlsx", defaults)
