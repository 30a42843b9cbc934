"""Figures in Arabic sentences: what they come to, how exact they are, and what is none."""

from __future__ import annotations

import pytest

from marsad.extract.mentions import FINDERS
from marsad.extract.reader import read_sentences, read_tokens
from marsad.languages.ar.numerals import find_numbers
from marsad.model.mention import Number


def figures(text: str) -> list[Number]:
    return [n for s in read_sentences(text, read_tokens(text), None, FINDERS) for n in find_numbers(s)]


EXACT = {
    "قتل 12 شخصا": 12,
    "٢٥ شهيدا": 25,
    "1,340 جريحا": 1340,
    "1.340 جريحا": 1340,
    "ثلاثة عشر جنديا": 13,
    "أحد عشر جنديا": 11,
    "إحدى عشرة امرأة": 11,
    "اثني عشر طفلا": 12,
    "وخمسة وعشرين مصابا": 25,
    "مئة وثلاثة وخمسون شخصا": 153,
    "مائتي مسلح": 200,
    "ثلاثمئة لاجئ": 300,
    "ثلاث مئة لاجئ": 300,
    "ثمانمائة وأربعين": 840,
    "ألف ومئتا شخص": 1200,
    "ألفا شخص": 2000,
    "ألفان وثلاثمئة": 2300,
    "150 ألفا": 150_000,
    "6 آلاف و500 شخص": 6500,
    "مئتي ألف نازح": 200_000,
    "ثلاثة وعشرون ألفا": 23_000,
    "أربعا وعشرين امرأة": 24,
    "1.5 مليون لاجئ": 1_500_000,
    "نصف مليون لاجئ": 500_000,
    "مليون ونصف المليون": 1_500_000,
    "مليوني نازح": 2_000_000,
}

BOUNDS = {
    "أكثر من 30 آخرين": (30, None, "more_than"),
    "ما يزيد على مئة شخص": (100, None, "more_than"),
    "ما لا يقل عن 12 شخصا": (12, None, "at_least"),
    "12 على الأقل": (12, None, "at_least"),
    "نحو ثمانين مدنيا": (80, 80, "about"),
    "بنحو 12 شخصا": (12, 12, "about"),
    "قرابة ألفي شخص": (2000, 2000, "about"),
    "ما يصل إلى 40 قتيلا": (None, 40, "up_to"),
    "لا يتجاوز 9 أشخاص": (None, 9, "up_to"),
    "بين 10 و12 شخصا": (10, 12, "exact"),
    "10 إلى 12 شخصا": (10, 12, "exact"),
    "10-12 شخصا": (10, 12, "exact"),
    "ما بين ستة أشخاص واثني عشر شخصا": (6, 12, "exact"),
    "بين 4 قتلى و7 قتلى": (4, 7, "exact"),
    "وما بين 4 و7 أشخاص": (4, 7, "exact"),
    "ثلاثة إلى خمسة آلاف لاجئ": (3000, 5000, "exact"),
    "العشرات": (20, 99, "vague"),
    "مئات الجرحى": (200, 999, "vague"),
    "آلاف السكان": (2000, 9999, "vague"),
    "عشرات الآلاف": (20_000, 99_999, "vague"),
    "مئات الآلاف": (200_000, 999_999, "vague"),
    "ملايين السوريين": (2_000_000, 9_999_999, "vague"),
    "عدد من الجرحى": (None, None, "vague"),
    "عدة أشخاص": (None, None, "vague"),
}


@pytest.mark.parametrize(("text", "value"), EXACT.items())
def test_exact(text: str, value: int) -> None:
    assert [(n.min, n.max, n.approx) for n in figures(text)] == [(value, value, "exact")]


@pytest.mark.parametrize(("text", "wanted"), BOUNDS.items())
def test_bounds_and_intervals(text: str, wanted: tuple[int | None, int | None, str]) -> None:
    assert [(n.min, n.max, n.approx) for n in figures(text)] == [wanted]


def test_a_rise_is_two_figures_and_no_range() -> None:
    assert [n.min for n in figures("ارتفع عدد القتلى من 10 إلى 12")] == [10, 12]


@pytest.mark.parametrize("text", ["الخامسة من مساء اليوم", "الدورة الثالث عشرة"])
def test_ordinals_count_nothing(text: str) -> None:
    assert [n.ordinal for n in figures(text)] == [True]


@pytest.mark.parametrize("text", ["الساعة 10:30", "نسبة 50 في المئة", "نسبة 20%", "في 12/5/2016", "لا رقم هنا", "عثر عليه ميتاً"])
def test_no_count(text: str) -> None:
    assert figures(text) == []


def test_the_mention_holds_the_words_that_bound_it() -> None:
    assert [n.text for n in figures("مقتل أكثر من 30 شخصا و12 على الأقل")] == ["أكثر من 30", "12 على الأقل"]


def test_two_groups_between_which_there_was_fighting_are_no_range() -> None:
    assert [(n.min, n.max) for n in figures("اشتباكات بين خمسة جنود وتسعة مسلحين")] == [(5, 5), (9, 9)]
