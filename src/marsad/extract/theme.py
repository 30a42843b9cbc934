"""Whether a report is about an armed conflict at all: what its words are about, weighed once over the whole text.

Reports about sport, markets, arts or science borrow the words of war (`هجوم`, `ضربة`, `معركة`); nothing is coded from them.
"""

from __future__ import annotations

from collections import Counter

from marsad.languages.ar.words import word
from marsad.text.tokens import words

BORROWERS = ("sport", "arts", "market", "science")
ONE_IN = 120  # words of the text for each word of conflict that is asked for, up to three
MOST = 3  # one word repeated says no more than three words


def is_about_conflict(text: str) -> bool:
    """True where words of conflict stand in the text and no borrowing theme has more of them."""
    themes: Counter[str] = Counter()
    total = 0
    for surface, n in Counter(words(text)).items():
        total += n
        made = word(surface)
        if "theme" in made.classes and (entry := made.entry("theme")):
            themes[entry.code] += min(n, MOST)
    conflict = themes["conflict"]
    return conflict > min(total // ONE_IN, 2) and all(themes[b] <= conflict for b in BORROWERS)
