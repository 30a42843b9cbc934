"""Words for searching: how texts and queries are cut and folded alike, and where a found word stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from marsad.model.span import Span
from marsad.text.fold import DROPPED, fold_key

_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{DROPPED}])*")
_FOLDED_WORD = re.compile(r"[^\W_]+")
_MOST = 16
_LONGEST = 64
_BEFORE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل")
_AROUND = 60
WIDE = 3 * _AROUND
"""Characters of a snippet."""


def cut(text: str) -> Iterator[tuple[str, Span]]:
    """The folded words of a text and where they stand.

    >>> [word for word, _ in cut("قصفٌ على حـلب، أ_ب")]
    ['قصف', 'علي', 'حلب', 'ا', 'ب']
    """
    for found in _WORD.finditer(text):
        if word := fold_key(found.group()).casefold().replace(" ", ""):
            yield word, Span(*found.span())


def folded(text: str) -> str:
    """The words of a text, folded as `cut` does, each between two spaces."""
    return f" {' '.join(_FOLDED_WORD.findall(fold_key(text).casefold()))} "


def whole(title: str | None, text: str) -> str:
    """What of a report is searched: its title and its text."""
    return f"{title or ''}\n{text}"


def asked(words: str) -> list[list[str]]:
    """For each word that is asked for, the beginnings that a word of a text may have: glued particles and the article before it.

    >>> "وبالقصف" in asked("القصف")[0], "بحلب" in asked("حلب")[0], asked('"*(')
    (True, True, [])
    """
    return [_forms(word[:_LONGEST]) for word, _ in islice(cut(words), _MOST)]


def _forms(word: str) -> list[str]:
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    forms = [word, *(before + bare for before in _BEFORE)] if len(bare) > 2 else [word]
    return list(dict.fromkeys(forms))


def lit(text: str, query: Sequence[Sequence[str]], room: int | None = None) -> list[Span]:
    """Where words of the query stand in the text; with `room` the first, and those in so many characters after it."""
    beginnings = tuple(form for forms in query for form in forms)
    found: list[Span] = []
    for word, span in cut(text):
        if found and room is not None and span.start > found[0].start + room:
            break
        if word.startswith(beginnings):
            found.append(span)
    return found


def snippet(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """The text around the first span on one line, and the spans in it."""
    first = spans[0] if spans else Span(0, 0)
    start = max(0, first.start - _AROUND)
    start = start and (text.find(" ", start, first.start) + 1 or start)
    piece = re.sub(r"\s", " ", text[start : max(first.end, start + WIDE)])
    return piece, tuple(Span(s.start - start, s.end - start) for s in spans if s.start >= start and s.end <= start + len(piece))
