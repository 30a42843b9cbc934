"""The two sides of a clash: `بين A وB`, `بين A من جهة وB من جهة أخرى`, `مع B`."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_conjunction
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Name

REACH = 12
HAND = frozenset({"،", ",", "من", "جهه", "طرف", "جانب", "ناحيه", "اولي"})


def between(s: Sentence, at: int) -> tuple[list[Name], list[Name]]:
    """The first side (`by`) and the other (`against`) of the clash whose noun ends at `at`; «مع B» gives only the other."""
    for j in range(at, min(at + REACH, len(s.tokens))):
        if s.tokens[j].mark in (".", "؛") or j > at and is_act(s, j):
            break
        if s.key(j) == "بين":
            return _sides(s, j + 1 + bool(j + 1 < len(s.tokens) and s.tokens[j + 1].mark))
        if s.key(j) in ("مع", "ضد") and (j == at or s.has(at, "light")) and j + 1 < len(s.tokens):
            return [], agents_from(s, j + 1)[0]
    return [], []


def _sides(s: Sentence, at: int) -> tuple[list[Name], list[Name]]:
    first, end = agents_from(s, at)
    k = end
    while k < min(end + 6, len(s.tokens)) and s.key(k) in HAND:
        k += 1
    if k < len(s.tokens) and (k > end and has_conjunction(s.tokens[k]) or s.key(k) == "و"):
        return first, agents_from(s, k + (s.key(k) == "و"))[0]
    return (first[:1], first[1:2]) if len(first) == 2 else (first, [])
