"""Verbs that make a truce by themselves: «هادن», «تصالح»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.phrases import clause, is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires.acts import Act, is_negated
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.memory import keep
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Claim


@BOOK.rule("ceasefire", "truce_verb")
def makes_truce(scene: Scene, i: int) -> Iterator[Claim]:
    """«هادن الفصيل قوات النظام في مدينة التل»: a truce told by a verb alone."""
    s = scene.sentence
    entry = s.entry(i, "truce_verb")
    if entry is None or not is_verb(s.tokens[i]) or entry.person == "1" or is_negated(s, i) or s.tokens[i].word.prefix.endswith("س"):
        return
    keep(scene, entry.code)
    first, stop = clause(s, i)
    yield ceasefire(scene, Told(entry.code, None, Act(i, "reach", verb=True), first, stop))
