"""A second kind of strike told by an adjective alone: «هجمات جوية ومدفعية», «القصف الجوي وبالمدفعية»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.grammar.scene import Scene
from marsad.languages.ar.phrases import has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.model.claim import Claim, Incident

TYPES = {"air": "air_strike", "artillery": "shelling", "rocket": "shelling", "chemical": "chemical_attack"}
REACH = 4


@BOOK.rule("incident", "mode")
def joined(scene: Scene, i: int) -> Iterator[Claim]:
    """«شنت قوات النظام هجمات جوية ومدفعية على بلدة سرمدا»: the second way of striking is an incident of its own."""
    s = scene.sentence
    entry = s.entry(i, "mode")
    if entry is None or entry.code not in TYPES or not has_conjunction(s.tokens[i]):
        return
    near = s.tokens[max(0, i - REACH)].start
    told = [c for c in scene.claims if isinstance(c, Incident) and near <= c.trigger.start < s.tokens[i].start]
    if not told or told[-1].incident_type == TYPES[entry.code] or told[-1].incident_type not in TYPES.values():
        return
    span = s.span_of(i, i + 1)
    yield replace(told[-1], quote=span.of(s.text), span=span, trigger=span, rule=scene.rule, incident_type=TYPES[entry.code])
