"""Who the harmed are: the tags of a group of people from its nouns, adjectives and the side it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.grammar.sentence import Sentence

TAGS = ("civilians", "combatants", "security_forces", "children", "women", "medics", "journalists", "aid_workers", "foreigners")
PEOPLE = ("people", "national", "post", "title")
CODED = ("people", "side")  # classes whose codes are tags
PROFESSIONS = frozenset({"security_forces", "medics", "aid_workers", "journalists"})
INHERITED = frozenset({"civilians", "combatants", "security_forces"})


def noun_code(s: Sentence, i: int) -> str | None:
    """The tag of the people noun at token i, `person` where it tells nothing, None where it is none."""
    for cls in ("people", "national", "post", "title"):
        if (entry := s.entry(i, cls)) is not None:
            return entry.code if entry.code in TAGS else "person"
    return None


def tags(s: Sentence, indices: Iterable[int]) -> tuple[str, ...]:
    """The tags that the words at these tokens give, in the order of the codebook.

    Members of the police are no combatants (`عناصر من الشرطة`), nor are the medics of a side.
    """
    found = {code for i in indices for code in _codes(s, i)}
    if found & PROFESSIONS:
        found.discard("combatants")
    return tuple(tag for tag in TAGS if tag in found)


def _codes(s: Sentence, i: int) -> list[str]:
    return [e.code for cls in CODED if (e := s.entry(i, cls)) is not None and e.code in TAGS] if s.has(i, *CODED) else []


def inherited(who: tuple[str, ...]) -> tuple[str, ...]:
    """What «30 آخرين» takes over from the figure before it: a part's own tags (children, women) stay behind."""
    return tuple(tag for tag in who if tag in INHERITED)
