"""Sentences and quotations: stretches of tokens that rules may not cross, and how deep in quotation a token stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from marsad.text.tokens import CLOSING, OPENING, STOP, STRAIGHT

ENDERS = STOP | CLOSING | STRAIGHT


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
    first, line_end = 0, next_break(text, toks[0].start if toks else 0)
    for i, (tok, after) in enumerate(pairwise(toks), 1):
        if tok.end <= line_end < after.start or (tok.mark and tok.mark in ENDERS and _ends(toks, i - 1)):
            yield first, i
            first = i
            line_end = next_break(text, after.start)
    if toks:
        yield first, len(toks)


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
        if tok.mark:
            _turn(stack, tok.mark)
            depth = len(stack)
        tok.depth = depth


def _turn(stack: list[str], mark: str) -> None:
    if mark in STRAIGHT:
        stack.pop() if stack and stack[-1] == mark else stack.append(mark)
    elif mark in OPENING and mark not in "([":
        stack.append(OPENING[mark])
    elif stack and mark == stack[-1]:
        stack.pop()
