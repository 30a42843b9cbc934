"""The crude scan's letters and words: folding one for one, tokens, and the table of what it stops at.

It shares no code and no words with the rules and is cruder than they are on purpose: a digit is a number wherever it
stands, a stem may carry any servile letters before and after it. Words live in unread_stems.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_ONE_FOR_ONE = str.maketrans("أإآٱىة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "اااايه01234567890123456789.,%")
_MARK = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e]")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_BEFORE_STEM, _AFTER_STEM = "[سالتمونيهفبك]{0,4}", "[سالتمونيهك]{0,4}"
_REMEMBERED = 200_000
CLITICS = "[وف]?(?:[بكل]?(?:ال)?|لل)"
NUMBER, DIGITS = "number", "digits"


class Token(NamedTuple):
    """A run of digits or of letters in a folded text."""

    start: int
    end: int
    word: str


class Meaning(NamedTuple):
    """What the crude table knows of a word: its kind (number, harm, trigger) and a gloss."""

    kind: str
    gloss: str


def fold(text: str) -> tuple[str, Sequence[int]]:
    """The text without marks and joiners, letters and digits folded one for one, and for each character its place in the text.

    >>> fold("قُتل ٢٥")
    ('قتل 25', [0, 2, 3, 4, 5, 6])
    """
    if not _MARK.search(text):
        return text.translate(_ONE_FOR_ONE), range(len(text))
    kept = [i for i, letter in enumerate(text) if not _MARK.match(letter)]
    return "".join(text[i] for i in kept).translate(_ONE_FOR_ONE), kept


def tokens(folded: str) -> list[Token]:
    """The runs of digits and of letters of a folded text.

    >>> [token.word for token in tokens("اصابه 1,200 شخص")]
    ['اصابه', '1,200', 'شخص']
    """
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(folded)]


def meaning(word: str) -> Meaning | None:
    """Kind and gloss of a folded word, None where the crude table has none.

    >>> meaning("والقتلي"), meaning("25"), meaning("مدرسه")
    (Meaning(kind='harm', gloss='kill'), Meaning(kind='number', gloss='digits'), None)
    """
    return Meaning(NUMBER, DIGITS) if word[0].isdigit() else _MEANINGS[word]


class _Meanings(dict[str, Meaning | None]):
    """Every surface form is looked up once; beyond a bound the memory starts anew."""

    def __missing__(self, word: str) -> Meaning | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found = _look_up(word)
        return found


_MEANINGS = _Meanings()


def _look_up(word: str) -> Meaning | None:
    for pattern, known in _lexicon():
        if found := pattern.fullmatch(word):
            return known[found[1]]
    return None


@cache
def _lexicon() -> tuple[tuple[re.Pattern[str], dict[str, Meaning]], ...]:
    known: dict[str, dict[str, Meaning]] = {"word": {}, "stem": {}}
    for kind, match, stem, gloss in table("unread_stems.tsv", 4):
        known[match][fold(stem)[0]] = Meaning(kind, gloss)
    words = re.compile(f"{CLITICS}({either(known['word'])})")
    stems = re.compile(f"{_BEFORE_STEM}({either(known['stem'])}){_AFTER_STEM}")
    return (words, known["word"]), (stems, known["stem"])


def either(words: Iterable[str]) -> str:
    """The alternation of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


def table(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a word table of this package below its head; raises ValueError with file and line where one has other columns."""
    lines = files("marsad.extract").joinpath(name).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[1:], 2):
        if len(cells := line.split("\t")) != columns or not all(cells):
            raise ValueError(f"{name}:{number}: {columns} cells should stand here, tabs between: {lines[0]}")
        yield cells
