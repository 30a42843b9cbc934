"""What an act is for and what an agreement provides for: not done yet (`لبسط سيطرتها`, `ينص الاتفاق على … وإجلاء …`)."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.rules.incidents.where import is_act

PURPOSES = frozenset({"seizure", "withdrawal", "siege", "aid", "arrest", "release"})
PROVIDED = PURPOSES | {"deployment", "post"}
TO_SPREAD = group("to_spread")
TO_BE_ABLE = group("to_be_able")
MADE_POSSIBLE = group("made_possible")
AID_REACH = 5
ABLE_REACH, TERMS_REACH = 9, 45


def is_purpose(s: Sentence, i: int) -> bool:
    """True for «لاستعادة», «لبسط سيطرتها», «ليتمكن من السيطرة»: what an act is for has not happened yet."""
    entry = s.entry(i, "incident")
    if entry is None or entry.code not in PURPOSES:
        return False
    if entry.code == "aid" and entry.pos == "noun" and any(s.key(j) in MADE_POSSIBLE for j in range(max(0, i - AID_REACH), i)):
        return True
    if entry.pos == "noun" and s.tokens[i].word.prefix.lstrip("وف").startswith("ل"):
        return True
    return s.key(i) in TO_SPREAD or s.key(i - 1) in TO_SPREAD or _is_enabled(s, i)


def _is_enabled(s: Sentence, i: int) -> bool:
    """True for what somebody is to become able to do («ليتمكن النظام بعدها من بسط سيطرته»)."""
    for j in range(i - 1, max(-1, i - ABLE_REACH), -1):
        if s.tokens[j].mark or s.has(j, "speech") or is_act(s, j):
            return False
        if s.key(j) in TO_BE_ABLE:
            return True
    return False


def is_in_terms(s: Sentence, i: int) -> bool:
    """True for a noun that a deal provides for, however far down its list («ينص الاتفاق على تسليم …، وعودة …، وإجلاء …»)."""
    if "provides" not in s.held:
        return False
    entry = next((e for cls in ("incident", "incident_by", "pullout", "half") if (e := s.entry(i, cls)) is not None), None)
    if entry is None or entry.pos != "noun" or entry.code not in PROVIDED and entry.cls != "pullout":
        return False
    at = next(reversed(s.among(max(0, i - TERMS_REACH), i, "provides")), None)
    if at is None or not s.among(max(0, at - 6), min(i, at + 3), "deal"):
        return False
    return not any(_tells(s, j) for j in range(at + 1, i))


def _tells(s: Sentence, j: int) -> bool:
    """True for a finite verb or a word of speech that is no relative clause's: there the deal's list has ended."""
    return s.has(j, "speech") or is_verb(s.tokens[j]) and not s.among(max(0, j - 2), j, "rel", "sub")
