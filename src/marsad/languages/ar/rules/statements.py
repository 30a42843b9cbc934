"""Statements: who is reported to say, demand, reject, deny, threaten, promise or support."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.phrases import names_from
from marsad.languages.ar.rules.book import BOOK
from marsad.model.claim import Claim, Statement


@BOOK.rule("statement", "speech")
def verb_then_speaker(scene: Scene, i: int) -> Iterator[Claim]:
    """«وقال المتحدث باسم الوزارة إن الهدنة صامدة»: the speaker follows the verb; an unnamed one is whoever spoke last."""
    s = scene.sentence
    entry = s.entry(i, "speech")
    if entry is None:
        return
    names, last = names_from(s, i + 1)
    speaker = tuple(names) or scene.discourse.speaker
    yield scene.make(Statement, i, max(last, i + 2), trigger=i, act=entry.code, speaker=speaker)
