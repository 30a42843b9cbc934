"""Whether an incident happened: reported, denied, intended; or no incident at all (generic, demanded, a stopped thing)."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause

BEFORE, AFTER = 5, 3


def status_of(scene: Scene, i: int, last: int) -> str:
    """`denied` or `intended` where a cue of that kind has the trigger in its scope, else `reported`."""
    s = scene.sentence
    first, _ = clause(s, i)
    window = range(max(first, i - BEFORE), i)
    if any(s.has(j, "denial") for j in window if i - j <= 3):
        return "denied"
    if s.tokens[i].word.prefix.lstrip("وف").startswith("س") or any(s.has(j, "intent") and _governs(s, j, i) for j in window):
        return "intended"
    if any((e := s.entry(j, "intent")) and e.pos == "adj" for j in range(last, min(last + AFTER, len(s.tokens)))):
        return "intended"
    return "reported"


def _governs(s: Sentence, j: int, i: int) -> bool:
    """True where no other event or speech stands between the cue and the trigger."""
    return not any(s.has(k, "speech", "incident") for k in range(j + 1, i))


def is_told(scene: Scene, i: int) -> bool:
    """False where the trigger tells of nothing: in a ceasefire's name, after `وقف`, `مثل هذه`, or as somebody's title."""
    s = scene.sentence
    if any(first <= i < last and e.cls == "ceasefire" for first, phrases in s.phrases.items() for last, e in phrases):
        return False
    if i and (s.has(i - 1, "stopping", "generic") or (i > 1 and s.has(i - 2, "generic"))):
        return False
    actor = s.covering(s.actors, i)
    return actor is None or actor.first == i or actor.sort != "named"
