"""Tokens: in order, without overlap, every character that is no white space (nor invisible mark) in exactly one."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.reader import read_tokens
from marsad.text.fold import DROPPED
from marsad.text.tokens import tokens, words

LETTERS = st.sampled_from('ابتجحدرسشعفقكلمنهويةأىء ـًّ0123456789٤٥.,،:/-«»"“”()؟!…ab’\n\t\r‏️﷽')
TEXT = st.text(LETTERS, max_size=80)
ANY = st.text(max_size=60)

SPLIT = {
    "سن ال18، و31 مواطنة": ["سن", "ال", "18", "،", "و", "31", "مواطنة"],
    "الـ24 ساعة": ["الـ", "24", "ساعة"],
    "10:30 صباحا": ["10:30", "صباحا"],
    "1,340 قتيلا.": ["1,340", "قتيلا", "."],
    "22/4/2016": ["22/4/2016"],
    "«داعش»": ["«", "داعش", "»"],
    "CNN بالعربية": ["CNN", "بالعربية"],
    "لـCNN": ["لـ", "CNN"],
    "قُتِل": ["قُتِل"],
    "ج. س": ["ج", ".", "س"],
}


@pytest.mark.parametrize(("text", "wanted"), SPLIT.items())
def test_split(text: str, wanted: list[str]) -> None:
    assert [m.group() for m in tokens(text)] == wanted


@given(st.one_of(TEXT, ANY))
def test_tokens_never_overlap_and_leave_out_only_white_space_and_invisible_marks(text: str) -> None:
    at = 0
    for match in tokens(text):
        assert match.start() >= at and match.end() > match.start()
        assert not re.sub(rf"[\s{DROPPED}]", "", text[at : match.start()])
        at = match.end()
    assert not re.sub(rf"[\s{DROPPED}]", "", text[at:])


@given(st.one_of(TEXT, ANY))
def test_the_reader_s_tokens_never_overlap_and_cover_the_same_characters(text: str) -> None:
    bounds = [(t.start, t.end) for t in read_tokens(text)]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(bounds)) and all(a < b for a, b in bounds)
    held = {at for a, b in bounds for at in range(a, b)}
    assert held == {at for m in tokens(text) for at in range(*m.span())}


@given(TEXT)
def test_words_are_the_tokens_that_are_words(text: str) -> None:
    assert words(text) == [m.group() for m in tokens(text) if m.lastgroup == "word"]
