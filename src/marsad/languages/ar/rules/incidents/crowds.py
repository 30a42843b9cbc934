"""Incidents of a crowd: protesters who gather (`احتشد المتظاهرون`), and marches (`خرج الآلاف في مسيرة`)."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, name
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.after import crowd as crowd_after
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.subjects import skip_adverbs
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Claim, Name

BEFORE, AFTER = 3, 5


@BOOK.rule("incident", "gather")
def gathered(scene: Scene, i: int) -> Iterator[Claim]:
    """«احتشد آلاف المتظاهرين أمام البرلمان في بيروت»: a verb of gathering, and protesters or a march with it."""
    s = scene.sentence
    entry = s.entry(i, "gather")
    if entry is None or entry.pos != "verb" or entry.person == "1" or s.has(i, "incident") or not is_told(scene, i):
        return
    crowd = _crowd(s, i)
    if crowd is None or any(s.has(j, "incident") for j in range(i + 1, crowd)):
        return
    last = max(i, crowd) + 1
    frame = Frame(by=_people(s, i, crowd), places=places_of(scene, i, last), when=when_of(scene, i, last), last=last)
    yield incident(scene, min(i, crowd), last, "protest", frame)


def _crowd(s: Sentence, i: int) -> int | None:
    """The token near the verb at i that says that it is a protest: protesters, or a march of people."""
    near = (*range(i + 1, min(len(s.tokens), i + 1 + AFTER)), *range(i - 1, max(-1, i - 1 - BEFORE), -1))
    return next((j for j in near if _protests(s, i, j)), None)


def _protests(s: Sentence, i: int, j: int) -> bool:
    """True for protesters, and for a march after the verb that is no drone."""
    entry = s.entry(j, "crowd")
    if entry is None or s.has(j + 1, "rel") or s.has(i - 1, "rel"):
        return False
    return entry.code == "protester" or entry.code == "march" and j > i and not s.has(j - 1, "craft")


def _people(s: Sentence, i: int, crowd: int) -> list[Name]:
    """The protesters at the token `crowd`, with the word of amount before them; of a march those who came out in it."""
    entry = s.entry(crowd, "crowd")
    if entry and entry.code == "protester":
        return agents_from(s, crowd)[0]
    found = crowd_after(s, i, skip_adverbs(s, i + 1))
    if found:
        return [n for n in found[0] if n.span.end <= s.tokens[crowd].start]
    return [name(s, *who)] if (who := _before(s, i)) else []


def _before(s: Sentence, i: int) -> tuple[int, int] | None:
    """The people right before a plural verb («كان الآلاف من السكان قد خرجوا»)."""
    at = i
    while at and (s.has(at - 1, "aux") or s.key(at - 1) in ("قد", "وقد")):
        at -= 1
    first = next((j for j in range(at - 1, max(-1, at - 3), -1) if s.has(j, "people", "national", "title")), None)
    return (first, at) if first is not None and not has_clitic_preposition(s.tokens[first]) else None
