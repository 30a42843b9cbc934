"""Who must keep a ceasefire, who broke or refused it, and who asked for, sponsored or guaranteed it."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, names_from
from marsad.languages.ar.rules.ceasefires.chain import Act
from marsad.model.claim import Name, Statement

REACH = 10
THIRD = ("un/", "us/", "ru/", "eu/", "tr/", "eg/", "qa/", "jo/", "om/", "fr/", "uk/", "gb/", "kw/", "ch/", "no/", "au/")
DOERS = frozenset({"rejected", "violated", "holding", "ended"})


def names(s: Sentence, j: int) -> list[Name]:
    """The names of a list that begins at token j, each cut where the ceasefire or an act begins («طالبان الهدنة»)."""
    return [_cut(s, name) for name in names_from(s, j)[0]]


def _cut(s: Sentence, name: Name) -> Name:
    inside = [k for k, tok in enumerate(s.tokens) if name.span.start < tok.start < name.span.end]
    at = next((k for k in inside if s.has(k, "truce_act", "ceasefire", "calming") and not s.covering(s.actors, k)), None)
    at = at if at is not None else next((k for k in inside if s.has(k, "ceasefire", "calming")), None)
    if at is None:
        return name
    span = name.span._replace(end=s.tokens[at - 1].end)
    return Name(span.of(s.text), span, name.id)


def speaker_of(scene: Scene, at: int) -> tuple[list[Name], list[Name]]:
    """(speakers, addressees) of the statement whose trigger is token `at`; two empty lists where it is none."""
    tok = scene.sentence.tokens[at]
    for claim in scene.claims:
        if isinstance(claim, Statement) and claim.trigger.start < tok.end and tok.start < claim.trigger.end:
            return list(claim.speaker), list(claim.to)
    return [], []


def between(s: Sentence, first: int, stop: int) -> list[Name]:
    """Both sides of «بين A وB», or the one of «مع B»."""
    for j in range(first, stop):
        if s.key(j) == "بين" and j + 1 < len(s.tokens) and not s.covering(s.times, j) and not s.has(j - 1, "place_head", "place_word"):
            return names(s, j + 1)
        if s.key(j) == "مع" and (s.starting(s.actors, j + 1) or s.starting(s.places, j + 1)):
            return names(s, j + 1)
    return []


def brokers(s: Sentence, first: int, stop: int) -> list[Name]:
    """Those named after «بوساطة», «بطلب من», «برعاية», … in tokens [first, stop)."""
    for j in range(first, stop):
        if s.has(j, "brokering"):
            k = s.end_of(j, "brokering")
            k += s.key(k) == "من"
            return names(s, k) if k < len(s.tokens) else []
    return []


def subject(scene: Scene, act: Act, stop: int) -> list[Name]:
    """Who does the act: its speaker, the actor after it, or (for a verb) the actor before it."""
    s = scene.sentence
    if named := speaker_of(scene, act.at)[0]:
        return named
    if act.verb and s.has(act.at + 1, "truce_act", "ceasefire", "short", "calming"):
        return _before(s, act.at)
    for j in range(act.at + 1, min(act.at + REACH, max(stop, act.at + 4), len(s.tokens))):
        if actor := _named(s, j):
            return actor
        if s.has(j, "prep", "incident", "rel") or s.tokens[j].mark in (".", "،"):
            break
    return _before(s, act.at) if act.verb or s.entry(act.at, "truce_act") and s.tokens[act.at].word.suffix else []


def _named(s: Sentence, j: int) -> list[Name]:
    """The names of a list that begins with an actor or a state at token j."""
    tok = s.tokens[j]
    if not (s.starting(s.actors, j) or s.starting(s.places, j)) or has_conjunction(tok):
        return []
    if has_clitic_preposition(tok) and not tok.key.startswith("ل"):
        return []
    return names(s, j)


def _before(s: Sentence, at: int) -> list[Name]:
    near = [a for a in s.actors if a.last <= at and at - a.last <= REACH]
    actors = [a for a in near if not has_clitic_preposition(s.tokens[a.first]) and not s.has(a.first - 1, "prep")]
    return names(s, actors[-1].first) if actors else []


def is_third(names: list[Name]) -> bool:
    """True where those named are states or bodies of states, who broker rather than fight."""
    return any(n.id and n.id.startswith(THIRD) for n in names)
