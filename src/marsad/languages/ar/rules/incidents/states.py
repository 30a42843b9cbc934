"""States: how ground is described by who holds it, and forces by where they stand or whom they fight. They tell no act."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry

STAYING = frozenset({"انتشر", "تمركز"})
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
    if entry.code == "seizure" and entry.shape == "present" and not _is_to_come(s, i):
        return True
    return s.has(i - 1, "ruled") and (entry.pos == "noun" or bool(s.tokens[i].word.suffix))


def _is_standing(s: Sentence, i: int, entry: Entry | None) -> bool:
    """True for forces that are posted somewhere, and for who fights whom as a description («التحالف الذي يقاتل الحوثيين»)."""
    if entry is None:
        return False
    if entry.lemma in STAYING and (entry.shape == "present" or s.has(i - 1, "ruled", "vague_place")):
        return True
    return entry.lemma in FIGHTING and s.has(i - 1, "rel") and not any(t.first in (i + 1, i + 2) for t in s.times)


def _is_to_come(s: Sentence, i: int) -> bool:
    """True for a present that tells of what is to come: «ستسيطر», «قبل أن تسيطر»."""
    return s.key(i - 1) in ("ان", "لن") or s.tokens[i].word.prefix.startswith(("س", "وس", "فس"))
