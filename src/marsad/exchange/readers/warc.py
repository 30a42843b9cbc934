"""WARC: the pages that a crawl kept, each with its address and the moment it was fetched; its own bytes are kept as they came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from marsad.exchange.given import Defaults, Refused
from marsad.exchange.readers import page, pdf
from marsad.exchange.rows import from_row
from marsad.exchange.trying import Outcome, too_long, tried
from marsad.model.report import Report
from marsad.text.decode import decode

LIMIT = page.LIMIT
KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


def read(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    """Each page's report, or why it is none; pictures, scripts, redirects and failures of the crawl are no pages."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    seen = False
    try:
        for record in ArchiveIterator(stream):
            seen = True
            if kind := _kind(record):
                yield from _record(where, record, kind, defaults)
    except (ArchiveLoadFailed, ValueError, EOFError) as error:
        yield Refused(where, f"a damaged WARC: {error}"[:200], "what stood before is read")
        return
    if not seen:
        yield Refused(where, "a WARC without any record: damaged, or none")


def _kind(record: Any) -> str:
    """What sort of page the record is; nothing where it is none."""
    if record.rec_type not in ("response", "resource"):
        return ""
    headers = record.http_headers
    if record.rec_type == "response" and (headers is None or headers.get_statuscode() != "200"):
        return ""
    told = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    kind = told.partition(";")[0].strip().lower()
    return told.lower() if kind in KINDS else ""


def _record(where: str, record: Any, kind: str, defaults: Defaults) -> Iterator[Outcome]:
    url, moment = record.rec_headers.get_header("WARC-Target-URI"), record.rec_headers.get_header("WARC-Date")
    data = record.content_stream().read(LIMIT + 1)
    place = f"{where}: {url}"
    if len(data) > LIMIT:
        yield too_long(place, LIMIT)
    else:
        yield tried(place, data, lambda: _report(data, kind, url, moment, defaults))


def _report(data: bytes, kind: str, url: str, moment: str | None, defaults: Defaults) -> Report:
    charset = kind.partition("charset=")[2].strip(" \"';") or None
    if "html" in kind:
        return page.report(data, defaults, url=url, charset=charset, retrieved=moment)
    about = {"url": url, "retrieved_at": moment}
    if "pdf" in kind:
        made = pdf.report(data, defaults)
        return from_row({"text": made.text} | about, data, "pdf", defaults)
    decoded = decode(data)
    return from_row({"text": decoded.text} | about, data, decoded.encoding, defaults)
