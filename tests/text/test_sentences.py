"""Sentences: bounds that part the tokens of a text, and how deep in quotation each token stands."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.reader import read_sentences, read_tokens
from marsad.text.sentences import quote_depths, sentence_bounds

TEXT = st.text(st.sampled_from('ابتدلمن  .،!؟…«»"“”()[]ab1\n'), max_size=80)

SENTENCES = {
    "قصف الجيش. ورد المسلحون.": ["قصف الجيش.", "ورد المسلحون."],
    "قال: «نرفض الهدنة.» ثم مضى.": ["قال: «نرفض الهدنة.»", "ثم مضى."],
    "وقال د. سامي إن القصف توقف": ["وقال د. سامي إن القصف توقف"],
    "هل توقف القصف؟ لا.": ["هل توقف القصف؟", "لا."],
    "عنوان\nنص": ["عنوان", "نص"],
    "نسبة 3.5 في المئة": ["نسبة 3.5 في المئة"],
    "صمت… ثم قصف": ["صمت…", "ثم قصف"],
    "توقف!! ثم عاد": ["توقف!!", "ثم عاد"],
}

DEPTHS = {
    "قال «نعم» ومضى": [0, 1, 1, 0, 0],
    "قال «سمعنا “نعم” منهم» ومضى": [0, 1, 1, 2, 2, 1, 1, 0, 0],
    'قال "نعم" ومضى': [0, 1, 1, 0, 0],
    "ذكر (أمس) القصف": [0, 0, 0, 0, 0],
    "قال» ومضى": [0, 0, 0],
}


def sentences(text: str) -> list[str]:
    return [s.span.of(text) for s in read_sentences(text, read_tokens(text), None)]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES.items())
def test_where_sentences_end(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), DEPTHS.items())
def test_how_deep_in_quotation_tokens_stand(text: str, wanted: list[int]) -> None:
    toks = read_tokens(text)
    quote_depths(toks)
    assert [t.depth for t in toks] == wanted


@given(TEXT)
def test_sentence_bounds_part_the_tokens(text: str) -> None:
    toks = read_tokens(text)
    bounds = list(sentence_bounds(text, toks))
    assert [i for first, last in bounds for i in range(first, last)] == list(range(len(toks)))


@given(TEXT)
def test_no_sentence_runs_over_a_line_break(text: str) -> None:
    assert all("\n" not in s for s in sentences(text))


@given(TEXT)
def test_quotations_nest_and_never_sink_below_the_text(text: str) -> None:
    toks = read_tokens(text)
    quote_depths(toks)
    depths = [0, *(t.depth for t in toks)]
    assert min(depths) == 0
    assert all(abs(b - a) <= 1 for a, b in itertools.pairwise(depths))
    assert all(a == b or t.mark for a, b, t in zip(depths, depths[1:], toks, strict=False))


@given(TEXT)
def test_an_unclosed_quotation_ends_with_its_line(text: str) -> None:
    before = [(t.key, t.depth) for s in read_sentences(text, read_tokens(text), None) for t in s.tokens]
    longer = "«باب\n" + text
    after = [(t.key, t.depth) for s in read_sentences(longer, read_tokens(longer), None) for t in s.tokens]
    assert after[2:] == before
