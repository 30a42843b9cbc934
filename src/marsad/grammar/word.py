"""A word: what one surface form can be: its folded key, its lexicon entries and the clitics on it."""

from __future__ import annotations

from collections.abc import Callable
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


NO_ENTRIES: dict[str, Entry] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A surface form analysed once: `prefix` and `suffix` are the clitics of the best reading, in folded letters.

    `mark` is the mark itself where the form is one, else an empty string; `verbal` where it is a verb, or looks like one;
    `joined` and `preposed` where it carries a conjunction or a preposition; `nisba` where it looks like an adjective of relation,
    `common` where it is a common noun without article, no name;
    `tanwin` where the text writes it so; `stops` where no noun phrase goes on with it.
    `entry(cls)` is the first entry of a class, or None.
    """

    key: str
    sort: str
    entries: tuple[Entry, ...] = ()
    prefix: str = ""
    suffix: str = ""
    prefix_length: int = 0
    starts: tuple[tuple[int, str], ...] = ()
    pieces: tuple[tuple[int, int], ...] = ()
    classes: frozenset[str] = field(default=frozenset())
    verbal: bool = False
    joined: bool = False
    preposed: bool = False
    nisba: bool = False
    common: bool = False
    tanwin: bool = False
    stops: bool = False
    mark: str = field(init=False)
    entry: Callable[[str], Entry | None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mark", self.key if self.sort == "mark" else "")
        by_class = {e.cls: e for e in reversed(self.entries)} if self.entries else NO_ENTRIES
        object.__setattr__(self, "entry", by_class.get)

    @property
    def stem(self) -> str:
        """The key without the clitics of the best reading."""
        return self.key[len(self.prefix) : len(self.key) - len(self.suffix)]
