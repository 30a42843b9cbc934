"""Whether an incident happened: `reported`, `denied` or `intended` (threatened, planned, agreed, wished for)."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Statement

BEFORE, AFTER = 5, 3
TERMS_REACH = 10
PURPOSES = frozenset({"seizure", "withdrawal", "siege", "aid", "arrest", "release"})


def status_of(scene: Scene, i: int, last: int) -> str:
    """`denied` or `intended` where a cue of that kind has the trigger in its scope, else `reported`."""
    s = scene.sentence
    first, _ = clause(s, i)
    if s.among(max(first, i - 3), i, "denial"):
        return "denied"
    if _is_purpose(s, i) or _is_threatened(scene, i) or s.among(max(first, i - TERMS_REACH), i, "terms"):
        return "intended"
    if _is_future(s, i) or _is_future(s, i - 1) or any(_governs(s, j, i) for j in s.among(max(first, i - BEFORE), i, "intent")):
        return "intended"
    if any((e := s.entry(j, "intent")) and e.pos == "adj" for j in s.among(last, last + AFTER, "intent")):
        return "intended"
    return "reported"


def _is_future(s: Sentence, i: int) -> bool:
    """True for «سيقصف», and for «سيبدأ» right before the trigger."""
    return i >= 0 and s.tokens[i].word.prefix.lstrip("وف").startswith("س")


def _is_threatened(scene: Scene, i: int) -> bool:
    """True where the last thing said before the trigger in its sentence is a threat, and the trigger its content."""
    tokens = scene.sentence.tokens
    told = [c for c in scene.claims if isinstance(c, Statement) and c.trigger.start < tokens[i].start]
    return bool(told) and told[-1].act == "threaten" and "ب" in tokens[i].word.prefix + tokens[i - 1].word.prefix


def _governs(s: Sentence, j: int, i: int) -> bool:
    """True where no other event or speech stands between the cue and the trigger."""
    return not any(s.has(k, "speech") or is_act(s, k) for k in s.among(j + 1, i, "speech", "incident"))


def _is_purpose(s: Sentence, i: int) -> bool:
    """True for «لاستعادة», «للسيطرة على»: what an act is for has not happened yet."""
    entry = s.entry(i, "incident")
    prefix = s.tokens[i].word.prefix.lstrip("وف")
    return entry is not None and entry.pos == "noun" and entry.code in PURPOSES and prefix.startswith("ل")
