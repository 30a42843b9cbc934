"""Lengths of time (`72 ساعة`, `أسبوعين`) and the stretches they make when counted from the report's day (`الأيام التسعة الفائتة`)."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar import reckon
from marsad.languages.ar.calendar.atom import Atom, is_ahead, is_definite, shift_at
from marsad.languages.ar.calendar.reckon import Days

DAY, WEEK, MONTH, YEAR = 24, 168, 720, 8760
LONGEST = 300 * YEAR  # «خمسة مليارات سنة» is no length of time that a calendar holds
THIS = frozenset({"هذا", "هذه"})
AT_NO_HOUR = frozenset({"متاخره", "مبكره"})  # «في ساعة متأخرة» says when, not how long
COUNT_MOST = 400
YEARS_MOST = 999  # a number behind `عام` that is larger names the year, by whatever calendar
NAMED_LAST = frozenset({"اخر", "ال"})
TELLING = ("lasting", "since", "ago", "nearly", "over")


class Length(NamedTuple):
    """Hours (None where the words leave it open: «أيام») and one past the last token."""

    hours: int | None
    last: int


def length(s: Sentence, j: int) -> Length | None:
    """«24 ساعة», «يومين», «ثلاثة أيام», «الأيام التسعة», «أسبوعا»; «دقائق» and «أيام» are no number of hours."""
    if j >= len(s.tokens):
        return None
    number = s.starting(s.numbers, j)
    at = number.last if number else j
    unit = s.entry(at, "unit")
    if unit is None or s.tokens[at].word.suffix or number and number.ordinal:
        return None
    hours = int(unit.code)
    if number:
        exact = number.min is not None and number.approx != "vague" and hours
        amount = (number.min or 0) * hours if exact else 0
        return Length(amount if 0 < amount <= LONGEST else None, at + 1)
    if unit.shape == "dual":
        return Length(2 * hours or None, at + 1)
    if unit.shape == "pl":
        return _counted_after(s, at, hours) or Length(None, at + 1)
    word = s.tokens[at].word
    if s.key(at + 1) in AT_NO_HOUR or s.has(at + 1, "month", "hijri", "weekday") or hours == YEAR and _numbers_a_year(s, at + 1):
        return None
    told = not is_definite(s, at) and (word.key.endswith("ا") or s.has(j - 1, *TELLING) or word.prefix.endswith("ل"))
    return Length(hours, at + 1) if told and hours else None


def _numbers_a_year(s: Sentence, j: int) -> bool:
    return s.key(j).isdigit() and int(s.key(j)) > YEARS_MOST


def _counted_after(s: Sentence, at: int, hours: int) -> Length | None:
    """«الأيام التسعة», «الساعات الـ24»: the number stands behind."""
    k = at + 1 + (s.key(at + 1) in NAMED_LAST)
    number = s.starting(s.numbers, k)
    if number and number.min and number.min < COUNT_MOST and is_definite(s, at) and number.approx == "exact":
        return Length(number.min * hours, number.last)
    return None


def stretch(s: Sentence, i: int) -> Atom | None:
    """«الأيام التسعة الفائتة», «اليومين الماضيين», «الـ24 ساعة الماضية», «آخر 24 ساعة», «الأسبوع الماضي», «هذا الشهر»."""
    this = s.key(i) in THIS
    last_units = s.key(i) == "اخر"
    j = i + this + (s.key(i) in NAMED_LAST)
    unit = s.entry(j, "unit")
    if unit and unit.shape == "sg" and (this or is_definite(s, j)) and not (s.tokens[j].word.suffix or _is_general(s, j)):
        shift, last = shift_at(s, j + 1)
        return Atom(last, whole(s, int(unit.code), shift or "now")) if (shift or this) and int(unit.code) > DAY else None
    counted = length(s, j)
    if counted is None:
        return None
    shift, last = shift_at(s, counted.last + (s.key(counted.last) in ("القليله", "القليلين")))
    if shift is None and not last_units and not this:
        return None
    return Atom(last, None if shift == "other" else counted_from(s, counted.hours, "next" if shift == "next" else "past"))


def _is_general(s: Sentence, i: int) -> bool:
    """True for the `العام` of an office: «النائب العام السابق», «الأمين العام الحالي»."""
    return s.key(i) == "العام" and s.has(i - 1, "title", "post")


def whole(s: Sentence, hours: int, shift: str) -> Days | None:
    """The week, month or year of the report's day, or the one before or after it; the current one ends on that day."""
    if s.day is None or shift == "other":
        return None
    if hours == WEEK:
        first, last = reckon.week(s.day, shift)
    elif hours == MONTH:
        at = s.day.year * 12 + s.day.month - 1 + {"past": -1, "next": 1}.get(shift, 0)
        first, last = reckon.month_days(at // 12, at % 12 + 1)
    elif hours == YEAR:
        year = s.day.year + {"past": -1, "next": 1}.get(shift, 0)
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    else:
        return None
    return first, s.day if shift == "now" else last


def counted_from(s: Sentence, hours: int | None, shift: str) -> Days | None:
    """The days from so long before the report's day to it, or from it on."""
    if s.day is None or not hours:
        return None
    if shift == "next":
        return s.day, s.day + dt.timedelta(hours=max(hours, DAY))
    return reckon.back(s.day, hours), s.day


def within(s: Sentence, i: int, hours: int | None, unit_days: bool) -> Days | None:
    """The days of «خلال سبعة أيام», the report's day being the last of them; ahead where the verb is («سيجتمع خلال 15 يوما»)."""
    if is_ahead(s, i):
        return counted_from(s, hours, "next")
    days = counted_from(s, hours, "past")
    return (days[0] + dt.timedelta(1), days[1]) if days and unit_days and hours and hours > DAY else days
