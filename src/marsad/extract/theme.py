"""Whether a report is about an armed conflict at all: what its words are about, weighed once over the whole text.

Reports about sport, markets, arts or science borrow the words of war (`هجوم`, `ضربة`, `معركة`); nothing is coded from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from marsad.languages.ar.words import word
from marsad.text.tokens import words

BORROWERS = ("sport", "arts", "market", "science")
ONE_IN = 120  # words of the text for each word of conflict that is asked for, up to three
MOST = 3  # one word repeated says no more than three words
SHORT = 60  # words of a text that need only tell of harmed people and how many («مصرع أربعة وإصابة اثنين»), or of a violent act
HARMED = frozenset({"harm", "harmed", "fate"})
COUNTED = frozenset({"number", "several", "people"})
VIOLENT = frozenset({"air_strike", "shelling", "suicide_bombing"})
FROM_AFAR = frozenset({"air", "artillery", "rocket", "suicide"})


def is_about_conflict(text: str) -> bool:
    """True where words of conflict stand in the text and no borrowing theme has more of them, or a short one counts the harmed."""
    themes: Counter[str] = Counter()
    total = 0
    found = Counter(words(text))
    for surface, n in found.items():
        total += n
        made = word(surface)
        if "theme" in made.classes and (entry := made.entry("theme")):
            themes[entry.code] += min(n, MOST)
    conflict = themes["conflict"]
    if not themes and total < SHORT and (_counts_harmed(text, found) or _tells_violence(found)):
        return True
    return conflict > min(total // ONE_IN, 2) and all(themes[b] <= conflict for b in BORROWERS)


def _counts_harmed(text: str, found: Iterable[str]) -> bool:
    """True where a word of harm and a figure or a noun of people are among the words."""
    classes = [word(surface).classes for surface in found]
    counted = any(char.isdigit() for char in text) or any(not c.isdisjoint(COUNTED) for c in classes)
    return counted and any(not c.isdisjoint(HARMED) for c in classes)


def _tells_violence(found: Iterable[str]) -> bool:
    """True where an air raid or shelling is among the words, or an act of violence and a word of the way it was done («ضربة جوية»)."""
    made = [word(surface) for surface in found]
    acts = {entry.code for w in made if (entry := w.entry("incident")) is not None}
    ways = {entry.code for w in made if (entry := w.entry("mode")) is not None}
    return not acts.isdisjoint(VIOLENT) or bool(acts) and not ways.isdisjoint(FROM_AFAR)
