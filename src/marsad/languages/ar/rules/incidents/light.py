"""Light words: the verb or noun whose act an incident's noun is (`شن X غارات`, `تعرضت المدينة لقصف`), and its subject."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.carried import implied
from marsad.languages.ar.rules.incidents.subjects import subject, subject_before
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Name, Statement

LAUNCH_REACH = 9
NO_AGENT = ("occur", "undergo")


def light_subject(scene: Scene, i: int) -> list[Name] | None:
    """The subject of the light or enabling word that governs the noun at i («شنت X غارات», «تمكنت X من استعادة»).

    None where that word says that nobody is named («تعرضت … لقصف»), an empty list where there is no such word.
    """
    s = scene.sentence
    first = 0 if s.tokens[i].word.prefix.lstrip("وف") == "ب" else clause(s, i)[0]
    for j in reversed(s.among(first, i, "light", "ability", "speech", "incident")):
        entry = s.entry(j, "light") or s.entry(j, "ability")
        if entry is None:
            if s.has(j, "speech") or is_act(s, j):
                return []
            continue
        if entry.person == "1":
            continue
        if entry.code in NO_AGENT:
            return None
        if (entry.code == "claim" or entry.pos == "noun") and (by := teller(scene, j)):
            return by
        if entry.pos == "noun" and s.tokens[j].word.suffix and (by := subject_before(scene, j) or implied(scene, j)):
            return by
        if by := _subject_of(scene, j, i, entry.pos == "verb" or entry.code in ("can", "claim")):
            return by
    return []


def teller(scene: Scene, j: int) -> list[Name]:
    """Who tells of their own act at token j, named right before it («أعلن التنظيم مسؤوليته عن», «أعلنت إسرائيل شن غارات»)."""
    s = scene.sentence
    near = s.tokens[max(0, j - 2)].start
    told = (c for c in scene.claims if isinstance(c, Statement) and c.speaker and _is_side(s, c.speaker[-1]))
    return next((list(c.speaker) for c in told if near < c.speaker[-1].span.end <= s.tokens[j].start), [])


def _is_side(s: Sentence, name: Name) -> bool:
    """True where the name is a state's or an armed side's, not a person's, a monitor's or an office's."""
    actor = next((a for a in s.actors if a.span.overlaps(name.span)), None)
    if actor is None or actor.sort == "title":
        return False
    head = s.entry(actor.first, "actor_head")
    return head.code != "body" if head else actor.id is not None


def _subject_of(scene: Scene, j: int, i: int, is_verb: bool) -> list[Name]:
    """The actor between the light word at j and the noun at i, else the subject of the verb at j."""
    s = scene.sentence
    actor = next((a for a in s.actors if j < a.first < i and not any(s.has(k, "rel") for k in range(a.first - 3, a.first))), None)
    if actor and not has_clitic_preposition(s.tokens[actor.first]):
        return [n for n in agents_from(s, actor.first)[0] if n.span.end <= s.tokens[i].start]
    return [n for n in subject(scene, j, j + 1)[0] if n.span.start < s.tokens[i].start] if is_verb else []


def governor(scene: Scene, i: int) -> int | None:
    """The light verb whose act the noun at i is («شنت … غارات», «تعرضت … لقصف»); None where none governs it."""
    s = scene.sentence
    first, _ = clause(s, i)
    for j in reversed(s.among(first, i, "light", "speech", "harm", "sub", "aside", "incident")):
        entry = s.entry(j, "light")
        if entry and entry.pos == "verb" and entry.code in ("do", "undergo"):
            return j
        if s.has(j, "speech", "harm", "sub", "aside") or is_act(s, j):
            return None
    return None


def is_launched(scene: Scene, i: int) -> bool:
    """True where a light verb in the clause makes the noun its act («واصلت طائرات التحالف شن الغارات»)."""
    s = scene.sentence
    first, _ = clause(s, i)
    near = (s.entry(j, "light") for j in range(max(first, i - LAUNCH_REACH), i))
    return any(e is not None and (e.pos == "verb" and e.code == "do" or e.code == "undergo") for e in near)
