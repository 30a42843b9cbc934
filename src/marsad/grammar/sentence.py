"""A sentence as the rules see it: tokens with their words, the mentions found over them, and the report they stand in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from marsad.grammar.word import Entry, Word
from marsad.model.claim import Name
from marsad.model.mention import Actor, Mention, Number, Place, Time
from marsad.model.span import Span

M = TypeVar("M", bound=Mention)
NONE: frozenset[str] = frozenset()
Finders = Mapping[str, Callable[["Sentence"], dict[str, list[Any]]]]


class Token:
    """One token: its bounds in the text, its analysed word, the depth of quotation it stands in.

    `key` is the word's; `mark` is the mark itself where the token is one, else an empty string.
    """

    __slots__ = ("depth", "end", "key", "mark", "start", "word")

    def __init__(self, start: int, end: int, word: Word) -> None:
        self.start = start
        self.end = end
        self.word = word
        self.depth = 0
        self.key = word.key
        self.mark = word.mark

    def has(self, *classes: str) -> bool:
        """True where a reading of the word is of one of the classes."""
        known = self.word.classes
        return bool(known) and not known.isdisjoint(classes)

    def entry(self, cls: str) -> Entry | None:
        return self.word.entry(cls)


@dataclass(slots=True)
class Sentence:
    """Tokens [0, n) of one sentence; mentions are sorted by place and never cross its bounds."""

    text: str
    tokens: list[Token]
    number: int = 0
    day: dt.date | None = None
    paragraph: int = 0
    finders: Finders | None = None
    phrases: dict[int, tuple[tuple[int, Entry], ...]] = field(default_factory=dict)
    found: dict[str, list[Any]] = field(default_factory=dict)
    classes: dict[int, frozenset[str]] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    keys: list[str] = field(default_factory=list)
    memo: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """`classes` holds, by token, those of its word and of the phrases that start there, `held` those of all tokens."""
        self.keys = [t.key for t in self.tokens]
        known = [t.word.classes for t in self.tokens]
        for i, found in self.phrases.items():
            known[i] = known[i] | {e.cls for _, e in found}
        self.classes = {i: classes for i, classes in enumerate(known) if classes}
        self.held = NONE.union(*self.classes.values())

    @property
    def numbers(self) -> list[Number]:
        return self.found["numbers"] if "numbers" in self.found else self._find("numbers")

    @property
    def times(self) -> list[Time]:
        return self.found["times"] if "times" in self.found else self._find("times")

    @property
    def places(self) -> list[Place]:
        return self.found["places"] if "places" in self.found else self._find("places")

    @property
    def actors(self) -> list[Actor]:
        return self.found["actors"] if "actors" in self.found else self._find("actors")

    def _find(self, kind: str) -> list[Any]:
        """The mentions of a kind, found when they are first asked for (a sentence that tells nothing costs nothing)."""
        self.found[kind] = []
        if self.finders:
            self.found |= self.finders[kind](self)
        return self.found[kind]

    @property
    def span(self) -> Span:
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def key(self, i: int) -> str:
        """The folded key of token i, or "" outside the sentence."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def has(self, i: int, *classes: str) -> bool:
        """True where token i exists and has a reading (or starts a phrase) of one of the classes."""
        known = self.classes.get(i)
        return known is not None and not known.isdisjoint(classes)

    def having(self, *classes: str) -> list[int]:
        """The tokens that have a reading (or start a phrase) of one of the classes, in order."""
        if self.held.isdisjoint(classes):
            return []
        return [i for i, known in self.classes.items() if not known.isdisjoint(classes)]

    def among(self, start: int, end: int, *classes: str) -> list[int]:
        """The tokens of [start, end) that have a reading (or start a phrase) of one of the classes, in order."""
        if self.held.isdisjoint(classes):
            return []
        get = self.classes.get
        return [i for i in range(start, end) if (known := get(i)) is not None and not known.isdisjoint(classes)]

    def entry(self, i: int, cls: str) -> Entry | None:
        """The reading of a class at token i: of a phrase that starts there, else of the word itself."""
        known = self.classes.get(i)
        if known is None or cls not in known:
            return None
        for _, entry in self.phrases.get(i, ()):
            if entry.cls == cls:
                return entry
        return self.tokens[i].word.entry(cls)

    def end_of(self, i: int, cls: str) -> int:
        """One past the last token of the phrase of that class that starts at i (i + 1 for a single word)."""
        for last, entry in self.phrases.get(i, ()):
            if entry.cls == cls:
                return last
        return i + 1

    def span_of(self, first: int, last: int, *, strip: bool = False) -> Span:
        """The characters of tokens [first, last); with `strip`, without the clitics of the first word's best reading."""
        start = self.tokens[first].start
        if strip:
            start += self.tokens[first].word.prefix_length
        return Span(start, self.tokens[last - 1].end)

    def name(self, first: int, last: int, *, id: str | None = None, strip: bool = True) -> Name:
        """Tokens [first, last) as a name, its leading clitic left out."""
        span = self.span_of(first, last, strip=strip)
        return Name(span.of(self.text), span, id)

    def starting(self, kind: list[M], i: int) -> M | None:
        """The mention of that list that starts at token i."""
        for mention in kind:
            if mention.first == i:
                return mention
        return None

    def covering(self, kind: list[M], i: int) -> M | None:
        """The mention of that list that covers token i."""
        for mention in kind:
            if mention.first <= i < mention.last:
                return mention
        return None

    def within(self, kind: list[M], first: int, last: int) -> Iterator[M]:
        """The mentions of that list that lie in tokens [first, last)."""
        return (m for m in kind if first <= m.first and m.last <= last)
