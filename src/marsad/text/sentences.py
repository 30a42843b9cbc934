"""Sentences and quotations: stretches of tokens that rules may not cross, and how deep in quotation a token stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol

from marsad.text.tokens import CLOSING, OPENING, STOP, STRAIGHT

ENDERS = STOP | CLOSING | STRAIGHT
QUOTING = STRAIGHT | frozenset(OPENING) - frozenset("([")  # marks that open a quotation
TURNING = QUOTING | {OPENING[mark] for mark in QUOTING - STRAIGHT}


class Bounded(Protocol):
    """What a sentence splitter needs to know of a token; `mark` is "" for a word."""

    start: int
    end: int
    depth: int

    @property
    def mark(self) -> str: ...


def sentence_bounds(text: str, toks: Sequence[Bounded]) -> Iterator[tuple[int, int]]:
    """Pairs [first, last) of token indices, one a sentence: ended by a line break, or by a stop before white space.

    A stop after one letter (`د. سامي`) or before a digit ends none; closing quotes stay with the sentence they close.
    """
    if not toks:
        return
    ends = [i for i, tok in enumerate(toks[:-1]) if tok.mark in ENDERS and _ends(toks, i)]
    first = 0
    for last in sorted({*(i + 1 for i in ends), *_line_starts(text, toks), len(toks)}):
        yield first, last
        first = last


def _line_starts(text: str, toks: Sequence[Bounded]) -> Iterator[int]:
    """The tokens before which a line break stands."""
    at, starts = 0, [tok.start for tok in toks]
    while (at := text.find("\n", at, starts[-1])) >= 0:
        following = bisect_right(starts, at)
        if following:
            yield following
        at = starts[following]


def next_break(text: str, at: int) -> int:
    """Where the line of a character ends: at the next line break, or with the text."""
    found = text.find("\n", at)
    return found if found >= 0 else len(text)


def _ends(toks: Sequence[Bounded], i: int) -> bool:
    """True where the token is the stop (or the closing quote after it) at which a sentence ends."""
    tok, follows = toks[i], toks[i + 1]
    if tok.mark in CLOSING or tok.mark in STRAIGHT:
        return i > 0 and toks[i - 1].mark in STOP and toks[i - 1].end == tok.start and follows.start > tok.end
    if tok.mark not in STOP:
        return False
    if follows.mark in STOP or (follows.mark in CLOSING or follows.mark in STRAIGHT) and follows.start == tok.end:
        return False
    if tok.mark == "." and i > 0 and toks[i - 1].end - toks[i - 1].start == 1 and not toks[i - 1].mark:
        return False
    return follows.start > tok.end or tok.mark != "."


def quote_depths(toks: Sequence[Bounded]) -> None:
    """Set the depth of every token: how many quotations it stands in (brackets do not count)."""
    stack: list[str] = []
    depth = 0
    for tok in toks:
        if tok.mark in TURNING:
            _turn(stack, tok.mark)
            depth = len(stack)
        tok.depth = depth


def _turn(stack: list[str], mark: str) -> None:
    if mark in STRAIGHT:
        stack.pop() if stack and stack[-1] == mark else stack.append(mark)
    elif mark in QUOTING:
        stack.append(OPENING[mark])
    elif stack and mark == stack[-1]:
        stack.pop()
