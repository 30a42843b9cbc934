"""Discourse: whose words a sentence gives, and what it leaves behind for the next one."""

from __future__ import annotations

from marsad.grammar.scene import Scene, Scope
from marsad.model.claim import Statement


def attribute(scene: Scene) -> list[Scope]:
    """The scopes of the sentence: what each of its statements covers, with the source chain, nearest first."""
    s = scene.sentence
    out = []
    for claim in scene.claims:
        if isinstance(claim, Statement) and claim.speaker:
            first = next(i for i, t in enumerate(s.tokens) if t.end >= claim.span.end)
            out.append(Scope(first + 1, len(s.tokens), (*claim.speaker, *claim.source)))
    return out


def remember(scene: Scene) -> None:
    """Leave the sentence's last speaker, places and time to the sentences after it."""
    d = scene.discourse
    spoken = [c for c in scene.claims if isinstance(c, Statement) and c.speaker]
    if spoken:
        d.speaker = spoken[-1].speaker
    if scene.sentence.places:
        d.places = tuple(scene.sentence.places)
    if scene.sentence.times:
        d.time = scene.sentence.times[-1]
