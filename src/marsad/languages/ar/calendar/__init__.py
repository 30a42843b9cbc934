"""Times in a sentence, resolved against the report's day: points, spans and lengths.

Days are ISO dates, both ends inclusive; an open period ends on the report's day (codebook). What is relative stays open
(None) where the report has no day.
"""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar.spans import time_at
from marsad.model.mention import Time

CORE = frozenset("weekday month deixis part unit edge yearword clockword since lastnight".split())
BEGIN = CORE | frozenset("over ago lasting dayword monthword nearly number several some ordinal fraction bound".split())
OPENERS = frozenset("من بين ما هذا هذه ال الـ يومي ليومي ليلتي ايام احد احدي".split())
REACH = 5  # tokens from the beginning of a time to the word that makes it one


def find_times(s: Sentence) -> list[Time]:
    """The times of the sentence in order, each at its longest; tokens of one are no part of another."""
    out: list[Time] = []
    floor = 0
    for core in (j for j in range(len(s.tokens)) if _is_core(s, j)):
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


def _is_core(s: Sentence, i: int) -> bool:
    """True for a word that makes a time of what stands around it: a weekday, month, unit, part of day, a date in digits."""
    word = s.tokens[i].word
    if word.sort == "number":
        return len(word.key) == 4 or "/" in word.key or ":" in word.key
    return not word.classes.isdisjoint(CORE) or (i in s.phrases and any(e.cls in CORE for _, e in s.phrases[i]))
