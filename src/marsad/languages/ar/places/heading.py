"""The place that heads a line of a bulletin (`إدلب::`, `محافظة دير الزور:`)."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.model.claim import Name
from marsad.model.mention import Place

MOST = 8
OPENERS = frozenset({"-", "–", "•", "*", "■", "#"})


def heading(s: Sentence) -> Name | None:
    """The place that opens the sentence before `::`, or before `:` where it is a governorate by name; None without one."""
    opening = s.keys[:MOST]
    if ":" not in opening:
        return None
    colon = opening.index(":")
    first = int(bool(s.tokens[0].mark) and s.tokens[0].mark in OPENERS)
    place = s.starting(s.places, first)
    return Name(place.text, place.span, place.id) if place and place.last == colon and _heads(s, place) else None


def _heads(s: Sentence, place: Place) -> bool:
    return s.key(place.last + 1) == ":" or place.head == "governorate"
