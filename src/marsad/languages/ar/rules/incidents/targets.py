"""What an incident struck: the direct object, or what stands after `على`, `ضد`, `بحق`; places are left to the places."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition, is_verb, names_from, phrase_end
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Name

MOST = 4


def object_at(s: Sentence, at: int) -> tuple[list[Name], int]:
    """The direct object at token `at` and one past it; none where a place, a weapon or another act stands there."""
    if at >= len(s.tokens) or s.tokens[at].mark or has_clitic_preposition(s.tokens[at]) or s.has(at, "prep", "sub", "conj", "neg"):
        return [], at
    if s.covering(s.places, at) or is_verb(s.tokens[at]) or s.has(at, "incident", "weapon", "vague_place", "adverb"):
        return [], at
    return names_from(s, at, most=MOST)


def target_of(s: Sentence, at: int) -> list[Name]:
    """What stands after the first `على`, `ضد`, … of the clause: vague spots are passed over."""
    _, end = clause(s, at - 1)
    for j in s.among(at, end, "incident", "target_mark"):
        if j > at and is_act(s, j):
            return []
        if s.has(j, "target_mark"):
            k = s.end_of(j, "target_mark")
            if k >= len(s.tokens) or s.key(k) == "الرغم" or s.covering(s.places, k):
                return []
            if s.has(k, "vague_place", "sub", "dem") and not _owned(s, k):
                return []
            return names_from(s, k, most=MOST)[0]
    return []


def _owned(s: Sentence, k: int) -> bool:
    """True where «مواقع» names whose positions they are («مواقع للحوثيين»)."""
    return phrase_end(s, k) > k + 1 or s.starting(s.actors, k + 1) is not None
