"""A group of people as a sentence names it, and the small questions that finding one asks."""

from __future__ import annotations

from typing import NamedTuple

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import OPEN_QUOTES, has_clitic_preposition, has_conjunction, phrase_end
from marsad.languages.ar.rules.casualties.who import noun_code

OTHERS = {"اخر": 1, "اخران": 2, "اخرين": 0, "اخرون": 0, "الاخرين": 0, "الاخرون": 0, "غيرهم": 0, "اخريات": 0}
OF_THEM = frozenset({"منهم", "منهن"})
NP_STOPS = ("part_of", "harm", "harm_weak", "fate", "fated", "bound_after", "injured", "some_of", "plus", "split")


class Group(NamedTuple):
    """Tokens [first, last) that name people, how many, and who.

    `sort`: counted | dual | one | plural | others | bare (a figure alone) | thing (a figure of an unknown noun).
    `outcome` where the noun itself says what became of them (`قتيلا`); `definite` where it is known from before.
    """

    first: int
    last: int
    head: int
    min: int | None
    max: int | None
    approx: str
    sort: str
    who: tuple[str, ...] = ()
    outcome: str | None = None
    definite: bool = False

    @property
    def plain(self) -> bool:
        """True where it surely counts people and leaves their outcome to another word."""
        return self.sort in ("counted", "dual", "others") and self.outcome is None


def np_end(s: Sentence, i: int) -> int:
    """One past the noun phrase at token i, ended also by a figure, a word of harm or a marker of parts."""
    end = phrase_end(s, i)
    return next((j for j in range(i + 1, end) if s.has(j, *NP_STOPS) or s.starting(s.numbers, j)), end)


def is_people(s: Sentence, j: int) -> bool:
    """True where token j is a noun of people that goes on a phrase begun before it."""
    if j >= len(s.tokens) or has_clitic_preposition(s.tokens[j]) or has_conjunction(s.tokens[j]):
        return False
    return s.has(j, "harmed") or noun_code(s, j) is not None


def is_definite(s: Sentence, i: int) -> bool:
    """True where the noun has the article or a pronoun, or stands before a noun with the article."""
    word = s.tokens[i].word
    if word.prefix.endswith(("ال", "لل")) or word.suffix or word.key.startswith("ال"):
        return True
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    return after is not None and not after.mark and after.key.startswith("ال") and not after.has("prep")


def opens_quote(s: Sentence, i: int) -> bool:
    """True where token i is an opening quotation mark."""
    return i < len(s.tokens) and bool(s.tokens[i].mark) and s.tokens[i].mark in OPEN_QUOTES
