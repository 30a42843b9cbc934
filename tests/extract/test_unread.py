"""What no claim used is listed, what a claim used or has another reading is not; the scan knows nothing of the rules."""

from __future__ import annotations

import ast
import doctest
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract import crude, sightings, unread
from marsad.extract.crude import fold, meaning, table
from marsad.model.claim import Casualties, Claim, Incident, Name
from marsad.model.report import Report
from marsad.model.span import Span

TABLES = {"unread_stems.tsv": 4, "unread_readings.tsv": 4, "unread_shapes.tsv": 3}


def report(text: str) -> Report:
    return Report(id="r", text=text)


def span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def killed(text: str, quote: str, **fields: object) -> Claim:
    at = span(text, quote)
    return Casualties(quote=quote, span=at, trigger=at, rule="test", outcome="killed", **fields)  # type: ignore[arg-type]


def listed(text: str, *claims: Claim) -> list[tuple[str, str]]:
    return [(word.kind, word.text) for word in unread.unread(report(text), claims)]


def readings(text: str) -> list[str | None]:
    return [seen.reading for seen in sightings.sightings(text) if seen.kind == "number"]


def test_the_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(crude) == doctest.TestResults(failed=0, attempted=3)


def test_what_no_claim_used_is_listed_in_order_with_its_reason() -> None:
    text = "قُتل ٢٥ شخصاً وأصيب عشرات في قصف"
    found = unread.unread(report(text))
    assert [word.text for word in found] == ["قُتل", "٢٥", "وأصيب", "عشرات", "قصف"]
    assert [word.reason for word in found] == ["harm: kill", "number: digits", "harm: was hit", "number: tens", "trigger: shell, bomb"]
    assert all(word.span.of(text) == word.text for word in found)


def test_a_quote_a_whole_and_a_name_cover() -> None:
    text = "مقتل 49 طفلاً من 253 مدنياً وقصف اللواء 7 معسكراً"
    part = killed(text, "مقتل 49 طفلاً", of="253 مدنياً", of_span=span(text, "253 مدنياً"))
    at = span(text, "وقصف")
    brigade = Name("اللواء 7", span(text, "اللواء 7"))
    shelling = Incident(quote="وقصف", span=at, trigger=at, rule="test", incident_type="shelling", by=(brigade,))
    assert listed(text, part, shelling) == []
    assert listed(text, part) == [("trigger", "وقصف")]


def test_numbers_are_counted_by_what_became_of_them() -> None:
    text = "في 3 آذار 2014 قتل 12 مدنياً وأصيب 5 وسقطت 7 على بعد 4 كلم"
    counted = unread.numbers(report(text), [killed(text, "قتل 12 مدنياً")])
    assert (counted.numbers, counted.claimed, counted.other_reading, counted.unread) == (6, 1, 3, 2)
    assert dict(counted.other) == {"date": 1, "year": 1, "distance": 1}


def test_no_number_is_left_out_of_the_count() -> None:
    counted = unread.numbers(report("1 ثم 2، وأربعة عشر ثم خمسة وعشرون ألفاً، و٦٠ بالمئة"))
    assert counted.numbers == counted.claimed + counted.other_reading + counted.unread == 5


@pytest.mark.parametrize(
    ("text", "number"),
    [("خمسة وعشرون ألفاً", 1), ("٢٥ ألف شخص", 1), ("12 و15", 2), ("ثلاثة عشر قتيلاً و١٢ جريحاً", 2), ("1,200.5", 1), ("إدلب5", 1), ("", 0)],
)
def test_number_words_that_stand_together_are_one_number(text: str, number: int) -> None:
    assert unread.numbers(report(text)).numbers == number


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("في 22 نيسان", "date"),
        ("25 من مارس", "date"),
        ("يومي 9 و10 آب", "date"),
        ("بين عامي 2011 و2014 في البلد", "year"),
        ("خلال 48 ساعة", "duration"),
        ("لثلاثين يوماً", "duration"),
        ("الأيام التسعة الماضية", "duration"),
        ("عند الساعة 9", "time of day"),
        ("عمره 30 سنة", "age"),
        ("15 إلى 20 كيلومتراً", "distance"),
        ("ثلاثة ملايين دولار", "money"),
        ("القرار رقم 2254", "number of a text"),
        ("الفرقة 101", "number of a unit"),
        ("بأربعة صواريخ", "munitions"),
        ("ثلاث مرات", "frequency"),
        ("السابع عشر", "ordinal"),
    ],
)
def test_a_named_other_reading(text: str, reading: str) -> None:
    assert set(readings(text)) == {reading}


TOLLS = ["قتل 12 مدنياً", "2013 قتيلاً", "مقتل 2000.", "عام شهد 12 غارة", "عام 2023، 32 قتيلاً", "25 من القتلى", "10-12 قتيلاً"]


@pytest.mark.parametrize("text", [*TOLLS, "آذار الماضي 15 قتيلاً", "٤٠"])
def test_no_other_reading_hides_a_toll(text: str) -> None:
    assert readings(text)[-1] is None


FORMS = ["والقتلى", "قُتِلوا", "مقتل", "الجرحى", "بالقصف", "اشتباكات", "والغارات", "للهدنة", "إصابتهم", "قتيلان", "شهيدتين", "مـجـزرة"]


@pytest.mark.parametrize("word", FORMS)
def test_any_form_of_a_crude_stem_is_seen(word: str) -> None:
    assert meaning(fold(word)[0]) is not None


@pytest.mark.parametrize("word", ["مدرسة", "الحكومة", "كلمات", "معلومات", "ستكون", "الثقافة", "فجر", "مباراة", "إسرائيل"])
def test_other_words_are_not(word: str) -> None:
    assert meaning(fold(word)[0]) is None


@given(st.text("قتل ٢5٣أةىـ\u064bًعشراتو \n،.-9", max_size=80))
def test_every_sighting_is_a_stretch_of_the_text_and_every_digit_is_seen(text: str) -> None:
    seen = sightings.sightings(text)
    assert all(0 <= s.span.start < s.span.end <= len(text) for s in seen)
    assert [a.span.end <= b.span.start for a, b in pairwise(seen)].count(False) == 0
    assert all(any(s.span.start <= i < s.span.end for s in seen) for i, letter in enumerate(text) if letter.isdigit())


def test_rank_puts_the_most_frequent_form_first_and_says_where() -> None:
    texts = ["غارات ثم غارات و12 قتيلاً", "غارات و٩ قتيلاً"]
    ranked = unread.rank((Report(id=f"r{i}", text=text), []) for i, text in enumerate(texts))
    assert [(row.kind, row.text, row.count, row.reports, row.report) for row in ranked[:2]] == [
        ("trigger", "غارات", 3, 2, "r0"),
        ("number", "N قتيلا", 2, 2, "r0"),
    ]
    assert len(unread.rank([(report(texts[0]), [])], limit=1)) == 1


@pytest.mark.parametrize("module", [crude, sightings, unread])
def test_the_scan_imports_only_the_model_and_itself(module: object) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    ours = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)} | {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    own = {"marsad.extract.crude", "marsad.extract.sightings", "marsad.text.furniture"}
    assert {name for name in ours if name.startswith("marsad") and not name.startswith("marsad.model")} <= own


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_no_row_twice(name: str) -> None:
    keys = Counter((cells[1], fold(cells[-2])[0]) for cells in table(name, TABLES[name]))
    assert [row for row, count in keys.items() if count > 1] == []


def test_every_word_of_the_tables_has_a_known_kind_and_is_reached() -> None:
    for kind, match, stem, gloss in table("unread_stems.tsv", 4):
        assert kind in ("number", "harm", "trigger") and match in ("word", "stem")
        assert (found := meaning(fold(stem)[0])) and found.kind == kind, f"{stem} ({gloss}) is read as {found}"
    for reading, side, word, _ in table("unread_readings.tsv", 4):
        assert reading in readings(f"2015 {word} ." if side == "after" else f"x {word} 2015 شيئاً"), f"{word} does not read as {reading}"


@pytest.mark.parametrize(("reading", "pattern", "example"), [*table("unread_shapes.tsv", 3)])
def test_every_shape_reads_its_example(reading: str, pattern: str, example: str) -> None:
    assert set(readings(example)) == {reading}


def test_a_row_with_too_few_cells_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("kind\tstem\nharm\n", encoding="utf-8")
    monkeypatch.setattr(crude, "files", lambda package: tmp_path)
    with pytest.raises(ValueError, match=r"t\.tsv:2: 2 cells should stand here, tabs between: kind\tstem"):
        list(table("t.tsv", 2))
