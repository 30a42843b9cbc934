"""Atoms of time: one day, month or year as the text names it (`مساء الأحد`, `22 نيسان (أبريل)`, `أمس`, `الشهر الماضي`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar import reckon
from marsad.languages.ar.calendar.reckon import Days
from marsad.model.mention import Number


@dataclass(frozen=True, slots=True)
class Atom:
    """A point of time over tokens up to `last`; `days` is None where the report's day is wanted and unknown."""

    last: int
    days: Days | None
    part: str | None = None
    clock: bool = False


def atom(s: Sentence, i: int) -> Atom | None:
    """The point of time that begins at token i, at its longest."""
    return _with_part(s, i) or _clock(s, i) or _day(s, i) or _month(s, i) or _year(s, i)


def _day(s: Sentence, i: int) -> Atom | None:
    made = _weekday(s, i) or _deixis(s, i) or _date(s, i)
    while made and (more := _more(s, made)):
        made = more
    return made


def _with_part(s: Sentence, i: int) -> Atom | None:
    """«فجر السبت», «مساء أمس», «ليل الثلاثاء - الأربعاء»; «منتصف ليل الجمعة»."""
    entry = s.entry(i, "part")
    if entry is None:
        return None
    j = s.end_of(i, "part")
    j += s.has(j, "dayword") and not s.has(j, "deixis")
    day = _day(s, j)
    if day is None:
        return Atom(j, _own_day(s), entry.code) if s.tokens[i].key.startswith("ال") and i and s.has(i - 1, "since", "until") else None
    after = day.last + 1 if day.last < len(s.tokens) and s.tokens[day.last].mark in ("-", "–", "/") else day.last
    second = _weekday(s, after)
    if second and entry.code in ("night", "eve") and second.days and day.days:
        return Atom(second.last, second.days, "night")
    if entry.code == "eve" and day.days:
        return Atom(day.last, (day.days[0] - dt.timedelta(1), day.days[1]), "night")
    return replace(day, part=entry.code)


def _weekday(s: Sentence, i: int) -> Atom | None:
    """«الجمعة», «يوم الجمعة الماضي»."""
    j = i + 1 if s.has(i, "dayword") and s.has(i + 1, "weekday") else i
    entry = s.entry(j, "weekday")
    if entry is None or (j == i and not s.tokens[j].key.lstrip("وبل").startswith(("ال", "ل"))):
        return None
    shift, last = _shift(s, j + 1)
    if s.day is None:
        return Atom(last, None)
    day = reckon.weekday(s.day, int(entry.code), shift if shift != "now" else None)
    return Atom(last, (day, day))


def _deixis(s: Sentence, i: int) -> Atom | None:
    entry = s.entry(i, "deixis")
    if entry is None or s.has(i + 1, "ordinal") or s.key(i + 1) in ("الواحد", "التالي", "السابق"):
        return None
    last = s.end_of(i, "deixis")
    if s.day is None:
        return Atom(last, None)
    day = s.day + dt.timedelta(int(entry.code))
    return Atom(last, (day, day))


def _date(s: Sentence, i: int) -> Atom | None:
    """«22 نيسان (أبريل) 2016», «التاسع من حزيران الماضي», «2016-05-02»."""
    if written := _written_date(s, i):
        return written
    number = s.starting(s.numbers, i)
    if number is None or not number.min or number.min != number.max or not 1 <= number.min <= 31:
        return None
    j = number.last
    j += s.key(j) == "من"
    j += s.has(j, "monthword")
    if (month := s.entry(j, "month")) is None:
        return None
    j = _second_name(s, s.end_of(j, "month"))
    year, j = _year_after(s, j)
    shift, last = _shift(s, j)
    day = _resolve(s.day, int(month.code), number.min, year, shift)
    return Atom(last, (day, day) if day else None)


def _written_date(s: Sentence, i: int) -> Atom | None:
    parts = s.key(i).replace("/", "-").split("-") if s.key(i)[:1].isdigit() else []
    last = i + 1
    if len(parts) == 1 and i + 4 < len(s.tokens) and s.key(i + 1) == s.key(i + 3) and s.key(i + 1) in ("-", "/"):
        parts, last = [s.key(i), s.key(i + 2), s.key(i + 4)], i + 5
    if len(parts) != 3 or not all(p.isdigit() for p in parts):
        return None
    year, month, day = (int(p) for p in (parts if len(parts[0]) == 4 else parts[::-1]))
    made = reckon.make_date(year, month, day) if year > 1900 else None
    return Atom(last, (made, made)) if made else None


def _resolve(day: dt.date | None, month: int, number: int, year: int | None, shift: str | None) -> dt.date | None:
    if year:
        return reckon.make_date(year, month, number)
    return reckon.date_without_year(day, month, number, shift) if day else None


def _month(s: Sentence, i: int) -> Atom | None:
    """«أبريل الماضي», «أواخر عام 2017», «مطلع شهر حزيران»."""
    j = i + 1 if s.has(i, "monthword") and s.has(i + 1, "month") else i
    entry = s.entry(j, "month")
    if entry is None:
        return None
    j = _second_name(s, s.end_of(j, "month"))
    year, j = _year_after(s, j)
    shift, last = _shift(s, j)
    if year:
        return Atom(last, reckon.month_days(year, int(entry.code)))
    return Atom(last, reckon.month_without_year(s.day, int(entry.code), shift) if s.day else None)


def _year(s: Sentence, i: int) -> Atom | None:
    """«عام 2013», «2013» after a preposition of time."""
    j = i + 1 if s.has(i, "yearword") else i
    if j >= len(s.tokens) or s.tokens[j].word.sort != "number" or not _is_year(s.key(j)):
        return None
    if j == i and not (i and s.has(i - 1, "since", "until") or i and s.key(i - 1) == "في"):
        return None
    year, last = int(s.key(j)), j + 1
    if s.key(last) in ("و", "الي", "-", "–") and _is_year(s.key(last + 1)) and s.has(i, "yearword"):
        return Atom(last + 2, (dt.date(year, 1, 1), dt.date(int(s.key(last + 1)), 12, 31)))
    return Atom(last, (dt.date(year, 1, 1), dt.date(year, 12, 31)))


def _is_year(key: str) -> bool:
    return len(key) == 4 and key.isdigit() and 1900 <= int(key) <= 2100


def _second_name(s: Sentence, j: int) -> int:
    """One past a second name of the same month («نيسان (أبريل)», «أغسطس/آب»)."""
    k = j + 1 if j < len(s.tokens) and s.tokens[j].mark in ("(", "/", "-", "[") else j
    if s.has(k, "month"):
        k = s.end_of(k, "month")
        return k + 1 if k < len(s.tokens) and s.tokens[k].mark in (")", "]") else k
    return j


def _year_after(s: Sentence, j: int) -> tuple[int | None, int]:
    k = j
    while k < len(s.tokens) and (s.has(k, "yearword") or s.key(k) in ("من", "،")) and k < j + 2:
        k += 1
    if k < len(s.tokens) and s.tokens[k].word.sort == "number" and _is_year(s.key(k)):
        return int(s.key(k)), k + 1
    return None, j


def _shift(s: Sentence, j: int) -> tuple[str | None, int]:
    """(past | next | now | None, one past the word that says so)."""
    entry = s.entry(j, "shift")
    return (entry.code, j + 1) if entry and s.tokens[j].key.startswith("ال") or entry and entry.code == "now" else (None, j)


def _more(s: Sentence, made: Atom) -> Atom | None:
    """The atom with a second name of the same day behind it («أمس السبت», «الثلاثاء 19 تشرين الأول», «السبت ليلا»)."""
    j = made.last
    bracket = j < len(s.tokens) and s.tokens[j].mark in ("(", "،")
    k = j + bracket
    if (part := s.entry(k, "part")) and not bracket and s.tokens[k].key.endswith("ا"):
        return replace(made, last=s.end_of(k, "part"), part=part.code)
    other = _weekday(s, k) or _date(s, k) or (None if bracket else _deixis(s, k))
    if other is None or (made.days and other.days and not _agree(made.days, other.days)):
        return None
    last = other.last + (bracket and other.last < len(s.tokens) and s.tokens[other.last].mark == ")")
    return Atom(last, _narrower(made.days, other.days), made.part)


def _agree(a: Days, b: Days) -> bool:
    return abs((a[0] - b[0]).days) % 7 == 0


def _narrower(a: Days | None, b: Days | None) -> Days | None:
    return b or a


def _own_day(s: Sentence) -> Days | None:
    return (s.day, s.day) if s.day else None


HOUR_PART = {"afternoon": 12, "evening": 12, "night": 12, "noon": 12}


def _clock(s: Sentence, i: int) -> Atom | None:
    """«الساعة التاسعة صباحا», «الساعة 22:30»: a time of day, on no day of its own."""
    if not s.has(i, "clockword") or i + 1 >= len(s.tokens):
        return None
    hour, minute, last = _hour(s, i + 1)
    if hour is None:
        return None
    part = s.entry(last, "part")
    if part:
        last = s.end_of(last, "part")
        hour += HOUR_PART.get(part.code, 0) if hour < 12 else 0
    return Atom(last, None, f"{hour % 24:02d}:{minute:02d}", True)


def _hour(s: Sentence, j: int) -> tuple[int | None, int, int]:
    if s.tokens[j].word.sort == "number" and ":" in s.key(j):
        hour, _, minute = s.key(j).partition(":")
        return int(hour), int(minute[:2] or 0), j + 1
    number: Number | None = s.starting(s.numbers, j)
    if number is None or number.min is None or not 0 <= number.min <= 24:
        return None, 0, j
    half = s.key(number.last) == "والنصف"
    return number.min, 30 * half, number.last + half
