"""Local deals by which fighters leave and that no word of calm names: `اتفاق أبرمته الفصائل مع روسيا`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires.acts import Act
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.memory import keep, used
from marsad.languages.ar.rules.ceasefires.things import Thing, things
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.languages.ar.speech.who import skip_adverbs
from marsad.model.claim import Claim, Incident, Name

MADE = group("deal_made")
TO_IT = frozenset({"اليه", "اليها", "عنه"})
SIDES = frozenset({"named", "actor_head"})
PLAIN = group("kind_of_deal")
ARMED = frozenset({"group", "force", "people", "unit"})
NO_DEAL = frozenset({"اي", "لاي", "باي", "دون", "بدون", "لا", "بلا", "كل"})
NEAR, WHOLE, AROUND = 4, 14, 12


@BOOK.rule("ceasefire", "short")
def made_between(scene: Scene, i: int) -> Iterator[Claim]:
    """«غادر المقاتلون دوما بموجب اتفاق أبرمته الفصائل مع روسيا»: a deal that sides make, told where fighters leave."""
    s = scene.sentence
    entry = s.entry(i, "short")
    if entry is None or entry.code != "deal" or entry.pos != "noun" or s.tokens[i].word.prefix.endswith(("ال", "لل")):
        return
    if not scene.discourse.memory.get("fighters left") or s.tokens[-1].mark == "؟" or things(scene) or i in used(scene):
        return
    if s.key(i - 1) in NO_DEAL or s.among(max(0, i - 4), i, "intent", "wish") or (at := _made(s, i)) is None or not _is_fought(s, i, at):
        return
    used(scene).update(range(i, at + 1))
    keep(scene, "agreed")
    stop = next((j for j in range(at, len(s.tokens)) if s.tokens[j].mark in (".", "؛")), len(s.tokens))
    thing = Thing(i, i + 1, "deal", False, False)
    claim = ceasefire(scene, Told("agreed", thing, Act(at, "reach"), i, min(stop, at + WHOLE), Act(at, "reach"), stop))
    yield claim if claim.areas else replace(claim, areas=_left(scene, i))


def _left(scene: Scene, i: int) -> tuple[Name, ...]:
    """The place that fighters left by the deal, told before it in its sentence."""
    start = scene.sentence.tokens[i].start
    left = [c for c in scene.claims if isinstance(c, Incident) and c.incident_type == "withdrawal" and c.places and c.trigger.start < start]
    return left[-1].places[:1] if left else ()


def _made(s: Sentence, i: int) -> int | None:
    """The token that says who makes the deal named at i: a verb of making before a side, or `بين` and `مع` before one."""
    for j in range(i + 1, min(len(s.tokens), i + 1 + NEAR)):
        if s.tokens[j].mark:
            return None
        if s.key(j) in MADE:
            k = skip_adverbs(s, j + 1 + (s.key(j + 1) in TO_IT))
            return j if _is_side(s, k) else None
        if s.key(j) in ("بين", "مع"):
            return j if _is_side(s, j + 1) else None
        if s.key(j) not in PLAIN and s.key(j) not in TO_IT:
            return None
    return None


def _is_fought(s: Sentence, i: int, at: int) -> bool:
    """True where one of the sides named near the deal is an armed one («الفصائل», «جيش الإسلام»), not only states."""
    near = (a for a in s.actors if i - AROUND <= a.first <= at + AROUND)
    return any(
        s.has(j, "side", "side_word") or (h := s.entry(j, "actor_head")) and h.code in ARMED for a in near for j in range(a.first, a.last)
    )


def _is_side(s: Sentence, k: int) -> bool:
    actor = s.starting(s.actors, k)
    return actor is not None and actor.sort in SIDES
