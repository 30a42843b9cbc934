"""When an incident happened: the time of its own clause, else the one that opens the sentence."""

from __future__ import annotations

import datetime as dt

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.calendar.point import point
from marsad.languages.ar.phrases import clause
from marsad.model.claim import Days
from marsad.model.mention import Time

SAYING = 14  # tokens from a verb of speech to the day that is told with it
YEAR = 366
BEGINNING = 4  # tokens between `منذ` and what began


def when_of(scene: Scene, i: int, last: int) -> Days | None:
    """The days of the time nearest to the trigger at tokens [i, last), in its clause and not about another happening."""
    s = scene.sentence
    dated = [t for t in s.times if t.days and t.role != "for" and not _of_speech(s, i, t)]
    if not dated:
        return None
    first, end = clause(s, i)
    own = [t for t in dated if first <= t.first < end and not _crosses(s, i, last, t)]
    if not own:
        own = [t for t in dated if not _crosses(s, i, last, t)]
    return _days(s, i, min(own, key=lambda t: _distance(i, last, t))) if own else None


def is_past(days: Days | None, today: dt.date | None) -> bool:
    """True for a span that ends today («منذ أسبوع», «خلال أسبوعين» as reckoned back), in which nothing is yet to be."""
    return days is not None and today is not None and days[1] == today and 0 < (today - days[0]).days <= YEAR


def ahead(days: Days | None, today: dt.date | None) -> Days | None:
    """The days of an encounter to come: «خلال أسبوعين» are then the two weeks ahead, not those that end today."""
    if days is None or today is None or not is_past(days, today):
        return days
    return today, today + (today - days[0])


def _of_speech(s: Sentence, i: int, time: Time) -> bool:
    """True where the time tells when it was said («قال المصدر، الجمعة، إن القصف …»), before what was said."""
    if time.first > i or not any(s.tokens[j].has("sub") for j in range(time.last, i)):
        return False
    for j in range(time.first - 1, max(-1, time.first - SAYING), -1):
        if s.tokens[j].has("sub"):
            return False
        if s.has(j, "speech"):
            return True
    return False


def _days(s: Sentence, i: int, time: Time) -> Days | None:
    """The days of the time; where it tells when something began, those of the beginning itself («منذ دحر التنظيم في ديسمبر»)."""
    if time.role != "since" or time.first <= i or not s.among(max(0, i - BEGINNING), i, "since"):
        return time.days
    began = point(s, time.first)
    return began.days if began else time.days


def _distance(i: int, last: int, time: Time) -> int:
    return time.first - last if time.first >= last else i - time.last + 1


def _crosses(s: Sentence, i: int, last: int, time: Time) -> bool:
    """True where another happening or speech stands between the trigger and the time."""
    first, end = (last, time.first) if time.first >= last else (time.last, i)
    return bool(s.among(first, end, "incident", "speech", "aside", "ceasefire"))
