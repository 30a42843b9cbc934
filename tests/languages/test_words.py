"""Words: the clitics on a word, the readings it keeps, and words that were written without a space (tables/words.tsv)."""

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
from tests.languages.rows import rows

TABLE = rows("words", 3)


def of(sort: str) -> list[tuple[str, str]]:
    """The surface and what is wanted of it, for the rows of one sort; `-` is nothing."""
    return [(surface, wanted if wanted != "-" else "") for kind, surface, wanted in TABLE if kind == sort]


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    learn_vocabulary(index().words())


def test_every_row_has_a_sort_that_is_tested() -> None:
    assert {row[0] for row in TABLE} == {"prefix", "suffix", "guess", "glued", "letters", "reads"}


@pytest.mark.parametrize(("surface", "prefix"), of("prefix"))
def test_prefix_of_a_known_word(surface: str, prefix: str) -> None:
    found = word(surface)
    assert (found.prefix, bool(found.entries)) == (prefix, True)


@pytest.mark.parametrize(("surface", "suffix"), of("suffix"))
def test_pronoun_on_a_known_word(surface: str, suffix: str) -> None:
    found = word(surface)
    assert (found.suffix, bool(found.entries)) == (suffix, True)


@pytest.mark.parametrize(("surface", "prefix"), of("guess"))
def test_prefix_of_a_word_that_the_lexicon_may_not_know(surface: str, prefix: str) -> None:
    assert guessed_prefix(fold_key(surface)) == prefix


@pytest.mark.parametrize(("text", "wanted"), of("glued"))
def test_words_written_without_a_space(text: str, wanted: str) -> None:
    assert [text[t.start : t.end] for t in read_tokens(text)] == wanted.split()


@pytest.mark.parametrize(("surface", "classes"), of("reads"))
def test_a_function_word_keeps_its_other_readings(surface: str, classes: str) -> None:
    assert word(surface).classes >= set(classes.split())


@pytest.mark.parametrize(("surface", "length"), of("letters"))
def test_letters_that_are_no_part_of_the_name(surface: str, length: str) -> None:
    assert word(surface).prefix_length == int(length)


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
