"""Words: the clitics on a word, the readings it keeps, and words that were written without a space."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.reader import read_tokens
from marsad.languages.ar.clitics import guessed_prefix
from marsad.languages.ar.words import learn_vocabulary, word
from marsad.resolve.index import index
from marsad.text.fold import fold_key

PREFIXES = {
    "والقصف": "وال",
    "بالقصف": "بال",
    "للقصف": "لل",
    "وبالقصف": "وبال",
    "سيقصف": "س",
    "وسيقصف": "وس",
    "لقصف": "ل",
    "قصف": "",
    "فقتلوا": "ف",
    "وللمدينة": "ولل",
    "كالهدنة": "كال",
}

SUFFIXES = {"قصفها": "ها", "قتلهم": "هم", "هجومه": "ه", "قواتها": "ها", "هدنتهما": "هما", "القصف": "", "مدينتنا": "نا"}

UNKNOWN = {
    "لمدرسة": "ل",
    "بمدرسة": "ب",
    "وبمدرسة": "وب",
    "لبنان": "",
    "بيروت": "",
    "وليد": "",
    "فلسطين": "",
    "كركوك": "",
    "وازدياد": "و",
    "والسكان": "وال",
    "للسكان": "لل",
}

GLUED = {
    "روسياوالولاياتالمتحدة": ["روسيا", "والولايات", "المتحدة"],
    "الولاياتالمتحدة": ["الولايات", "المتحدة"],
    "القواتالحكومية": ["القوات", "الحكومية"],
    "المدنيون": ["المدنيون"],
    "المستشفيات": ["المستشفيات"],
    "الفلسطينيين": ["الفلسطينيين"],
    "الاشتباكات": ["الاشتباكات"],
}

BOTH = {"فجر": ("incident", "part"), "قبل": ("ago", "prep"), "خلال": ("over", "prep")}


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    learn_vocabulary(index().words())


@pytest.mark.parametrize(("surface", "prefix"), PREFIXES.items())
def test_prefix_of_a_known_word(surface: str, prefix: str) -> None:
    found = word(surface)
    assert (found.prefix, bool(found.entries)) == (prefix, True)


@pytest.mark.parametrize(("surface", "suffix"), SUFFIXES.items())
def test_pronoun_on_a_known_word(surface: str, suffix: str) -> None:
    assert word(surface).suffix == suffix


@pytest.mark.parametrize(("surface", "prefix"), UNKNOWN.items())
def test_prefix_of_a_word_that_the_lexicon_may_not_know(surface: str, prefix: str) -> None:
    assert guessed_prefix(fold_key(surface)) == prefix


@pytest.mark.parametrize(("text", "wanted"), GLUED.items())
def test_words_written_without_a_space(text: str, wanted: list[str]) -> None:
    assert [text[t.start : t.end] for t in read_tokens(text)] == wanted


@pytest.mark.parametrize(("surface", "classes"), BOTH.items())
def test_a_function_word_keeps_its_other_readings(surface: str, classes: tuple[str, ...]) -> None:
    assert word(surface).classes >= set(classes)


@pytest.mark.parametrize(
    ("surface", "length"), [("بمدينة", 1), ("وبمدينة", 2), ("للقوات", 2), ("القوات", 0), ("والقوات", 1), ("لِمدينة", 2)]
)
def test_letters_that_are_no_part_of_the_name(surface: str, length: int) -> None:
    assert word(surface).prefix_length == length


@given(st.text(st.sampled_from("ابتحدرسشعقكلمنهويةأىءفـَ"), max_size=14))
def test_prefix_stem_and_suffix_make_the_word(rest: str) -> None:
    surface = "ب" + rest
    found = word(surface)
    assert found.prefix + found.stem + found.suffix == found.key
    assert 0 <= found.prefix_length <= len(surface)


@given(st.text(st.sampled_from("ابتحدرسشعقكلمنهويةال"), min_size=1, max_size=24))
def test_pieces_of_a_glued_word_follow_each_other_and_cover_it(surface: str) -> None:
    pieces = word(surface).pieces
    assert not pieces or pieces[0][0] == 0 and pieces[-1][1] == len(surface)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(pieces))
