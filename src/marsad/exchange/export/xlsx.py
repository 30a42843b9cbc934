"""XLSX: a sheet for each kind of row, every text a text (never a formula), links as text."""

from __future__ import annotations

import io
from typing import Any

from marsad.exchange.export.cells import for_xml
from marsad.exchange.export.content import Content
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.flat import CARRIES, TABLES, columns, count, rows
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.missing import library
from marsad.exchange.export.sqlite import plain

LONGEST = 32_767


def write(content: Content, profile: Profile) -> Made:
    """A workbook; a text that is longer than a cell may be is cut and its row named."""
    openpyxl = library("openpyxl", "xlsx")
    book = openpyxl.Workbook(write_only=True)
    cut: list[tuple[str, str]] = []
    for table in TABLES:
        names = columns(table)
        sheet = book.create_sheet(table)
        sheet.freeze_panes = "A2"
        sheet.append(names)
        for row in rows(content, table):
            values = [plain(row.get(name)) for name in names]
            cut += [(str(values[0]), f"{table}.{n}: cut at {LONGEST} characters") for n, v in zip(names, values, strict=True) if _long(v)]
            sheet.append([_cell(openpyxl, sheet, value) for value in values])
    out = io.BytesIO()
    book.save(out)
    return Made({"marsad.xlsx": out.getvalue()}, count(content), tuple(cut))


def _cell(openpyxl: Any, sheet: Any, value: Any) -> Any:
    """A cell of the value; a text is marked as text, so that `=…` is no formula."""
    if not isinstance(value, str):
        return value
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=None)
    cell.value = for_xml(value)[:LONGEST]
    cell.data_type = "s"
    return cell


def _long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > LONGEST


_TEXT = "cut at 32,767 characters, the most that a cell holds; signs that XML forbids are replaced"
XLSX = Format(
    "xlsx",
    ".xlsx",
    "XLSX, a sheet for each kind of row",
    write,
    {field: where for field, where in CARRIES.items() if field != "reports.text"},
    _TEXT,
    coarser={"reports.text": _TEXT},
    needs=("openpyxl",),
    binary=True,
)
