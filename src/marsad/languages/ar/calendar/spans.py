"""The time that begins at a token: a point, or a span (since, from-to, ago, at the beginning or end of, over and for a length)."""

from __future__ import annotations

import datetime as dt

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar import reckon
from marsad.languages.ar.calendar.atom import Atom, is_ahead, is_definite, is_year, shift_at
from marsad.languages.ar.calendar.lengths import WEEK, YEAR, length, stretch, whole, within
from marsad.languages.ar.calendar.point import point
from marsad.languages.ar.calendar.ranges import joined, span_between
from marsad.languages.ar.calendar.reckon import Days
from marsad.model.mention import Time

LONGEST_THIRDED = 31
SINCE_REACH = 10
THROUGH = frozenset("خلال غضون مدي مدار طوال طيله".split())
STOPS_SINCE = ("harm", "speech", "according")
FIRSTS = frozenset({"اول", "اخر", "ثاني", "ثالث", "كل", "لكل", "لاول"})


def time_at(s: Sentence, i: int) -> Time | None:
    """The time that begins at token i, at its longest."""
    here, counted = s.classes[i], "unit" in s.held
    return (
        (_since(s, i) if "since" in here else None)
        or _between(s, i)
        or (_ago(s, i) if "ago" in here else None)
        or (_over(s, i) if counted else None)
        or (_edge(s, i) if "edge" in here else None)
        or (_for(s, i) if counted else None)
        or _point(s, i)
    )


def _point(s: Sentence, i: int) -> Time | None:
    made = point(s, i)
    return _dated(s, i, made.last, made.days, "at", made.part) if made else None


def _dated(s: Sentence, i: int, last: int, days: Days | None, role: str, part: str | None = None) -> Time:
    """The time, turned into an open period where it says when something began («منذ بدء القصف في 22 نيسان»)."""
    if days and s.day and _opened_before(s, i):
        return _time(s, i, last, (days[0], max(s.day, days[1])), "since", part)
    return _time(s, i, last, days, role, part)


def _opened_before(s: Sentence, i: int) -> bool:
    """True where the time follows `منذ` and a happening whose day it tells."""
    if "since" not in s.held and not _begun_before(s, i):
        return False
    for j in range(i - 1, max(-1, i - SINCE_REACH), -1):
        if s.has(j, "since"):
            return i > s.end_of(j, "since") and j not in s.times.covers
        if s.tokens[j].mark and s.tokens[j].mark not in '،,()«»"' or s.has(j, *STOPS_SINCE):
            return False
    return _begun_before(s, i)


def _begun_before(s: Sentence, i: int) -> bool:
    """True for «الحملة التي بدأت الشهر الماضي», which goes on."""
    return s.has(i - 1, "begun") and s.has(i - 2, "rel")


def _since(s: Sentence, i: int) -> Time | None:
    """«منذ 22 نيسان», «منذ ثلاثة أيام», «منذ الأسبوع الماضي» (to the report's day); «منذ مساء الخميس وحتى صباح الجمعة»."""
    if not s.has(i, "since"):
        return None
    made = _since_when(s, i, s.end_of(i, "since"))
    return _closed(s, made) if made and s.has(made.last, "until") or made and s.has(made.last + 1, "until") else made


def _closed(s: Sentence, made: Time) -> Time:
    """The open period with its end behind it («منذ مطلع حزيران، وحتى 15 تشرين الأول»)."""
    k = made.last + (s.tokens[made.last].mark in ("،", ",") and bool(s.tokens[made.last].mark))
    if not s.has(k, "until"):
        return made
    k = s.end_of(k, "until")
    end = point(s, k + (s.key(k) == "ال"))
    if end is None or end.clock:
        return made
    days = (made.days[0], end.days[1]) if made.days and end.days and made.days[0] <= end.days[1] else None
    return _time(s, made.first, end.last, days, "since", made.part)


def _since_when(s: Sentence, i: int, j: int) -> Time | None:
    named = point(s, j) if s.has(j, "dayword", "yearword", "monthword") else None
    if not named and (counted := length(s, j + s.has(j, "nearly"))) and not _shifted(s, counted.last):
        if counted.hours is None and s.has(counted.last, "part") and s.key(counted.last).startswith("ال"):
            return _time(s, i, counted.last + 1, (s.day, s.day) if s.day else None, "since")
        days = (reckon.back(s.day, counted.hours), s.day) if s.day and counted.hours else None
        return _time(s, i, counted.last, days, "since")
    if closed := span_between(s, j):
        return _time(s, i, closed.last, closed.days, "since", closed.part)
    if edge := _edge(s, j):
        entry = s.entry(j, "edge")
        return _time(s, i, edge.last, _until_now(s, _middle(edge.days) if entry and entry.code == "mid" else edge.days), "since")
    inner = stretch(s, j) or point(s, j)
    return _time(s, i, inner.last, _until_now(s, inner.days), "since", inner.part) if inner else None


def _shifted(s: Sentence, j: int) -> bool:
    return s.has(j, "shift")


def _until_now(s: Sentence, days: Days | None) -> Days | None:
    return (days[0], max(s.day, days[0])) if days and s.day else None


def _middle(days: Days | None) -> Days | None:
    if days is None:
        return None
    middle = days[0].replace(day=15) if days[0].month == days[1].month else days[0] + dt.timedelta((days[1] - days[0]).days // 2)
    return middle, middle


def _between(s: Sentence, i: int) -> Time | None:
    made = span_between(s, i) or joined(s, i)
    return _time(s, i, made.last, made.days, "over", made.part) if made else None


def _ago(s: Sentence, i: int) -> Time | None:
    """«قبل يومين», «قبل نحو أسبوع»: that many days before the report's day; «قبل أيام» and years leave the day open."""
    if not s.has(i, "ago"):
        return None
    j = s.end_of(i, "ago")
    counted = length(s, j + s.has(j, "nearly"))
    if counted is None or _shifted(s, counted.last):
        return None
    hours = counted.hours if s.key(counted.last) not in ("من", "علي") else None
    settled = s.day is not None and hours is not None and hours < YEAR
    found = (reckon.back(s.day, hours) if hours >= 24 else s.day) if settled and s.day and hours else None
    return _dated(s, i, counted.last, (found, found) if found else None, "at")


def _over(s: Sentence, i: int) -> Time | None:
    """«خلال الأيام التسعة الفائتة», «الأسبوع الماضي», «خلال سبعة أيام»: counted to the report's day."""
    over = s.has(i, "over")
    j = s.end_of(i, "over") if over else i
    if made := stretch(s, j):
        return _dated(s, i, made.last, made.days, "over")
    if not over or s.key(j - 1) not in THROUGH or s.key(j) in FIRSTS:
        return None
    counted = length(s, j + s.has(j, "nearly"))
    if counted is None or counted.hours is None or counted.hours < 24:
        return None
    unit = s.entry(counted.last - 1, "unit")
    days = within(s, i, counted.hours, unit is not None and unit.code == "24")
    return _time(s, j, counted.last, days, "over", hours=counted.hours)


def _edge(s: Sentence, i: int) -> Time | None:
    """«مطلع أغسطس», «أواخر عام 2017», «نهاية العام»: no more exact than the third of the month or year it names."""
    entry = s.entry(i, "edge")
    if entry is None:
        return None
    dated = s.has(i + 1, "month", "monthword", "yearword", "number") or is_year(s.key(i + 1))
    inner = point(s, i + 1) if dated else None
    inner = inner or _current(s, i + 1) or stretch(s, i + 1)
    if inner is None or inner.part:
        return None
    days = _third(inner.days, entry.code, s.has(i - 1, "since"))
    if days and s.day and days[0] <= s.day < days[1] and s.has(i + 2, "shift") and not is_ahead(s, i):
        days = days[0], s.day
    return _dated(s, i, inner.last, days, "at")


def _current(s: Sentence, j: int) -> Atom | None:
    """«الشهر», «العام الجاري» after `مطلع`: the current one (the end of a week is no week's third)."""
    unit = s.entry(j, "unit")
    if unit is None or not is_definite(s, j) or unit.shape != "sg" or int(unit.code) < WEEK:
        return None
    shift, last = shift_at(s, j + 1)
    if shift not in (None, "now"):
        return None
    days = whole(s, int(unit.code), "now") if int(unit.code) > WEEK else None
    full = (days[0], reckon.month_days(days[0].year, 12 if int(unit.code) == YEAR else days[0].month)[1]) if days else None
    return Atom(last, full)


def _third(days: Days | None, edge: str, since: bool) -> Days | None:
    """The third of a month or a week; of a year only its first day is settled («منذ مطلع العام»), «أواخر 2017» is not."""
    if days is None:
        return None
    count = (days[1] - days[0]).days + 1
    if count > LONGEST_THIRDED and not (since and edge == "start"):
        return None
    first, last = {"start": (0, 1), "mid": (1, 2), "end": (2, 3)}[edge]
    return days[0] + dt.timedelta(count * first // 3), days[0] + dt.timedelta(count * last // 3 - 1)


def _for(s: Sentence, i: int) -> Time | None:
    """«لمدة 72 ساعة», «ثلاثين يوما», «أسبوعين»: a length, on no day of its own."""
    lasting = s.has(i, "lasting")
    j = s.end_of(i, "lasting") if lasting else i
    made = length(s, j) or (length(s, j + 1) if lasting and s.has(j, "nearly") else None)
    if made is None or not lasting and s.key(j - 1) in FIRSTS:
        return None
    return _time(s, i, made.last, None, "for", hours=made.hours)


def _time(s: Sentence, first: int, last: int, days: Days | None, role: str, part: str | None = None, hours: int | None = None) -> Time:
    span = s.span_of(first, last)
    return Time(first, last, span, span.of(s.text), days, role, hours, part)
