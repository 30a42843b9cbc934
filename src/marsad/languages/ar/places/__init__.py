"""Places in a sentence: names of the gazetteer with their head words and directions, and unknown names after a head word."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.places.generic import generic, its_own, zone
from marsad.languages.ar.places.headed import headed, listed
from marsad.languages.ar.places.named import named
from marsad.languages.ar.places.parts import Lookup
from marsad.model.mention import Place

HEADS = frozenset({"place_head", "place_word", "place_words", "building"})


def find_places(s: Sentence, lookup: Lookup) -> list[Place]:
    """The places of the sentence in order; `lookup` gives (last, clitic length, ids, ambiguous) of a name at a token."""
    out: list[Place] = []
    i = 0
    while i < len(s.tokens):
        made = zone(s, i) or named(s, i, lookup, out)
        if made is None and not s.tokens[i].word.classes.isdisjoint(HEADS):
            made = headed(s, i, lookup) or generic(s, i, lookup, out) or its_own(s, i)
        if made is None and out and i - out[-1].last <= 1:
            made = listed(s, i, out)
        if made:
            out.append(made)
        i = made.last if made else i + 1
    return out
