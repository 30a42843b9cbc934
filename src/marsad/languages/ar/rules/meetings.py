"""Meetings: talks, calls, visits and contacts between named sides."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.book import BOOK
from marsad.model.claim import Claim, Meeting


@BOOK.rule("meeting", "meeting")
def told(scene: Scene, i: int) -> Iterator[Claim]:
    """«اتصال هاتفي مع المبعوث الدولي»: the noun of an encounter."""
    entry = scene.sentence.entry(i, "meeting")
    if entry and scene.sentence.actors:
        names = tuple(scene.sentence.name(a.first, a.last, id=a.id) for a in scene.sentence.actors[:2])
        yield scene.make(Meeting, i, i + 4, trigger=i, mode=entry.code, participants=names)
