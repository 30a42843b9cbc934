"""What a place's name is made of: its span, the directions and adjectives behind it, and words that name nothing."""

from __future__ import annotations

from collections.abc import Callable

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_conjunction, is_nisba, stops
from marsad.model.mention import Place
from marsad.model.span import Span

DIRECTIONS = frozenset("الشمالي الجنوبي الشرقي الغربي الشماليه الجنوبيه الشرقيه الغربيه الاوسط الشمال الجنوب الشرق الغرب".split())
AROUND = group("around_place")
AROUND_IT = frozenset("مجاوره محاذيه حدوديه".split())
NO_NAME = group("beside_place")

Lookup = Callable[[int], "tuple[int, int, list[str], bool] | None"]


def place(s: Sentence, first: int, last: int, clitic: int | None, ids: tuple[str, ...]) -> Place:
    """The place over tokens [first, last), `clitic` characters of the first one left out (None: the word's own prefix)."""
    start = s.tokens[first].start + (clitic if clitic is not None else s.tokens[first].word.prefix_length)
    span = Span(start, s.tokens[last - 1].end)
    head = s.tokens[first].entry("place_head")
    return Place(first, last, span, span.of(s.text), ids[0] if len(ids) == 1 else None, ids, head.code if head else None)


def directions_after(s: Sentence, last: int) -> int:
    """One past the directions behind a name («ريف حلب الجنوبي الشرقي»)."""
    while last < len(s.tokens) and s.tokens[last].key in DIRECTIONS:
        last += 1
    return last


def adjectives_after(s: Sentence, last: int) -> int:
    """One past the directions, nationalities and neighbourhoods that describe a place («الحدود السورية - التركية»)."""
    while last < len(s.tokens):
        at = last + (s.tokens[last].mark in ("-", "–"))
        if not (s.key(at) in DIRECTIONS or s.key(at) in AROUND or _is_national(s, at)):
            return last
        last = at + 1
    return last


def _is_national(s: Sentence, j: int) -> bool:
    """True for a definite adjective of relation («السورية»), but not of kind («السكنية»)."""
    key = s.key(j)
    return key.startswith("ال") and key[2:] not in NO_NAME and is_nisba(s.tokens[j]) and not s.has(j, "actor_head", "prep")


def names_nothing(s: Sentence, j: int) -> bool:
    """True for a direction, an adverb or a common noun, which is no town's name."""
    tok = s.tokens[j]
    if tok.key in DIRECTIONS or tok.key.removeprefix("و") in NO_NAME or tok.word.tanwin:
        return True
    return tok.word.common and tok.key not in AROUND_IT


def goes_on(s: Sentence, j: int) -> bool:
    """True where an unknown word without article or clitic goes on a name («معبر كرم أبو سالم»)."""
    tok = s.tokens[j]
    if tok.word.sort != "word" or tok.word.entries or tok.key.startswith(("ال", "و")):
        return False
    return not stops(s, j) and not has_conjunction(tok)
