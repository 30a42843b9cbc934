"""A place told by pointing back to one before it: «المدينة», «البلدة», «محيطها», «ريفها», «الريف الشمالي»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from marsad.languages.ar.places.parts import DIRECTIONS
from marsad.languages.ar.words import word
from marsad.model.mention import Place
from marsad.resolve.gazetteer import place
from marsad.resolve.index import key_of
from marsad.resolve.phrase import AROUND, HEADS, phrase
from marsad.resolve.readings import readings

WANTED: dict[str, frozenset[str]] = {
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "village"}),
    "village": frozenset({"village", "town"}),
    "governorate": frozenset({"governorate"}),
    "quarter": frozenset({"quarter", "suburb"}),
    "camp": frozenset({"camp"}),
    "airport": frozenset({"airport", "base"}),
    "island": frozenset({"island"}),
}
PRONOUNS = frozenset({"ه", "ها"})
RURAL = "ريف"
REACH, NEAR = 400, 120  # characters back to what a definite noun, a pronoun points to
KEPT = 20_000


class Pointer(NamedTuple):
    """How a name points back: to a place called by the word of kind `head` (empty: any) or to its countryside on the sides `ways`.

    `rural` is `own` for the countryside of the place («ريفها»), `area` for that of the governorate it lies in («الريف الشمالي»).
    """

    head: str
    reach: int
    rural: str = ""
    ways: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The types of places that it may mean; empty: any."""
        return WANTED.get(self.head, frozenset())


@lru_cache(maxsize=KEPT)
def pointer(text: str) -> Pointer | None:
    """How the name points back, None where it does not."""
    if phrase(text).key or not (words := text.split()):
        return None
    first, ways = word(words[0]), tuple(key for key in key_of(text)[1:] if key in DIRECTIONS)
    head = next((entry for cls in HEADS if (entry := first.entry(cls))), None)
    if head is None:
        return None
    whole = len(ways) == len(words) - 1
    if first.suffix in PRONOUNS and head.code in AROUND and whole:
        return Pointer("", NEAR, "own" if head.code == "countryside" else "", ways)
    if head.code == "countryside" and first.prefix.endswith(("ال", "لل")) and ways and whole:
        return Pointer("", REACH, "area", ways)
    last = word(words[-1])
    entry = last.entry("place_head")
    definite = entry is not None and entry.shape == "sg" and last.key.startswith("ال") and len(phrase(text).heads) == len(words)
    return Pointer(entry.code, REACH) if entry and definite and entry.code in WANTED else None


def before(at: int, reach: int, places: Sequence[Place]) -> Iterator[Place]:
    """The places told within so many characters before, the last first."""
    return (one for one in reversed(places) if 0 <= at - one.span.end <= reach)


def fits(ident: str | None, kinds: frozenset[str]) -> bool:
    """True for a place of one of the kinds; no country."""
    return (known := place(ident)) is not None and known.type != "country" and (not kinds or known.type in kinds)


def is_called(one: Place, head: str) -> bool:
    """True where the place is told with this word of kind («قرية كذا» for `village`): an unknown one hides those before it."""
    heads = phrase(one.text).heads
    return bool(head) and head in heads


def countryside_of(ident: str, ways: tuple[str, ...]) -> str | None:
    """The countryside on these sides of the place (`sy/aleppo/countryside-south`), or a wider one; None where no row is kept of it."""
    known = place(ident)
    keys = [key[known.type == "governorate" and len(key) > 1 :] for form in known.names if (key := key_of(form.text))] if known else []
    for sides in dict.fromkeys((ways, ways[:1], ())):
        for key in keys:
            if found := next((r.id for r in readings((RURAL, *key, *sides)) if r.type in ("countryside", "region")), None):
                return found
    return None
