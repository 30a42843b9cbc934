"""Folding: one key for the spellings of a word, and an offset map that leads every folded stretch back to its characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.fold import fold, fold_key, raw_length

ARABIC = st.text(st.sampled_from("ابتثجحخدرزسشصضطعغفقكلمنهويأإآٱىئؤةءپک ـًٌٍَُِّْ‏‎0123٤٥۶.،ﻻﷺab\n"), max_size=60)

SAME = [
    ("إطلاق", "اطلاق"),
    ("قُتِلَ", "قتل"),
    ("مدرسة", "مدرسه"),
    ("على", "علي"),
    ("مسؤول", "مسوول"),
    ("هـــدنة", "هدنه"),
    ("١٢٣", "123"),
    ("۴۵", "45"),
    ("حلب‏", "حلب"),
    ("ﻻجئون", "لاجيون"),
    ("آذار", "اذار"),
]
DIFFERENT = [("حلب", "جلب"), ("قتل", "قتلى"), ("سوري", "سوريا"), ("ماء", "ما"), ("عمان", "عمّان ")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_share_a_key(one: str, other: str) -> None:
    assert fold_key(one) == fold_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_keep_their_own_key(one: str, other: str) -> None:
    assert fold_key(one) != fold_key(other)


@given(ARABIC)
def test_a_folded_text_folds_no_further(text: str) -> None:
    assert fold_key(fold_key(text)) == fold_key(text)


@given(ARABIC)
def test_the_folded_text_is_the_key_with_an_origin_for_each_letter(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origin) and folded.length == len(text)
    assert list(folded.origin) == sorted(folded.origin) and all(0 <= at < len(text) for at in folded.origin)


@given(ARABIC, st.data())
def test_a_folded_stretch_leads_back_to_characters_that_fold_to_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start < span.end <= len(text)
    assert folded.text[start:end] in fold(span.of(text)).text
    inner = [i for i, at in enumerate(folded.origin) if span.start <= at < span.end]
    assert inner[0] <= start and inner[-1] >= end - 1


@given(ARABIC, st.data())
def test_raw_length_gives_the_fewest_characters_that_hold_so_many_letters(text: str, data: st.DataObject) -> None:
    letters = data.draw(st.integers(0, len(fold(text).text)))
    taken = raw_length(text, letters)
    assert len(fold(text[:taken]).text) >= letters
    assert taken == 0 or len(fold(text[: taken - 1]).text) < letters or fold_key(text[taken - 1]) == ""
