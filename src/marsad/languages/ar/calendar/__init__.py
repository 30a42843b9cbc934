"""Times in a sentence, resolved against the report's day: points, spans and lengths.

Days are ISO dates, both ends inclusive; an open period ends on the report's day (codebook). What is relative stays open
(None) where the report has no day.
"""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar.spans import time_at
from marsad.model.mention import Time

STARTS = frozenset(
    "weekday month deixis part unit since over ago lasting edge dayword monthword yearword clockword number several ordinal shift until".split()
)


def find_times(s: Sentence) -> list[Time]:
    """The times of the sentence in order, each at its longest; tokens of one are no part of another."""
    out: list[Time] = []
    i = 0
    while i < len(s.tokens):
        made = time_at(s, i) if _may_start(s, i) else None
        if made:
            out.append(made)
        i = made.last if made else i + 1
    return out


def _may_start(s: Sentence, i: int) -> bool:
    tok = s.tokens[i]
    if tok.word.sort == "number" or tok.key in ("من", "بين", "هذا", "هذه", "اخر"):
        return True
    if not tok.word.classes.isdisjoint(STARTS):
        return True
    return i in s.phrases and any(e.cls in STARTS for _, e in s.phrases[i])
