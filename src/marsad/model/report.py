"""A report: one text as it was received, with what is known about its publication."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One news report or bulletin; `text` is verbatim and is never altered.

    `date` is the day of publication; `date_from` says where it was found: `given` by whoever added the report,
    `dateline` (printed in the text) or `page`; None where nothing says.
    """

    id: str
    text: str
    date: dt.date | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    date_from: str | None = None
    bytes_sha256: str | None = None
    encoding: str | None = None
    retrieved_at: str | None = None
    language: str = "ar"

    @property
    def text_sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return sha256(self.text.encode("utf-8", "surrogatepass"))


def sha256(data: bytes) -> str:
    """The SHA-256 of the bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def make_id(text: str, date: dt.date | None, outlet: str | None) -> str:
    """An id for a report that came without one: outlet, day and the beginning of its text's hash.

    >>> make_id("نص", dt.date(2016, 5, 2), "hayat")
    'hayat-2016-05-02-ae1d7a5f'
    """
    digest = sha256(text.encode("utf-8", "surrogatepass"))[:8]
    return f"{outlet or 'report'}-{date.isoformat() if date else 'nd'}-{digest}"
