"""Places and actors in Arabic sentences: where a name begins and ends, what is no name at all (tables/names.tsv)."""

from __future__ import annotations

import itertools

import pytest

from marsad.extract.mentions import find_mentions
from marsad.extract.reader import read_sentences, read_tokens
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.words import learn_vocabulary
from marsad.resolve.index import index
from tests.languages.rows import rows


def sentence(text: str) -> Sentence:
    learn_vocabulary(index().words())
    found = next(read_sentences(text, read_tokens(text), None))
    find_mentions(found)
    return found


TABLE = rows("names", 3)


def of(*sorts: str) -> list[tuple[str, list[str]]]:
    """The text and the names wanted of it, for the rows of these sorts."""
    return [(text, [] if wanted == "-" else wanted.split(" ؛ ")) for sort, text, wanted in TABLE if sort in sorts]


def test_every_row_has_a_sort_that_is_tested() -> None:
    assert {row[0] for row in TABLE} == {"place", "no_place", "actor", "no_actor", "adjective"}


@pytest.mark.parametrize(("text", "wanted"), of("place", "no_place"))
def test_places(text: str, wanted: list[str]) -> None:
    assert [p.text for p in sentence(text).places] == wanted


@pytest.mark.parametrize(("text", "wanted"), of("actor", "no_actor"))
def test_actors(text: str, wanted: list[str]) -> None:
    assert [a.text for a in sentence(text).actors] == wanted


@pytest.mark.parametrize(("text", "wanted"), of("adjective"))
def test_an_adjective_of_an_act_stands_for_its_side(text: str, wanted: list[str]) -> None:
    assert [(a.text, a.sort) for a in sentence(text).actors] == [(name, "adjective") for name in wanted]


@pytest.mark.parametrize("text", [text for text, _ in of("place", "actor")])
def test_mentions_lie_in_the_sentence_in_order_and_never_overlap(text: str) -> None:
    s = sentence(text)
    for found in (s.places, s.actors):
        assert all(m.span.of(text) == m.text and m.first < m.last <= len(s.tokens) for m in found)
        assert all(a.last <= b.first for a, b in itertools.pairwise(found))
