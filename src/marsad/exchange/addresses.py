"""Reports at an address (`https://…`): the page is fetched and read by its media type, its bytes and its moment are kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from marsad.exchange.fetch import Answer, NotFetched, fetch
from marsad.exchange.formats import reader_of
from marsad.exchange.given import Defaults, Refused
from marsad.exchange.readers import page
from marsad.exchange.trying import Outcome, tried

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_SUFFIX = {
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/csv": ".csv",
    "application/warc": ".warc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_PAGES = ("text/html", "application/xhtml+xml")


def is_address(path: str) -> bool:
    """True for an address, whatever its scheme.

    >>> is_address("https://news.example/1"), is_address("reports/1.txt")
    (True, False)
    """
    return _ADDRESS.match(path) is not None


def fetched(url: str, defaults: Defaults) -> Iterator[Outcome]:
    """The reports at the address, or why there is none."""
    try:
        answer = fetch(url, private=defaults.private)
    except NotFetched as error:
        yield Refused(url, f"not fetched: {error.strerror}")
        return
    yield from read(answer, defaults)


def read(answer: Answer, defaults: Defaults) -> Iterator[Outcome]:
    """The reports of what was fetched, or why there is none."""
    if answer.kind in _PAGES:
        yield tried(
            answer.url,
            answer.body,
            lambda: page.report(answer.body, defaults, url=answer.url, charset=answer.charset, retrieved=now()),
        )
        return
    suffix = _SUFFIX.get(answer.kind) or PurePosixPath(urlsplit(answer.url).path).suffix.lower()
    yield from reader_of(suffix)(answer.url, BytesIO(answer.body), defaults)


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
