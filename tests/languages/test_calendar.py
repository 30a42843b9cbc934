"""Times in Arabic sentences: which days they come to against a report of Monday, 2 May 2016, and what only looks like a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from marsad.extract.dateline import dateline
from marsad.extract.mentions import find_figures
from marsad.extract.reader import read_sentences, read_tokens
from marsad.grammar.sentence import Sentence
from marsad.model.mention import Time
from tests.languages.rows import rows

MONDAY = dt.date(2016, 5, 2)


def sentences(text: str, day: dt.date | None) -> Iterator[Sentence]:
    for s in read_sentences(text, read_tokens(text), day):
        find_figures(s)
        yield s


def times(text: str, day: dt.date | None = MONDAY) -> list[Time]:
    return [t for s in sentences(text, day) for t in s.times]


def days(text: str, day: dt.date | None = MONDAY) -> list[str | None]:
    """`2016-04-29` or `2016-04-22..2016-05-02` for each time of the text, None where its days are open."""
    return [t.days and "..".join(dict.fromkeys(d.isoformat() for d in t.days)) for t in times(text, day)]


TABLE = rows("times", 3)


def of(sort: str) -> list[tuple[str, ...]]:
    """The text and what is wanted of it, for the rows of one sort."""
    return [row[1:] for row in TABLE if row[0] == sort]


def test_every_row_has_a_sort_that_is_tested() -> None:
    assert {row[0] for row in TABLE} == {"days", "for", "part", "none"}


@pytest.mark.parametrize(("text", "wanted"), of("days"))
def test_days(text: str, wanted: str) -> None:
    assert [found or "open" for found in days(text)] == [wanted]


@pytest.mark.parametrize(("text", "hours"), of("for"))
def test_lengths_lie_on_no_day(text: str, hours: str) -> None:
    assert [(t.role, t.days, t.hours) for t in times(text)] == [("for", None, None if hours == "?" else int(hours))]


@pytest.mark.parametrize(("text", "part"), of("part"))
def test_parts_of_the_day_and_hours_of_the_clock(text: str, part: str) -> None:
    assert [t.part for t in times(text)] == [part]


@pytest.mark.parametrize(("text", "wanted"), of("none"))
def test_what_only_looks_like_a_time(text: str, wanted: str) -> None:
    assert wanted == "-" and times(text) == []


@pytest.mark.parametrize("text", ["الجمعة", "أمس", "منذ ثلاثة أيام", "الأسبوع الماضي", "22 نيسان", "خلال الليل", "الليلة الماضية", "غدا"])
def test_without_the_report_s_day_what_is_relative_stays_open(text: str) -> None:
    assert days(text, None) == [None]


@pytest.mark.parametrize(("text", "wanted"), {"22 نيسان 2016": "2016-04-22", "عام 2013": "2013-01-01..2013-12-31"}.items())
def test_without_the_report_s_day_a_full_date_is_settled(text: str, wanted: str) -> None:
    assert days(text, None) == [wanted]


def test_an_open_period_is_told_from_a_closed_one() -> None:
    assert [t.role for t in times("منذ 22 نيسان، ثم بين 22 و30 نيسان، ثم يوم السبت، لمدة 24 ساعة")] == ["since", "over", "at", "for"]


@pytest.mark.parametrize("text", ["فجر مسلحون عبوة فجر السبت", "فجّر انتحاري نفسه مساء السبت"])
def test_the_verb_of_blowing_up_is_no_dawn(text: str) -> None:
    first = next(sentences(text, MONDAY)).tokens[0]
    assert first.has("incident") and days(text) == ["2016-04-30"]


def test_a_time_takes_its_numbers_away_from_the_counts() -> None:
    text = "قتل 12 شخصا في 22 نيسان خلال 24 ساعة"
    assert [n.min for s in sentences(text, MONDAY) for n in s.numbers] == [12]


DATELINES = {
    "الأحد, ٢٠ نوفمبر ٢٠٢٢, ١٤:٢٨": dt.date(2022, 11, 20),
    "بيروت، 5 أيار 2016": dt.date(2016, 5, 5),
    "حصاد الأحداث ليوم الثلاثاء 11-7-2023": dt.date(2023, 7, 11),
    "27/09/2022": dt.date(2022, 9, 27),
    "ذكرى مجزرة 21 آب 2013": None,
    "الأحد 20 نوفمبر": None,
    "آخر تحديث (GMT+04:00) - 18/01/2009": None,
}


@pytest.mark.parametrize(("line", "day"), DATELINES.items())
def test_the_day_of_a_report_from_its_dateline(line: str, day: dt.date | None) -> None:
    assert dateline(f"قصف على أطراف البلدة\n\n{line}\n\nقال مصدر إن القصف وقع أمس.") == day
