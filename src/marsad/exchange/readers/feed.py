"""RSS and Atom: the entries of a feed with their days, and the reports whose text stands in the feed itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from marsad.exchange.given import Defaults, Refused, Unfit
from marsad.exchange.rows import from_row, from_text
from marsad.exchange.trying import Outcome, refused, sent_day, too_long, tried, whole
from marsad.model.report import Report
from marsad.text.decode import decode

LIMIT = 8 * 2**20
ENTRIES = 1000
_PROLOG = 4096
_TAG = re.compile(r"<\s*(/?)\s*(br|p|div|li|tr|h[1-6])\b[^>]*>|<[^>]*>")
_FEED = re.compile(rb"<(?:\w+:)?(rss|feed|RDF)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its own id, address, title, ISO day of publication, and the text that the feed gives of it."""

    id: str
    url: str | None
    title: str | None
    day: str | None
    text: str


def entries(data: bytes) -> list[Entry]:
    """The entries of a feed, newest as it has them; raises Unfit where it is none or declares entities."""
    import feedparser

    head = data[:_PROLOG].replace(b"\0", b"").upper()
    if b"<!ENTITY" in head or b"<!DOCTYPE" in head and b"[" in head.partition(b"<!DOCTYPE")[2].partition(b">")[0]:
        raise Unfit("a feed that declares XML entities", "no feed needs any: it may be an attack")
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a broken feed may break the parser
        raise Unfit(f"no feed that can be read: {type(error).__name__}") from None
    if not found.get("version"):
        raise Unfit("no RSS or Atom feed", "name the address of the feed, not of a page")
    return [_entry(one) for one in found.entries[:ENTRIES]]


def _entry(one: Any) -> Entry:
    bodies = [part.get("value") or "" for part in one.get("content") or ()] + [one.get("summary") or ""]
    url = one.get("link") or None
    stamp = one.get("published_parsed") or one.get("updated_parsed")
    day = _own_day(one.get("published") or one.get("updated") or "") or (f"{stamp[0]:04}-{stamp[1]:02}-{stamp[2]:02}" if stamp else None)
    ident, title = one.get("id") or url or one.get("title") or "", plain(one.get("title") or "") or None
    return Entry(ident, url, title, day, plain(max(bodies, key=len)))


def _own_day(stamp: str) -> str | None:
    """The day in the time zone that the feed writes it in."""
    iso = re.match(r"\d{4}-\d{2}-\d{2}", stamp)
    return iso[0] if iso else sent_day(stamp)


def plain(markup: str) -> str:
    """The text of a piece of HTML, a line for each paragraph.

    >>> plain("<p>هدنة<br/>في &quot;حلب&quot;</p>")
    'هدنة\\nفي "حلب"'
    """
    import html

    text = html.unescape(_TAG.sub(lambda found: "\n" if found[2] else " ", markup))
    return "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))


def read(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    """The reports of a saved feed, as far as their text stands in it; another XML file is read as a text."""
    if (data := whole(stream, first, LIMIT)) is None:
        yield too_long(where, LIMIT)
        return
    if not _FEED.search(data[:_PROLOG].replace(b"\0", b"")):
        yield tried(where, data, lambda: from_text(data, defaults))
        return
    try:
        found = entries(data)
    except Unfit as error:
        yield refused(where, error)
        return
    for number, entry in enumerate(found, 1):
        yield tried(f"{where}: entry {number}", data, lambda e=entry: of_entry(e, data, defaults))  # type: ignore[misc]
    if not found:
        yield Refused(where, "a feed without any entry")


def of_entry(entry: Entry, data: bytes, defaults: Defaults) -> Report:
    """The report that an entry's own text is; raises Unfit or Undecodable."""
    row = {"id": entry.id, "url": entry.url, "title": entry.title, "date": entry.day, "text": entry.text}
    return from_row(row, data, decode(data, markup=True).encoding, defaults, "page")
