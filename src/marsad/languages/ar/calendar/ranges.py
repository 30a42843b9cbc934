"""From one point of time to another (`من مساء الخميس حتى صباح الجمعة`), and two that stand together (`يومي السبت والأحد`)."""

from __future__ import annotations

from typing import NamedTuple

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar import reckon
from marsad.languages.ar.calendar.atom import Atom
from marsad.languages.ar.calendar.months import month
from marsad.languages.ar.calendar.point import point
from marsad.languages.ar.calendar.reckon import Days

TO = frozenset({"و", "الي", "حتي"})
TWO_DAYS = frozenset({"يومي", "ليومي", "ليلتي", "ايام", "صباحي"})
NEXT_TO = 2  # days between two points that are told together («مساء أمس وفجر اليوم»)


class Between(NamedTuple):
    """One past the last token, the days from first to last, and the hours of a daily window («09:00-14:00»)."""

    last: int
    days: Days | None
    part: str | None = None


def span_between(s: Sentence, i: int) -> Between | None:
    """«من مساء الخميس وحتى صباح الجمعة», «بين 22 و30 نيسان», «من الساعة 9 صباحا إلى الثانية بعد الظهر», «من 2011 إلى 2014»."""
    opened = s.key(i) in ("من", "بين") or s.key(i) == "ما" and s.key(i + 1) == "بين"
    if not opened and "until" not in s.held:
        return None
    start = i + opened + (s.key(i) == "ما")
    first = point(s, start)
    if first is None:
        return _days_of_month(s, start) if opened else None
    k = _second(s, first.last, opened)
    last = point(s, k) if k else None
    if last is None or first.clock != last.clock:
        return None
    if first.clock:
        return Between(last.last, last.days or first.days, f"{first.part}-{last.part}")
    if first.days is None or last.days is None:
        return Between(last.last, None)
    if last.days[1] < first.days[0]:
        return None if not opened else Between(last.last, (last.days[0], first.days[1]))
    return Between(last.last, (first.days[0], last.days[1]))


def _second(s: Sentence, j: int, opened: bool) -> int:
    """The token at which the second point begins; 0 where nothing leads to one."""
    if s.has(j, "until"):
        return s.end_of(j, "until")
    if opened and s.key(j) in TO:
        return j + 1
    return j if opened and j < len(s.tokens) and s.tokens[j].word.prefix.startswith("و") else 0


def _days_of_month(s: Sentence, j: int) -> Between | None:
    """«من 22 إلى 30 نيسان», «بين 5 و9 أيار»: the month stands once, behind the second number."""
    number = s.starting(s.numbers, j) or s.starting(s.numbers, j - 1)
    if number is None or number.min is None or number.max is None:
        return None
    if number.min != number.max:
        return _in_month(s, number.min, number.max, number.last)
    k = _second(s, number.last, True)
    second = point(s, k) if k else None
    if second is None or second.days is None or second.days[0] != second.days[1] or not 1 <= number.min <= 31:
        return None
    start = reckon.make_date(second.days[0].year, second.days[0].month, number.min)
    return Between(second.last, (start, second.days[1])) if start and start <= second.days[1] else None


def _in_month(s: Sentence, low: int, high: int, j: int) -> Between | None:
    j += s.key(j) == "من"
    named = month(s, j) if s.has(j, "month", "monthword") else None
    if named is None or named.days is None:
        return Between(named.last, None) if named else None
    year, number = named.days[0].year, named.days[0].month
    first, last = reckon.make_date(year, number, low), reckon.make_date(year, number, high)
    return Between(named.last, (first, last)) if first and last else None


def joined(s: Sentence, i: int) -> Between | None:
    """«يومي السبت والأحد», «يومي 5 و6 أيار», «مساء أمس وفجر اليوم»: two points that follow each other, joined by `و`."""
    pair = s.key(i).removeprefix("و").removeprefix("ل") in TWO_DAYS
    if pair and (numbers := _two_numbers(s, i + 1)):
        return numbers
    first = point(s, i + pair)
    if first is None or first.clock or first.last >= len(s.tokens):
        return None
    k = first.last + (s.key(first.last) == "و")
    if k == first.last and not s.tokens[k].word.prefix.startswith("و") and not s.key(k).startswith("و"):
        return None
    k += s.key(k) in ("وعقب", "وحتي")
    second = point(s, k)
    if second is None or second.clock or not first.days or not second.days:
        return Between(second.last, None) if second and pair else None
    return _together(s, i, first, second, pair)


def _together(s: Sentence, i: int, first: Atom, second: Atom, pair: bool) -> Between | None:
    alike = any(s.has(i, cls) and s.has(first.last + (s.key(first.last) == "و"), cls) for cls in ("weekday", "deixis"))
    if first.days is None or second.days is None or not (pair or alike or first.part and second.part):
        return None
    start, end = min(first.days[0], second.days[0]), max(first.days[1], second.days[1])
    if (end - start).days > NEXT_TO and not pair:
        return None
    if s.has(i, "part") and (entry := s.entry(i, "part")) and entry.code == "eve" and first.days[1] < second.days[0]:
        start = first.days[1]
    return Between(second.last, (start, end))


def _two_numbers(s: Sentence, j: int) -> Between | None:
    """«5 و6 أيار», «الثالث والرابع من حزيران»."""
    number = s.starting(s.numbers, j)
    if number is None or number.min is None:
        return None
    k = number.last + (s.key(number.last) == "و")
    second = s.starting(s.numbers, k)
    if second is None or second.min is None:
        return None
    return _in_month(s, number.min, second.min, second.last)
