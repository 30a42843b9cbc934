"""Nouns of encounter that tell none: of another sort, demanded, refused, an interview."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group

DEMANDS = ("طالب", "يطالب", "تطالب", "مطالب")
NEAR, AHEAD, WIDE = 3, 5, 5
TO_HOLD = group("to_hold")
PLACES_TO_MEET = group("called_after_meeting")


def is_unmet(s: Sentence, i: int, end: int) -> bool:
    """True where the noun of encounter at token i tells of none."""
    tok, named = s.tokens[i], s.covering(s.actors, i)
    if named is not None and named.first < i and named.sort == "named":  # «الهيئة العليا للمفاوضات»
        return True
    if tok.word.prefix.startswith("ك") or i and s.tokens[i - 1].has("dem", "place_head") and s.key(i - 1).removeprefix("و") != "هناك":
        return True
    if s.key(i - 1) == "هامش" and s.key(end) == "مع" and tok.word.prefix.endswith("ال"):
        return True
    if s.key(i - 1).removeprefix("ال") in PLACES_TO_MEET or s.has(end, "halt", "fighting"):
        return True
    if tok.word.stem.startswith("جول") and (s.key(end) == "من" or s.has(end, "meeting") or s.has(end + 1, "meeting")):
        return True
    return _is_asked(s, i) or _with_press(s, end)


def _is_asked(s: Sentence, i: int) -> bool:
    """True for «طالبوا بلقاء الوزير», «رفضه إجراء مباحثات», which are not held."""
    near = range(max(0, i - NEAR), i)
    if s.tokens[i].word.prefix.endswith("ب") and any(s.key(k).lstrip("وف").startswith(DEMANDS) for k in near):
        return True
    wide = range(max(0, i - WIDE), i)
    refused = any(_acts(s, k, "reject") for k in wide) or s.key(i - 1) in TO_HOLD and any(_acts(s, k, "call") for k in wide)
    return refused and not any(s.tokens[k].mark for k in wide)


def _acts(s: Sentence, k: int, code: str) -> bool:
    return any(e.cls == "truce_act" and e.code == code for e in s.tokens[k].word.entries)


def _with_press(s: Sentence, end: int) -> bool:
    """True for «اتصال هاتفي مع قناة …», «لقاء صحفي»."""
    for k in range(end, min(end + AHEAD, len(s.tokens))):
        if s.has(k, "met_press"):
            return True
        if s.tokens[k].mark and s.tokens[k].mark not in '«"“”' or s.has(k, "sub", "rel", "speech"):
            return False
        if s.key(k) == "مع" or s.tokens[k].word.prefix.startswith("ل") or s.key(k) == "ل":
            return any(s.tokens[j].has("outlet") or s.tokens[j].word.sort == "latin" for j in range(k, min(k + 3, len(s.tokens))))
    return False
