"""Calms: `هدوء` that reigns, is wary, or lasts a night."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires.chain import Act
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.memory import keep
from marsad.languages.ar.rules.ceasefires.things import Thing
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Ceasefire, Claim

NEAR = 3


@BOOK.rule("ceasefire", "calm")
def reigns(scene: Scene, i: int) -> Iterator[Claim]:
    """«ساد هدوء حذر مدينة حلب منذ الفجر»: a calm that reigns, is wary, or lasts a night."""
    s = scene.sentence
    if s.tokens[i].word.suffix or any(isinstance(c, Ceasefire) and c.trigger.start == s.tokens[i].start for c in scene.claims):
        return
    near = [j for j in range(max(0, i - NEAR), min(i + NEAR + 1, len(s.tokens))) if s.has(j, "calm_reigns")]
    timed = any(i < t.first <= i + 2 for t in s.times)
    if not near and not timed or any(s.has(j, "truce_act", "neg", "past_mention") for j in range(max(0, i - 2), i)):
        return
    keep(scene, "holding")
    first, stop = clause(s, i)
    thing = Thing(i, i + 1, "calm", False, False)
    yield ceasefire(scene, Told("holding", thing, Act(i, "cover") if near else None, first, stop))
