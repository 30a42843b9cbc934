"""One look-up for all names of the loaded theatres: folded first word to the names that begin with it, longest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from marsad.grammar.sentence import Token
from marsad.grammar.word import Word
from marsad.text.fold import fold_key
from marsad.text.tokens import tokens
from marsad.theatres.load import Actor, Monitor, Place, available, load_many

KEPT_WORDS = 200_000
QUOTES = frozenset("«»\"“”'‹›")


@dataclass(slots=True)
class Named:
    """All that goes by one name: ids by kind; ambiguous where every reading needs a telling context."""

    places: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    usage: str = "alias"
    ambiguous: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A name over tokens [first, last), its first word's clitic being `clitic` characters long."""

    first: int
    last: int
    clitic: int
    named: Named


class NameIndex:
    """Names by first word; looking up costs the same however many names there are."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, ...], Named] = {}
        self.by_first: dict[str, list[tuple[tuple[str, ...], Named]]] = {}
        self._words: frozenset[str] = frozenset()
        self._starts: dict[Word, tuple[tuple[int, tuple[str, ...], Named], ...]] = {}

    def add(self, text: str, thing: Place | Actor | Monitor, usage: str, ambiguous: bool) -> None:
        keys = tuple(fold_key(m.group()) for m in tokens(text) if m.lastgroup != "mark")
        if not keys:
            return
        named = self.names.setdefault(keys, Named(usage=usage))
        ids = named.places if isinstance(thing, Place) else named.actors
        if thing.id not in ids:
            ids.append(thing.id)
        named.ambiguous = named.ambiguous and ambiguous

    def close(self) -> NameIndex:
        for keys, named in self.names.items():
            self.by_first.setdefault(keys[0], []).append((keys[1:], named))
        for rows in self.by_first.values():
            rows.sort(key=lambda r: -len(r[0]))
        self._words = frozenset(k for keys in self.names for k in keys)
        return self

    def words(self) -> frozenset[str]:
        """All words of all names, the same set at every call."""
        return self._words

    def find(self, toks: list[Token], i: int) -> Found | None:
        """The longest name that begins at token i, with or without a clitic on its first word."""
        best: Found | None = None
        for clitic, rest, named in self._rows(toks[i].word):
            last = _match(toks, i + 1, rest)
            if last and (best is None or last > best.last):
                best = Found(i, last, clitic, named)
        return best

    def _rows(self, word: Word) -> tuple[tuple[int, tuple[str, ...], Named], ...]:
        """(clitic, the other words, what it names) of the names that may begin with the word; kept by word."""
        if (known := self._starts.get(word)) is None:
            if len(self._starts) > KEPT_WORDS:
                self._starts.clear()
            known = self._starts[word] = tuple((n, *row) for n, core in word.starts for row in self.by_first.get(core, ()))
        return known


def _match(toks: list[Token], at: int, rest: tuple[str, ...]) -> int:
    """One past the last token of the name, quotation marks inside skipped (and closed); 0 where it is not there."""
    opened = False
    for key in rest:
        while at < len(toks) and toks[at].word.key in QUOTES:
            opened = not opened
            at += 1
        if at >= len(toks) or toks[at].word.key != key:
            return 0
        at += 1
    if opened and at < len(toks) and toks[at].word.key in QUOTES:
        at += 1
    return at


@cache
def index(names: tuple[str, ...] = ()) -> NameIndex:
    """The index over these theatres (all that ship where none is named), built once."""
    made = NameIndex()
    for theatre in load_many(names or available()):
        for thing in _things(theatre.places, theatre.actors, theatre.monitors):
            for form in thing.names:
                made.add(form.text, thing, form.usage, form.ambiguous)
                if form.usage == "adjective" and not form.text.startswith("ال"):
                    made.add("ال" + form.text, thing, form.usage, form.ambiguous)
    return made.close()


def _things(*tables: object) -> Iterator[Place | Actor | Monitor]:
    for table in tables:
        yield from table.values()  # type: ignore[attr-defined]
