"""Whether a report is about an armed conflict at all: what its words are about, weighed once over the whole text.

Reports about sport, markets, arts or science borrow the words of war (`هجوم`, `ضربة`, `معركة`); nothing is coded from them.
Most words are about nothing: what stands between white spaces is judged once, and a text's plain chunks are left out in one step.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from marsad.languages.ar.words import heads_of, may_have, word
from marsad.text.tokens import WORD, words

BORROWERS = ("sport", "arts", "market", "science")
ONE_IN = 120  # words of the text for each word of conflict that is asked for, up to three
MOST = 3  # one word repeated says no more than three words
SHORT = 60  # words of a text that need only tell of harmed people and how many («مصرع أربعة وإصابة اثنين»), or of a violent act
HARMED = frozenset({"harm", "harmed", "fate"})
COUNTED = frozenset({"number", "several", "people"})
VIOLENT = frozenset({"air_strike", "shelling", "suicide_bombing", "sexual_violence", "abduction"})
FROM_AFAR = frozenset({"air", "artillery", "rocket", "suicide"})
KEPT_CHUNKS = 150_000
_plain: set[str] = set()


def is_about_conflict(text: str) -> bool:
    """True where words of conflict stand in the text and no borrowing theme has more of them, or a short one counts the harmed."""
    themes = _themes(text.split())
    if not themes:
        return _has_fewer_words(text, SHORT) and (_counts_harmed(text) or _tells_violence(words(text)))
    conflict = themes.get("conflict", 0)
    if conflict and _is_violence_at_a_business(themes) and _has_fewer_words(text, SHORT) and _tells_violence(words(text)):
        return True
    if conflict == 0 or any(themes.get(b, 0) > conflict for b in BORROWERS):
        return False
    return conflict > 2 or _has_fewer_words(text, conflict * ONE_IN)


def _is_violence_at_a_business(themes: dict[str, int]) -> bool:
    """True where markets are the only other theme, and spoken of little: who is kidnapped may work for an oil company."""
    return 0 < themes.get("market", 0) <= MOST and not any(themes.get(b) for b in BORROWERS if b != "market")


def _themes(chunks: list[str]) -> dict[str, int]:
    """How many words of the text are about each theme, a repeated one no more than `MOST` times."""
    said: dict[tuple[str, str], int] = {}
    plain = _plain
    for chunk in [chunk for chunk in chunks if chunk not in plain]:
        for themed in _themed(chunk):
            said[themed] = said.get(themed, 0) + 1
    themes: dict[str, int] = {}
    for (_, theme), times in said.items():
        themes[theme] = themes.get(theme, 0) + min(times, MOST)
    return themes


@lru_cache(maxsize=KEPT_CHUNKS // 10)
def _themed(chunk: str) -> tuple[tuple[str, str], ...]:
    """(word, theme) of each word of the chunk that is about one; a chunk without any is kept as plain."""
    heads = heads_of("theme")
    likely = [surface for surface in words(chunk) if may_have(surface, heads)]
    found = tuple((surface, entry.code) for surface in likely if (entry := word(surface).entry("theme")))
    if not found:
        if len(_plain) > KEPT_CHUNKS:
            _plain.clear()
        _plain.add(chunk)
    return found


def _has_fewer_words(text: str, most: int) -> bool:
    return next(islice(WORD.finditer(text), most - 1, None), None) is None


def _counts_harmed(text: str) -> bool:
    """True where a word of harm and a figure or a noun of people are among the words."""
    classes = [word(surface).classes for surface in set(words(text))]
    counted = any(char.isdigit() for char in text) or any(not c.isdisjoint(COUNTED) for c in classes)
    return counted and any(not c.isdisjoint(HARMED) for c in classes)


def _tells_violence(found: list[str]) -> bool:
    """True where an air raid or shelling is among the words, or an act of violence and a word of the way it was done («ضربة جوية»)."""
    made = [word(surface) for surface in found]
    acts = {entry.code for w in made if (entry := w.entry("incident")) is not None}
    ways = {entry.code for w in made if (entry := w.entry("mode")) is not None}
    if any((entry := w.entry("crowd")) is not None and entry.code == "protester" for w in made):
        return True
    undergone = any((entry := w.entry("light")) is not None and entry.code == "undergo" for w in made)
    return not acts.isdisjoint(VIOLENT) or bool(acts) and undergone or not ways.isdisjoint(FROM_AFAR)
