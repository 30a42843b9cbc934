"""An atom of time: one day, month, year or hour as the text names it, and the words that say which one is meant."""

from __future__ import annotations

from typing import NamedTuple

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar.reckon import Days

AHEAD_REACH = 5
SLASHES = frozenset("-–/")


class Atom(NamedTuple):
    """A point of time over tokens up to `last`; `days` is None where the report's day is wanted and unknown."""

    last: int
    days: Days | None
    part: str | None = None
    clock: bool = False


def shift_at(s: Sentence, j: int) -> tuple[str | None, int]:
    """(past | next | now | other | None, one past the word that says so); `other` counts from a time told before."""
    entry = s.entry(j, "shift")
    if entry and (s.tokens[j].key.startswith("ال") or entry.code == "now" or entry.code == "other" and entry.pos == "word"):
        return entry.code, j + 1
    return None, j


def is_definite(s: Sentence, j: int) -> bool:
    """True where the word at j carries the article."""
    return 0 <= j < len(s.tokens) and s.tokens[j].word.prefix.endswith(("ال", "لل"))


def is_year(key: str) -> bool:
    """True for the digits of a year of our time."""
    return len(key) == 4 and key.isdigit() and 1900 <= int(key) <= 2100


def is_ahead(s: Sentence, i: int) -> bool:
    """True where what happens at the time of token i is still to come: «سيجتمع الخميس», «من المقرر أن تبدأ الجمعة», «يوم الجمعة سيشهد»."""
    if i and s.has(i - 1, "incident") and not is_coming_verb(s, i - 1):
        return False
    for j in range(i - 1, max(-1, i - 1 - AHEAD_REACH), -1):
        if s.tokens[j].mark or is_past_verb(s, j):
            break
        if is_coming_verb(s, j) or _is_planned(s, j):
            return True
    return any(is_future(s, j) for j in (i + 1, i + 2))


def _is_planned(s: Sentence, j: int) -> bool:
    entry = s.entry(j, "intent")
    return entry is not None and entry.pos == "word" and s.key(j - 1) not in ("كان", "كانت")


def is_coming_verb(s: Sentence, j: int) -> bool:
    """True for a verb in the future, in the subjunctive after `أن`, or for the present of beginning and ending."""
    if is_future(s, j):
        return True
    present = any(e.shape == "present" for e in s.tokens[j].word.entries)
    entry = s.entry(j, "coming")
    return present and s.key(j - 1) in ("ان", "بان") or entry is not None and not (j and s.has(j - 1, "aux"))


def is_future(s: Sentence, j: int) -> bool:
    """True for «سيشهد», «ستبدأ»."""
    if not 0 <= j < len(s.tokens):
        return False
    word = s.tokens[j].word
    return word.prefix.endswith("س") and any(e.shape == "present" for e in word.entries)


def is_past_verb(s: Sentence, j: int) -> bool:
    """True where every reading of the word is a verb in the past."""
    entries = s.tokens[j].word.entries
    return bool(entries) and all(e.shape == "past" for e in entries)
