"""A month or a year as the text names it (`أبريل الماضي`, `شهر حزيران 2016`, `عام 2013`)."""

from __future__ import annotations

import datetime as dt

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar import hijri, reckon
from marsad.languages.ar.calendar.atom import Atom, is_year, shift_at
from marsad.languages.ar.calendar.days import names_a_thing, second_name, year_after
from marsad.languages.ar.groups import group

UNSURE = group("month_or_word")
COUNTED = ("people", "harm", "unit", "weapon", "place_head", "several", "number", "actor_head", "hours")


def month(s: Sentence, i: int) -> Atom | None:
    """«أبريل الماضي», «أغسطس/آب 2015», «شهر حزيران»."""
    headed = s.has(i, "monthword") and s.has(i + 1, "month", "hijri")
    j = i + headed
    entry = s.entry(j, "month")
    if entry is None and s.has(j, "hijri"):
        return hijri.month(s, i)
    if entry is None or j == i and i and s.tokens[i - 1].word.sort == "number" and names_a_thing(s, i - 1):
        return None
    named = s.end_of(j, "month")
    glossed = second_name(s, named)
    year, after = year_after(s, glossed)
    shift, last = shift_at(s, after)
    if not (headed or glossed > named or year or shift) and not _stands_as_month(s, j):
        return None
    if year:
        return Atom(last, reckon.month_days(year, int(entry.code)))
    return Atom(last, reckon.month_without_year(s.day, int(entry.code), shift) if s.day else None)


def _stands_as_month(s: Sentence, j: int) -> bool:
    """True where a bare name is a month: unmistakable, or after a word of time («منذ آب»), never «باب» or «وإب»."""
    stem = s.tokens[j].word.stem if s.tokens[j].word.prefix else s.key(j)
    if stem not in UNSURE and s.key(j) not in UNSURE:
        return True
    return not s.tokens[j].word.prefix and s.has(j - 1, "since", "edge", "until", "month", "ordinal", "number", "ago")


def year(s: Sentence, i: int) -> Atom | None:
    """«عام 2013», «عامي 2011 و2014», «2013» after a preposition of time."""
    j = i + 1 if s.has(i, "yearword") else i
    if j >= len(s.tokens) or s.tokens[j].word.sort != "number" or not is_year(s.key(j)):
        return None
    first, last = int(s.key(j)), j + 1
    if s.key(last) in ("و", "الي", "-", "–") and is_year(s.key(last + 1)) and (s.has(i, "yearword") or s.key(i - 1) in ("بين", "من")):
        return Atom(last + 2, (dt.date(first, 1, 1), dt.date(int(s.key(last + 1)), 12, 31)))
    if j == i and not (i and (s.has(i - 1, "since", "until", "edge") or s.key(i - 1) in ("في", "بين")) and not s.has(last, *COUNTED)):
        return None
    return None if first % 100 == 0 and j == i else Atom(last, (dt.date(first, 1, 1), dt.date(first, 12, 31)))
