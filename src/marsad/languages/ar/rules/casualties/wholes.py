"""The figure that others were counted among: the whole of «145 منهم», of «145 من هؤلاء» and of the lines of a list."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.casualties.figures import figures_of
from marsad.languages.ar.rules.casualties.people import OF_THEM, Group
from marsad.model.claim import Casualties

OF_THESE = frozenset({"هولاء", "اوليك"})
WIDER = frozenset({"killed_or_wounded", "detained", "abducted"})


def larger(scene: Scene, group: Group, outcome: str) -> Casualties | None:
    """The whole that the group names itself a part of: the nearest larger figure of the same people; else None."""
    s = scene.sentence
    these = s.key(group.last) == "من" and s.key(group.last + 1) in OF_THESE
    if group.min is None or not (these or s.key(group.last - 1) in OF_THEM):
        return None
    start = s.tokens[group.first].start
    nearest = sorted((c for c in figures_of(scene) if c.span.end <= start), key=lambda c: -c.span.end)
    known = [*nearest, scene.discourse.whole]
    return next((c for c in known if c and (c.min or 0) > group.min and c.of is None and c.outcome in {outcome, *WIDER}), None)


def whole_of_list(scene: Scene, outcome: str) -> Casualties | None:
    """The figure that the lines of a list divide: the one of that outcome in the sentence that opens it, else the one before."""
    told = [c for c in figures_of(scene) if c.outcome == outcome and c.of is None and c.min]
    before = scene.discourse.whole
    return told[-1] if told else before if before and before.outcome == outcome and before.min else None
