"""A span: where in a report something stands, in Unicode code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """The half-open stretch [start, end) of a text, in code points of the text as received."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves.

        >>> Span(2, 5).of("في حلب")
        ' حل'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True where the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end
