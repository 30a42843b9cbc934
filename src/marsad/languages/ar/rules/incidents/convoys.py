"""Fighters who leave by bus under a deal: `غادرت حافلات تقل مقاتلين`, `وصلت الدفعة الأولى من المسلحين`, `خروج قافلة تضم مسلحين`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Claim, Incident, Name

BEFORE, LOAD_REACH, AFTER = 4, 10, 4
HOLDING = group("carrying_struck")
JOINING = ("و", "ف")


@BOOK.rule("incident", "convoy")
def left_by_bus(scene: Scene, i: int) -> Iterator[Claim]:
    """«غادرت عشر حافلات تقل مقاتلين وعائلاتهم بلدة بيت جن»: fighters in buses that move, or in a batch."""
    s = scene.sentence
    load = _load(s, i)
    if load is None or (at := _moving(s, i, load)) is None or not is_told(scene, at):
        return
    by = _fighters(s, load)
    if not by or any(isinstance(c, Incident) and c.trigger.overlaps(s.span_of(at, at + 1)) for c in scene.claims):
        return
    places = places_of(scene, at, max(at, load) + 1)
    frame = Frame(last=min(max(at, i) + 1, at + 6), by=by, places=places, when=when_of(scene, at, at + 1))
    yield incident(scene, at, at + 1, "withdrawal", frame)


def _load(s: Sentence, i: int) -> int | None:
    """The token at which the fighters begin whom the bus or batch at i carries; None where it carries none that are told."""
    held = False
    for j in range(i + 1, min(len(s.tokens), i + 1 + LOAD_REACH)):
        if s.tokens[j].mark in (".", "،", "؛") or s.has(j, "speech", "incident", "harm"):
            return None
        held = held or s.key(j) in HOLDING or s.key(j) == "من"
        if held and (people := s.entry(j, "people")) is not None and people.code == "combatants":
            return None if has_clitic_preposition(s.tokens[j]) else j
    return None


def _moving(s: Sentence, i: int, load: int) -> int | None:
    """The word of moving that the bus or batch at i is the subject of: before it, or behind its load («الدفعة التي تقل مسلحين وصلت»)."""
    for j in range(i - 1, max(-1, i - 1 - BEFORE), -1):
        if s.has(j, "moving"):
            return j
        if s.tokens[j].mark or s.has(j, "prep", "sub", "rel") and s.covering(s.numbers, j) is None:
            break
    end = min(len(s.tokens), load + 1 + AFTER)
    return next(
        (
            j
            for j in range(load + 1, end)
            if (e := s.entry(j, "moving")) is not None and e.pos == "verb" and not has_conjunction(s.tokens[j])
        ),
        None,
    )


def _fighters(s: Sentence, load: int) -> list[Name]:
    """The fighters' names, with those of whoever goes with them; of «مدنيين ومقاتلين» both."""
    first = load
    while first > 1 and has_conjunction(s.tokens[first]) and s.has(first - 1, "people"):
        first -= 1
    return [_first_words(s, n) for n in agents_from(s, first)[0]]


def _first_words(s: Sentence, one: Name) -> Name:
    """The name without the ground that the fighters left («مقاتلي التنظيم | معقلهم»), which a pronoun on it gives away."""
    inside = [j for j, t in enumerate(s.tokens) if t.end > one.span.start and t.start < one.span.end]
    own = bool(s.tokens[inside[0]].word.suffix)
    cut = next(
        (j for j in inside[1:] if own or s.tokens[j].word.suffix or s.has(j, "place_word", "place_head") or is_verb(s.tokens[j])), None
    )
    return s.name(inside[0], cut) if cut is not None else one
