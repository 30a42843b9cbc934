"""A place's name taken apart: the words of kind before it, the name that a theatre knows, the directions behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from marsad.grammar.word import Entry, Word
from marsad.languages.ar.places.parts import DIRECTIONS
from marsad.languages.ar.words import word
from marsad.resolve.index import index
from marsad.text.tokens import tokens
from marsad.theatres.in_use import in_use

KEPT = 20_000
LISTED = 7  # words and commas of a list that may stand between its word of kind and a name
HEADS = ("place_head", "place_word", "place_words", "building")
NATIONAL = re.compile(r"ال\w+(?:ي|يه)$")  # «منطقة عفرين السورية»
OF_TOWN = ("من", "المدينه")  # «الأحياء الشرقية من المدينة»
SEVERAL = "several"  # «أحياء حلب», «بلدتي سراقب والنيرب»: no kind of the name itself
LISTED_AREAS = frozenset({"countryside", "governorate", "district", "subdistrict"})  # whose plural is no whole with parts: «أحياء حلب» is
AROUND = frozenset({"countryside", "edge", "direction", "border", "suburb"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """`heads` are the codes of the words of kind before the name, `key` the folded name (empty: none is known), `after` the directions.

    `each` is the code of a word of area in the dual or plural before the name, which holds for each of a list («محافظتي درعا والقنيطرة»).
    `bare` is the name without the word of kind that it begins with («حي الميدان» is itself a name), where that is known too.
    """

    heads: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    each: str = ""

    @property
    def kind(self) -> str:
        """The code of the word of kind next to the name, empty where none says what it is (`town` of «محيط بلدة سراقب»)."""
        for head in reversed(self.heads):
            if head not in AROUND and head != SEVERAL:
                return head
        return ""

    @property
    def is_around(self) -> bool:
        """True where what lies around the name, or on one side of it, is meant («ريف حلب», «شمالي إدلب»)."""
        return bool(self.after) or not AROUND.isdisjoint(self.heads)


def phrase(text: str) -> Phrase:
    """The parts of a place's name as a report writes it.

    >>> phrase("محيط بلدة سراقب")
    Phrase(heads=('edge', 'town'), key=('سراقب',), after=(), bare=(), each='')
    """
    return _phrase(in_use(), text)


@lru_cache(maxsize=KEPT)
def _phrase(_: tuple[str, ...], text: str) -> Phrase:
    made = [word(m.group(), m.lastgroup or "mark") for m in tokens(text) if m.lastgroup != "mark"]
    if tuple(one.key for one in made[-2:]) == OF_TOWN:
        made = made[:-2]
    names = index()
    heads: list[str] = []
    each = ""
    for first, one in enumerate(made):
        for last in range(len(made), first, -1):
            rest = tuple(w.key for w in made[last:])
            if not all(key in DIRECTIONS or NATIONAL.match(key) for key in rest):
                break
            for begin in _begins(one):
                key = (begin, *(w.key for w in made[first + 1 : last]))
                if names.meant(key):
                    own = _head(one) if len(key) > 1 else None
                    bare = key[1:] if own and own not in (*AROUND, SEVERAL) and names.meant(key[1:]) else ()
                    kinds = (*heads, own) if own and bare else tuple(heads)
                    return Phrase(kinds, key, tuple(way for way in rest if way in DIRECTIONS), bare, each)
        if (head := _head(one)) is None:
            break
        heads.append(head)
        entry = one.entry("place_head")
        each = entry.code if entry and head == SEVERAL and entry.code in LISTED_AREAS else ""
    return Phrase(tuple(heads))


def _begins(one: Word) -> tuple[str, ...]:
    """The ways in which a name may begin with the word: as it stands, or without a clitic."""
    return tuple(dict.fromkeys((one.key, *(core for _, core in one.starts))))


def _head(one: Word) -> str | None:
    entry = next((found for cls in HEADS if (found := one.entry(cls))), None)
    return None if entry is None else SEVERAL if _is_several(one, entry) else entry.code


def _is_several(one: Word, entry: Entry) -> bool:
    """True for a plural or a dual; «ريفي» before a name is the dual, not «my countryside»."""
    return entry.shape in ("pl", "dual") or (one.suffix == "ي" and entry.code in LISTED_AREAS)


@lru_cache(maxsize=KEPT)
def kind_before(text: str) -> str:
    """The code of the plural or dual word of kind whose list goes on to the end of the text, empty where none does.

    >>> kind_before("في محافظتي مأرب و")
    'governorate'
    """
    words = [word(m.group(), m.lastgroup or "mark") for m in tokens(text)]
    for one in reversed(words[-LISTED:]):
        entry = one.entry("place_head")
        if entry and not one.prefix.endswith(("ال", "لل")):
            return entry.code if _is_several(one, entry) and one.suffix in ("", "ي") else ""
        if one.entries and "conj" not in one.classes or one.sort == "mark" and one.key not in ("،", ","):
            return ""
    return ""
