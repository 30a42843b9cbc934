"""Figures in Arabic sentences: what they come to, how exact they are, and what is none (tables/numerals.tsv)."""

from __future__ import annotations

import pytest

from marsad.extract.reader import read_sentences, read_tokens
from marsad.languages.ar.numerals import find_numbers
from marsad.model.mention import Number
from tests.languages.rows import rows

SIGNS = {"more_than": ">", "at_least": ">=", "up_to": "<=", "about": "~"}


def figures(text: str) -> list[Number]:
    return [n for s in read_sentences(text, read_tokens(text), None) for n in find_numbers(s)]


def sign(n: Number) -> str:
    """A figure as the table writes it."""
    if n.ordinal:
        return f"{n.min}."
    if n.approx == "vague":
        return "?" if n.min is n.max is None else f"{n.min}-{n.max}?"
    if n.approx in SIGNS:
        return f"{SIGNS[n.approx]}{n.max if n.min is None else n.min}"
    return f"{n.min}" if n.min == n.max else f"{n.min}-{n.max}"


@pytest.mark.parametrize(("text", "wanted"), rows("numerals", 2))
def test_figures(text: str, wanted: str) -> None:
    assert (" ".join(map(sign, figures(text))) or "-") == wanted


def test_an_interval_has_both_its_ends() -> None:
    assert [(n.min, n.max) for n in figures("نحو 80 قتيلا ثم أكثر من 30")] == [(80, 80), (30, None)]


def test_the_mention_holds_the_words_that_bound_it() -> None:
    assert [n.text for n in figures("مقتل أكثر من 30 شخصا و12 على الأقل")] == ["أكثر من 30", "12 على الأقل"]
