"""Unknown names that a head word tells: «بلدة كفرعويد», and those that go on a list which a plural head began."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import OPEN_QUOTES, has_clitic_preposition, has_conjunction, is_nisba, is_verb, quoted_name, stops
from marsad.languages.ar.places.parts import Lookup, directions_after, goes_on, names_nothing, place
from marsad.model.mention import Place

OPENING = OPEN_QUOTES | {"("}
LISTING = ("،", ",", "-", "–", "—")  # between the names of a list («قرى أ – ب – ج»)


def headed(s: Sentence, i: int, lookup: Lookup) -> Place | None:
    """A head word and the unknown name after it: «بلدة كفرعويد»."""
    tok = s.tokens[i]
    entry = tok.entry("place_head")
    if entry is None or tok.word.prefix.endswith(("ال", "لل")) or entry.code in ("direction", "edge", "border"):
        return None
    if tok.word.suffix not in ("", "ي") or tok.word.key.endswith("ا"):
        return None
    j = i + 1
    while j < len(s.tokens) and s.tokens[j].entry("place_head") and not s.tokens[j].word.prefix:
        j += 1
    if j < len(s.tokens) and s.tokens[j].mark in OPEN_QUOTES and s.tokens[j].mark:
        close = quoted_name(s, j)
        return place(s, i, directions_after(s, close), None, ()) if close else None
    if j >= len(s.tokens) or lookup(j) or stops(s, j) or has_conjunction(s.tokens[j]) or names_nothing(s, j):
        return None
    if s.tokens[j].has("actor_head", "title", "people", "place_head", "trigger") or s.tokens[j].word.entries:
        return None
    last = j + 1
    while last < min(j + 3, len(s.tokens)) and goes_on(s, last):
        last += 1
    return place(s, i, directions_after(s, last), None, ())


def listed(s: Sentence, i: int, before: list[Place], lookup: Lookup) -> Place | None:
    """An unknown name in a list that a plural or dual head word began («على منطقتي الأولى والثانية»), or between known places."""
    tok = s.tokens[i]
    if not before or tok.word.entries or tok.word.sort != "word" or is_verb(tok) or s.key(i + 1) == "من":
        return None
    if not (has_conjunction(tok) or s.tokens[i - 1].mark in LISTING or raw_clitic(s, i) == 1):
        return None
    between = _between_places(s, i, lookup)
    if not (between or _open_list(s, before, i)):
        return None
    if has_clitic_preposition(tok):
        return place(s, i, i + 1, 1, ()) if between and tok.key[:1] == "و" and "ال" not in tok.word.prefix else None
    if names_nothing(s, i) or tok.key.startswith("ال") and is_nisba(tok):
        return None
    last = i + 1
    while last < min(i + 3, len(s.tokens)) and goes_on(s, last):
        last += 1
    return place(s, i, directions_after(s, last), raw_clitic(s, i), ())


def _between_places(s: Sentence, i: int, lookup: Lookup) -> bool:
    """True where the joined word after token i begins a known place («في الجفينة، | والسائلة | وطريق السد»)."""
    after = i + 1 + (s.key(i + 1) in ("،", ",")) if i + 1 < len(s.tokens) else i + 1
    if after >= len(s.tokens) or not has_conjunction(s.tokens[i]) or not has_conjunction(s.tokens[after]):
        return False
    head = s.tokens[after].entry("place_head")
    return lookup(after) is not None or head is not None and head.code not in ("direction", "edge", "border")


def _open_list(s: Sentence, before: list[Place], i: int) -> bool:
    """True where token i follows a place of a list without a gap, and the list began with a plural or dual head."""
    at = i - 1 if s.tokens[i - 1].mark in LISTING else i
    for one in reversed(before):
        if one.last != at:
            return False
        if s.tokens[one.first].entry("place_head"):
            return any(heads_list(s, j) for j in range(one.first, one.last))
        if one.first > 1 and s.tokens[one.first - 1].mark in OPENING and heads_list(s, one.first - 2):
            return True
        at = one.first - 1 if one.first and s.tokens[one.first - 1].mark in LISTING else one.first
    return False


def heads_list(s: Sentence, j: int) -> bool:
    """True for a plural or dual word of kind («قرى», «بلدتي», «ريفي»), whose kind goes for the whole list behind it."""
    entry = s.tokens[j].entry("place_head")
    if entry is None or entry.code == "direction":
        return False
    return entry.shape in ("pl", "dual") or s.tokens[j].word.suffix == "ي"


def raw_clitic(s: Sentence, i: int) -> int:
    """How many characters of an unknown word are its conjunction."""
    word = s.tokens[i].word
    return word.prefix_length or (1 if word.key.startswith("و") and len(word.key) > 3 and s.tokens[i - 1].mark not in ("،", ",") else 0)
