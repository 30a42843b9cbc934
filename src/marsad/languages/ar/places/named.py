"""Names of the gazetteer, with the head words before them and what goes on the name behind."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_nisba
from marsad.languages.ar.places.parts import Lookup, adjectives_after, directions_after, place
from marsad.model.mention import Place

APPOSED = frozenset("عاصمه مدينه بلده قريه".split())
CAPITAL = "عاصمه"
BODY_PARTS = group("body_part")
WOUNDS, WOUND_REACH = ("injured", "gunfire", "harm", "harmed"), 8


def named(s: Sentence, i: int, lookup: Lookup, before: list[Place]) -> Place | None:
    """A gazetteer name, with its head words before it."""
    if s.key(i) in BODY_PARTS and s.key(i - 1) in ("في", "و") and s.among(max(0, i - WOUND_REACH), i, *WOUNDS):  # «أصيب … في القدم»
        return None
    if s.tokens[i].word.tanwin or _is_adjective(s, i) or (hit := lookup(i)) is None:
        return None
    last, clitic, ids, ambiguous = hit
    first = _heads_before(s, i, before[-1].last if before else 0)
    if ambiguous and first == i and (i in s.times.covers or s.has(last, "national") or not _telling(s, i, clitic, before)):
        return None
    if clitic and s.text[s.tokens[i].start + clitic - 1] == "ك":
        return None
    if capital := _capital(s, i, last, ids, lookup):
        last, ids = capital
    last = _road_end(s, first, directions_after(s, last), lookup)
    return place(s, first, last, clitic if first == i else None, tuple(ids))


def _is_adjective(s: Sentence, i: int) -> bool:
    """True for «طارئا» in «اجتماعا طارئا», spelt as a village is: an accusative right behind another."""
    if s.key(i).startswith("ال") and s.key(i).endswith("يه") and s.has(i - 1, "mode", "quality") and s.key(i - 1).startswith("ال"):
        return True  # «القوات المسلحة السودانية»
    return i > 0 and s.text.endswith("ئا", s.tokens[i].start, s.tokens[i].end) and s.text[s.tokens[i - 1].end - 1] in "اً"


def _capital(s: Sentence, i: int, last: int, ids: list[str], lookup: Lookup) -> tuple[int, list[str]] | None:
    """(one past, ids) of the town that «العاصمة الليبية» names right behind: «العاصمة الليبية طرابلس»."""
    if s.tokens[i].word.stem != CAPITAL:
        return None
    k = adjectives_after(s, last)
    hit = lookup(k) if k < len(s.tokens) else None
    if hit is None or hit[1]:
        return None
    own = [one for one in hit[2] if one in ids]
    return (hit[0], own or hit[2]) if own or not hit[3] else None


def _road_end(s: Sentence, first: int, last: int, lookup: Lookup) -> int:
    """One past the second town of a road («طريق حمص - دمشق», «طريق بيروت دمشق»)."""
    if not _is_road(s, first) or last >= len(s.tokens) or s.tokens[last].word.tanwin:
        return last
    dash = s.tokens[last].mark in ("-", "–")
    second = lookup(last + dash) if last + dash < len(s.tokens) else None
    return second[0] if second and (dash or not (second[1] or second[3])) else last


def _is_road(s: Sentence, first: int) -> bool:
    entry = s.tokens[first].entry("place_head")
    return entry is not None and entry.code == "road" and entry.shape == "sg"


def _heads_before(s: Sentence, i: int, floor: int) -> int:
    """The token at which the head words before a name begin."""
    if s.tokens[i].word.key[:1] in "بلوك" and not s.tokens[i].word.entries and has_clitic_preposition(s.tokens[i]):
        return i
    j = i
    while j > floor:
        tok = s.tokens[j - 1]
        if j - 2 >= floor and _describes_head(s, j - 1):
            j -= 1
            continue
        entry = tok.entry("place_head") or tok.entry("place_word")
        if entry is None or tok.word.suffix not in ("", "ي") or (tok.word.prefix.endswith(("ال", "لل")) and tok.word.stem not in APPOSED):
            break
        j -= 1
        if tok.word.prefix:
            break
    return j


def _describes_head(s: Sentence, j: int) -> bool:
    """True for the nationality between a head word and the name («المدينة السورية حلب»)."""
    tok, head = s.tokens[j], s.tokens[j - 1].word
    return is_nisba(tok) and tok.key.startswith("ال") and head.stem in APPOSED and "place_word" in head.classes


def _telling(s: Sentence, i: int, clitic: int, before: list[Place]) -> bool:
    """True where an ambiguous name stands as a place does: after a preposition of place or in a list of places."""
    if clitic and s.tokens[i].word.key.lstrip("و")[:1] == "ب":
        return not s.has(i, "plea")
    j = i - 1
    if j >= 0 and s.has(j, "place_prep"):
        return not clitic or has_conjunction(s.tokens[i])
    return bool(before) and before[-1].last >= i - 1 and (i == before[-1].last or s.tokens[i - 1].mark in ("،", ","))
