"""The words that tell how claims belong together: a campaign from a strike, a pause from a cessation (`words.tsv`)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from marsad.resolve.index import key_of

WORD = re.compile(r"\w+")
CLITICS = frozenset("وفبلك")
COLUMNS = ["class", "code", "forms", "gloss"]
NONE: frozenset[str] = frozenset()
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
    if _begins(cls).isdisjoint(words):
        return NONE
    firsts = _by_first(cls)
    found: set[str] = set()
    for at, word in enumerate(words):
        if word in firsts or word[:1] in CLITICS:
            for first in _bare(word):
                found.update(code for rest, code in firsts.get(first, ()) if words[at + 1 : at + 1 + len(rest)] == rest)
    return frozenset(found)


@cache
def _begins(cls: str) -> frozenset[str]:
    """Every word that a form of the class may begin with, clitics and all."""
    firsts = _by_first(cls)
    long = {"لل" + first.removeprefix("ال") for first in firsts}
    return frozenset({*firsts, *long, *("لل" + first for first in firsts), *(clitic + first for clitic in CLITICS for first in firsts)})


def spans(cls: str, text: str) -> list[tuple[int, int, str]]:
    """(start, end, code) of each form of the class in a text, the longest first where two begin together; none overlap.

    >>> spans("duty", "وإلى فك الحصار")
    [(5, 14, 'lift_siege')]
    """
    tokens = [(key[0], m.start(), m.end()) for m in WORD.finditer(text) if len(key := key_of(m[0])) == 1]
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        best = max(_at(cls, tokens, at), default=None)
        if best:
            found.append((tokens[at][1], tokens[at + best[0] - 1][2], best[1]))
        at += best[0] if best else 1
    return found


def _at(cls: str, tokens: list[tuple[str, int, int]], at: int) -> list[tuple[int, str]]:
    """(number of words, code) of the forms that begin at the token."""
    rest = tuple(word for word, _, _ in tokens[at + 1 : at + 8])
    return [
        (len(more) + 1, code) for first in _bare(tokens[at][0]) for more, code in _by_first(cls).get(first, ()) if rest[: len(more)] == more
    ]


@cache
def _by_first(cls: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The forms of a class by their first word: (the words that follow, code)."""
    made: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, code in table()[cls].items():
        made.setdefault(form[0], []).append((form[1:], code))
    return made


def _bare(word: str) -> tuple[str, ...]:
    if word.startswith("لل"):
        return (word, "ال" + word[2:], word[2:])
    return (word, word[1:]) if word[:1] in CLITICS and len(word) > 2 else (word,)
