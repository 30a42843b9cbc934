"""A word: what one surface form can be: its folded key, its lexicon entries and the clitics on it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a form in the lexicon: its class, code, part of speech, lemma and shape.

    `shape` is past | present | sg | dual | pl | - ; `person` (verbs) is ms | fs | mp | fp | d | 1 | -.
    """

    cls: str
    code: str
    pos: str
    lemma: str
    shape: str = "-"
    person: str = "-"


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A surface form analysed once: `prefix` and `suffix` are the clitics of the best reading, in folded letters."""

    key: str
    sort: str
    entries: tuple[Entry, ...] = ()
    prefix: str = ""
    suffix: str = ""
    prefix_length: int = 0
    starts: tuple[tuple[int, str], ...] = ()
    pieces: tuple[tuple[int, int], ...] = ()
    classes: frozenset[str] = field(default=frozenset())

    def entry(self, cls: str) -> Entry | None:
        """The first entry of a class, or None."""
        if cls not in self.classes:
            return None
        return next(e for e in self.entries if e.cls == cls)

    @property
    def stem(self) -> str:
        """The key without the clitics of the best reading."""
        return self.key[len(self.prefix) : len(self.key) - len(self.suffix)]
