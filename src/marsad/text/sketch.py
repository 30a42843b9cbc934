"""A sketch of a text, to tell copies: 64 numbers by which two texts are compared without looking at either again.

A copy has most of its phrases of three words in common with its original, whatever outlet prints it, however its head was rewritten.
Every number is the least hash of a 64th of the phrases (one-permutation MinHash: Li, Owen and Zhang 2012; empty parts take their
neighbour's: Shrivastava and Li 2014), so that the share of equal numbers is about the share of phrases that both texts have (Jaccard).
"""

from __future__ import annotations

import datetime as dt
import struct
from zlib import crc32

from marsad.text.fold import fold_key

SIZE = 64
PHRASE = 3
LEAST = 30
"""Phrases below which a text is too short to be told a copy of another."""
ALIKE = 0.5
"""The share of common phrases from which two texts are copies of one: of reports written apart fewer than a tenth are common."""
DAYS = 3
ROWS = 3
_MIX, _WORD = 2654435761, 0xFFFFFFFF
_PACK = struct.Struct(f"<{SIZE}I")


def sketch(text: str) -> bytes | None:
    """The sketch of a text, 256 bytes; None where the text is too short for one. Spelling is folded, marks and signs count nothing."""
    words = "".join(sign if sign.isalnum() else " " for sign in fold_key(text)).split()
    phrases = {" ".join(words[n : n + PHRASE]) for n in range(len(words) - PHRASE + 1)}
    if len(phrases) < LEAST:
        return None
    least = [_WORD] * SIZE
    for phrase in phrases:
        value = crc32(phrase.encode("utf-8", "surrogatepass")) * _MIX & _WORD
        part = value >> 26
        least[part] = min(least[part], value & 0x3FFFFFF)
    return _PACK.pack(*_filled(least))


def _filled(least: list[int]) -> list[int]:
    """Parts that no phrase fell into take the number of the next one that has one, marked by how far it is."""
    for part in range(SIZE):
        if least[part] == _WORD:
            step = next(n for n in range(1, SIZE) if least[(part + n) % SIZE] < 1 << 26)
            least[part] = least[(part + step) % SIZE] + (step << 26) & _WORD
    return least


def alike(one: bytes, other: bytes) -> float:
    """About the share of phrases that two texts have in common, from 0 to 1.

    >>> text = " ".join(map(str, range(100)))
    >>> alike(sketch(text), sketch(text + " 100")), alike(sketch(text), sketch(text[50:] + text[:50])) > 0.8
    (1.0, True)
    """
    shared: int = sum(a == b for a, b in zip(_PACK.unpack(one), _PACK.unpack(other), strict=True))
    return shared / SIZE


def bands(made: bytes) -> list[int]:
    """Numbers by which copies are found: texts that are alike share at least one, nearly surely; others hardly ever do."""
    return [crc32(made[4 * n : 4 * (n + ROWS)], n) >> 1 for n in range(0, SIZE - ROWS + 1, ROWS)]


def near(one: dt.date | None, other: dt.date | None) -> bool:
    """True for days at most three apart, or where one is not known: later the same words are another report."""
    return one is None or other is None or abs((one - other).days) <= DAYS
