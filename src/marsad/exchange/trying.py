"""What all readers of reports share: a file read whole within the limit, one report tried, and why it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from marsad.exchange import sources
from marsad.exchange.given import Defaults, Given, Refused, Unfit
from marsad.model.report import Report
from marsad.text.decode import Undecodable

Outcome = Given | Refused
Reader = Callable[..., Iterator[Outcome]]
AS_UTF8 = "save its text as UTF-8 and read that"
_HINTS = {"empty": "", "too damaged": "its letters are gone, get it again from where it came"}


def whole(stream: BinaryIO, first: bytes = b"", limit: int | None = None) -> bytes | None:
    """All bytes of the stream behind `first`, None where they are more than the limit (the most of one report, unless said)."""
    limit = limit or sources.REPORT_LIMIT
    data = first + stream.read(limit + 1 - len(first)) if len(first) <= limit else first
    return data if len(data) <= limit else None


def tried(where: str, raw: bytes, make: Callable[[], Report]) -> Outcome:
    """The report with its bytes, or why it is none."""
    try:
        return Given(make(), raw, where)
    except (Undecodable, Unfit) as error:
        return refused(where, error)


def refused(where: str, error: Undecodable | Unfit) -> Refused:
    """The refusal that an error stands for."""
    if isinstance(error, Unfit):
        return Refused(where, str(error), error.hint)
    return Refused(where, error.reason, next((hint for word, hint in _HINTS.items() if error.reason.startswith(word)), AS_UTF8))


def too_long(where: str, limit: int | None = None) -> Refused:
    """The refusal of a report that is longer than the limit."""
    most = (limit or sources.REPORT_LIMIT) >> 20
    return Refused(where, f"longer than {most} MB, the most that one report may have", "split it into its reports")


def sent_day(stamp: str) -> str | None:
    """The ISO day of a moment as mail and feeds write it (RFC 5322), in the sender's time zone; None where it is none.

    >>> sent_day("Mon, 02 May 2016 23:30:00 +0300")
    '2016-05-02'
    """
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def document(make: Callable[[bytes, Defaults], Report], limit: int) -> Reader:
    """A reader of files that are one report each and of at most `limit` bytes: `make` turns the bytes into the report."""

    def read(where: str, stream: BinaryIO, defaults: Defaults, first: bytes = b"") -> Iterator[Outcome]:
        data = whole(stream, first, limit)
        yield too_long(where, limit) if data is None else tried(where, data, lambda: make(data, defaults))

    return read
