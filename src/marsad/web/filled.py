"""Sentences with values in them: what the program says in English is found again in a table and said in the visitor's language.

A row of such a table holds the English with `{}` for whatever is filled in, the Arabic, and the English of the pages where it differs;
what runs left to right in the Arabic whatever stands beside it is written ⟦2016-05-02⟧.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ISOLATED = str.maketrans({"⟦": "\u2066", "⟧": "\u2069"})
HEADS = (["said", "ar"], ["said", "ar", "en"])


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the program says, parted at its values, and how each language says it."""

    parts: tuple[str, ...]
    ar: str
    en: str

    def values(self, text: str) -> list[str] | None:
        """What is filled in where the text is this sentence, else None; in one walk over the text, however often its parts recur."""
        first, *between = self.parts
        if not between:
            return [] if text == first else None
        if not text.startswith(first) or not text.endswith(between[-1]):
            return None
        found, at = [], len(first)
        for part in between[:-1]:
            if (end := text.find(part, at + 1)) < 0:
                return None
            found.append(text[at:end])
            at = end + len(part)
        end = len(text) - len(between[-1])
        return [*found, text[at:end]] if at < end else None


@cache
def sentences(table: str) -> tuple[Sentence, ...]:
    """The rows of a table below marsad/web, those with the most words of their own first; raises ValueError where one is not whole."""
    head, *lines = files("marsad.web").joinpath(table).read_text("utf-8").splitlines()
    columns = head.split("\t")
    if columns not in HEADS:
        raise ValueError(f"{table}:1: the columns should be said ar, or said ar en")
    found = []
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if line.startswith("#"):
            continue
        if len(cells) != len(columns) or not all(cells) or any(cell.count("{}") > cells[0].count("{}") for cell in cells):
            raise ValueError(f"{table}:{number}: {len(columns)} cells, none empty, no more {{}} than the first has")
        english = cells[2] if len(cells) > 2 else cells[0]
        found.append(Sentence(tuple(cells[0].split("{}")), cells[1].translate(ISOLATED), english))
    return tuple(sorted(found, key=lambda one: -sum(map(len, one.parts))))


def filled(text: str, table: str, language: str) -> tuple[str, list[str]] | None:
    """The sentence in this language with `{}` for each value, and the values; None where no row of the table says it.

    >>> filled("5 km away", "record/whys.tsv", "en")
    ('{} km away', ['5'])
    """
    for sentence in sentences(table):
        if (values := sentence.values(text)) is not None:
            return (sentence.ar if language == "ar" else sentence.en), values
    return None
