"""Places in a sentence: names of the gazetteer with their head words and directions, and unknown names after a head word."""

from __future__ import annotations

from collections.abc import Collection

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.places.generic import generic, its_own, zone
from marsad.languages.ar.places.headed import headed, listed
from marsad.languages.ar.places.named import named
from marsad.languages.ar.places.parts import Lookup
from marsad.model.mention import Place

HEADS = frozenset({"place_head", "place_word", "place_words", "building"})


def find_places(s: Sentence, names: Collection[int], lookup: Lookup) -> list[Place]:
    """The places of the sentence in order; `lookup` gives (last, clitic length, ids, ambiguous) of a name at each of the tokens `names`."""
    out: list[Place] = []
    floor = 0
    starts = {*names, *s.having(*HEADS, "named_ground")}
    if not starts:
        return out
    for i, tok in enumerate(s.tokens):
        if i < floor or i not in starts and (not out or i - floor > 1):
            continue
        made = zone(s, i) if i in s.phrases else None
        if made is None and i in names:
            made = named(s, i, lookup, out)
        if made is None and not tok.word.classes.isdisjoint(HEADS):
            made = headed(s, i, lookup) or generic(s, i, lookup, out) or its_own(s, i)
        if made is None and out and i - out[-1].last <= 1:
            made = listed(s, i, out, lookup)
        if made:
            out.append(made)
            floor = made.last
    return out
