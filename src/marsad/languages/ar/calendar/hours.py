"""Parts of a day and times of the clock (`مساء الأحد`, `ليل الثلاثاء - الأربعاء`, `الساعة التاسعة من صباح اليوم`)."""

from __future__ import annotations

import datetime as dt
import re

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar.atom import Atom, is_definite
from marsad.languages.ar.calendar.days import day, slashed, weekday
from marsad.languages.ar.calendar.reckon import Days

THIS = frozenset({"هذا", "هذه"})
THROUGH = frozenset("خلال طوال طيله اثناء".split())
LATE = {"afternoon": 12, "evening": 12, "night": 12, "noon": 12}
CLOCK = re.compile(r"(\d{1,2})[:.,](\d\d)")
PAST = {"والنصف": 30, "والربع": 15, "والثلث": 20}
SHORT = {"ربعا": 15, "ربع": 15, "الربع": 15, "ثلثا": 20, "ثلث": 20, "الثلث": 20}
EARLY = 5  # o'clock: before it, an hour of the night is past midnight


def day_part(s: Sentence, i: int) -> Atom | None:
    """«فجر السبت», «مساء أمس», «هذا الصباح», «خلال الليل», «ليل الثلاثاء - الأربعاء»."""
    if night := _last_night(s, i):
        return night
    this = s.key(i) in THIS
    entry = s.entry(i + this, "part")
    if entry is None:
        return None
    j = s.end_of(i + this, "part")
    if this:
        return Atom(j, _today(s), entry.code) if is_definite(s, i + 1) or s.key(i + 1).startswith("ال") else None
    j += s.has(j, "dayword") and not s.has(j, "deixis")
    named = day(s, j)
    if named is None:
        return _alone(s, i, j, entry.code)
    if entry.code in ("night", "eve", "midnight") and (second := _second_day(s, named.last)) and second.days and named.days:
        days = second.days if entry.code == "midnight" else (second.days[0] - dt.timedelta(1), second.days[1])
        return Atom(second.last, days, "night" if entry.code == "eve" else entry.code)
    if entry.code == "eve":
        eve = named.days and not s.has(j, "deixis")
        return Atom(named.last, (named.days[0] - dt.timedelta(1), named.days[1]) if eve and named.days else named.days, "night")
    return named._replace(part=entry.code)


def _last_night(s: Sentence, i: int) -> Atom | None:
    """«الليلة الماضية», «الليلة قبل الماضية»: from one day to the next."""
    entry = s.entry(i, "lastnight")
    if entry is None:
        return None
    first = s.day - dt.timedelta(int(entry.code)) if s.day else None
    return Atom(s.end_of(i, "lastnight"), (first, first + dt.timedelta(1)) if first else None, "night")


def _second_day(s: Sentence, j: int) -> Atom | None:
    """The second weekday of a night between two: «- الأربعاء», «/ الأحد», «(الإثنين)», «الأحد»."""
    if j < len(s.tokens) and s.tokens[j].mark == "(":
        inner = weekday(s, j + 1)
        return inner._replace(last=inner.last + 1) if inner and inner.last < len(s.tokens) and s.tokens[inner.last].mark == ")" else None
    return weekday(s, slashed(s, j))


def _alone(s: Sentence, i: int, last: int, part: str) -> Atom | None:
    """«منذ الفجر»: the report's own day; «خلال الليل»: the night before it."""
    if not s.key(i).startswith("ال") or not i:
        return None
    if part == "night" and s.key(i - 1).removeprefix("و") in THROUGH:
        return Atom(last, (s.day - dt.timedelta(1), s.day) if s.day else None, part)
    return Atom(last, _today(s), part) if s.has(i - 1, "since", "until") else None


def _today(s: Sentence) -> Days | None:
    return (s.day, s.day) if s.day else None


def clock(s: Sentence, i: int) -> Atom | None:
    """«الساعة التاسعة صباحا», «الساعة 22:30», «التاسعة من مساء أمس»: a time of day, on the day that is named with it."""
    headed = s.has(i, "clockword")
    if i + headed >= len(s.tokens) or not (headed or i in s.numbers.starts or s.tokens[i].word.sort == "number" or s.key(i) == "ال"):
        return None
    hour, minute, last = _hour(s, i + headed)
    if hour is None:
        return None
    part = s.entry(last, "part")
    after = last + (s.key(last) == "من")
    dated = day_part(s, after) or (day(s, after) if after > last or s.has(after, "dayword", "weekday", "deixis") else None)
    if not headed and not part and not (dated and dated.part) and not _closes_a_window(s, i):
        return None
    if part and not (dated and dated.part):
        last = s.end_of(last, "part")
        dated = day(s, last + (s.key(last) == "من"))
    code = dated.part if dated and dated.part else part.code if part else ""
    hour += LATE.get(code or "", 0) if hour < 12 and not (code == "night" and hour < EARLY) else 0
    hour -= 12 if hour == 12 and code == "night" else 0
    return Atom(dated.last if dated else last, dated.days if dated else None, f"{hour % 24:02d}:{minute:02d}", True)


def _closes_a_window(s: Sentence, i: int) -> bool:
    """True for the second hour of «الساعة 10:00 و14:00»."""
    return s.key(i - 1) in ("و", "الي", "حتي", "وحتي") and bool(CLOCK.fullmatch(s.key(i)) and CLOCK.fullmatch(s.key(i - 2)))


def _hour(s: Sentence, j: int) -> tuple[int | None, int, int]:
    j += s.key(j) == "ال" and j + 1 < len(s.tokens)
    if s.tokens[j].word.sort == "number" and (written := CLOCK.fullmatch(s.key(j))):
        hour, minute = written.groups()
        return (int(hour), int(minute), j + 1) if int(hour) <= 24 else (None, 0, j)
    number = s.starting(s.numbers, j)
    if number is None or number.min is None or not 0 <= number.min <= 24 or number.min != number.max:
        return None, 0, j
    half = PAST.get(s.key(number.last), 0)
    if s.key(number.last) == "الا" and (short := SHORT.get(s.key(number.last + 1))) and number.min:
        return number.min - 1, 60 - short, number.last + 2
    return number.min, half, number.last + bool(half)
