"""One look-up for all names of the loaded theatres: a tree of folded words, so that the longest name is found in one walk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from marsad.grammar.sentence import Token
from marsad.grammar.word import Word
from marsad.text.fold import fold_key
from marsad.text.tokens import tokens
from marsad.theatres.in_use import in_use
from marsad.theatres.load import Actor, Monitor, Place, collector_paused, load_many

KEPT_WORDS = 200_000
KEPT_NAMES = 20_000
QUOTES = frozenset("«»\"“”'‹›")


@dataclass(slots=True)
class Named:
    """All that goes by one name: ids by kind; ambiguous where every reading needs a telling context."""

    places: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    usage: str = "alias"
    ambiguous: bool = True


class Found(NamedTuple):
    """A name over tokens [first, last), its first word's clitic being `clitic` characters long."""

    first: int
    last: int
    clitic: int
    named: Named


@dataclass(slots=True)
class Node:
    """A step in the tree of names: what is named by the words so far, and the words that may follow."""

    named: Named | None = None
    after: dict[str, Node] = field(default_factory=dict)


class NameIndex:
    """A tree of folded words; looking a name up costs its own length, however many names there are."""

    def __init__(self) -> None:
        self.root = Node()
        self.meant: dict[tuple[str, ...], list[tuple[Place | Actor | Monitor, bool]]] = {}
        self._words: frozenset[str] | None = None
        self._starts: dict[Word, tuple[tuple[int, Node], ...]] = {}

    def add(self, text: str, thing: Place | Actor | Monitor, usage: str, ambiguous: bool) -> None:
        keys = key_of(text)
        if not keys:
            return
        self.meant.setdefault(keys, []).append((thing, ambiguous))
        node = self.root
        for key in keys:
            node = node.after.setdefault(key, Node())
        named = node.named = node.named or Named(usage=usage)
        ids = named.places if isinstance(thing, Place) else named.actors
        if thing.id not in ids:
            ids.append(thing.id)
        named.ambiguous = named.ambiguous and ambiguous

    def words(self) -> frozenset[str]:
        """All words of all names, the same set at every call."""
        if self._words is None:
            self._words = frozenset(_words(self.root))
        return self._words

    def find_all(self, toks: list[Token]) -> dict[int, Found]:
        """By first token, the longest name that begins there, with or without a clitic on its first word."""
        known, out = self._starts, {}
        for i, tok in enumerate(toks):
            nodes = known.get(tok.word)
            if nodes is None:
                nodes = self._nodes(tok.word)
            if nodes and (best := _longest(toks, i, nodes)):
                out[i] = best
        return out

    def _nodes(self, word: Word) -> tuple[tuple[int, Node], ...]:
        """(clitic, node) for each way a name may begin with the word; kept by word."""
        if len(self._starts) > KEPT_WORDS:
            self._starts.clear()
        first = self.root.after
        known = self._starts[word] = tuple((n, first[core]) for n, core in word.starts if core in first)
        return known


@lru_cache(maxsize=KEPT_NAMES)
def key_of(text: str) -> tuple[str, ...]:
    """The folded words of a name, its marks left out: what it is looked up by."""
    return tuple(fold_key(m.group()) for m in tokens(text) if m.lastgroup != "mark")


def _longest(toks: list[Token], i: int, nodes: tuple[tuple[int, Node], ...]) -> Found | None:
    best: Found | None = None
    for clitic, node in nodes:
        named, last = _walk(toks, i + 1, node)
        if named and (best is None or last > best.last):
            best = Found(i, last, clitic, named)
    return best


def _words(node: Node) -> Iterator[str]:
    for key, after in node.after.items():
        yield key
        yield from _words(after)


def _walk(toks: list[Token], at: int, node: Node) -> tuple[Named | None, int]:
    """(the longest name below the node, one past its last token); quotation marks inside are passed over and closed."""
    named, last, opened = node.named, at, False
    while at < len(toks):
        key = toks[at].key
        if key in QUOTES:
            opened = not opened
        elif following := node.after.get(key):
            node = following
            if node.named:
                named, last = node.named, at + 1
                if opened and last < len(toks) and toks[last].word.key in QUOTES:
                    last += 1
        else:
            break
        at += 1
    return named, last


def index() -> NameIndex:
    """The index over the theatres in use, built once."""
    return index_of(in_use())


@cache
@collector_paused()
def index_of(names: tuple[str, ...]) -> NameIndex:
    """The index over these theatres (names or folders) and those they build on, built once."""
    made = NameIndex()
    for theatre in load_many(names):
        for thing in _things(theatre.places, theatre.actors, theatre.monitors):
            for form in thing.names:
                made.add(form.text, thing, form.usage, form.ambiguous)
                if form.usage == "adjective" and not form.text.startswith("ال"):
                    made.add("ال" + form.text, thing, form.usage, form.ambiguous)
    return made


def _things(*tables: object) -> Iterator[Place | Actor | Monitor]:
    for table in tables:
        yield from table.values()  # type: ignore[attr-defined]
