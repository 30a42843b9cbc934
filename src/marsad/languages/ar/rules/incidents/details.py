"""Details of an incident that the codebook keeps but does not score: with what, on what kind of site, how many times."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.languages.ar.phrases import clause
from marsad.model.claim import Name

REACH = 12
OTHER = ("speech", "harm", "aside")


def weapons_of(scene: Scene, i: int, last: int) -> tuple[Name, ...]:
    """The weapons named with the incident at tokens [i, last), before another act is told."""
    s = scene.sentence
    found: list[Name] = []
    if "weapon" not in s.held:
        return ()
    own = _own(scene, i, last)
    for j in s.among(own.start, own.stop, "weapon"):
        if not found or found[-1].span.end < s.tokens[j].start:
            found.append(s.name(j, s.end_of(j, "weapon")))
    return tuple(found)


def site_of(scene: Scene, i: int, last: int) -> str | None:
    """The code of what was struck (hospital, school, market, …), so that grave violations can be told apart; None if unsaid."""
    s = scene.sentence
    if "site" not in s.held:
        return None
    own = _own(scene, i, last)
    return next((entry.code for j in s.among(own.start, own.stop, "site") if (entry := s.entry(j, "site"))), None)


def count_of(scene: Scene, i: int) -> int | None:
    """How many strikes or shells: the exact figure right before the trigger («13 غارة»)."""
    number = next((n for n in scene.sentence.numbers if n.last == i), None)
    return number.min if number and number.min is not None and number.min == number.max and not number.ordinal else None


def _own(scene: Scene, i: int, last: int) -> range:
    """The tokens that speak of this incident: from its trigger to the next act, speech or count of the harmed."""
    s = scene.sentence
    end = min(clause(s, last - 1)[1], last + REACH)
    ends = [*s.among(last, last + 2, *OTHER), *s.among(last + 2, end, "incident", *OTHER), end]
    return range(i, min(ends))
