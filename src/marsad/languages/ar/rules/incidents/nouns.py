"""The agents of a verbal noun (`قصف X`, `هجوم من قبل X`, `غارات روسية`, `شن X هجوما`) and the victim that may own it."""

from __future__ import annotations

from typing import NamedTuple

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition, has_conjunction, is_nisba, name
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.carried import both_sides, implied, taken_over
from marsad.languages.ar.rules.incidents.clashes import between
from marsad.languages.ar.rules.incidents.light import light_subject, teller
from marsad.languages.ar.rules.incidents.subjects import skip_adverbs, subject_before
from marsad.languages.ar.rules.incidents.targets import object_at
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Name
from marsad.model.mention import Actor

VICTIM_FIRST = frozenset(
    "attack arrest abduction siege looting_destruction release displacement aid interception sexual_violence hit".split()
)
OWN = frozenset("seizure interception withdrawal deployment arrest release shelling strike air_strike armed_clash assault siege".split())
BOTH_WAYS = ("shelling", "strike", "air_strike")
HEDGES = frozenset("يرجح يعتقد بانه انه بانها انها يبدو".split())
LEAVING = frozenset({"withdrawal", "displacement", "aid", "release", "seizure", "looting_destruction"})


class Agents(NamedTuple):
    """Who did it, whom it struck, the token at which they end, and whether the noun itself names the agent."""

    by: list[Name]
    against: list[Name]
    at: int
    own: bool


def noun_agents(scene: Scene, i: int, last: int, code: str) -> Agents:
    """The agents of the noun at tokens [i, last): its own words first, then the verb that governs it, then what was told before."""
    s = scene.sentence
    adjectives, at = _adjectives(s, i, last)
    against: list[Name] = []
    by = _relative(s, at) or _marked(s, at)
    if not by:
        by, against = between(s, at)
        if code in BOTH_WAYS:
            by, against = by + against, []
    by = both_sides(scene, by) or adjectives
    if not by and code == "withdrawal" and last == i + 2 and s.has(i + 1, "people"):
        by, at = agents_from(s, i + 1)
    owner = _owner(s, i, last)
    if owner and code in VICTIM_FIRST and not (code == "hit" and _strikes_place(s, owner)):
        against, at = agents_from(s, owner.first)
    elif owner and not by:
        by, at = agents_from(s, owner.first)
        if (head := s.entry(owner.first, "actor_head")) and head.code == "weapon" and (actor := _with_preposition(s, at, code)):
            by, at = agents_from(s, actor.first)
    elif not by and (actor := _with_preposition(s, at, code)):
        by, at = agents_from(s, actor.first)
    elif not owner and at == last and code in VICTIM_FIRST:
        against, at = object_at(s, last)
    own = bool(by)
    return Agents(by or _governed(scene, i, code, last), against, at, own)


def _strikes_place(s: Sentence, owner: Actor) -> bool:
    """True where a place follows the owner of «استهداف»: then the owner aims («استهداف الجيش، معبر أ»)."""
    return any(s.starting(s.places, k) is not None for k in (owner.last, owner.last + 1))


def _governed(scene: Scene, i: int, code: str, last: int) -> list[Name]:
    """The agent told outside of the noun phrase: of the verb that governs it, right before it, or of what was told before."""
    suffix = scene.sentence.tokens[last - 1].word.suffix
    by = light_subject(scene, i)
    if by is None:
        return []
    if by := by or _right_before(scene.sentence, i):
        return by
    if code in OWN and (by := teller(scene, i)):
        return by
    if suffix:
        return subject_before(scene, i) or implied(scene, i)
    return taken_over(scene, i, code, suffix)


def _owner(s: Sentence, i: int, last: int) -> Actor | None:
    """The actor that owns the noun («قصف قوات النظام»); a definite noun has no owner."""
    actor = s.starting(s.actors, last)
    if actor is None or s.tokens[i].word.prefix.endswith(("ال", "لل")) or has_clitic_preposition(s.tokens[last]):
        return None
    return actor if actor.sort != "adjective" else None


def _adjectives(s: Sentence, i: int, at: int) -> tuple[list[Name], int]:
    """The agents among the adjectives of the noun (of nationality or of a side), and one past the last adjective."""
    word = s.tokens[i].word
    definite = at == i + 1 and (word.prefix.endswith(("ال", "لل")) or bool(word.suffix))
    by: list[Name] = []
    while at < len(s.tokens) and not s.tokens[at].mark:
        tok = s.tokens[at]
        if tok.key in HEDGES:
            at += 1
            continue
        if at == i + 1 and definite != tok.word.key.removeprefix("و").startswith("ال"):
            break
        actor = s.starting(s.actors, at)
        if actor and actor.sort == "adjective" and not has_clitic_preposition(tok):
            by.append(name(s, at, actor.last))
            at = actor.last
        elif s.has(at, "side_adj") or by and has_conjunction(tok) and is_nisba(tok):
            by.append(s.name(at, at + 1))
            at += 1
        elif s.has(at, "mode", "adverb", "quality", "awaited") or is_nisba(tok) and _is_unknown(s, at):
            at += 1
        else:
            break
    return by, at


def _is_unknown(s: Sentence, at: int) -> bool:
    """True where the word at `at` is in no lexicon and begins no name."""
    return not (s.tokens[at].word.entries or s.starting(s.actors, at) or s.starting(s.places, at))


def _marked(s: Sentence, at: int) -> list[Name]:
    """The agent after `من قبل`, `على يد`, …, wherever it stands before the clause ends or another act is told."""
    _, end = clause(s, at - 1)
    for j in s.among(at, end, "agent_mark", "incident"):
        if s.has(j, "agent_mark") and not s.has(j - 1, "backed"):
            return agents_from(s, s.end_of(j, "agent_mark"))[0]
        if j > at and is_act(s, j):
            break
    return []


def _relative(s: Sentence, at: int) -> list[Name]:
    """The agent of «التي نفذتها X», «شنها X» right behind the noun."""
    j = at + 1 if s.has(at + 1, "rel") and s.key(at).startswith("ال") else at
    while j < min(at + 3, len(s.tokens)) and (s.has(j, "rel") or s.tokens[j].mark in ("،", "-")):
        j += 1
    if j >= len(s.tokens) or not s.has(j, "light", "launch") or not s.tokens[j].word.suffix:
        return []
    k = skip_adverbs(s, j + 1)
    actor = s.starting(s.actors, k)
    return agents_from(s, k)[0] if actor and not has_clitic_preposition(s.tokens[k]) else []


def _with_preposition(s: Sentence, at: int, code: str) -> Actor | None:
    """The agent of «قصف لقوات النظام», «حصار من الجيش»: an actor after `ل`, or after `من` where nobody leaves."""
    if at >= len(s.tokens):
        return None
    actor = s.starting(s.actors, at)
    if actor and s.tokens[at].word.key.lstrip("وف").startswith("ل") and has_clitic_preposition(s.tokens[at]):
        return actor
    if s.key(at) == "من" and (actor := s.starting(s.actors, at + 1)) and actor.sort != "title" and code not in LEAVING:
        return actor
    if s.key(at) == "ل":
        return s.starting(s.actors, at + 1) or s.starting(s.actors, at + 2)
    return None


def _right_before(s: Sentence, i: int) -> list[Name]:
    """The actor that ends where the noun begins («يتيح لقوات النظام استعادة …»)."""
    actor = next((a for a in s.actors if a.last == i and has_clitic_preposition(s.tokens[a.first])), None)
    return agents_from(s, actor.first)[0] if actor else []
