"""One look-up for all names of the loaded theatres: a tree of folded words, so that the longest name is found in one walk."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import NamedTuple

from marsad.grammar.sentence import Token
from marsad.grammar.word import Word
from marsad.text.fold import fold_key
from marsad.text.tokens import tokens
from marsad.theatres.in_use import in_use
from marsad.theatres.load import Actor, Monitor, Place, Theatre, collector_paused, load_many

CLASS = "class"  # the usage of a noun that stands for groups of a kind: told by resolve.classes, no name to be found
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


UNREAD = ((0, Node()),)  # stands for the nodes of a word that was not met before
Meaning = tuple[Place | Actor | Monitor, bool]
Entry = tuple[tuple[str, ...], Place | Actor | Monitor, str, bool]


class NameIndex:
    """A tree of folded words; looking a name up costs its own length, however many names there are.

    The branch of a first word is grown when a text first holds that word: a theatre of many names costs little to load.
    """

    def __init__(self) -> None:
        self.grown: dict[str, Node] = {}
        self.pending: dict[str, list[Entry]] = {}
        self.vocabulary: set[str] = set()
        self._meant: dict[tuple[str, ...], list[Meaning]] = {}
        self._words: frozenset[str] | None = None
        self._starts: dict[Word, tuple[tuple[int, Node], ...]] = {}

    def add(self, text: str, thing: Place | Actor | Monitor, usage: str, ambiguous: bool) -> None:
        """Enters one name."""
        self.add_all([(text, thing, usage, ambiguous)])

    def add_all(self, names: list[tuple[str, Place | Actor | Monitor, str, bool]]) -> None:
        """Enters many names at once, folded together."""
        joined, pending, seen = fold_key("\n".join([name[0] for name in names])), self.pending, self.vocabulary.update
        for (text, thing, usage, ambiguous), one in zip(names, joined.split("\n"), strict=True):
            keys = tuple(one.split(" ")) if one.replace(" ", "").isalpha() else key_of(text)
            if keys:
                seen(keys)
                if keys[0] in pending:
                    pending[keys[0]].append((keys, thing, usage, ambiguous))
                else:
                    pending[keys[0]] = [(keys, thing, usage, ambiguous)]
        self._words = None
        self._starts.clear()

    def words(self) -> frozenset[str]:
        """All words of all names, the same set at every call."""
        if self._words is None:
            self._words = frozenset(self.vocabulary)
        return self._words

    def meant(self, key: tuple[str, ...]) -> list[Meaning]:
        """What goes by a folded name, each with whether it needs a telling context there; empty where nothing does."""
        if not key:
            return []
        self._branch(key[0])
        return self._meant.get(key, [])

    def find_all(self, toks: list[Token]) -> dict[int, Found]:
        """By first token, the longest name that begins there, with or without a clitic on its first word."""
        known, out = map(self._starts.get, [tok.word for tok in toks], repeat(UNREAD)), {}
        for i, nodes in [(i, nodes) for i, nodes in enumerate(known) if nodes]:
            if best := _longest(toks, i, self._nodes(toks[i].word) if nodes is UNREAD else nodes):
                out[i] = best
        return out

    def _nodes(self, word: Word) -> tuple[tuple[int, Node], ...]:
        """(clitic, node) for each way a name may begin with the word; kept by word."""
        if len(self._starts) > KEPT_WORDS:
            self._starts.clear()
        known = self._starts[word] = tuple((n, node) for n, core in word.starts if (node := self._branch(core)))
        return known

    def _branch(self, first: str) -> Node | None:
        """The names that begin with this word; what is still pending of them is entered before it leaves the list."""
        if first in self.pending:
            node = deepcopy(self.grown.get(first)) or Node()
            meant: dict[tuple[str, ...], list[Meaning]] = {}
            for keys, thing, usage, ambiguous in self.pending[first]:
                grow(node, keys, thing, usage, ambiguous)
                meant.setdefault(keys, list(self._meant.get(keys, ()))).append((thing, ambiguous))
            self._meant |= meant
            self.grown[first] = node
            self.pending.pop(first, None)
        return self.grown.get(first)


def grow(node: Node, keys: tuple[str, ...], thing: Place | Actor | Monitor, usage: str, ambiguous: bool) -> None:
    """Enters a name, whose first word the node stands for, below it."""
    for key in keys[1:]:
        node = node.after.setdefault(key, Node())
    named = node.named = node.named or Named(usage=usage)
    ids = named.places if isinstance(thing, Place) else named.actors
    if thing.id not in ids:
        ids.append(thing.id)
    named.ambiguous = named.ambiguous and ambiguous


@lru_cache(maxsize=KEPT_NAMES)
def key_of(text: str) -> tuple[str, ...]:
    """The folded words of a name, its marks left out: what it is looked up by."""
    return tuple(_folded(m.group()) for m in tokens(text) if m.lastgroup != "mark")


@lru_cache(maxsize=KEPT_NAMES)
def _folded(word: str) -> str:
    return fold_key(word)


def _longest(toks: list[Token], i: int, nodes: tuple[tuple[int, Node], ...]) -> Found | None:
    best: Found | None = None
    for clitic, node in nodes:
        named, last = _walk(toks, i + 1, node)
        if named and (best is None or last > best.last):
            best = Found(i, last, clitic, named)
    return best


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
    made.add_all([name for theatre in load_many(names) for name in _names(theatre)])
    return made


def _names(theatre: Theatre) -> Iterator[tuple[str, Place | Actor | Monitor, str, bool]]:
    things: chain[Place | Actor | Monitor] = chain(theatre.places.values(), theatre.actors.values(), theatre.monitors.values())
    for thing in things:
        for text, usage, ambiguous, _ in thing.names:
            if usage == CLASS:
                continue
            yield text, thing, usage, ambiguous
            if usage == "adjective" and not text.startswith("ال"):
                yield "ال" + text, thing, usage, ambiguous
