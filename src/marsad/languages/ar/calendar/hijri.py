"""Days and months of the Hijri calendar, by the tables of Umm al-Qura (`15 رجب 1437`, `شهر رمضان الماضي`)."""

from __future__ import annotations

import datetime as dt

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar.atom import Atom, shift_at
from marsad.languages.ar.calendar.reckon import FARTHEST_AHEAD, Days
from marsad.languages.ar.groups import group

FIRST_YEAR, LAST_YEAR = 1343, 1500  # the years that the tables hold
OF_THE_HIJRA = group("hijra")
INTO = frozenset("في خلال منذ طوال".split())
FEAST = "رمضان"  # the one month that is named alone


def date(s: Sentence, j: int, number: int) -> Atom | None:
    """The day of that number in the Hijri month at token j; without a year the last one up to the report's day, or shortly after."""
    entry = s.entry(j, "hijri")
    if entry is None:
        return None
    year, last = _year(s, s.end_of(j, "hijri"))
    shift, last = shift_at(s, last)
    found = [day for y in _years(s, year) if (day := _day(y, int(entry.code), number))]
    day = found[0] if year and found else _nearest(s, found, shift)
    return Atom(last, (day, day) if day else None)


def month(s: Sentence, i: int) -> Atom | None:
    """«شهر رجب 1437», «رمضان الماضي»; a bare name may be a man's and is none."""
    headed = s.has(i, "monthword") and s.has(i + 1, "hijri")
    entry = s.entry(i + headed, "hijri")
    if entry is None:
        return None
    named = s.end_of(i + headed, "hijri")
    year, last = _year(s, named)
    shift, last = shift_at(s, last)
    if not (headed or year or shift) and not (s.key(i) == FEAST and s.key(i - 1) in INTO):
        return None
    found = [days for y in _years(s, year) if (days := _month(y, int(entry.code)))]
    if year and found:
        return Atom(last, found[0])
    first = _nearest(s, [days[0] for days in found], shift, 0)
    return Atom(last, next((days for days in found if days[0] == first), None))


def _year(s: Sentence, j: int) -> tuple[int | None, int]:
    k = j + s.has(j, "yearword")
    if not s.key(k).isdigit() or not FIRST_YEAR <= int(s.key(k)) < LAST_YEAR:
        return None, j
    return int(s.key(k)), k + 1 + (s.key(k + 1) in OF_THE_HIJRA)


def _years(s: Sentence, year: int | None) -> range | list[int]:
    """The year that is written, else those around the report's day."""
    if year or s.day is None:
        return [year] if year else []
    near = (s.day.year - 622) * 33 // 32
    return range(near - 1, near + 3)


def _nearest(s: Sentence, found: list[dt.date], shift: str | None, ahead: int = FARTHEST_AHEAD) -> dt.date | None:
    if s.day is None:
        return None
    if shift == "next":
        return next((d for d in found if d > s.day), None)
    limit = s.day + dt.timedelta(0 if shift == "past" else ahead)
    return max((d for d in found if d <= limit), default=None)


def _day(year: int, month: int, number: int) -> dt.date | None:
    from hijridate import Hijri

    try:
        made = Hijri(year, month, number).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(made.year, made.month, made.day)


def _month(year: int, month: int) -> Days | None:
    first = _day(year, month, 1)
    after = _day(year + month // 12, month % 12 + 1, 1)
    return (first, after - dt.timedelta(1)) if first and after else None
