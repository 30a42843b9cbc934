"""Rows of a table of reference records, from CSV, TSV or XLSX: each as a dict by column, bad ones told with their place."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from marsad.exchange.given import Refused, Unfit
from marsad.exchange.needed import library
from marsad.exchange.readers import table
from marsad.exchange.readers.columns import plain
from marsad.exchange.readers.xlsx import LIMIT, UNPACKED
from marsad.exchange.readers.zipped import checked
from marsad.exchange.reference.record import Outcome, Reference, Row
from marsad.exchange.sources import kind_of, opened, shown, why
from marsad.exchange.trying import refused, whole
from marsad.text.decode import Undecodable

Made = Callable[[Row], Reference | None]


def read(path: Path, needed: tuple[str, ...], make: Made) -> Iterator[Outcome]:
    """What `make` makes of each row (None is no record); refused rows with their line, the file where it lacks a column."""
    where = shown(path)
    try:
        with opened(path) as stream:
            source = _workbook(stream, where) if kind_of(path)[0] == ".xlsx" else _table(stream, where)
            yield from _records(where, source, needed, make)
    except OSError as error:
        yield Refused(where, why(error))
    except (Unfit, Undecodable) as error:
        yield refused(where, error)


def _records(where: str, source: Iterator[tuple[str, Any]], needed: tuple[str, ...], make: Made) -> Iterator[Outcome]:
    header: list[str] | None = None
    for place, cells in source:
        if isinstance(cells, Unfit | Undecodable):
            yield refused(place, cells)
        elif header is None:
            header = [str(cell or "").strip() for cell in cells]
            if missing := [name for name in needed if name not in header]:
                raise Unfit(f"no column {', '.join(missing)}; its columns are: {', '.join(header[:12])}", "is it a file of another format?")
        else:
            yield from _record(place, header, cells, make)
    if header is None:
        yield Refused(where, "empty: no header")


def _record(place: str, header: list[str], cells: list[Any], make: Made) -> Iterator[Outcome]:
    from dataclasses import replace

    try:
        if len(cells) != len(header):
            raise Unfit(f"{len(cells)} cells where the header has {len(header)}", "quote cells that hold the sign between cells")
        made = make({name: str(plain(cell)) if cell is not None else "" for name, cell in zip(header, cells, strict=True)})
    except (Unfit, Undecodable) as error:
        yield refused(place, error)
        return
    if made is not None:
        yield replace(made, where=place)


def _table(stream: Any, where: str) -> Iterator[tuple[str, Any]]:
    for number, cells, _ in table.rows(table.Lines(stream)):
        yield f"{where}:{number}", cells


def _workbook(stream: Any, where: str) -> Iterator[tuple[str, Any]]:
    """The rows of the first sheet, short ones filled up to the header."""
    if (data := whole(stream, limit=LIMIT)) is None:
        raise Unfit(f"longer than {LIMIT >> 20} MB", "save it as CSV")
    checked(data, "XLSX", UNPACKED)
    try:
        book = library("openpyxl", "XLSX").load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        width = 0
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            cells = list(row)
            while cells and cells[-1] in (None, ""):
                cells.pop()
            if cells:
                width = width or len(cells)
                yield f"{where}:{number}", [*cells, *[None] * (width - len(cells))]
    except Unfit:
        raise
    except Exception as error:  # damaged files break in many ways
        raise Unfit(f"a damaged XLSX: {type(error).__name__}: {error}"[:200]) from None
