"""Shootings told only by what people fell to: `قتل شاب برصاص الجيش`, `أصيب عاملان بطلقات نارية`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.force import flies
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.where import is_act, places_of
from marsad.model.claim import Claim, Name

HARM_REACH = 12
SHOT = frozenset({"killed", "wounded", "killed_or_wounded"})


@BOOK.rule("incident", "gunfire")
def shot(scene: Scene, i: int) -> Iterator[Claim]:
    """«قتل شابان برصاص الجيش الإسرائيلي في نابلس»: people fall to gunfire, and no other word tells the shooting."""
    s = scene.sentence
    end = s.end_of(i, "gunfire")
    if not _fell(s, i) or not is_told(scene, i):
        return
    by = _shooters(s, end)
    code = "air_strike" if any(flies(scene, n) for n in by) else "shelling" if s.has(end, "weapon") else "attack"
    yield incident(scene, i, end, code, Frame(by=by, places=places_of(scene, i, end), when=when_of(scene, i, end), last=end + 1))


def _fell(s: Sentence, i: int) -> bool:
    """True where a word of killing or wounding stands before it in the clause, nobody denies it, and no act is told beside it."""
    first, last = clause(s, i)
    harm = [j for j in s.among(max(first, i - HARM_REACH), i, "harm") if (e := s.entry(j, "harm")) is not None and e.code in SHOT]
    if not harm or s.among(max(first, harm[-1] - 2), harm[-1], "denial", "neg", "condition"):
        return False
    return not any(is_act(s, j) for j in s.among(first, last, "incident"))


def _shooters(s: Sentence, at: int) -> list[Name]:
    """Whose fire it was: the actor or people right behind («برصاص قناص», «بنيران إسرائيلية»)."""
    if at >= len(s.tokens) or s.tokens[at].mark or has_clitic_preposition(s.tokens[at]):
        return []
    return agents_from(s, at)[0] if s.starting(s.actors, at) or s.has(at, "people", "band", "national") else []
