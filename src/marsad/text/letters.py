"""How much a text looks like written Arabic, by the pairs of letters in it: the evidence that tells code pages apart.

The same bytes are letters in Windows-1256 and in ISO-8859-6, but other letters; only one reading has pairs such as
`ال` where Arabic has them. The pairs stand in letter_pairs.tsv.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

_ARABIC = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufbb1\ufbd3-\ufdf9\ufe70-\ufefc]+"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_UNWRITTEN = re.compile("(?<=[\u0621-\u0652])(?:[\u0640\u064b\u064e-\u0655\u0670]+|[\u064c\u064d](?![\u0621-\u064a]))")
_LATIN = re.compile("[A-Za-z]+")
_FOREIGN = re.compile("[^\u0621-\u063a\u0641-\u064aA-Za-z\\W\\d_]|[\u0080-\u009f\u064b-\u0652]")
_EDGE = re.compile("[^\u0621-\u063a\u0641-\u064axy]+")
_OTHERS = frozenset("x ")
_RARE_PER_MILLION = 0.05


@cache
def _pairs() -> dict[tuple[str, str], float]:
    rows = (files("marsad.text") / "letter_pairs.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if not row.startswith("#"))
    return {(a.replace("_", " "), b.replace("_", " ")): math.log2(float(n) / 1e6) for a, b, n in cells}


class Likeness(NamedTuple):
    """How probable a text's letter pairs are in Arabic: `bits` in all (log2), `pairs` judged."""

    bits: float
    pairs: int

    @property
    def mean(self) -> float:
        """Bits for one pair: about -8 for Arabic, below -12 for what is none, -inf without Arabic letters."""
        return self.bits / self.pairs if self.pairs else -math.inf


def likeness(text: str) -> Likeness:
    """The evidence of a text's letter pairs: plain Latin words count for nothing, every other letter (é, ж) against it.

    >>> [round(likeness(text).mean) for text in ("قصف على حلب", "قصض ظخء حثذ", "çذن éضç")]
    [-9, -15, -21]
    """
    written = _FOREIGN.sub("y", _LATIN.sub("x", _UNWRITTEN.sub("", text)))
    written = _EDGE.sub(" ", f" {written} ")
    counts: dict[tuple[str, str], int] = Counter(pairwise(written))
    counts = {pair: n for pair, n in counts.items() if not _OTHERS.issuperset(pair)}
    known, rare = _pairs(), math.log2(_RARE_PER_MILLION / 1e6)
    total = sum(known.get(pair, rare) * n for pair, n in counts.items())
    return Likeness(total, sum(counts.values()))


def arabic_share(text: str) -> tuple[int, int]:
    """How many of a text's letters are Arabic, and how many letters it has.

    >>> arabic_share("حلب: BBC")
    (3, 6)
    """
    others = _ARABIC.sub("", text)
    arabic = len(text) - len(others)
    return arabic, arabic + len(others) - len(_LETTERS.sub("", others))
