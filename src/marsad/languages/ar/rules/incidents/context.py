"""Whether an incident happened: reported, denied, intended; or no incident at all (generic, demanded, a stopped thing)."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause
from marsad.model.claim import Statement

BEFORE, AFTER = 5, 3
WISH_REACH = 8
TERMS_REACH = 10


def status_of(scene: Scene, i: int, last: int) -> str:
    """`denied` or `intended` where a cue of that kind has the trigger in its scope, else `reported`."""
    s = scene.sentence
    first, _ = clause(s, i)
    window = range(max(first, i - BEFORE), i)
    if any(s.has(j, "denial") for j in window if i - j <= 3):
        return "denied"
    if _is_purpose(s, i) or _is_threatened(scene, i) or any(s.has(j, "terms") for j in range(max(first, i - TERMS_REACH), i)):
        return "intended"
    if _is_future(s, i) or _is_future(s, i - 1) or any(s.has(j, "intent") and _governs(s, j, i) for j in window):
        return "intended"
    if any((e := s.entry(j, "intent")) and e.pos == "adj" for j in range(last, min(last + AFTER, len(s.tokens)))):
        return "intended"
    return "reported"


def _is_future(s: Sentence, i: int) -> bool:
    """True for «سيقصف», and for «سيبدأ» right before the trigger."""
    return i >= 0 and s.tokens[i].word.prefix.lstrip("وف").startswith("س")


def _is_threatened(scene: Scene, i: int) -> bool:
    """True where the last thing said before the trigger in its sentence is a threat, and the trigger its content."""
    start = scene.sentence.tokens[i].start
    told = [c for c in scene.claims if isinstance(c, Statement) and c.trigger.start < start]
    return bool(told) and told[-1].act == "threaten" and "ب" in scene.sentence.tokens[i].word.prefix + scene.sentence.tokens[i - 1].word.prefix


def _governs(s: Sentence, j: int, i: int) -> bool:
    """True where no other event or speech stands between the cue and the trigger."""
    return not any(s.has(k, "speech", "incident") for k in range(j + 1, i))


def is_told(scene: Scene, i: int) -> bool:
    """False where the trigger tells of nothing: in a ceasefire's or an actor's name, after `وقف`, `مثل هذه`, as a mere state."""
    s = scene.sentence
    if _in_ceasefire(s, i) or any(s.has(j, "stopping", "generic", "sound", "habit") for j in range(max(0, i - 2), i)) or s.key(i - 3) == "وقف":
        return False
    if s.covering(s.times, i) or is_wished(s, i):
        return False
    actor = s.covering(s.actors, i)
    if actor and (actor.first != i or actor.id) and actor.sort != "adjective":
        return False
    return not is_state(s, i)


def _in_ceasefire(s: Sentence, i: int) -> bool:
    return any(first <= i < last and e.cls == "ceasefire" for first, phrases in s.phrases.items() for last, e in phrases)


def is_wished(s: Sentence, i: int) -> bool:
    """True for aid that somebody only wants, allows or makes room for («السماح بدخول المساعدات»)."""
    entry = s.entry(i, "incident")
    if entry is None or entry.code != "aid" or entry.pos != "noun":
        return False
    first, _ = clause(s, i)
    return any(s.has(j, "wish") for j in range(max(first, i - WISH_REACH), i))


def is_state(s: Sentence, i: int) -> bool:
    """True where control, siege or detention is how ground is described: «مناطق سيطرة الفصائل», «التي تسيطر عليها»."""
    entry = s.entry(i, "incident")
    if entry and entry.code == "siege" and entry.lemma == "محاصرة" and s.tokens[i].word.prefix.endswith("ال") and i:
        return s.key(i - 1).startswith("ال") or s.covering(s.places, i - 1) is not None
    if entry is None or entry.code not in ("seizure", "arrest", "siege", "armed_clash"):
        return False
    if entry.code == "seizure" and entry.shape == "present" and not s.tokens[i].word.prefix.startswith(("س", "وس", "فس")):
        return True
    return entry.pos == "noun" and s.has(i - 1, "ruled")


PURPOSES = frozenset({"seizure", "withdrawal", "siege", "aid", "arrest", "release"})


def _is_purpose(s: Sentence, i: int) -> bool:
    """True for «لاستعادة», «للسيطرة على»: what an act is for has not happened yet."""
    entry = s.entry(i, "incident")
    prefix = s.tokens[i].word.prefix.lstrip("وف")
    return entry is not None and entry.pos == "noun" and entry.code in PURPOSES and prefix.startswith("ل")
