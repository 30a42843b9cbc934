"""The words that tell how claims belong together: a campaign from a strike, a pause from a cessation (`words.tsv`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from marsad.resolve.index import key_of

COLUMNS = ["class", "code", "forms", "gloss"]
Forms = dict[tuple[str, ...], str]


@cache
def table() -> dict[str, Forms]:
    """By class the folded words of each form and its code; ValueError with the line where a row is not four columns."""
    out: dict[str, Forms] = {}
    for number, line in enumerate((files("marsad.reconcile") / "words.tsv").read_text("utf-8").splitlines(), 1):
        row = line.split("\t")
        if not line or line.startswith("#") or row == COLUMNS:
            continue
        if len(row) != len(COLUMNS):
            raise ValueError(f"reconcile/words.tsv:{number}: {len(row)} columns, wanted {len(COLUMNS)} parted by tabs")
        for form in row[2].split("|"):
            out.setdefault(row[0], {})[key_of(form)] = row[1]
    return out


def codes(cls: str, words: tuple[str, ...]) -> frozenset[str]:
    """The codes of the class whose forms stand among the folded words, with or without `و ف ب ل ك` before the first.

    >>> sorted(codes("class", key_of("هدنة إنسانية")))
    ['humanitarian_pause']
    """
    forms, found = table()[cls], set()
    for at, word in enumerate(words):
        for first in _bare(word):
            for n in (1, 2, 3):
                if (first, *words[at + 1 : at + n]) in forms and at + n <= len(words):
                    found.add(forms[(first, *words[at + 1 : at + n])])
    return frozenset(found)


def _bare(word: str) -> tuple[str, ...]:
    if word.startswith("لل"):
        return (word, "ال" + word[2:], word[2:])
    return (word, word[1:]) if word[:1] in "وفبلك" and len(word) > 3 else (word,)
