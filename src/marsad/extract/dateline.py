"""The day of a report that came without one, where its text prints it on a line of its own (`الأحد، 20 تشرين الثاني 2022، 14:28`)."""

from __future__ import annotations

import datetime as dt

from marsad.extract.mentions import find_figures
from marsad.extract.reader import read_sentences, read_tokens
from marsad.grammar.sentence import Sentence

LINES = 15  # of the text's beginning; further down stand the dates of other articles
LONGEST = 70
OTHER_WORDS = 4


def dateline(text: str) -> dt.date | None:
    """The day of the first dateline in the text's first lines, None where none is printed.

    >>> dateline("قصف على المدينة\\n\\nالأحد، 20 تشرين الثاني 2022، 14:28\\n\\nقال المصدر أمس")
    datetime.date(2022, 11, 20)
    """
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:LINES]
    return next((day for line in lines if len(line) <= LONGEST and any(map(str.isdigit, line)) and (day := _printed(line))), None)


def _printed(line: str) -> dt.date | None:
    """The one full date of the line where nothing but a weekday, a clock time or a town stands beside it."""
    found = list(read_sentences(line, read_tokens(line), None))
    if len(found) != 1 or "GMT" in line:
        return None
    s = found[0]
    find_figures(s)
    dated = [t for t in s.times if t.days and t.days[0] == t.days[1] and t.role == "at"]
    if len(dated) != 1:
        return None
    time = dated[0]
    others = sum(tok.word.sort == "word" for i, tok in enumerate(s.tokens) if not time.first <= i < time.last)
    told = s.has(time.first, "weekday", "dayword") or _clock_beside(s, time.last) or s.key(time.first - 1) in ("،", ",") or not others
    return time.days[0] if time.days and told and others <= OTHER_WORDS else None


def _clock_beside(s: Sentence, last: int) -> bool:
    return any(tok.word.sort == "number" and ":" in tok.key for tok in s.tokens[last:])
