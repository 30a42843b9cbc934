"""From sentences to claims: run the rules on their triggers, sentence by sentence, carrying the discourse along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from marsad.extract.dateline import dateline
from marsad.extract.mentions import find_mentions, find_setting
from marsad.extract.reader import read_sentences, read_tokens
from marsad.extract.theme import is_about_conflict
from marsad.extract.weigh.weigh import set_aside
from marsad.grammar.rule import Rule
from marsad.grammar.scene import Discourse, Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.discourse import attribute, remember
from marsad.languages.ar.rules import BOOK
from marsad.languages.ar.rules.casualties.struck import struck
from marsad.languages.ar.words import learn_vocabulary
from marsad.model.claim import Claim, Statement
from marsad.model.mention import Place
from marsad.resolve.ground import Ground, ground_of
from marsad.resolve.index import index
from marsad.resolve.settle import settle
from marsad.text.furniture import without_furniture

YEARS = (1000, 9000)
SOURCES = frozenset({"according", "relay", "counts"})  # words that name a source in a sentence that may tell nothing else
ORDER = ("statement", "incident", "ceasefire", "casualties", "meeting")


def scenes(text: str, day: dt.date | None) -> list[Scene]:
    """Every sentence of the text with its mentions, sources and claims, in order; none where it is not about conflict."""
    read = list(read_scenes(text, day))
    set_aside(read)
    return read


def read_scenes(text: str, day: dt.date | None) -> Iterator[Scene]:
    """The sentences as the rules leave them, before the claims of the whole report are weighed."""
    learn_vocabulary(index().words())
    if not is_about_conflict(text):
        return
    day = _calendar_day(day or dateline(text))
    text = without_furniture(text)
    toks = read_tokens(text)
    discourse = Discourse()
    for sentence in read_sentences(text, toks, day):
        scene = Scene(sentence, discourse, day)
        triggers = _triggers(sentence)
        find_mentions(sentence) if triggers or not sentence.held.isdisjoint(SOURCES) else find_setting(sentence)
        for kind in ORDER:
            for i, rules in triggers.get(kind, ()):
                for rule in rules:
                    scene.rule = rule.name
                    scene.claims.extend(rule.read(scene, i))
            if kind == "statement":
                scene.scopes = attribute(scene)
        scene.claims = best_cover(struck(scene))
        remember(scene)
        yield scene


def _calendar_day(day: dt.date | None) -> dt.date | None:
    """The day to reckon from; None for a year so far off that reckoning would leave the calendar."""
    return day if day and YEARS[0] <= day.year <= YEARS[1] else None


def claims_of(text: str, day: dt.date | None) -> list[Claim]:
    """All claims of the text in the order of their quotes, their names resolved."""
    found, ground = read(text, day)
    return sorted(settle(found, ground), key=lambda c: (c.span, c.kind, c.type))


def read(text: str, day: dt.date | None) -> tuple[list[Claim], Ground]:
    """The claims of the text, sentence by sentence, and what their names are to be resolved on."""
    found: list[Claim] = []
    places: list[Place] = []
    for scene in scenes(text, day):
        found += scene.claims
        places += scene.sentence.places
    return found, ground_of(found, day, text, places)


def _triggers(s: Sentence) -> dict[str, list[tuple[int, tuple[Rule, ...]]]]:
    """For each kind the tokens on which rules stand, in order, and those rules."""
    out: dict[str, list[tuple[int, tuple[Rule, ...]]]] = {}
    for i, classes in zip(range(len(s.tokens)), s.classes, strict=False):
        if classes:
            for kind, rules in rules_for(classes):
                out.setdefault(kind, []).append((i, rules))
    return out


@cache
def rules_for(classes: frozenset[str]) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """By kind, the rules that stand on any of the classes, in the order they were written."""
    wanted = {rule.name for cls in classes for rule in BOOK.by_class.get(cls, ())}
    found = [rule for rule in BOOK.rules if rule.name in wanted]
    return tuple((kind, made) for kind in ORDER if (made := tuple(rule for rule in found if rule.kind == kind)))


def best_cover(claims: list[Claim]) -> list[Claim]:
    """The claims without those whose trigger an earlier claim of the same kind already holds (one trigger, one claim a kind and type)."""
    kept: list[Claim] = []
    for claim in claims:
        if not any(_same(claim, k) for k in kept if k.kind == claim.kind):
            kept.append(claim)
    return kept


def _same(a: Claim, b: Claim) -> bool:
    if a.kind == "incident" and a.type == b.type and a.trigger.overlaps(b.span):
        return True
    return a.trigger.overlaps(b.trigger) and (a.span == b.span or isinstance(a, Statement) or a.type == b.type)
