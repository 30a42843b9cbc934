"""Where an incident happened: the places its own clause names, told from places that only describe somebody or something else."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition
from marsad.model.claim import Incident, Name
from marsad.model.mention import Place

STATES = ("world/",)


def places_of(scene: Scene, i: int, last: int) -> list[Name]:
    """The places after the trigger at tokens [i, last) and before the next happening, else those before it in its clause."""
    s = scene.sentence
    after = _run(s, last, _next_happening(s, i, last), i)
    if after:
        return _names(after)
    first, _ = clause(s, i)
    start = next((j + 1 for j in range(i - 1, first - 1, -1) if s.has(j, "incident", "speech")), first)
    before = [p for p in s.places if start <= p.first < i and is_located(s, p, i)]
    return _names(before) or carried(scene, i, last)


def carried(scene: Scene, i: int, last: int) -> list[Name]:
    """The places of what was told just before in the sentence; of a pronoun on the trigger («تحاصرها»), the place named last."""
    s = scene.sentence
    told = [c for c in scene.claims if isinstance(c, Incident) and c.trigger.start < s.tokens[i].start]
    if told:
        return list(told[-1].places)
    if s.tokens[i].word.suffix and last == i + 1:
        return _names([p for p in s.places if p.last <= i and is_located(s, p, i)][-1:])
    return []


def _next_happening(s: Sentence, i: int, last: int) -> int:
    """The token at which something else begins to be told."""
    _, end = clause(s, i)
    for j in range(last, end):
        if s.has(j, "incident", "speech", "harm") and j > last + 1:
            return j
        if s.has(j, "aside") and j > last and not s.covering(s.places, j):
            return j
    return end


def _run(s: Sentence, first: int, end: int, trigger: int) -> list[Place]:
    return [p for p in s.places if first <= p.first < end and is_located(s, p, trigger)]


def is_located(s: Sentence, place: Place, trigger: int) -> bool:
    """False for a place inside somebody's name or title, and for a state named as a side («إسرائيل» without «في»)."""
    if any(a.first <= place.first and place.last <= a.last and (a.first < place.first or a.last > place.last) for a in s.actors):
        return False
    if place.first and s.tokens[place.first].depth and s.starting(s.actors, place.first) and s.key(place.first - 2) == "ل":
        return False
    if not _is_state(place) or place.first == trigger + 1:
        return True
    tok, before = s.tokens[place.first], place.first - 1
    return has_clitic_preposition(tok) or place.head is not None or s.has(before, "place_prep", "target_mark", "place_head")


def _is_state(place: Place) -> bool:
    return bool(place.id) and place.id.startswith(STATES)


def _names(places: list[Place]) -> list[Name]:
    return [Name(p.text, p.span, p.id) for p in places]
