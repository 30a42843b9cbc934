"""The days that a bulletin is about: one day, a week from Monday to Sunday, or any stretch."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

LONGEST = 366
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """The first and the last day, both inside; raises ValueError where they are no stretch of at most a year."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")
        if self.length > LONGEST:
            raise ValueError(f"{self.first} to {self.last} is longer than {LONGEST} days")

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def kind(self) -> str:
        """`day`, `week` (Monday to Sunday) or `stretch`."""
        if self.length == 1:
            return "day"
        return "week" if self.length == 7 and self.first.weekday() == 0 else "stretch"

    @property
    def name(self) -> str:
        """What a file of these days is called: `2016-05-01`, `2016-W17`, `2016-04-22--2016-05-02`."""
        if self.kind == "day":
            return self.first.isoformat()
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02}" if self.kind == "week" else f"{self.first}--{self.last}"

    def meets(self, days: list[str]) -> bool:
        """True where the stretch from the first to the last of these ISO days touches ours."""
        return bool(days) and min(days) <= self.last.isoformat() and max(days) >= self.first.isoformat()

    def holds(self, day: str | None) -> bool:
        """True where this ISO day (or moment) is one of ours."""
        return bool(day) and self.first.isoformat() <= str(day)[:10] <= self.last.isoformat()


def week_of(day: dt.date) -> Days:
    """The week that holds the day."""
    monday = day - dt.timedelta(days=day.weekday())
    return Days(monday, monday + dt.timedelta(days=6))


def week(text: str) -> Days:
    """The week that is called so (`2016-W17`) or holds that day; raises ValueError where it is neither.

    >>> week("2016-W17").first, week("2016-05-01").name
    (datetime.date(2016, 4, 25), '2016-W17')
    """
    if found := _WEEK.fullmatch(text):
        return week_of(dt.date.fromisocalendar(int(found[1]), int(found[2]), 1))
    return week_of(dt.date.fromisoformat(text))


def last_ended(every: str, today: dt.date) -> Days:
    """The day (or week) that ended last."""
    before = today - dt.timedelta(days=1 if every == "day" else 7)
    return Days(before, before) if every == "day" else week_of(before)


def stretches(every: str, first: dt.date, last: dt.date) -> list[Days]:
    """The days or weeks that lie, or begin, between these two days."""
    step = 1 if every == "day" else 7
    start = first if every == "day" else week_of(first).first
    begun = (start + dt.timedelta(days=n) for n in range(0, (last - start).days + 1, step))
    return [Days(day, day + dt.timedelta(days=step - 1)) for day in begun]
