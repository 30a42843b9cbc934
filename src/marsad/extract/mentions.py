"""The mentions of a sentence: places and actors by the theatres' names, numbers and times by the language's grammar."""

from __future__ import annotations

from typing import Any

from marsad.grammar.sentence import Finders, Sentence
from marsad.languages.ar.actors import find_actors
from marsad.languages.ar.calendar import find_times
from marsad.languages.ar.numerals import find_numbers
from marsad.languages.ar.places import find_places
from marsad.resolve.index import Found, index


def figures(s: Sentence) -> dict[str, list[Any]]:
    """The times of the sentence, and the figures that are no part of one."""
    s.found["numbers"] = found = find_numbers(s)
    times = find_times(s)
    return {"times": times, "numbers": [n for n in found if not any(t.first <= n.first < t.last for t in times)]}


def places(s: Sentence) -> dict[str, list[Any]]:
    hits = {i: (f.last, f.clitic, f.named.places, f.named.ambiguous) for i, f in _names(s).items() if f.named.places}
    return {"places": find_places(s, lambda _, i: hits.get(i))}


def actors(s: Sentence) -> dict[str, list[Any]]:
    hits = {i: (f.last, f.clitic, f.named.actors, f.named.usage) for i, f in _names(s).items() if f.named.actors}
    return {"actors": find_actors(s, lambda _, i: hits.get(i))}


FINDERS: Finders = {"numbers": figures, "times": figures, "places": places, "actors": actors}


def _names(s: Sentence) -> dict[int, Found]:
    """The names of the sentence by first token, looked up once for places and actors alike."""
    known: dict[int, Found] | None = s.memo.get("names")
    if known is None:
        known = s.memo["names"] = index().find_all(s.tokens)
    return known
