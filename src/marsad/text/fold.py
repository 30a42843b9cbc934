"""Fold spelling: one key for the ways in which one Arabic word is written, with a map back to the text.

Folding drops vowel marks, tatweel and invisible direction marks, and unites the forms of alef, ya, ta marbuta, hamza
seats and digits. The text itself is never changed; a folded form lives beside it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from marsad.model.span import Span

DROPPED = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad"
_DROP = re.compile(f"[{DROPPED}]+")
_PLAIN = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئې", "ي"),
    **dict.fromkeys("ةهۀ", "ه"),
    "ؤ": "و",
    "ک": "ك",
    **{chr(0x660 + i): str(i) for i in range(10)},
    **{chr(0x6F0 + i): str(i) for i in range(10)},
}
_TABLE = str.maketrans(_PLAIN)
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


def fold_key(text: str) -> str:
    """The folded form of a word or phrase.

    >>> fold_key("إطلاقُ النّـار")
    'اطلاق النار'
    """
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return _DROP.sub("", text).translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its code points, the offset in the text it came from."""

    text: str
    origin: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> Span:
        """The span in the original text that the folded stretch [start, end) came from, a ligature whole."""
        return Span(self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start])


def fold(text: str) -> Folded:
    """The whole text folded, with an exact offset map.

    >>> folded = fold("قُتِل")
    >>> folded.text, folded.span(1, 3)
    ('قتل', Span(start=2, end=5))
    """
    out: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        for piece in fold_key(char):
            out.append(piece)
            origin.append(at)
    return Folded("".join(out), tuple(origin), len(text))


def raw_length(surface: str, folded: int) -> int:
    """How many characters of the surface make its first `folded` folded characters.

    >>> raw_length("لـلقوات", 1)
    2
    """
    taken = seen = 0
    while taken < len(surface) and (seen < folded or _DROP.match(surface[taken])):
        seen += len(fold_key(surface[taken]))
        taken += 1
    return taken
