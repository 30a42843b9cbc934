"""Mail: a message (eml, mht) or many (mbox), each a report of the day it was sent; documents attached are reports of their own."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from importlib import import_module
from pathlib import PurePath
from typing import Any, BinaryIO

from marsad.exchange.given import Defaults, Refused, Unfit
from marsad.exchange.rows import from_row
from marsad.exchange.sources import REPORT_LIMIT, lines
from marsad.exchange.trying import Outcome, refused, sent_day, too_long, tried, whole
from marsad.model.report import Report
from marsad.text.decode import Undecodable

LIMIT = REPORT_LIMIT // 2
PARTS = 200
_BEGINS = b"From "
_DOCUMENTS = {".pdf": "pdf", ".docx": "docx", ".html": "page", ".htm": "page"}


def read(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
    """Each message's report, or why it is none."""
    first = first or stream.readline(REPORT_LIMIT + 1)
    if not first.startswith(_BEGINS):
        data = whole(stream, first, LIMIT)
        yield from [too_long(where, LIMIT)] if data is None else _message(where, data, defaults)
        return
    for number, data in enumerate(_messages(stream, first), 1):
        place = f"{where}: message {number}"
        yield from [too_long(place, LIMIT)] if data is None else _message(place, data, defaults)


def _messages(stream: BinaryIO, first: bytes) -> Iterator[bytes | None]:
    """The bytes of each message of an mbox, without the line before it; None for one that is too long."""
    held: list[bytes] = []
    size, blank = 0, True
    for _, line in lines(stream, first):
        if line is not None and blank and line.startswith(_BEGINS):
            if held or size:
                yield b"\n".join(held) if size <= LIMIT else None
            held, size = [], 0
            continue
        size += len(line) + 1 if line is not None else LIMIT + 1
        if size <= LIMIT and line is not None:
            held.append(line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(_BEGINS) else line)
        elif size > LIMIT:
            held = []
        blank = line == b""
    if held or size:
        yield b"\n".join(held) if size <= LIMIT else None


def _message(where: str, data: bytes, defaults: Defaults) -> Iterator[Outcome]:
    try:
        message = message_from_bytes(data, policy=policy.default)
        body, about = _body(message), _about(message)
        attached = [part for _, part in zip(range(PARTS), message.iter_attachments(), strict=False)]
    except Exception as error:  # broken headers break in many ways
        yield Refused(where, f"no message that can be read: {type(error).__name__}: {error}"[:200])
        return
    found = [outcome for part in attached for outcome in _attached(where, part, about, defaults)]
    own = tried(where, data, lambda: _report(body, about, data, defaults))
    if not isinstance(own, Refused) or not found:
        yield own
    yield from found


def _body(message: Any) -> EmailMessage | None:
    assert isinstance(message, EmailMessage)
    return message.get_body(preferencelist=("plain", "html"))  # type: ignore[return-value]


def _about(message: Any) -> dict[str, Any]:
    told = {"id": _header(message, "Message-ID"), "title": _header(message, "Subject"), "date": sent_day(_header(message, "Date"))}
    return {key: value for key, value in told.items() if value}


def _header(message: Any, name: str) -> str:
    return " ".join(str(message.get(name) or "").split()).strip("<>")


def _report(body: EmailMessage | None, about: dict[str, Any], data: bytes, defaults: Defaults) -> Report:
    if body is None:
        raise Unfit("a message without a text")
    content, charset = body.get_payload(decode=True), body.get_content_charset()
    if not isinstance(content, bytes):
        raise Unfit("a message without a text")
    if body.get_content_type() == "text/html":
        from marsad.exchange.readers import page

        found = page.report(content, Defaults(), charset=charset)
        return from_row({"text": found.text} | about, data, found.encoding or "utf-8", defaults, "page")
    text, encoding = _characters(content, charset)
    return from_row({"text": text} | about, data, encoding, defaults, "page")


def _characters(content: bytes, charset: str | None) -> tuple[str, str]:
    from marsad.exchange.readers.page import characters

    text, encoding = characters(content, charset)
    return text.replace("\r\n", "\n"), encoding


def _attached(where: str, part: Any, about: dict[str, Any], defaults: Defaults) -> Iterator[Outcome]:
    """The report of an attached document; pictures and the like are no reports."""
    name = part.get_filename() or ""
    reader = _DOCUMENTS.get(PurePath(name).suffix.lower())
    if not reader:
        return
    day = about.get("date")
    try:
        data = part.get_payload(decode=True)
        made = import_module(f"marsad.exchange.readers.{reader}").report
        given = made(data, defaults)
    except (Unfit, Undecodable) as error:
        yield refused(f"{where}: {name}", error)
        return
    row = {"text": given.text, "title": name, "date": given.date.isoformat() if given.date_from == "page" and given.date else day}
    yield tried(f"{where}: {name}", data, lambda: from_row(row, data, given.encoding or reader, defaults, "page"))
