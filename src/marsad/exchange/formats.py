"""The formats that reports come in, each a reader of one open file: a text, JSONL rows, JSON here, the others in `readers`.

The table at the foot says which endings go to which; standard input is told by its first line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import BinaryIO

from marsad.exchange.given import Defaults, Refused, Unfit
from marsad.exchange.rows import from_line, from_row, from_text, parse
from marsad.exchange.sources import REPORT_LIMIT, lines
from marsad.exchange.trying import AS_UTF8, Outcome, Reader, refused, too_long, tried, whole
from marsad.text.decode import Undecodable, decode

_WIDE = (b"\xff\xfe", b"\xfe\xff", b"{\x00", b"\x00{")


def reader_of(suffix: str) -> Reader:
    """The reader for a file name's suffix (`.jsonl`, `.html`, `.pdf` …); any other file is one report's text."""
    if suffix in _READERS:
        return _READERS[suffix]
    if module := _ELSEWHERE.get(suffix):
        return import_module(f"marsad.exchange.readers.{module}").read  # type: ignore[no-any-return]
    return _text


def _text(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    if (data := whole(stream, first)) is None:
        yield too_long(where)
    else:
        yield tried(where, data, lambda: from_text(data, defaults))


def _rows(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    first = first or stream.readline(REPORT_LIMIT + 1)
    if first.startswith(_WIDE):
        yield from _wide_rows(where, stream, defaults, first)
        return
    empty = True
    for number, line in lines(stream, first):
        if line is None:
            yield too_long(f"{where}:{number}")
        elif line.strip():
            yield tried(f"{where}:{number}", line, lambda line=line: from_line(line, defaults))  # type: ignore[misc]
        empty = empty and line is not None and not line.strip()
    if empty:
        yield Refused(where, "empty: no row in it")


def _wide_rows(where: str, stream: BinaryIO, defaults: Defaults, first: bytes) -> Iterator[Outcome]:
    """Rows in UTF-16, where a line's end is two bytes: the file is decoded as a whole, then cut."""
    if (data := whole(stream, first)) is None:
        yield Refused(where, f"UTF-16 rows of more than {REPORT_LIMIT >> 20} MB", "save the file as UTF-8")
        return
    try:
        decoded = decode(data)
    except Undecodable as refusal:
        yield Refused(where, refusal.reason, AS_UTF8)
        return
    for number, line in enumerate(decoded.text.split("\n"), 1):
        raw = line.encode(decoded.encoding)
        if line.strip():
            yield tried(f"{where}:{number}", raw, lambda line=line, raw=raw: from_row(parse(line), raw, decoded.encoding, defaults))  # type: ignore[misc]


def _json(where: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Outcome]:
    if (data := whole(stream, b"")) is None:
        yield Refused(where, f"a JSON file of more than {REPORT_LIMIT >> 20} MB", "write it as JSONL, a report a line")
        return
    if _is_row(data.partition(b"\n")[0]) and data.strip().count(b"\n"):
        yield from _rows(where, BytesIO(data), defaults)
        return
    try:
        decoded = decode(data)
        found = parse(decoded.text)
    except (Undecodable, Unfit) as error:
        yield refused(where, error)
        return
    if not isinstance(found, list):
        yield tried(where, data, lambda: from_row(found, data, decoded.encoding, defaults))
        return
    if not found:
        yield Refused(where, "empty: a list without any report")
    for number, row in enumerate(found, 1):
        yield from _item(f"{where}: item {number}", row, defaults)


def _item(where: str, row: object, defaults: Defaults) -> Iterator[Outcome]:
    raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
    yield tried(where, raw, lambda: from_row(row, raw, "utf-8", defaults))


def sniffed(where: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Outcome]:
    """Standard input has no name to go by: it holds rows where its first line is a JSON object, else one text."""
    first = stream.readline(REPORT_LIMIT + 1)
    reader = _rows if _is_row(first) else _text
    yield from reader(where, stream, defaults, first)


def _is_row(line: bytes) -> bool:
    try:
        return line.lstrip(b"\xef\xbb\xbf \t").startswith((b"{", *_WIDE)) and isinstance(parse(decode(line.rstrip(b"\r\n")).text), dict)
    except (Undecodable, Unfit):
        return False


_READERS = {".jsonl": _rows, ".ndjson": _rows, ".json": _json}
_ELSEWHERE = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
    **dict.fromkeys((".rss", ".atom", ".xml"), "feed"),
    **dict.fromkeys((".eml", ".mbox", ".mht", ".mhtml"), "mail"),
    **dict.fromkeys((".csv", ".tsv"), "table"),
    ".docx": "docx",
    ".parquet": "parquet",
    ".pdf": "pdf",
    ".warc": "warc",
    ".xlsx": "xlsx",
}
