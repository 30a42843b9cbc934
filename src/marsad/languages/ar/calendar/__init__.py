"""Times in a sentence, resolved against the report's day: points, spans and lengths.

Days are ISO dates, both ends inclusive; an open period ends on the report's day (codebook). What is relative stays open
(None) where the report has no day.
"""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar.spans import time_at
from marsad.model.mention import Time

CORE = frozenset("weekday month hijri deixis part unit edge yearword clockword since lastnight".split())
BEGIN = CORE | frozenset("over ago lasting dayword monthword nearly number several some ordinal fraction bound".split())
OPENERS = frozenset("من بين ما هذا هذه ال يومي ليومي ليلتي ايام احد احدي".split())
REACH = 5  # tokens from the beginning of a time to the word that makes it one


def find_times(s: Sentence) -> list[Time]:
    """The times of the sentence in order, each at its longest; tokens of one are no part of another."""
    out: list[Time] = []
    floor = 0
    for core in sorted({*s.having(*CORE), *(j for j in s.digits if _is_date(s.keys[j]))}):
        for i in range(max(floor, core - REACH), core + 1):
            if (i == core or _may_begin(s, i)) and (made := time_at(s, i)):
                out.append(made)
                floor = made.last
                break
    return out


def _may_begin(s: Sentence, i: int) -> bool:
    """True for a word that a time may begin with before its core: «منذ», «خلال», a number, «من», «هذا»."""
    word = s.tokens[i].word
    return word.sort == "number" or word.key in OPENERS or not word.classes.isdisjoint(BEGIN) or i in s.phrases


def _is_date(key: str) -> bool:
    """True for digits that may be a date, a year or a time of the clock."""
    return len(key) == 4 or "/" in key or ":" in key or key.count(".") == 2
