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
BEYOND = 32  # places behind the last token that hold nothing: what is asked of token n, or of -1, finds them


class Mentions(list[M], Generic[M]):
    """The mentions of one kind in order; `starts`, `covers` and `ends` hold the first that starts at, covers, ends before a token."""

    __slots__ = ("covers", "ends", "starts")

    def __init__(self, found: Iterable[M] = ()) -> None:
        super().__init__(found)
        self.starts: dict[int, M] = {}
        self.covers: dict[int, M] = {}
        self.ends: dict[int, M] = {}
        for mention in reversed(self):
            first, last = mention.first, mention.last
            self.starts[first] = self.ends[last] = mention
            for i in range(first, last):
                self.covers[i] = mention


NO_MENTIONS: Mentions[Any] = Mentions()
NO_KEYS, NO_CLASSES = [""] * BEYOND, [NONE] * BEYOND


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
    classes: list[frozenset[str]] = field(init=False)
    at: dict[str, list[int]] = field(init=False)
    held: frozenset[str] = field(init=False)
    keys: list[str] = field(init=False)
    key: Callable[[int], str] = field(init=False, repr=False)
    digits: list[int] = field(init=False)
    memo: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """`classes` holds, by token, those of its word and of the phrases that start there, `at` the tokens by class, `held` all classes.

        `key(i)` is the folded key of token i, or "" outside the sentence; `digits` are the tokens that are written in digits.
        `keys` and `classes` go on with empty ones, so that neighbours of the first and the last token may be asked for.
        """
        self.numbers = self.times = self.places = self.actors = NO_MENTIONS
        self.memo = {}
        words = [t.word for t in self.tokens]
        self.keys = [word.key for word in words] + NO_KEYS
        self.key = self.keys.__getitem__
        self.digits = [i for i, word in enumerate(words) if word.sort == "number"]
        own = [word.classes for word in words]
        for i, found in self.phrases.items():
            own[i] |= {e.cls for _, e in found}
        self.classes = own + NO_CLASSES
        at: dict[str, list[int]] = {}
        for i, classes in enumerate(own):
            for cls in classes:
                if cls in at:
                    at[cls].append(i)
                else:
                    at[cls] = [i]
        self.at, self.held = at, frozenset(at)

    @property
    def span(self) -> Span:
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def has(self, i: int, *classes: str) -> bool:
        """True where token i exists and has a reading (or starts a phrase) of one of the classes."""
        return not self.classes[i].isdisjoint(classes)

    def having(self, *classes: str) -> list[int]:
        """The tokens that have a reading (or start a phrase) of one of the classes, in order."""
        at = self.at
        if len(classes) == 1:
            return at.get(classes[0], [])
        if self.held.isdisjoint(classes):
            return []
        return sorted({i for cls in classes if cls in at for i in at[cls]})

    def among(self, start: int, end: int, *classes: str) -> list[int]:
        """The tokens of [start, end) that have a reading (or start a phrase) of one of the classes, in order."""
        if self.held.isdisjoint(classes):
            return []
        at = self.at
        if len(classes) == 1:
            return [i for i in at[classes[0]] if start <= i < end]
        return sorted({i for cls in classes if cls in at for i in at[cls] if start <= i < end})

    def entry(self, i: int, cls: str) -> Entry | None:
        """The reading of a class at token i: of a phrase that starts there, else of the word itself."""
        if cls not in self.classes[i]:
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
