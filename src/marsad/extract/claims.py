"""From sentences to claims: run the rules on their triggers, sentence by sentence, carrying the discourse along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from marsad.extract.mentions import find_mentions
from marsad.extract.reader import read_sentences
from marsad.grammar.scene import Discourse, Scene
from marsad.languages.ar.discourse import attribute, remember
from marsad.languages.ar.rules import BOOK
from marsad.model.claim import Claim, Statement

ORDER = ("statement", "incident", "ceasefire", "casualties", "meeting")


def scenes(text: str, day: dt.date | None) -> Iterator[Scene]:
    """Every sentence of the text with its mentions, sources and claims, in order."""
    discourse = Discourse()
    for sentence in read_sentences(text, day):
        find_mentions(sentence)
        scene = Scene(sentence, discourse, day)
        for kind in ORDER:
            _apply(scene, kind)
            if kind == "statement":
                scene.scopes = attribute(scene)
        scene.claims = best_cover(scene.claims)
        remember(scene)
        yield scene


def claims_of(text: str, day: dt.date | None) -> list[Claim]:
    """All claims of the text in the order of their quotes."""
    found = [c for scene in scenes(text, day) for c in scene.claims]
    return sorted(found, key=lambda c: (c.span, c.kind, c.type))


def _apply(scene: Scene, kind: str) -> None:
    """Run the rules of one kind on every trigger of the sentence, from its first token to its last."""
    s = scene.sentence
    for i, tok in enumerate(s.tokens):
        classes = tok.word.classes
        if i in s.phrases:
            classes = classes | {e.cls for _, e in s.phrases[i]}
        for rule in dict.fromkeys(r for cls in sorted(classes) for r in BOOK.by_class.get(cls, ()) if r.kind == kind):
            scene.rule = rule.name
            scene.claims.extend(rule.read(scene, i))


def best_cover(claims: list[Claim]) -> list[Claim]:
    """The claims without those whose trigger an earlier claim of the same kind already holds (one trigger, one claim a kind and type)."""
    kept: list[Claim] = []
    for claim in claims:
        if not any(_same(claim, k) for k in kept):
            kept.append(claim)
    return kept


def _same(a: Claim, b: Claim) -> bool:
    if a.kind != b.kind:
        return False
    if a.kind == "incident" and a.type == b.type and a.trigger.overlaps(b.span):
        return True
    return a.trigger.overlaps(b.trigger) and (a.span == b.span or isinstance(a, Statement) or a.type == b.type)
