"""Lines of a page as they are seen to lines as they are read: words, figures, Latin names, brackets, printed letters, paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.exchange.inputs import Given, read_inputs
from marsad.exchange.readers.visual import paragraphs, read_lines, turn
from tests.exchange import given_files as made

LINES = [
    "قال المرصد السوري لحقوق الإنسان إن 253 مدنياً قتلوا في مدينة حلب منذ 22 نيسان، بينهم 49 طفلاً.",
    "وأعلنت روسيا تمديد التهدئة 24 ساعة (بحسب وكالة RIA Novosti) اعتباراً من 1/5/2016 عند 18:30.",
    "«لا هدنة في حلب»، قال المتحدث.",
]
SEEN = [
    ".ًالفط 49 مهنيب ،ناسين 22 ذنم بلح ةنيدم يف اولتق ًايندم 253 نإ ناسنلإا قوقحل يروسلا دصرملا لاق",
    ".18:30 دنع 1/5/2016 نم ًارابتعا (RIA Novosti ةلاكو بسحب) ةعاس 24 ةئدهتلا ديدمت ايسور تنلعأو",
    ".ثدحتملا لاق ،«بلح يف ةنده ال»",
]


@pytest.mark.parametrize(("line", "seen"), [(LINES[1], SEEN[1]), (LINES[2], SEEN[2])])
def test_a_line_that_is_seen_is_put_into_reading_order(line: str, seen: str) -> None:
    assert turn(seen) == line


def test_figures_stay_beside_their_words() -> None:
    (line,) = read_lines([SEEN[0]])
    assert "إن 253 مدنياً" in line and "منذ 22 نيسان، بينهم 49" in line


def test_lines_in_reading_order_and_lines_without_arabic_stay() -> None:
    assert read_lines(LINES) == LINES
    assert turn("11/22/26, page 1 (of 2)") == "11/22/26, page 1 (of 2)"


def test_printed_letters_become_letters() -> None:
    assert read_lines(["ﺐﻠﺣ ﺔﻨﻳﺪﻣ ﻲﻓ ﻼﺘﻗ"]) == ["قتلا في مدينة حلب"]


def test_a_full_line_goes_on_in_the_next_and_a_short_one_ends() -> None:
    lines = ["قصف على المدينة", "قال مصدر في المدينة إن القصف بدأ فجراً واستمر", "ساعات طويلة.", "وأضاف المصدر أن المشفى خرج عن الخدمة."]
    assert paragraphs(lines) == f"{lines[0]}\n{lines[1]} {lines[2]}\n{lines[3]}"


def test_a_page_that_draws_from_the_left_is_read_from_the_right(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made.pdf(SEEN[0]))
    (given,) = read_inputs([tmp_path / "a.pdf"])
    assert isinstance(given, Given) and "إن 253 مدنياً قتلوا في مدينة حلب منذ 22 نيسان، بينهم 49" in given.report.text
