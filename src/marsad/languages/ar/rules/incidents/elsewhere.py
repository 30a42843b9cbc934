"""Agents that another frame names: `X وراء الهجوم`, `سبق لـX أن هاجم`, `تمكن الأخير من …`, `اشتباك بينه وبين X`."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, is_verb
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.before import subject_before
from marsad.languages.ar.rules.incidents.carried import implied
from marsad.model.claim import Name, Statement

BEHIND_REACH = 6
STANDING = group("standing_behind")
ALLOWING = group("having_before")
LATTER = group("latter")
BOTH = frozenset({"بينه", "بينها", "بينهم"})


def stands_behind(s: Sentence, i: int) -> list[Name]:
    """Who is behind the act at token i («يقف مسلحون وراء هجمات», «كانت الحركة وراء سلسلة تفجيرات»)."""
    if "وراء" not in s.keys:
        return []
    at = next((j for j in range(i - 1, max(0, i - BEHIND_REACH), -1) if s.key(j) == "وراء"), None)
    if at is None or any(s.tokens[k].mark or is_verb(s.tokens[k]) for k in range(at, i)):
        return []
    end = at - (s.key(at - 1).removeprefix("و") in STANDING)
    actor = next((a for a in s.actors if a.last == end and not has_clitic_preposition(s.tokens[a.first])), None)
    return agents_from(s, actor.first)[0] if actor else []


def granted(s: Sentence, i: int) -> list[Name]:
    """Who was able or had once come to do the verb at token i («سبق للتنظيم أن هاجم», «يمكن للجيش أن يقصف»)."""
    if i < 2 or s.key(i - 1) != "ان":
        return []
    actor = s.actors.ends.get(i - 1)
    if actor is None or not s.tokens[actor.first].word.prefix.startswith("ل"):
        return []
    return agents_from(s, actor.first)[0] if s.key(actor.first - 1).removeprefix("و").removeprefix("ف") in ALLOWING else []


def latter(s: Sentence, at: int) -> list[Name]:
    """The side named last before «الأخير» at token `at`, where that is a subject of its own and describes nothing before it."""
    if s.key(at) not in LATTER or s.key(at - 1).startswith(("ال", "لل", "وال")):
        return []
    actor = next((a for a in reversed(s.actors) if a.last <= at and a.sort != "adjective"), None)
    return agents_from(s, actor.first)[0][:1] if actor else []


def _only_tells(s: Sentence, one: Name) -> bool:
    """True for a source or an agency, which fights nobody («ما ذكرته مصادر في الحركة»)."""
    at = next((k for k, t in enumerate(s.tokens) if t.start <= one.span.start < t.end), -1)
    return s.has(at, "source_noun", "outlet", "speaking_together")


def he_and(scene: Scene, at: int) -> tuple[list[Name], list[Name]]:
    """The sides of «اشتباك بينه وبين المسلحين», whose noun ends at token `at`: whom the pronoun means, and the other."""
    s = scene.sentence
    if s.key(at) not in BOTH or s.key(at + 1) != "وبين":
        return [], []
    spoke = [list(c.speaker) for c in reversed(scene.claims) if isinstance(c, Statement) and c.speaker]
    told = next((names for names in spoke if not _only_tells(s, names[0])), spoke[0] if spoke else [])
    return told or implied(scene, at) or subject_before(scene, at), agents_from(s, at + 2)[0]
