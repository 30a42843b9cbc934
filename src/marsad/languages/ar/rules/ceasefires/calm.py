"""Calms: `هدوء` that reigns, is wary, or lasts a night."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.grammar.scene import Scene
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires.acts import Act
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.memory import keep
from marsad.languages.ar.rules.ceasefires.things import Thing
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.languages.ar.rules.ceasefires.where import as_names
from marsad.model.claim import Ceasefire, Claim, Name

NEAR = 3


@BOOK.rule("ceasefire", "calm")
def reigns(scene: Scene, i: int) -> Iterator[Claim]:
    """«ساد هدوء حذر مدينة حلب منذ الفجر»: a calm that reigns, is wary, or lasts a night."""
    s = scene.sentence
    if s.tokens[i].word.suffix or any(isinstance(c, Ceasefire) and c.trigger.start == s.tokens[i].start for c in scene.claims):
        return
    near = [j for j in range(max(0, i - NEAR - 2), min(i + NEAR + 1, len(s.tokens))) if s.has(j, "calm_reigns")]
    near = [j for j in near if i - j <= NEAR or (e := s.entry(j, "calm_reigns")) and e.code == "enjoys"]
    timed = any(i < t.first <= i + 2 for t in s.times)
    if not near and not timed or any(_governs(scene, j) for j in range(max(0, i - 2), i)):
        return
    keep(scene, "holding")
    first, stop = clause(s, i)
    thing = Thing(i, i + 1, "calm", False, False)
    claim = ceasefire(scene, Told("holding", thing, Act(i, "cover") if near else None, first, stop))
    enjoyed = next((j for j in near if j < i and (e := s.entry(j, "calm_reigns")) and e.code == "enjoys"), None)
    yield replace(claim, areas=_of_those(scene, enjoyed) or claim.areas) if enjoyed is not None else claim


def _governs(scene: Scene, j: int) -> bool:
    """True for a word before the calm that says something else of it; that it goes on is what is told."""
    s = scene.sentence
    entry = s.entry(j, "truce_act")
    return s.has(j, "neg", "past_mention") or entry is not None and entry.code != "hold"


def _of_those(scene: Scene, verb: int) -> tuple[Name, ...]:
    """The places that enjoy the calm, right after the verb or before it («تتمتع مدينة هرات بهدوء نسبي»)."""
    s = scene.sentence
    after = next((p for p in s.places if verb < p.first <= verb + 3), None)
    before = next((p for p in reversed(s.places) if p.last <= verb and verb - p.last <= NEAR), None)
    first = after or before
    if first is None:
        return ()
    listed = [
        p
        for p in s.places
        if p.first >= first.first and (p is first or s.tokens[p.first].key.startswith("و") and p.first < first.last + NEAR)
    ]
    return tuple(as_names(listed if first is after else [first]))
