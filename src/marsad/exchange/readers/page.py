"""HTML pages: the report's text without the page around it, the publication day and the outlet that the page states.

The text is what trafilatura finds in the page; the page's bytes are kept beside it. A day is taken only where the page states one
(`article:published_time`, JSON-LD, `time`), never guessed from an address or a footer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from marsad.exchange.given import Defaults, Unfit
from marsad.exchange.rows import from_row
from marsad.exchange.trying import document
from marsad.model.report import Report
from marsad.text.decode import Undecodable, decode

LIMIT = 8 * 2**20
_HEAD = 4096
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_NAMES = r"(?:article:published_time|og:published_time|datePublished|dc\.date\.issued|pubdate|publish-date)"
_DAYS = (
    re.compile(rf"""["']{_NAMES}["'][^<>]*?content\s*=\s*["']([^"']+)""", re.IGNORECASE),
    re.compile(rf"""content\s*=\s*["']([^"']+)["'][^<>]*?["']{_NAMES}["']""", re.IGNORECASE),
    re.compile(r'"datePublished"\s*:\s*"([^"]+)"'),
    re.compile(r"""<time[^<>]*\bdatetime\s*=\s*["']([^"']+)""", re.IGNORECASE),
)
_ISO = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T ]|\s*$)")


def report(data: bytes, defaults: Defaults, *, url: str | None = None, charset: str | None = None, retrieved: str | None = None) -> Report:
    """The report that the page holds; raises Unfit or Undecodable. `charset` is what came with the page, if anything did."""
    text, encoding = characters(data, charset)
    found = _extracted(text, url)
    row: dict[str, Any] = {"text": found.text or "", "title": found.title, "url": url or found.url, "retrieved_at": retrieved}
    if not row["text"].strip():
        raise Unfit("a page without a text that could be found in it", "save the article's own page")
    return from_row(row | {"date": published(text), "outlet": _outlet(found.sitename, row["url"])}, data, encoding, defaults, "page")


def characters(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """The page's text and its encoding: by evidence, else as the page or the server states; raises Undecodable."""
    try:
        decoded = decode(data, markup=True)
        return decoded.text, decoded.encoding
    except Undecodable:
        for name in _stated(data, charset):
            try:
                return data.decode(name), name
            except (LookupError, UnicodeDecodeError):
                continue
        raise


def _stated(data: bytes, charset: str | None) -> Iterator[str]:
    if charset:
        yield charset
    if found := _CHARSET.search(data[:_HEAD]):
        yield found[1].decode("ascii")


def published(text: str) -> str | None:
    """The ISO day that the page states as its publication, in its own time zone; None where it states none.

    >>> published('<meta property="article:published_time" content="2016-05-02T23:30:00+03:00">')
    '2016-05-02'
    """
    for pattern in _DAYS:
        for found in pattern.finditer(text):
            if iso := _ISO.match(found[1]):
                return iso[1]
    return None


def _extracted(text: str, url: str | None) -> Any:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(text, url=url, with_metadata=True, include_comments=False, deduplicate=False)
    except Exception as error:  # a page may break the parser in ways of its own
        raise Unfit(f"a page that cannot be parsed: {type(error).__name__}") from None
    if found is None:
        raise Unfit("a page without a text that could be found in it", "save the article's own page")
    return found


def _outlet(name: str | None, url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return name or (host.removeprefix("www.") if host else None)


read = document(report, LIMIT)
