"""Tokens: words, numbers and marks of a text with their exact bounds; sentences and nested quotations over them.

A word and a number written together (`ال18`, `و31`) are two tokens that touch. Marks are one token each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.text.fold import DROPPED

LETTERS = "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
TOKEN = re.compile(
    rf"(?P<word>[{LETTERS}][{LETTERS}{DROPPED}]*)"
    r"|(?P<number>\d+(?:[.,٫٬:/]\d+)*)"
    r"|(?P<latin>[^\W\d_\u0600-\u06ff\ufb50-\ufefc]+(?:['’&-][^\W\d_\u0600-\u06ff\ufb50-\ufefc]+)*)"
    rf"|(?P<mark>[^\s{DROPPED}])"
)
WORD = re.compile(rf"[{LETTERS}][{LETTERS}{DROPPED}]*")
OPENING = {"«": "»", "“": "”", "‹": "›", "(": ")", "[": "]", "„": "”"}
CLOSING = frozenset(OPENING.values())
STRAIGHT = frozenset('"')
STOP = frozenset(".!?؟…")


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Matches of the tokens in order; `lastgroup` is word, number, latin or mark.

    >>> [m.group() for m in tokens("سن ال18، و31 مواطنة")]
    ['سن', 'ال', '18', '،', 'و', '31', 'مواطنة']
    """
    return TOKEN.finditer(text)


def words(text: str) -> list[str]:
    """The Arabic words of the text as they are written, in order."""
    return WORD.findall(text)
