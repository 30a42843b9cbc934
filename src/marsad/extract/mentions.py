"""The mentions of a sentence: places and actors by the theatres' names, numbers and times by the language's grammar."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.actors import find_actors
from marsad.languages.ar.calendar import find_times
from marsad.languages.ar.numerals import find_numbers
from marsad.languages.ar.places import find_places
from marsad.resolve.index import index


def find_mentions(s: Sentence) -> Sentence:
    """The sentence with its numbers, times, places and actors filled in (in that order; later ones may use earlier ones)."""
    s.numbers = find_numbers(s)
    s.times = find_times(s)
    s.numbers = [n for n in s.numbers if not any(t.first <= n.first < t.last for t in s.times)]
    s.places = find_places(s, _place)
    s.actors = find_actors(s, _actor)
    return s


def _place(s: Sentence, i: int) -> tuple[int, int, list[str], bool] | None:
    found = index().find(s.tokens, i)
    if found is None or not found.named.places:
        return None
    return found.last, found.clitic, found.named.places, found.named.ambiguous


def _actor(s: Sentence, i: int) -> tuple[int, int, list[str], str] | None:
    found = index().find(s.tokens, i)
    if found is None or not found.named.actors:
        return None
    return found.last, found.clitic, found.named.actors, found.named.usage
