"""From code points, in which claims count, to UTF-16 units, in which browsers count; and text as a page can carry it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from markupsafe import Markup, escape

from marsad.model.span import Span

_UNSAFE = {0: "&#xFFFD;", 0x0D: "&#13;"} | dict.fromkeys(range(0xD800, 0xE000), "&#xFFFD;")


class Units:
    """Turns code-point offsets of one text into UTF-16 offsets.

    >>> Units("a😀b").at(2)
    3
    """

    __slots__ = ("_wide",)

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [i for i, c in enumerate(text) if c > "\uffff"]

    def at(self, offset: int) -> int:
        """The offset in UTF-16 units."""
        return offset + bisect_left(self._wide, offset)

    def pair(self, span: Span | tuple[int, int]) -> tuple[int, int]:
        """Both ends of a span in UTF-16 units."""
        return self.at(span[0]), self.at(span[1])


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The lines of the text that hold anything, each with its first code point's offset.

    >>> list(paragraphs("في\\n\\nحلب"))
    [(0, 'في'), (4, 'حلب')]
    """
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def verbatim(text: str) -> Markup:
    """The text as escaped markup whose parsed form has the same length in UTF-16 units.

    A raw CR would be dropped by an HTML parser, NUL and lone surrogates cannot be carried: the first goes as a
    reference, the others as U+FFFD (one unit each).

    >>> verbatim("<b>\\r")
    Markup('&lt;b&gt;&#13;')
    """
    return Markup(str(escape(text)).translate(_UNSAFE))
