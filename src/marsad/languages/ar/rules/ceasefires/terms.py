"""The terms of a ceasefire: its length, its first day, the hours of the day at which it holds."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.model.mention import Time

CLOCKS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
BEGINS = group("truce_begins")
HALF_A_WEEK = 4
LONGEST = 2 * 365 * 24  # hours: no truce is told for longer; «بمرور 30 سنة» is none of its terms
SINCE_THEN = frozenset({"started", "holding"})
UNTIL = frozenset("حتي وحتي لغايه ولغايه".split())
ENDING = group("truce_ends")
LASTING = frozenset({"agreed", "started", "extended", "called_for"})
FROM_ITS_START = frozenset({"started", "extended"})


@dataclass(frozen=True, slots=True)
class Terms:
    """What a stretch of a sentence says of a ceasefire's time; every field None where it says nothing."""

    hours: int | None = None
    starts: dt.date | None = None
    starts_at: str | None = None
    daily: str | None = None
    ends_at: str | None = None


def read_terms(s: Sentence, first: int, stop: int, action: str) -> Terms:
    """The terms that tokens [first, stop) give."""
    times = [t for t in s.times if first <= t.first < stop]
    daily = bool(s.among(first, stop, "daily")) or "يومي" in s.keys[first:stop]
    clock = next((t.part for t in times if t.part and CLOCKS.fullmatch(t.part)), None)
    end = next((j for j in s.among(first, stop, "incident", "harm") if _tells_otherwise(s, j)), stop)
    spans = (t for t in times if t.hours and t.role in ("for", "over") and t.first < end and s.key(t.last) != "رمضان")
    lengths = (t.hours for t in spans if t.hours and t.hours <= LONGEST and not _ago(s, t) and not _of_day(s, t))
    hours = next(lengths, None) or _at_least(s, first, stop) or (_between(clock) if clock else None)
    begun = [t for t in times if t.hours is None and (t.days or t.part and not clock) and _begins(s, t, action)]
    start = next((t for t in begun if t.role == "since" and action == "extended"), next(iter(begun), None))
    day = _day(s, start, action) if start else _this_evening(s, first, stop)
    part = f"{day}/{start.part}" if start and day and start.part and not clock else str(day) if day else None
    return Terms(hours, day, part, clock if daily or clock else None, _end(s, times) if action in LASTING else None)


def _tells_otherwise(s: Sentence, j: int) -> bool:
    """True for an event of its own, whose length is not that of the ceasefire; what is stopped is none."""
    if s.has(j, "fighting", "truce_act", "ceasefire", "lasting") or s.covering(s.actors, j) or s.covering(s.places, j):
        return False
    event = s.entry(j, "incident")
    return event is not None and event.code != "aid" or s.has(j, "harm")


def _end(s: Sentence, times: list[Time]) -> str | None:
    """The last day of «حتى مساء الأحد», «تنتهي الاثنين», with its part of day."""
    for time in times:
        near = range(max(0, time.first - 3), time.first + 1)
        until = s.key(time.first - 1) in UNTIL or any(s.key(j).removeprefix("و") in ENDING for j in near)
        if until and time.days and time.hours is None:
            last = time.days[1]
            coming = s.day is not None and last < s.day and bool(s.among(time.first, time.last, "weekday"))
            last += dt.timedelta(7 if coming else 0)
            return f"{last}/{time.part}" if time.part and time.part[0].isalpha() else str(last)
    return None


def _day(s: Sentence, time: Time, action: str) -> dt.date | None:
    """The first day of the time; for what is agreed the nearer of two weekdays («اعتباراً من الثلاثاء», said on a Monday)."""
    if time.days is None:
        return s.day
    inside = range(time.first, time.last)
    named = any(s.has(j, "weekday") for j in inside) and not any(s.has(j, "shift") for j in inside)
    if s.key(time.first) == "منذ" and s.day is not None and time.days[0] > s.day:
        return time.days[0] - dt.timedelta(7)
    early = s.day is not None and (s.day - time.days[0]).days >= HALF_A_WEEK
    return time.days[0] + dt.timedelta(7) if named and early and action == "agreed" and time.role == "since" else time.days[0]


def _this_evening(s: Sentence, first: int, stop: int) -> dt.date | None:
    """The report's day for «اعتباراً من المساء», which names none."""
    for j in s.among(first, stop, "since"):
        if s.key(j) != "منذ" and s.has(s.end_of(j, "since"), "part") and not s.covering(s.times, j):
            return s.day
    return None


def _ago(s: Sentence, time: Time) -> bool:
    """True where the length says how long after or before something happened."""
    return any(s.key(j) in ("بعد", "قبل", "منذ", "قبيل", "اخر", "سوي") for j in range(max(0, time.first - 2), time.first + 1))


def _of_day(s: Sentence, time: Time) -> bool:
    """True for «في ساعة مبكرة», which is no length."""
    return time.hours == 1 and not s.has(time.first, "lasting")


def _at_least(s: Sentence, first: int, stop: int) -> int | None:
    """The hours of «لمدة لا تقل عن شهر»."""
    for j in s.among(first, stop, "lasting"):
        k = s.end_of(j, "lasting")
        if s.has(k, "bound") and (unit := s.entry(s.end_of(k, "bound"), "unit")):
            return int(unit.code) * (2 if unit.shape == "dual" else 1) or None
    return None


def _begins(s: Sentence, time: Time, action: str) -> bool:
    """True where the time is the beginning of the ceasefire, and not of what is told about it."""
    near = range(max(0, time.first - 3), time.first)
    begins = any(s.key(j).removeprefix("و") in BEGINS for j in near)
    if time.role == "since" or begins:
        return s.key(time.first) != "منذ" or begins or action in SINCE_THEN and _is_day(s, time)
    if time.days is None:
        return False
    return action in FROM_ITS_START and time.role == "at" or action in FROM_ITS_START | {"agreed"} and _from(s, time)


def _is_day(s: Sentence, time: Time) -> bool:
    """True for a day that is named («منذ 27 شباط», «منذ الفجر»), not for a length («منذ ستة أشهر»)."""
    return time.part is not None or bool(s.among(time.first, time.last, "month", "weekday", "deixis", "part"))


def _from(s: Sentence, time: Time) -> bool:
    """True for «من مساء الأحد», «من الساعة …» with a day."""
    return s.key(time.first - 1) == "من" and time.role == "at"


def _between(clock: str) -> int | None:
    found = CLOCKS.fullmatch(clock)
    if found is None:
        return None
    first, last = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    return ((last - first) % 1440) // 60 or None
