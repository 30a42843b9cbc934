"""Reckoning days: weekdays, dates without a year, months, and lengths, against the report's day."""

from __future__ import annotations

import calendar
import datetime as dt

Days = tuple[dt.date, dt.date]
FARTHEST_AHEAD = 45  # days: a date without a year is read as coming only so far ahead


def weekday(day: dt.date, wanted: int, shift: str | None = None) -> dt.date:
    """The last such weekday up to the report's day; `past`: strictly before it, `next`: strictly after, `coming`: on it or after.

    >>> weekday(dt.date(2016, 5, 2), 4)
    datetime.date(2016, 4, 29)
    """
    if shift == "next":
        return day + dt.timedelta((wanted - day.weekday() - 1) % 7 + 1)
    if shift == "coming":
        return day + dt.timedelta((wanted - day.weekday()) % 7)
    back = (day.weekday() - wanted) % 7
    return day - dt.timedelta(back or (7 if shift == "past" else 0))


def date_without_year(day: dt.date, month: int, number: int, shift: str | None = None) -> dt.date | None:
    """The nearest such date up to the report's day (or shortly after it); None where the calendar has none.

    >>> date_without_year(dt.date(2016, 5, 2), 4, 22)
    datetime.date(2016, 4, 22)
    """
    near = [d for year in (day.year - 1, day.year, day.year + 1) if (d := make_date(year, month, number))]
    if shift == "next":
        return next((d for d in near if d >= day), None)
    ahead = 0 if shift == "past" else FARTHEST_AHEAD
    return max((d for d in near if d <= day + dt.timedelta(ahead)), default=None)


def make_date(year: int, month: int, number: int) -> dt.date | None:
    """The date, or None where there is none such."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def month_days(year: int, month: int) -> Days:
    """First and last day of the month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def month_without_year(day: dt.date, month: int, shift: str | None = None) -> Days:
    """The last such month that has begun by the report's day; with `next` the first one after it."""
    year = day.year - (month > day.month)
    if shift == "next" and year == day.year:
        year += month <= day.month
    elif shift == "next":
        year += 1
    return month_days(year, month)


def back(day: dt.date, hours: int) -> dt.date:
    """The day that many hours before, months and years by the calendar."""
    if hours >= 8760:
        return make_date(day.year - hours // 8760, day.month, min(day.day, 28)) or day
    if hours >= 720 and hours % 720 == 0:
        months = day.year * 12 + day.month - 1 - hours // 720
        return dt.date(months // 12, months % 12 + 1, min(day.day, 28))
    return day - dt.timedelta(hours=max(hours, 24) if hours else 0)


def week(day: dt.date, shift: str | None) -> Days:
    """The week of the report's day, from Monday to Sunday, or the one before or after it."""
    monday = day - dt.timedelta(day.weekday()) + dt.timedelta(7 * {"past": -1, "next": 1}.get(shift or "", 0))
    return monday, monday + dt.timedelta(6)
