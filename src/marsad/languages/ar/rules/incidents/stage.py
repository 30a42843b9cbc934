"""The place that a sentence opens with, where all that it tells happened: «وفي محافظة ديالى، قتل أربعة في بلدة مندلي»."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.places.parts import DIRECTIONS
from marsad.model.claim import Name
from marsad.model.mention import Place

OPENERS = frozenset({"في", "وفي"})
LEADING = frozenset({"اما", "و", "كذلك", "وكذلك", "ايضا"})
FURTHEST = 3
MARKS = ("،", ",")


def next_stage(s: Sentence, first: int, end: int) -> int:
    """The token of [first, end) at which «، وفي محافظة أ، هاجم …» sets another scene; `end` without one."""
    if "وفي" not in s.keys:
        return end
    return next((k for k in range(first, end) if s.key(k) == "وفي" and s.tokens[k - 1].mark in MARKS and _opened_at(s, k)), end)


def on_stage(s: Sentence, i: int, places: list[Name]) -> list[Name]:
    """The places of the act at token i with the one that its sentence opens with, where they are others farther on."""
    stage = _stage(s, i)
    if stage is None or not places or i < stage.last or any(n.span.start < stage.span.end for n in places):
        return places
    return [Name(stage.text, stage.span, stage.id), *places]


def _stage(s: Sentence, i: int) -> Place | None:
    """The place that opens the sentence, or its last part before token i («…، وفي محافظة أ، هاجم …»)."""
    later = (k for k in range(i - 1, FURTHEST, -1) if s.key(k) == "وفي" and s.tokens[k - 1].mark in MARKS)
    if "وفي" in s.keys and (stage := next((p for k in later if (p := _opened_at(s, k)) is not None), None)) is not None:
        return stage
    at = next((k for k in range(FURTHEST) if s.key(k) in OPENERS), None)
    if at is None or any(s.key(k) not in LEADING and not s.tokens[k].mark for k in range(at)):
        return None
    return _opened_at(s, at)


def _opened_at(s: Sentence, at: int) -> Place | None:
    """The place between the «في» at token `at` and a comma; no country and no direction, which say little."""
    place = s.starting(s.places, at + 1)
    if place is None or place.id is None or "/" not in place.id or place.last >= len(s.tokens) or s.key(at + 1) in DIRECTIONS:
        return None
    return place if s.tokens[place.last].mark in MARKS else None
