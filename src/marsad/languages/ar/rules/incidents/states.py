"""States: how ground is described by who holds it, and forces by where they stand or whom they fight. They tell no act."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group

STAYING = frozenset({"انتشر", "تمركز"})
BECOMING = group("becoming")
BECOMING_REACH, OPENING_REACH, RULED_REACH = 7, 4, 5
REGAINING = frozenset({"استعاد", "استرد", "استرجع", "انتزع", "حرر", "استولى"})
FIGHTING = frozenset({"تقاتل", "قاتل", "حارب"})


def is_state(s: Sentence, i: int) -> bool:
    """True where control, siege or detention is how ground is described: «مناطق سيطرة الفصائل», «التي تسيطر عليها»."""
    entry = s.entry(i, "incident")
    if _is_standing(s, i, entry or s.entry(i, "incident_by")):
        return True
    if entry and entry.code == "siege" and entry.lemma == "محاصرة" and s.tokens[i].word.prefix.endswith("ال") and i:
        return s.key(i - 1).startswith("ال") or s.covering(s.places, i - 1) is not None
    if entry is None or entry.code not in ("seizure", "arrest", "siege", "armed_clash"):
        return False
    if entry.code == "seizure" and entry.shape == "present" and not (_is_to_come(s, i) or _has_become(s, i) or _is_headline(s, i, entry)):
        return True
    if entry.code == "seizure" and s.tokens[i].word.prefix.lstrip("وف").startswith("ل") and _is_ruled(s, i):
        return True
    return s.has(i - 1, "ruled") and (entry.pos == "noun" or bool(s.tokens[i].word.suffix))


def _is_ruled(s: Sentence, i: int) -> bool:
    """True for «تخضع المدينة لسيطرة القوات»."""
    near = s.among(max(0, i - RULED_REACH), i, "ruled")
    return any((e := s.entry(j, "ruled")) is not None and e.code == "under" for j in near)


def _is_standing(s: Sentence, i: int, entry: Entry | None) -> bool:
    """True for forces that are posted somewhere, and for who fights whom as a description («التحالف الذي يقاتل الحوثيين»)."""
    if entry is None:
        return False
    if entry.lemma in STAYING and (entry.shape == "present" or s.has(i - 1, "ruled", "vague_place")):
        return True
    return entry.lemma in FIGHTING and s.has(i - 1, "rel") and not any(t.first in (i + 1, i + 2) for t in s.times)


def _has_become(s: Sentence, i: int) -> bool:
    """True for control that somebody has come to have («باتت القوات تسيطر على المحافظة», «وباتوا يسيطرون على»)."""
    for j in range(i - 1, max(-1, i - BECOMING_REACH), -1):
        if s.tokens[j].mark or s.has(j, "speech", "rel", "sub", "incident"):
            return False
        if s.key(j).removeprefix("و").removeprefix("ف") in BECOMING:
            return True
    return False


def _is_headline(s: Sentence, i: int, entry: Entry) -> bool:
    """True for the present of a headline («الجيش يستعيد القصر»), by a verb that cannot tell of a state."""
    opens = any(a.last == i and a.first < OPENING_REACH for a in s.actors)
    return opens and entry.lemma in REGAINING


def _is_to_come(s: Sentence, i: int) -> bool:
    """True for a present that tells of what is to come: «ستسيطر», «قبل أن تسيطر»."""
    return s.key(i - 1) in ("ان", "لن") or s.tokens[i].word.prefix.startswith(("س", "وس", "فس"))
