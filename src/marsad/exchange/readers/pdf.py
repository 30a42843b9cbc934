"""PDF with a text layer: the text of its pages, in order; one without any is refused, for its pages are pictures.

A page holds signs at places, not words in order: its lines are taken as they are seen and put into the order in which they are read.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from typing import Any

from marsad.exchange.given import Defaults, Unfit
from marsad.exchange.readers.visual import paragraphs, read_lines
from marsad.exchange.rows import from_row
from marsad.exchange.trying import document
from marsad.model.report import Report

LIMIT = 32 * 2**20
PAGES = 500
SECONDS = 60.0


def report(data: bytes, defaults: Defaults) -> Report:
    """The report whose text the pages hold; raises Unfit."""
    text = "\n\n".join(page for page in _pages(data) if page.strip())
    if not text.strip():
        raise Unfit("a PDF without text: its pages are pictures", "recognise its letters first (OCR) and read the result")
    return from_row({"text": text}, data, "pdf", defaults)


def _pages(data: bytes) -> Iterator[str]:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    until = time.monotonic() + SECONDS
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unfit("a PDF that is locked with a password", "save it without one")
        if len(reader.pages) > PAGES:
            raise Unfit(f"a PDF of {len(reader.pages):,} pages, more than the {PAGES} of one report", "split it into its reports")
        for page in reader.pages:
            if time.monotonic() > until:
                raise Unfit(f"a PDF whose pages take longer than {SECONDS:.0f} seconds", "split it into its reports")
            yield _text(page)
    except Unfit:
        raise
    except Exception as error:  # damaged files break in many ways
        raise Unfit(f"a damaged PDF: {type(error).__name__}: {error}"[:200]) from None


def _text(page: Any) -> str:
    seen = [" ".join(line.split()) for line in page.extract_text(extraction_mode="layout").split("\n")]
    return paragraphs(read_lines([line for line in seen if line]))


read = document(report, LIMIT)
