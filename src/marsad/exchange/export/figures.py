"""How many were killed, as one format counts it: vague numbers become figures by a declared profile, rivals stay known.

`acled`: tens 10, dozens 12, hundreds 100, any other vague word 0; the most conservative figure. `ucdp`: low, best and high of all
that is told. `bounds`: as told, no word becomes a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from marsad.resolve.index import key_of

Row = dict[str, Any]


class Figures(NamedTuple):
    """The least, the best and the most that is told, None where nothing is."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """`name`; `about` in words; `vague`: whether words become figures; `other`: the figure of words that no row names."""

    name: str
    about: str
    words: bool = False
    intervals: bool = False

    def as_json(self) -> dict[str, Any]:
        """What the loss list says of it."""
        return {"name": self.name, "about": self.about, "words": {" ".join(k): v for k, v in _words(self.name)}}

    def range(self, figure: Row, quote: str) -> tuple[int | None, int | None]:
        """The bounds of one figure."""
        if figure["approx"] != "vague" or self.intervals:
            return figure["min"], figure["max"]
        return (self.of_word(quote),) * 2 if self.words else (None, None)

    def of_word(self, quote: str) -> int:
        """The figure that a vague word stands for, 0 where no row names it."""
        told = key_of(quote)
        return next((value for word, value in _words(self.name) if _within(word, told)), 0)


PROFILES: Mapping[str, Profile] = {
    "acled": Profile("acled", "tens 10, dozens 12, hundreds 100, other vague words 0; the lowest figure told", words=True),
    "ucdp": Profile("ucdp", "low, best and high of the figures told; a vague word is its interval, its best the low end", intervals=True),
    "bounds": Profile("bounds", "least and most as told; no vague word becomes a number"),
}


def figures(record: Row, outcome: str, profile: Profile, quotes: Mapping[str, str]) -> Figures:
    """The figures of a record for one outcome; parts (`of`) never count; `quotes` has the words of each claim."""
    told = next((c for c in record["casualties"] if c["outcome"] == outcome), None)
    wholes = [f for f in told["figures"] if not f["of"]] if told else []
    ranges = [profile.range(f, quotes.get(f["claim"], "")) for f in wholes or (told["figures"] if told else ())]
    ends = [(low or 0, high if high is not None else low or 0) for low, high in ranges if (low, high) != (None, None)]
    if not told or not ends:
        return Figures(None, None, None)
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    best = told["best"] if told["best"] is not None else low
    return Figures(low, min(max(best, low), high), high)


@cache
def _words(profile: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    lines = (files(__package__) / "profiles.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return tuple((key_of(form), int(value)) for name, forms, value in rows if name == profile for form in forms.split("|"))


def _within(word: tuple[str, ...], told: tuple[str, ...]) -> bool:
    """True where the words stand in a row, particles (`و`, `ب` …) before the first allowed."""
    pattern = re.compile(rf"(?:[وفبلك]|لل)?{re.escape(word[0])}")
    return any(pattern.fullmatch(told[n]) and told[n + 1 : n + len(word)] == word[1:] for n in range(len(told) - len(word) + 1))
