"""Sentences and paragraphs: stretches of tokens that rules may not cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from marsad.text.tokens import CLOSING, OPENING, STOP, STRAIGHT


class Bounded(Protocol):
    """What a sentence splitter needs to know of a token."""

    start: int
    end: int

    @property
    def mark(self) -> str: ...


def sentence_bounds(text: str, toks: Sequence[Bounded]) -> Iterator[tuple[int, int]]:
    """Pairs [first, last) of token indices, one a sentence: ended by a line break, or by a stop before white space.

    A stop after one letter (`د. سامي`) or before a digit ends none; closing quotes stay with the sentence they close.
    """
    first = 0
    for i, tok in enumerate(toks):
        follows = toks[i + 1] if i + 1 < len(toks) else None
        if follows is None or "\n" in text[tok.end : follows.start] or _ends(text, toks, i):
            if i + 1 > first:
                yield first, i + 1
            first = i + 1


def _ends(text: str, toks: Sequence[Bounded], i: int) -> bool:
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


def quote_depths(toks: Sequence[Bounded]) -> list[int]:
    """For each token how many quotations it stands in; brackets do not count, an unclosed quotation ends with its list."""
    depths: list[int] = []
    stack: list[str] = []
    for tok in toks:
        mark = tok.mark
        if mark in STRAIGHT:
            stack.pop() if stack and stack[-1] == mark else stack.append(mark)
        elif mark in OPENING and mark not in "([":
            stack.append(OPENING[mark])
        elif stack and mark == stack[-1]:
            stack.pop()
        depths.append(len(stack))
    return depths
