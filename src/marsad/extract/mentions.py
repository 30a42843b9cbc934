"""The mentions of a sentence: places and actors by the theatres' names, numbers and times by the language's grammar.

Each kind is found with the help of those before it: numbers, times, places, actors.
"""

from __future__ import annotations

from marsad.grammar.sentence import Mentions, Sentence
from marsad.languages.ar.actors import find_actors
from marsad.languages.ar.calendar import find_times
from marsad.languages.ar.numerals import find_numbers
from marsad.languages.ar.places import find_places
from marsad.resolve.index import Found, index


def find_mentions(s: Sentence) -> None:
    """Find all mentions of the sentence."""
    _find_actors(s, find_setting(s))


def find_setting(s: Sentence) -> dict[int, Found]:
    """Find when and where only, which later sentences go by; returns the names of the sentence by first token."""
    find_figures(s)
    names = index().find_all(s.tokens)
    hits = {i: (f.last, f.clitic, f.named.places, f.named.ambiguous) for i, f in names.items() if f.named.places}
    if found := find_places(s, hits, hits.get):
        s.places = Mentions(found)
    return names


def find_figures(s: Sentence) -> None:
    """Find the times of the sentence, and the figures that are no part of one."""
    if numbers := find_numbers(s):
        s.numbers = Mentions(numbers)
    if times := find_times(s):
        s.times = Mentions(times)
        s.numbers = Mentions(n for n in numbers if n.first not in s.times.covers)


def _find_actors(s: Sentence, names: dict[int, Found]) -> None:
    hits = {i: (f.last, f.clitic, f.named.actors, f.named.usage) for i, f in names.items() if f.named.actors}
    if found := find_actors(s, hits, hits.get):
        s.actors = Mentions(found)
