"""The point of time that begins at a token: a part of day, an hour, a day, a month or a year, whichever it is."""

from __future__ import annotations

from typing import Any

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar.atom import Atom
from marsad.languages.ar.calendar.days import day
from marsad.languages.ar.calendar.hours import THIS, clock, day_part
from marsad.languages.ar.calendar.months import month, year

UNREAD = object()
MONTHS = ("month", "hijri")
BEGIN = frozenset("lastnight part clockword weekday dayword deixis month hijri monthword yearword".split())


def point(s: Sentence, i: int) -> Atom | None:
    """The point of time that begins at token i, at its longest; None where none does. Kept by token."""
    kept: list[Any] | None = s.memo.get("points")
    if kept is None:
        kept = s.memo["points"] = [UNREAD] * (len(s.tokens) + 1)
    if i >= len(s.tokens):
        return None
    if kept[i] is UNREAD:
        named = not s.held.isdisjoint(MONTHS)
        timed = _begins(s, i)
        kept[i] = (day_part(s, i) or clock(s, i) or day(s, i) or (month(s, i) if named else None) or year(s, i)) if timed else None
    found: Atom | None = kept[i]
    return found


def _begins(s: Sentence, i: int) -> bool:
    """True for a word with which a point may begin: one of time, a number, «هذا»."""
    if not s.classes[i].isdisjoint(BEGIN) or i in s.numbers.starts:
        return True
    return s.keys[i] == "ال" or s.keys[i] in THIS or s.tokens[i].word.sort == "number"
