"""Spans of time: since a day, from one to another, over the last days, ago, and for a length."""

from __future__ import annotations

import datetime as dt

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar import reckon
from marsad.languages.ar.calendar.atoms import Atom, atom
from marsad.languages.ar.calendar.reckon import Days
from marsad.model.mention import Time

SINCE_REACH = 8


def time_at(s: Sentence, i: int) -> Time | None:
    """The time that begins at token i, at its longest."""
    return _since(s, i) or _range(s, i) or _ago(s, i) or _last_units(s, i) or _edge(s, i) or _length(s, i) or _point(s, i)


def _point(s: Sentence, i: int) -> Time | None:
    made = atom(s, i)
    if made is None:
        return None
    since = made.days is not None and _opened_before(s, i)
    return _time(s, i, made.last, (made.days[0], s.day or made.days[1]) if since and made.days else made.days, "since" if since else "at", made.part)


def _opened_before(s: Sentence, i: int) -> bool:
    """True for «منذ بدء القصف في 22 نيسان»: the date says when the beginning was."""
    for j in range(i - 1, max(-1, i - SINCE_REACH), -1):
        if s.tokens[j].mark:
            return False
        if s.has(j, "since"):
            return s.has(s.end_of(j, "since"), "beginning")
    return False


def _since(s: Sentence, i: int) -> Time | None:
    """«منذ 22 نيسان», «منذ ثلاثة أيام», «منذ الأسبوع الماضي» (to the report's day); «منذ مساء الخميس وحتى صباح الجمعة»."""
    if not s.has(i, "since"):
        return None
    j = s.end_of(i, "since")
    named = atom(s, j) if s.has(j, "dayword", "yearword", "monthword") else None
    if not named and (length := _hours(s, j)) and length[0]:
        days = (reckon.back(s.day, length[0]), s.day) if s.day else None
        return _time(s, i, _past(s, length[1]), days, "since")
    inner = _range(s, j) or _last_units(s, j) or _edge(s, j)
    if inner:
        closed = inner.role == "over" and s.has(j, "part", "weekday", "deixis", "dayword")
        days = inner.days if closed or not (inner.days and s.day) else (inner.days[0], s.day)
        return _time(s, i, inner.last, days, "since", inner.part)
    if point := atom(s, j):
        days = (point.days[0], max(s.day, point.days[0])) if point.days and s.day else None
        return _time(s, i, point.last, days, "since", point.part)
    return None


def _past(s: Sentence, j: int) -> int:
    return j + 1 if s.has(j, "shift") else j


def _range(s: Sentence, i: int) -> Time | None:
    """«من مساء الخميس وحتى صباح الجمعة», «بين 22 و30 نيسان», «الساعة 9 إلى 14»."""
    start = i + 1 if s.key(i) in ("من", "بين") else i
    first = atom(s, start)
    if first is None:
        return _bare_range(s, start) if start > i else None
    j = first.last
    if not (s.has(j, "until") or (start > i and s.key(j) in ("و", "الي"))):
        return None
    last = atom(s, s.end_of(j, "until"))
    if last is None or first.clock != last.clock:
        return None
    if first.clock:
        return _time(s, i, last.last, None, "over", f"{first.part}-{last.part}")
    if first.days is None or last.days is None:
        return _time(s, i, last.last, None, "over")
    return _time(s, i, last.last, (first.days[0], max(first.days[0], last.days[1])), "over")


def _bare_range(s: Sentence, j: int) -> Time | None:
    """«من 22 إلى 30 نيسان»: the month stands once, behind the second number."""
    number = s.starting(s.numbers, j) or s.starting(s.numbers, j - 1)
    if number is None or number.min is None or number.max is None:
        return None
    if number.min != number.max:
        low, end = number.min, atom_of_month(s, number.last)
        return _day_range(s, j - 1, low, number.max, end)
    k = number.last
    if s.has(k, "until") and (second := atom(s, s.end_of(k, "until"))) and second.days and second.days[0] == second.days[1]:
        start = reckon.make_date(second.days[0].year, second.days[0].month, number.min) if 1 <= number.min <= 31 else None
        if start:
            return _time(s, j - 1, second.last, (start, second.days[1]), "over")
    return None


def atom_of_month(s: Sentence, j: int) -> Atom | None:
    """The month at token j, if one begins there."""
    return atom(s, j) if s.has(j, "month", "monthword") else None


def _day_range(s: Sentence, i: int, low: int, high: int, month: Atom | None) -> Time | None:
    if month is None or month.days is None:
        return None
    year, number = month.days[0].year, month.days[0].month
    first, last = reckon.make_date(year, number, low), reckon.make_date(year, number, high)
    return _time(s, i, month.last, (first, last), "over") if first and last else None


def _ago(s: Sentence, i: int) -> Time | None:
    """«قبل يومين»: that many days before the report's day."""
    if not s.has(i, "ago"):
        return None
    j = s.end_of(i, "ago")
    length = _hours(s, j + s.has(j, "nearly"))
    if length is None or not length[0]:
        return None
    day = reckon.back(s.day, length[0]) if s.day and length[0] >= 24 else s.day
    return _time(s, i, length[1], (day, day) if day and length[0] < 8760 else None, "at")


def _last_units(s: Sentence, i: int) -> Time | None:
    """«خلال الأيام التسعة الفائتة», «اليومين الماضيين», «الـ24 ساعة الماضية», «الأسبوع الماضي», «هذا الشهر»."""
    j = s.end_of(i, "over") if s.has(i, "over") else i
    this = s.key(j) in ("هذا", "هذه")
    j += this
    counted = _hours(s, j + (s.key(j) in ("اخر", "ال", "الـ")))
    unit = s.entry(j, "unit")
    if counted is None and (unit is None or not s.tokens[j].word.prefix.endswith(("ال", "لل")) and not this):
        return None
    hours, last = counted if counted and counted[0] else (int(unit.code) if unit else 0, j + 1)
    number = s.starting(s.numbers, last)
    if unit and number and number.min and number.min < 400:
        hours, last = number.min * int(unit.code), number.last
    shift = s.entry(last, "shift")
    if shift is None and not this and s.key(j) != "اخر":
        return None
    last += shift is not None
    singular = counted is None and number is None
    return _time(s, i, last, _window(s, hours, shift.code if shift else "now", singular), "over")


def _window(s: Sentence, hours: int, shift: str, singular: bool) -> Days | None:
    if s.day is None or not hours:
        return None
    if singular and hours == 168:
        return reckon.week(s.day, shift)
    if singular and hours == 720:
        first = (s.day.replace(day=1) - dt.timedelta(1)).replace(day=1) if shift == "past" else s.day.replace(day=1)
        return first, s.day if shift == "now" else reckon.month_days(first.year, first.month)[1]
    if singular and hours == 8760:
        year = s.day.year + {"past": -1, "next": 1}.get(shift, 0)
        return dt.date(year, 1, 1), s.day if shift == "now" else dt.date(year, 12, 31)
    if singular:
        return None
    if shift == "next":
        return s.day, s.day + dt.timedelta(hours=hours)
    return reckon.back(s.day, hours), s.day


def _edge(s: Sentence, i: int) -> Time | None:
    """«مطلع أغسطس», «أواخر عام 2017»: no more exact than the third of the month or year it names."""
    entry = s.entry(i, "edge")
    if entry is None:
        return None
    inner = atom(s, i + 1) if s.has(i + 1, "month", "monthword", "yearword", "number") else None
    if inner is None:
        whole = _last_units(s, i + 1)
        inner = Atom(whole.last, whole.days) if whole else None
    if inner is None:
        return None
    return _time(s, i, inner.last, _third(inner.days, entry.code), "at")


def _third(days: Days | None, edge: str) -> Days | None:
    if days is None:
        return None
    length = (days[1] - days[0]).days + 1
    first, last = {"start": (0, 1), "mid": (1, 2), "end": (2, 3)}[edge]
    return days[0] + dt.timedelta(length * first // 3), days[0] + dt.timedelta(length * last // 3 - 1)


def _length(s: Sentence, i: int) -> Time | None:
    """«لمدة 72 ساعة», «ثلاثين يوما», «أسبوعين»: a length, on no day of its own."""
    lasting = s.has(i, "lasting")
    j = s.end_of(i, "lasting") if lasting else i
    length = _hours(s, j)
    if length is None:
        return None
    days = None
    if s.has(i - 1, "over") and s.key(i - 1) in ("خلال", "غضون", "مدي", "مدار") and s.day and length[0] >= 24 and not lasting:
        days = (reckon.back(s.day, length[0]), s.day)
    return _time(s, i, length[1], days, "over" if days else "for", hours=length[0] or None)


def _hours(s: Sentence, j: int) -> tuple[int, int] | None:
    """(hours, one past) of «24 ساعة», «يومين», «ثلاثة أيام», «الأيام التسعة»; hours 0 for minutes and bare plurals."""
    if j >= len(s.tokens):
        return None
    number = s.starting(s.numbers, j)
    at = number.last if number else j
    unit = s.entry(at, "unit")
    if unit is None or s.tokens[at].word.suffix:
        return None
    if number:
        return ((number.min or 0) * int(unit.code) if number.approx != "vague" else 0), at + 1
    if unit.shape == "dual":
        return 2 * int(unit.code), at + 1
    if unit.shape == "pl":
        return 0, at + 1
    word = s.tokens[at].word
    indefinite = not word.prefix.endswith(("ال", "لل")) and (word.key.endswith("ا") or s.has(j - 1, "lasting", "since", "ago", "nearly") or word.prefix.endswith("ل"))
    return (int(unit.code), at + 1) if indefinite and unit.code != "0" else None


def _time(s: Sentence, first: int, last: int, days: Days | None, role: str, part: str | None = None, hours: int | None = None) -> Time:
    span = s.span_of(first, last)
    return Time(first, last, span, span.of(s.text), days, role, hours, part)
