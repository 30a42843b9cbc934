"""Several windows of one ceasefire: «الأولى مدتها 24 ساعة في دمشق، والثانية مدتها 72 ساعة في …», «ثم 24 ساعة أخرى»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires.acts import Act
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.memory import named_before
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Ceasefire, Claim
from marsad.model.mention import Time

BEFORE, SINCE = 8, 2
MORE = frozenset("اخري اضافيه جديده اخر اضافي".split())
TERMED = frozenset({"agreed", "started", "extended"})


def windows(scene: Scene, told: Told) -> list[Told]:
    """One telling for each numbered window of what is told; empty where it has none."""
    s = scene.sentence
    if told.action not in TERMED or told.thing is None:
        return []
    heads = [j for j in range(told.begin, len(s.tokens)) if _heads_window(s, j)]
    ends = [*heads[1:], len(s.tokens)]
    if len(heads) < 2:
        return []
    return [Told(told.action, None, None, j, end, None, told.begin) for j, end in zip(heads, ends, strict=True)]


def _heads_window(s: Sentence, j: int) -> bool:
    """True for an ordinal with a length after it («الأولى مدتها 24 ساعة», «والثانية لمدة 48 ساعة»)."""
    if not s.has(j, "ordinal") or "ال" not in s.tokens[j].word.prefix and not s.key(j).startswith(("ال", "وال")):
        return False
    time = _length_at(s, j + 1)
    return time is not None


def _length_at(s: Sentence, j: int) -> Time | None:
    return next((t for t in s.times if t.hours and t.first <= j < t.last), None)


@BOOK.rule("ceasefire", "lasting")
def second_terms(scene: Scene, i: int) -> Iterator[Claim]:
    """«أعلنت هدنة تستمر 24 ساعة في العاصمة ولمدة 72 ساعة في محافظة اللاذقية»: another length for another place."""
    s = scene.sentence
    made = [c for c in scene.claims if isinstance(c, Ceasefire)]
    if not made or not made[-1].hours or any(c.trigger.end > s.tokens[i].start for c in made):
        return
    time = s.starting(s.times, i)
    first = i if has_conjunction(s.tokens[i]) else _place_before(s, i)
    if first is None or time is None or not time.hours or time.hours == made[-1].hours and first == i:
        return
    told = Told(made[-1].action, None, Act(i, "deal"), first, clause(s, i)[1])
    yield _dated_as(ceasefire(scene, told), made[-1])


def _place_before(s: Sentence, i: int) -> int | None:
    """The token of «وفي» whose place ends right before token i («وفي ريف اللاذقية لمدة ثلاثة أيام»)."""
    place = s.places.ends.get(i)
    return place.first - 1 if place and s.key(place.first - 1) == "وفي" else None


def _dated_as(claim: Ceasefire, first: Ceasefire) -> Ceasefire:
    """The claim with the beginning of the first window where it tells none of its own, announced with it."""
    claim = replace(claim, declared_at=claim.declared_at or first.declared_at)
    return claim if claim.starts else replace(claim, starts=first.starts, starts_at=first.starts_at)


@BOOK.rule("ceasefire", "shift")
def again(scene: Scene, i: int) -> Iterator[Claim]:
    """«بدأت الهدنة ليل الجمعة لمدة 24 ساعة، ثم 24 ساعة أخرى من مساء الأحد»: a further length is an extension."""
    s = scene.sentence
    if s.key(i) not in MORE or not named_before(scene, SINCE):
        return
    time = _length_at(s, i - 1)
    if time is None or not (s.key(time.first - 1) in ("ثم", "ف") or s.tokens[time.first].key.startswith("ف")):
        return
    if any(isinstance(c, Ceasefire) and c.action in TERMED for c in scene.claims):
        yield ceasefire(scene, Told("extended", None, None, time.first, min(clause(s, i)[1], i + BEFORE)))
