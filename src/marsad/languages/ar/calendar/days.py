"""One day as the text names it: a weekday, `أمس`, a date with or without its year, and two of them for the same day."""

from __future__ import annotations

import datetime as dt

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar import hijri, reckon
from marsad.languages.ar.calendar.atom import SLASHES, Atom, is_ahead, is_definite, is_year, shift_at
from marsad.languages.ar.calendar.lengths import MONTH, whole
from marsad.languages.ar.calendar.reckon import Days
from marsad.languages.ar.groups import group
from marsad.model.mention import Number

SAME = frozenset("نفسه ذاته نفسها ذاتها".split())
MARKET = group("named_by_weekday")
NAMED_FOR_DAYS = group("named_by_date")
OUTLETS = group("named_today")
FAR = 3  # days by which a weekday beside `أمس` may stray from it: a report that is dated a day late


def day(s: Sentence, i: int) -> Atom | None:
    """The day that begins at token i, with all the names it is given: «أمس السبت 30 نيسان»."""
    made = weekday(s, i) or _deixis(s, i) or date(s, i)
    while made and (more := _more(s, made)):
        made = more
    return made


def weekday(s: Sentence, i: int) -> Atom | None:
    """«الجمعة», «يوم الجمعة الماضي», «الخميس المقبل»; «القتيلين الاثنين» counts two and is none."""
    j = i + 1 if s.has(i, "dayword") and s.has(i + 1, "weekday") else i
    entry = s.entry(j, "weekday")
    if entry is None or j == i and (not s.tokens[j].key.lstrip("وبلف").startswith(("ال", "ل")) or _is_no_day(s, j, entry.code)):
        return None
    shift, last = shift_at(s, j + 1)
    if s.day is None or shift == "other":
        return Atom(last, None)
    if shift is None and is_ahead(s, i):
        shift = "coming"
    found = reckon.weekday(s.day, int(entry.code), shift if shift != "now" else None)
    return Atom(last, (found, found))


def _is_no_day(s: Sentence, j: int, code: str) -> bool:
    before = s.key(j - 1)
    if before in MARKET:
        return True
    return code == "0" and (
        before.endswith(("ين", "ان")) and before.startswith("ال") and not s.has(j - 1, "weekday", "deixis", "shift") or before == "بين"
    )


def _deixis(s: Sentence, i: int) -> Atom | None:
    entry = s.entry(i, "deixis")
    if entry is None or s.key(i - 1) in OUTLETS and s.tokens[i].key in ("اليوم", "الغد"):
        return None
    last = s.end_of(i, "deixis")
    after = s.key(last)
    if entry.code == "0" and (after in SAME or s.key(i - 1) in ("نفس", "ذات", "ذلك", "تلك")):
        return Atom(last + (after in SAME), None)
    if entry.code == "0" and after in ("التالي", "السابق"):
        return Atom(last + 1, None)
    if s.has(last, "ordinal") and not s.has(last, "deixis") or after in ("الواحد", "الوطني", "العالمي", "الدولي", "الموعود"):
        return None
    if s.day is None:
        return Atom(last, None)
    found = s.day + dt.timedelta(int(entry.code))
    return Atom(last, (found, found))


def date(s: Sentence, i: int) -> Atom | None:
    """«22 نيسان (أبريل) 2016», «التاسع من حزيران الماضي», «2016-05-02», «يوم 5 أيار»."""
    i += s.has(i, "dayword") and s.starting(s.numbers, i + 1) is not None
    number = s.starting(s.numbers, i)
    if number is None and not s.key(i)[:1].isdigit() or names_a_thing(s, i):
        return None
    if written := _written(s, i):
        return written
    if number is None or not number.min or number.min != number.max or not 1 <= number.min <= 31:
        return None
    value, j = _with_tens(s, number)
    j += s.key(j) == "من"
    j += s.has(j, "monthword")
    if (month := s.entry(j, "month")) is None:
        return hijri.date(s, j, value) or _of_a_month(s, j, value)
    j = second_name(s, s.end_of(j, "month"))
    year, j = year_after(s, j)
    shift, last = shift_at(s, j)
    found = _resolve(s.day, int(month.code), value, year, shift)
    return Atom(last, (found, found) if found else None)


def _of_a_month(s: Sentence, j: int, value: int) -> Atom | None:
    """«15 من الشهر الماضي»: a day of a month that is counted from the report's."""
    unit = s.entry(j, "unit") if s.key(j - 1) == "من" and is_definite(s, j) else None
    shift, last = shift_at(s, j + 1)
    if unit is None or int(unit.code) != MONTH or unit.shape != "sg" or shift is None:
        return None
    days = whole(s, MONTH, shift)
    found = reckon.make_date(days[0].year, days[0].month, value) if days else None
    return Atom(last, (found, found) if found else None)


def names_a_thing(s: Sentence, i: int) -> bool:
    """True where the day at token i is the name of what stands before it («قصر 22 مايو», «ثورة 25 يناير»)."""
    headed = s.has(i - 1, "place_head", "building") and not is_definite(s, i - 1)
    return headed or s.key(i - 1) in NAMED_FOR_DAYS


def _with_tens(s: Sentence, number: Number) -> tuple[int, int]:
    """(22, one past it) of «الثاني والعشرين»."""
    value, j = number.min or 0, number.last
    tens = s.starting(s.numbers, j) if number.ordinal and value < 10 else None
    if tens and tens.min in (20, 30) and s.tokens[j].word.prefix.startswith("و"):
        return value + tens.min, tens.last
    return value, j


def _written(s: Sentence, i: int) -> Atom | None:
    key = s.key(i)
    dotted = key.count(".") == 2 and is_year(key.rpartition(".")[2])
    parts = key.replace("." if dotted else "/", "-").split("-") if key[:1].isdigit() else []
    last = i + 1
    if len(parts) == 1 and i + 4 < len(s.tokens) and s.key(i + 1) == s.key(i + 3) and s.key(i + 1) in ("-", "/"):
        parts, last = [s.key(i), s.key(i + 2), s.key(i + 4)], i + 5
    if len(parts) != 3 or not all(p.isdigit() for p in parts):
        return None
    year, month, number = (int(p) for p in (parts if len(parts[0]) == 4 else parts[::-1]))
    made = reckon.make_date(year + (2000 if year < 100 else 0), month, number) if year > 1900 or len(parts[2]) == 2 else None
    return Atom(last, (made, made)) if made else None


def _resolve(today: dt.date | None, month: int, number: int, year: int | None, shift: str | None) -> dt.date | None:
    if year:
        return reckon.make_date(year, month, number)
    return reckon.date_without_year(today, month, number, shift) if today else None


def second_name(s: Sentence, j: int) -> int:
    """One past a second name of the same month («نيسان (أبريل)», «أغسطس/آب»)."""
    k = j + 1 if j < len(s.tokens) and s.tokens[j].mark in ("(", "/", "-", "–", "[", "،") else j
    if s.has(k, "month"):
        k = s.end_of(k, "month")
        return k + 1 if k < len(s.tokens) and s.tokens[k].mark in (")", "]") else k
    return j


def year_after(s: Sentence, j: int) -> tuple[int | None, int]:
    """(year, one past it) of «من عام 2016», «، 2016», «2016م» behind a month; (None, j) where none stands."""
    k = j
    while k < len(s.tokens) and (s.has(k, "yearword") or s.key(k) in ("من", "،", ",", "/", "-")) and k < j + 2:
        k += 1
    if k < len(s.tokens) and s.tokens[k].word.sort == "number" and is_year(s.key(k)):
        return int(s.key(k)), k + 1
    return None, j


def _more(s: Sentence, made: Atom) -> Atom | None:
    """The atom with a second name of the same day behind it («أمس السبت», «الثلاثاء 19 تشرين الأول», «السبت ليلا»)."""
    j = made.last
    bracket = j < len(s.tokens) and s.tokens[j].mark in ("(", "،", ",")
    k = j + bracket
    if k < len(s.tokens) and s.tokens[k].word.prefix.startswith("و"):
        return None
    if (part := s.entry(k, "part")) and not bracket and s.tokens[k].key.endswith("ا"):
        return made._replace(last=s.end_of(k, "part"), part=part.code)
    k += s.key(k) in ("الموافق", "المصادف")
    other = weekday(s, k) or date(s, k) or (None if bracket else _deixis(s, k))
    if other is None:
        return None
    if s.has(k, "weekday") and s.has(j - 1, "weekday"):
        return None
    days = _same_day(made.days, other.days, s.has(k, "weekday", "dayword"))
    if made.days and other.days and days is None:
        return None
    last = other.last + (bracket and other.last < len(s.tokens) and s.tokens[other.last].mark == ")")
    return Atom(last, days, made.part)


def _same_day(a: Days | None, b: Days | None, is_weekday: bool) -> Days | None:
    """The day that two names agree on: the second, a weekday moved to where it lies nearest the first; None where they disagree."""
    if a is None or b is None:
        return b or a
    if not is_weekday:
        return b
    apart = (b[0] - a[0]).days % 7
    near = a[0] + dt.timedelta(apart if apart <= FAR else apart - 7)
    return (near, near) if abs((near - a[0]).days) <= 1 else None


def slashed(s: Sentence, j: int) -> int:
    """One past a dash or slash at j, else j."""
    return j + (j < len(s.tokens) and s.tokens[j].mark in SLASHES and bool(s.tokens[j].mark))
