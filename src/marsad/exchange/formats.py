"""The formats that reports come in, each a reader of one open file: a text, JSONL rows, JSON, and standard input told by its first line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

from marsad.exchange.given import Defaults, Given, Refused, Unfit
from marsad.exchange.rows import from_line, from_row, from_text, parse
from marsad.exchange.sources import REPORT_LIMIT, lines
from marsad.model.report import Report
from marsad.text.decode import Undecodable, decode

Outcome = Given | Refused
Reader = Callable[..., Iterator[Outcome]]
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"{\x00", b"\x00{")
_AS_UTF8 = "save its text as UTF-8 and read that"
_HINTS = {"empty": "", "too damaged": "its letters are gone, get it again from where it came"}


def reader_of(suffix: str) -> Reader:
    """The reader for a file name's suffix (`.jsonl`, `.ndjson`, `.json`); any other file is one report's text."""
    return _READERS.get(suffix, _text)


def _text(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    if (data := _whole(stream, first)) is None:
        yield _too_long(where)
    else:
        yield _tried(where, data, lambda: from_text(data, defaults))


def _rows(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    first = first or stream.readline(REPORT_LIMIT + 1)
    if first.startswith(_WIDE):
        yield from _wide_rows(where, stream, defaults, first)
        return
    empty = True
    for number, line in lines(stream, first):
        if line is None:
            yield _too_long(f"{where}:{number}")
        elif line.strip():
            yield _tried(f"{where}:{number}", line, lambda line=line: from_line(line, defaults))  # type: ignore[misc]
        empty = empty and line is not None and not line.strip()
    if empty:
        yield Refused(where, "empty: no row in it")


def _wide_rows(where: str, stream: BinaryIO, defaults: Defaults, first: bytes) -> Iterator[Outcome]:
    """Rows in UTF-16, where a line's end is two bytes: the file is decoded as a whole, then cut."""
    if (data := _whole(stream, first)) is None:
        yield Refused(where, f"UTF-16 rows of more than {REPORT_LIMIT >> 20} MB", "save the file as UTF-8")
        return
    try:
        decoded = decode(data)
    except Undecodable as refusal:
        yield Refused(where, refusal.reason, _AS_UTF8)
        return
    for number, line in enumerate(decoded.text.split("\n"), 1):
        raw = line.encode(decoded.encoding)
        if line.strip():
            yield _tried(f"{where}:{number}", raw, lambda line=line, raw=raw: from_row(parse(line), raw, decoded.encoding, defaults))  # type: ignore[misc]


def _json(where: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Outcome]:
    if (data := _whole(stream, b"")) is None:
        yield Refused(where, f"a JSON file of more than {REPORT_LIMIT >> 20} MB", "write it as JSONL, a report a line")
        return
    if _is_row(data.partition(b"\n")[0]) and data.strip().count(b"\n"):
        yield from _rows(where, BytesIO(data), defaults)
        return
    try:
        decoded = decode(data)
        found = parse(decoded.text)
    except (Undecodable, Unfit) as error:
        yield _refused(where, error)
        return
    if not isinstance(found, list):
        yield _tried(where, data, lambda: from_row(found, data, decoded.encoding, defaults))
        return
    if not found:
        yield Refused(where, "empty: a list without any report")
    for number, row in enumerate(found, 1):
        yield from _item(f"{where}: item {number}", row, defaults)


def _item(where: str, row: object, defaults: Defaults) -> Iterator[Outcome]:
    raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
    yield _tried(where, raw, lambda: from_row(row, raw, "utf-8", defaults))


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


def _whole(stream: BinaryIO, first: bytes) -> bytes | None:
    data = first + stream.read(REPORT_LIMIT + 1 - len(first)) if len(first) <= REPORT_LIMIT else first
    return data if len(data) <= REPORT_LIMIT else None


def _tried(where: str, raw: bytes, make: Callable[[], Report]) -> Outcome:
    try:
        return Given(make(), raw, where)
    except (Undecodable, Unfit) as error:
        return _refused(where, error)


def _refused(where: str, error: Undecodable | Unfit) -> Refused:
    if isinstance(error, Unfit):
        return Refused(where, str(error), error.hint)
    return Refused(where, error.reason, next((hint for word, hint in _HINTS.items() if error.reason.startswith(word)), _AS_UTF8))


def _too_long(where: str) -> Refused:
    return Refused(where, f"longer than {REPORT_LIMIT >> 20} MB, the most that one report may have", "split it into its reports")


_READERS = {".jsonl": _rows, ".ndjson": _rows, ".json": _json}
