"""The place that a sentence opens with, where all that it tells happened: «وفي محافظة ديالى، قتل أربعة في بلدة مندلي»."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.places.parts import DIRECTIONS
from marsad.model.claim import Name
from marsad.model.mention import Place

OPENERS = frozenset({"في", "وفي"})
LEADING = frozenset({"اما", "و", "كذلك", "وكذلك", "ايضا"})
FURTHEST = 3


def on_stage(s: Sentence, i: int, places: list[Name]) -> list[Name]:
    """The places of the act at token i with the one that its sentence opens with, where they are others farther on."""
    stage = _stage(s)
    if stage is None or not places or i < stage.last or any(n.span.start < stage.span.end for n in places):
        return places
    return [Name(stage.text, stage.span, stage.id), *places]


def _stage(s: Sentence) -> Place | None:
    """The place between «في» at the beginning of the sentence and a comma; no country, which says little."""
    at = next((k for k in range(FURTHEST) if s.key(k) in OPENERS), None)
    if at is None or any(s.key(k) not in LEADING and not s.tokens[k].mark for k in range(at)):
        return None
    place = s.starting(s.places, at + 1)
    if place is None or place.id is None or "/" not in place.id or place.last >= len(s.tokens) or s.key(at + 1) in DIRECTIONS:
        return None
    return place if s.tokens[place.last].mark in ("،", ",") else None
