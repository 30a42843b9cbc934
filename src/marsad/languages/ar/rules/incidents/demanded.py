"""What is only called for: `دعا إلى إطلاق سراح المعتقلين`, `طالب بانسحاب الميليشيات`. The codebook keeps it out."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Statement

ASKED = frozenset("release withdrawal aid deployment seizure displacement arrest".split())
JOINING = frozenset({"الي", "علي", "ب", "ل", "سرعه", "ضروره", "بسرعه", "بضروره", "لسرعه"})
REACH = 9


def _is_asked_by_crowd(s: Sentence, i: int) -> bool:
    """True for what a crowd is there to ask for («مطالبين | بإطلاق سراح أبنائهم»)."""
    asked = s.entry(i - 1, "grievance") if i else None
    entry = s.entry(i, "incident")
    if asked is None or asked.code != "demand" or entry is None or entry.pos != "noun" or entry.code not in ASKED:
        return False
    return s.tokens[i].word.prefix.startswith("ب")


def is_demanded(scene: Scene, i: int) -> bool:
    """True for a noun at token i that is what a demand right before it asks for, no other act between."""
    s = scene.sentence
    if _is_asked_by_crowd(s, i):
        return True
    if not any(isinstance(c, Statement) and c.act == "demand" for c in scene.claims):
        return False
    entry = s.entry(i, "incident") or s.entry(i, "carry") or s.entry(i, "pullout") or s.entry(i, "incident_by")
    if entry is None or entry.pos != "noun" or entry.cls in ("incident", "incident_by") and entry.code not in ASKED:
        return False
    joined = s.key(i - 1) in JOINING or s.tokens[i].word.prefix.lstrip("وف").startswith(("ب", "ل"))
    said = [c for c in scene.claims if isinstance(c, Statement) and c.trigger.start < s.tokens[i].start]
    if not said or (last := max(said, key=lambda c: c.trigger.start)).act != "demand":
        return False
    at = next(k for k, t in enumerate(s.tokens) if t.end > last.trigger.start)
    between = range(at + 1, i)
    if len(between) > REACH or any(s.tokens[k].mark not in ("", '"', "«", "»", "“", "”") for k in between):
        return False
    if not joined and not all(s.covering(s.actors, k) is not None or s.has(k, "side") for k in between):
        return False
    return not any(s.has(k, "sub", "rel", "speech", "stopping", "light") or is_act(s, k) for k in between)
