"""The two sides of a clash: `بين A وB`, `بين A من جهة وB من جهة أخرى`, `مع B`."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_conjunction, name
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Name

REACH, NEAR = 12, 3
LINKING = group("road_between")
NO_SIDE = group("no_side")
DESCRIBED = 4
HAND = frozenset({"،", ",", "من", "جهه", "طرف", "جانب", "ناحيه", "اولي"})


def between(s: Sentence, at: int, *, far: bool = True) -> tuple[list[Name], list[Name]]:
    """The first side (`by`) and the other (`against`) of the clash whose noun ends at `at`; «مع B» gives only the other."""
    for j in range(at, min(at + (REACH if far else NEAR), len(s.tokens))):
        if s.tokens[j].mark in (".", "؛") or j > at and is_act(s, j):
            break
        if s.key(j) == "بين" and (s.key(j - 1) in LINKING or s.key(j + 1) in NO_SIDE or s.starting(s.times, j + 1)):
            return [], []
        if s.key(j) == "بين":
            return _sides(s, j + 1 + bool(j + 1 < len(s.tokens) and s.tokens[j + 1].mark))
        if s.key(j) in ("مع", "ضد") and (j == at or s.has(at, "light")) and j + 1 < len(s.tokens):
            return [], agents_from(s, j + 1)[0] if _is_side(s, j + 1) else []
    return [], []


def _is_side(s: Sentence, at: int) -> bool:
    """True where those fought with are named at token `at`, not what happened at the same time («مع تصريحات»)."""
    return s.starting(s.actors, at) is not None or s.has(at, "people", "national", "amount") or s.starting(s.numbers, at) is not None


def _hand(s: Sentence, end: int) -> int:
    """The token of «من جهة» behind a few words that describe the first side («مسلحين يوالونها من جهة»); `end` without it."""
    near = range(end, min(end + DESCRIBED, len(s.tokens) - 1))
    at = next((k for k in near if s.key(k) == "من" and s.key(k + 1) in HAND), end)
    return end if any(s.tokens[k].mark or has_conjunction(s.tokens[k]) for k in range(end, at)) else at


def _sides(s: Sentence, at: int) -> tuple[list[Name], list[Name]]:
    first, end = agents_from(s, at)
    k = _hand(s, end)
    if k > end and first:
        start = next(j for j, t in enumerate(s.tokens) if t.end > first[-1].span.start)
        first = [*first[:-1], name(s, start, k)]
    while k < min(end + 6, len(s.tokens)) and s.key(k) in HAND:
        k += 1
    k += k + 1 < len(s.tokens) and s.tokens[k].mark == "،" and has_conjunction(s.tokens[k + 1]) and _is_side(s, k + 1)
    if k < len(s.tokens) and (k > end and has_conjunction(s.tokens[k]) or s.key(k) == "و"):
        return first, agents_from(s, k + (s.key(k) == "و"))[0]
    return (first[:1], first[1:2]) if len(first) == 2 else (first, [])
