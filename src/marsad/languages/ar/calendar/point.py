"""The point of time that begins at a token: a part of day, an hour, a day, a month or a year, whichever it is."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar.atom import Atom
from marsad.languages.ar.calendar.days import day
from marsad.languages.ar.calendar.hours import clock, day_part
from marsad.languages.ar.calendar.months import month, year

UNREAD = object()
MONTHS = ("month", "hijri")


def point(s: Sentence, i: int) -> Atom | None:
    """The point of time that begins at token i, at its longest; None where none does. Kept by token."""
    kept = s.memo.get("points")
    if kept is None:
        kept = s.memo["points"] = [UNREAD] * (len(s.tokens) + 1)
    if i >= len(s.tokens):
        return None
    if kept[i] is UNREAD:
        named = not s.held.isdisjoint(MONTHS)
        kept[i] = day_part(s, i) or clock(s, i) or day(s, i) or (month(s, i) if named else None) or year(s, i)
    found: Atom | None = kept[i]
    return found
