"""A claim from a ceasefire and what became of it: the terms, areas and sides of the stretch that tells it."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.ceasefires import sides, where
from marsad.languages.ar.rules.ceasefires.chain import Act
from marsad.languages.ar.rules.ceasefires.terms import Terms, read_terms
from marsad.languages.ar.rules.ceasefires.things import Thing
from marsad.model.claim import Ceasefire, Name

NEAR = 5
QUOTED_BY_ACT = frozenset({"violated", "ended", "extended", "started", "holding", "suspended"})
SIDED = frozenset({"rejected", "violated"})


def ceasefire(scene: Scene, thing: Thing | None, act: Act | None, action: str, *, first: int, stop: int, caller: Act | None = None) -> Ceasefire:
    """The claim that the thing came to this by the act, told in tokens [first, stop)."""
    s = scene.sentence
    anchor, left, right = _quote(thing, act, action)
    begin = thing.last if thing else (act.at if act else first)
    terms = _terms(scene, first, begin, stop, action)
    excluded = where.left_out(s, begin, stop)
    areas = [n for n in _areas(scene, thing, act, begin, stop) if n.text not in {x.text for x in excluded}]
    parties, brokers = _sides(scene, act, caller, action, first, begin, stop)
    return scene.make(
        Ceasefire,
        left,
        right,
        trigger=anchor,
        action=action,
        areas=tuple(areas),
        excluded=tuple(excluded),
        parties=tuple(parties),
        brokers=tuple(brokers),
        starts=terms.starts,
        hours=terms.hours,
        starts_at=terms.starts_at,
        daily=terms.daily,
    )


def _quote(thing: Thing | None, act: Act | None, action: str) -> tuple[int, int, int]:
    """(anchor, first, last): the act with the thing where they stand close, else the one that states it."""
    if thing is None or act is None:
        at = act.at if act else thing.first if thing else 0
        return at, at, (at + 4 if act or thing is None else thing.last + 2)
    if act.at >= thing.last:
        return act.at, (thing.first if act.at - thing.first <= NEAR else act.at), act.at + 3
    if action in QUOTED_BY_ACT:
        return act.at, act.at, max(thing.last, act.at + 3)
    if thing.first - act.at <= NEAR:
        return thing.first, act.at, thing.last
    return thing.first, thing.first, thing.last + 2


def _terms(scene: Scene, first: int, begin: int, stop: int, action: str) -> Terms:
    after = read_terms(scene.sentence, begin, stop, action)
    if after.hours or after.starts:
        return after
    before = read_terms(scene.sentence, first, begin, action)
    return before if action in ("started", "extended") else after


def _areas(scene: Scene, thing: Thing | None, act: Act | None, begin: int, stop: int) -> list[Name]:
    s = scene.sentence
    found = where.areas_after(s, begin, stop)
    if not found and act and thing and act.at < thing.first:
        found = where.areas_before(s, act.at, thing.first)
    return where.as_names(found)


def _sides(scene: Scene, act: Act | None, caller: Act | None, action: str, first: int, begin: int, stop: int) -> tuple[list[Name], list[Name]]:
    """(parties, brokers)."""
    s = scene.sentence
    parties = sides.between(s, begin, stop) or sides.between(s, first, begin)
    named = sides.brokers(s, first, stop)
    if action == "called_for" and act:
        speakers, to = sides.speaker_of(scene, act.at)
        return parties or to, speakers or named or sides.subject(scene, act, stop)
    if act is None:
        return parties, named
    doers = sides.subject(scene, caller or act, stop)
    if action in SIDED:
        return doers or parties, named
    if action == "holding":
        return parties or (doers if not sides.is_third(doers) else []), named
    if action in ("agreed", "negotiated"):
        if sides.is_third(doers):
            return parties, named or doers
        return [*doers, *(n for n in parties if n.text not in {d.text for d in doers})], named
    return parties, named
