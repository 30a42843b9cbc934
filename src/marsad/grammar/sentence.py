"""A sentence as the rules see it: tokens with their words, the mentions found over them, and the report they stand in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from marsad.grammar.word import Entry, Word
from marsad.model.claim import Name
from marsad.model.mention import Actor, Mention, Number, Place, Time
from marsad.model.span import Span

M = TypeVar("M", bound=Mention)
NONE: frozenset[str] = frozenset()


class Mentions(list[M], Generic[M]):
    """The mentions of one kind in order; `starts` and `covers` hold the first one that starts at, and that covers, a token."""

    __slots__ = ("covers", "starts")

    def __init__(self, found: Iterable[M] = ()) -> None:
        super().__init__(found)
        backwards = self[::-1]
        self.starts: dict[int, M] = {mention.first: mention for mention in backwards}
        self.covers: dict[int, M] = {i: mention for mention in backwards for i in range(mention.first, mention.last)}


NO_MENTIONS: Mentions[Any] = Mentions()


class Keys(dict[int, str]):
    """Folded keys by token; "" for a token that there is not."""

    __slots__ = ()

    def __missing__(self, i: int) -> str:
        return ""


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
        return not self.word.classes.isdisjoint(classes)

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
    phrases: dict[int, tuple[tuple[int, Entry], ...]] = field(default_factory=dict)
    numbers: Mentions[Number] = field(init=False)
    times: Mentions[Time] = field(init=False)
    places: Mentions[Place] = field(init=False)
    actors: Mentions[Actor] = field(init=False)
    classes: dict[int, frozenset[str]] = field(init=False)
    at: dict[str, list[int]] = field(init=False)
    held: frozenset[str] = field(init=False)
    keys: list[str] = field(init=False)
    key: Callable[[int], str] = field(init=False, repr=False)
    digits: list[int] = field(init=False)
    memo: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """`classes` holds, by token, those of its word and of the phrases that start there, `at` the tokens by class, `held` all classes.

        `key(i)` is the folded key of token i, or "" outside the sentence; `digits` are the tokens that are written in digits.
        """
        self.numbers = self.times = self.places = self.actors = NO_MENTIONS
        self.memo = {}
        self.keys = [t.key for t in self.tokens]
        self.key = Keys(enumerate(self.keys)).__getitem__
        words = [t.word for t in self.tokens]
        self.digits = [i for i, word in enumerate(words) if word.sort == "number"]
        self.classes = {i: word.classes for i, word in enumerate(words) if word.classes}
        if self.phrases:
            self._add_phrases()
        at: dict[str, list[int]] = {}
        for i, classes in self.classes.items():
            for cls in classes:
                if cls in at:
                    at[cls].append(i)
                else:
                    at[cls] = [i]
        self.at, self.held = at, frozenset(at)

    def _add_phrases(self) -> None:
        for i, found in self.phrases.items():
            self.classes[i] = self.classes.get(i, NONE) | {e.cls for _, e in found}
        self.classes = dict(sorted(self.classes.items()))

    @property
    def span(self) -> Span:
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def has(self, i: int, *classes: str) -> bool:
        """True where token i exists and has a reading (or starts a phrase) of one of the classes."""
        known = self.classes.get(i)
        return known is not None and not known.isdisjoint(classes)

    def having(self, *classes: str) -> list[int]:
        """The tokens that have a reading (or start a phrase) of one of the classes, in order."""
        at = self.at
        found = [i for cls in classes if cls in at for i in at[cls]]
        return found if len(classes) == 1 or len(found) < 2 else sorted(set(found))

    def among(self, start: int, end: int, *classes: str) -> list[int]:
        """The tokens of [start, end) that have a reading (or start a phrase) of one of the classes, in order."""
        if self.held.isdisjoint(classes):
            return []
        at = self.at
        found = [i for cls in classes if cls in at for i in at[cls] if start <= i < end]
        return found if len(classes) == 1 or len(found) < 2 else sorted(set(found))

    def entry(self, i: int, cls: str) -> Entry | None:
        """The reading of a class at token i: of a phrase that starts there, else of the word itself."""
        known = self.classes.get(i)
        if known is None or cls not in known:
            return None
        if i in self.phrases:
            for _, entry in self.phrases[i]:
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

    def starting(self, kind: Mentions[M], i: int) -> M | None:
        """The mention of that list that starts at token i."""
        return kind.starts.get(i)

    def covering(self, kind: Mentions[M], i: int) -> M | None:
        """The mention of that list that covers token i."""
        return kind.covers.get(i)

    def within(self, kind: list[M], first: int, last: int) -> Iterator[M]:
        """The mentions of that list that lie in tokens [first, last)."""
        return (m for m in kind if first <= m.first and m.last <= last)
