"""Places without a name of their own: «المدينة», «جنوب غربي البلاد», «الحدود السورية», «داخل المبنى», «ريفها», agreed zones."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction
from marsad.languages.ar.places.parts import DIRECTIONS, Lookup, adjectives_after, directions_after, place
from marsad.model.mention import Place

INSIDE = frozenset("في داخل حول قرب خارج امام محيط وسط عند".split())


def zone(s: Sentence, i: int) -> Place | None:
    """«منطقة خفض التصعيد», «المنطقة العازلة»: ground that goes by what was agreed for it."""
    if i not in s.phrases or s.entry(i, "named_ground") is None:
        return None
    return place(s, i, s.end_of(i, "named_ground"), None, ())


def generic(s: Sentence, i: int, lookup: Lookup, before: list[Place]) -> Place | None:
    """A definite head word that stands for a place: «في المدينة», «جنوب غربي البلاد», «المناطق المجاورة», «داخل المبنى»."""
    tok = s.tokens[i]
    if not tok.has("place_word", "place_words", "building") or not tok.word.prefix.endswith(("ال", "لل")):
        return None
    last = adjectives_after(s, i + 1)
    if s.has(i - 1, "weapon"):  # «الرصاص الحي»
        return None
    if tok.word.stem == "جبهه" and last > i + 1 and s.key(i + 1) not in DIRECTIONS:
        return None
    if not tok.has("place_word") and not (last > i + 1 if tok.has("place_words") else _stands_inside(s, i)):
        return None
    first = _directions_before(s, i, before[-1].last if before else 0)
    if first == i and _is_owner(s, i):
        return None
    return place(s, first, _border_end(s, i, last, lookup), None, ())


def _is_owner(s: Sentence, i: int) -> bool:
    """True where the word at i only says whose the noun before it is («رئيس البلدة»)."""
    governed = s.has(i - 1, "place_prep") or has_clitic_preposition(s.tokens[i])
    return s.has(i - 1, "place_head", "actor_head", "title") and not governed


def _stands_inside(s: Sentence, i: int) -> bool:
    """True where the building at i is where something happens, not what is struck."""
    return s.key(i - 1).removeprefix("و") in INSIDE or "ب" in s.tokens[i].word.prefix.removesuffix("ال")


def _directions_before(s: Sentence, i: int, floor: int) -> int:
    """The token at which «جنوب غربي» before the country begins."""
    j = i
    while j > floor and _is_direction(s, j - 1):
        j -= 1
        if s.tokens[j].word.prefix:
            break
    return j


def _is_direction(s: Sentence, j: int) -> bool:
    entry = s.tokens[j].entry("place_head")
    return entry is not None and entry.code == "direction" and s.tokens[j].word.suffix in ("", "ي")


def _border_end(s: Sentence, i: int, last: int, lookup: Lookup) -> int:
    """One past «الحدود بين X وY» and «الحدود مع X»."""
    if s.tokens[i].word.stem != "حدود" or s.key(last) not in ("مع", "بين") or last + 1 >= len(s.tokens):
        return last
    far = lookup(last + 1)
    if far is None or s.key(last) == "مع" or far[0] >= len(s.tokens) or not has_conjunction(s.tokens[far[0]]):
        return far[0] if far else last
    second = lookup(far[0])
    return second[0] if second else last


def its_own(s: Sentence, i: int) -> Place | None:
    """«ريفها», «وضواحيها»: what lies around the place that the pronoun means."""
    tok = s.tokens[i]
    entry = tok.entry("place_head")
    if entry is None or entry.code not in ("countryside", "suburb", "edge") or tok.word.suffix not in ("ها", "ه"):
        return None
    return place(s, i, directions_after(s, i + 1), None, ())
