"""Times in a sentence, resolved against the report's day."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.model.mention import Time


def find_times(s: Sentence) -> list[Time]:
    """The times of the sentence in order."""
    return []
