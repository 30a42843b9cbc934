"""Names masked wherever they stand, in any spelling: as many signs as before, so that every offset still holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from marsad.text.fold import fold, fold_key

MASK = "█"
_BEFORE = r"(?<!\w)(?:[وف]?(?:[بلك]|لل|ال)?)?"
_WORD = re.compile(r"\w+")
_LONG = 2  # letters that a word has without its article, where it may also stand without it


class Mask:
    """Hides these names in strings; a name with one letter or none is left alone.

    `words` are those of each name, folded, without their article.
    """

    def __init__(self, names: Iterable[str]) -> None:
        keys = {" ".join(_WORD.findall(_key(name))) for name in names}
        ordered = sorted((key for key in keys if len(key) > 1), key=lambda key: (-len(key), key))
        self.words = [[_bare(word) for word in key.split()] for key in ordered]
        joined = "|".join(r"\W+".join(map(_word, key.split())) for key in ordered)
        self._pattern = re.compile(rf"{_BEFORE}({joined})(?!\w)", re.IGNORECASE) if ordered else None

    def hide(self, text: str) -> str:
        """The text with the names masked.

        >>> Mask(["محمد العلي"]).hide("قال مُحمّد العلي إن القصف توقف")
        'قال ████████████ إن القصف توقف'
        """
        if self._pattern is None or not text:
            return text
        folded = fold(text)
        for start, end in [folded.span(*hit.span(1)) for hit in self._pattern.finditer(folded.text) if hit[1]]:
            text = text[:start] + MASK * (end - start) + text[end:]
        return text

    def may_hold(self, text: str) -> bool:
        """False where a name cannot stand in the text, told sooner than by hiding it."""
        key = _key(text)
        return any(all(word in key for word in words) for words in self.words)


def _key(text: str) -> str:
    return fold_key(text).casefold()


def _bare(word: str) -> str:
    bare = word.removeprefix("ال")
    return bare if len(bare) > _LONG else word


def _word(key: str) -> str:
    """A word with or without its article, which comparing takes off."""
    bare = _bare(key)
    return f"(?:ال)?{re.escape(bare)}" if len(bare) > _LONG else re.escape(key)


def all_but(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with all letters and digits masked outside of these spans.

    >>> all_but("قال ناشط: قتل 7", [(10, 15)])
    '███ ████: قتل 7'
    """
    kept = bytearray(len(text))
    for start, end in spans:
        kept[start:end] = b"\1" * (min(end, len(text)) - start)
    return "".join(sign if kept[n] or not sign.isalnum() else MASK for n, sign in enumerate(text))
