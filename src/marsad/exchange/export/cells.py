"""Tables as bytes: cells that no spreadsheet takes for a formula, and that give back what was put in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Cell = str | int | float | bool | None
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORMULA = re.compile(r"^'*[=+\-@\t\r\n|%＝＋－＠]")
"""What a spreadsheet would run, also behind apostrophes: of a cell that fits and begins with one, the first is ours to take off."""


def safe(value: Any) -> Cell:
    """The value as a cell: lists and objects as JSON; one more apostrophe before what a spreadsheet would run.

    >>> safe("=HYPERLINK(1)"), safe("حلب"), safe(-3)
    ("'=HYPERLINK(1)", 'حلب', -3)
    """
    if isinstance(value, list | tuple | dict):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value  # type: ignore[no-any-return]


def unsafe(cell: str) -> str:
    """The text that `safe` made this cell of.

    >>> unsafe("'=HYPERLINK(1)"), unsafe("'tis")
    ('=HYPERLINK(1)', "'tis")
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, tabs: bool = False, above: Sequence[str] | None = None) -> bytes:
    """A table in UTF-8 with a header, parted by commas (or tabs); `above` is a second row under the header (HXL tags)."""
    out = io.StringIO()
    dialect = "excel-tab" if tabs else "excel"
    writer, careful = (csv.writer(out, dialect, lineterminator="\n", quoting=how) for how in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer.writerow(columns)
    if above:
        writer.writerow(above)
    for row in rows:
        cells = [safe(row.get(name)) for name in columns]
        if tabs:
            writer.writerow([_flat(cell) for cell in cells])
        else:
            # readers end a line at a lone carriage return, and before Python 3.13 such a cell gets no quotes by itself
            (careful if any(isinstance(cell, str) and "\r" in cell for cell in cells) else writer).writerow(cells)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _flat(cell: Cell) -> Cell:
    """A cell of a table parted by tabs: its readers split lines and tabs before they look at quotes."""
    return re.sub(r"[\t\r\n]+", " ", cell) if isinstance(cell, str) else cell


def lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """JSON lines in UTF-8."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def for_xml(text: str) -> str:
    """The text with the signs that XML forbids replaced.

    >>> for_xml("a\\x00b")
    'a\ufffdb'
    """
    return _NO_XML.sub("\ufffd", text)
