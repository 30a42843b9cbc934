"""What comes out of an input, Given or Refused, and the day that a report may have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from marsad.model.report import Report

ISO_DAY = "write it year-month-day, as 2016-05-02, or leave it out"
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Given:
    """A report that was read, its bytes as received, and where it stood (`file` or `file:line`)."""

    report: Report
    raw: bytes
    where: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that is no report: where it stood (`file` or `file:line`), why, and what would be right."""

    where: str
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Defaults:
    """The day and outlet of reports that name none themselves, which column of a table holds what (`columns.py`), and
    whether addresses of private networks may be fetched (`fetch.py`).
    """

    date: dt.date | None = None
    outlet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = False


class Unfit(ValueError):
    """A row or text that is no report: the reason, and in `hint` what would be right."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.hint = hint


def day(value: object) -> dt.date | None:
    """The day of an ISO date or moment; None for None; raises Unfit for anything else.

    >>> day("2016-05-02T18:30:00Z")
    datetime.date(2016, 5, 2)
    """
    if value is None or type(value) is dt.date:
        return value
    if not isinstance(value, str) or not (found := _DAY.fullmatch(value.strip())):
        raise Unfit(f"date {short(value)} is not an ISO day", ISO_DAY)
    try:
        parsed = dt.date(*map(int, found.groups()))
    except ValueError as error:
        raise Unfit(f"date {short(value)} is no day of the calendar: {error}", ISO_DAY) from None
    if not 1800 <= parsed.year <= 2200:
        raise Unfit(f"date {short(value)} is outside the years 1800 to 2200", ISO_DAY)
    return parsed


def short(value: object) -> str:
    """A value as it is named in a message, at most forty characters."""
    shown = ascii(value) if not isinstance(value, str) else repr(value)
    return shown if len(shown) <= 40 else shown[:39] + "…"
