"""DOCX: the text of its paragraphs and tables, in order, a line each; cells of a row stand on one line, parted by tabs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from marsad.exchange.given import Defaults, Unfit
from marsad.exchange.readers.zipped import checked
from marsad.exchange.rows import from_row
from marsad.exchange.trying import document
from marsad.model.report import Report

LIMIT = 32 * 2**20
UNPACKED = 64 * 2**20
XML = 24 * 2**20


def report(data: bytes, defaults: Defaults) -> Report:
    """The report whose text the document holds; raises Unfit."""
    checked(data, "DOCX", UNPACKED)
    try:
        text = "\n".join(_lines(_opened(data)))
    except Unfit:
        raise
    except Exception as error:  # damaged files break in many ways
        raise Unfit(f"a damaged DOCX: {type(error).__name__}: {error}"[:200]) from None
    if not text.strip():
        raise Unfit("a DOCX without text", "its pages may be pictures")
    return from_row({"text": text}, data, "docx", defaults)


def _opened(data: bytes) -> Any:
    import zipfile

    import docx

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        largest = max((m.file_size for m in packed.infolist() if m.filename.endswith(".xml")), default=0)
    if largest > XML:
        raise Unfit(f"a DOCX with {largest >> 20} MB of text, more than one report may have", "split it into its reports")
    return docx.Document(io.BytesIO(data))


def _lines(holder: Any) -> Iterator[str]:
    for part in holder.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                yield "\t".join(cell.text.replace("\n", " ") for cell in row.cells)
        else:
            yield part.text


read = document(report, LIMIT)
