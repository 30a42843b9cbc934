"""Whom a protest is against: whom it denounces, wants gone, or asks for something; before whose seat it stands is a place."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_verb, name, phrase_end
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.model.claim import Name
from marsad.model.mention import Actor

REACH, INSIDE = 40, 8
PROTESTS = frozenset({"protest", "riot"})
CLITIC = {"with": "ب", "to": "ل"}


def protested(s: Sentence, i: int, code: str, struck: list[Name]) -> list[Name]:
    """The side that the protest or riot at token i is against: whom it struck, or the first grievance behind it.

    A violent crowd is first of all against whom it struck, a peaceful one against whom it is aggrieved by.
    """
    if code not in PROTESTS or code == "riot" and struck:
        return struck
    found = (_aggrieved(s, j) for j in s.among(i + 1, i + REACH, "grievance"))
    return next((names for names in found if names), None) or struck


def are_protesters(s: Sentence, names: list[Name]) -> bool:
    """True where one of the names is of protesters («عشرات المحتجين»)."""
    spans = [n.span for n in names]
    return any(
        s.tokens[j].start < span.end and span.start < s.tokens[j].end for j in s.having("crowd") if _protests(s, j) for span in spans
    )


def _protests(s: Sentence, j: int) -> bool:
    entry = s.entry(j, "crowd")
    return entry is not None and entry.code == "protester"


def _aggrieved(s: Sentence, j: int) -> list[Name]:
    """Whom the words of grievance at j are about: «احتجاجا على X», «تنديدا بـX», «مناهضة لـX», «مطالبين X», «للمطالبة برحيل X»."""
    entry = s.entry(j, "grievance")
    at = s.end_of(j, "grievance")
    if entry is None or at >= len(s.tokens):
        return []
    if entry.code in CLITIC:
        return _side(s, at) if s.key(at).startswith(CLITIC[entry.code]) else []
    if entry.code == "demand":
        removed = s.has(at, "removal") and s.key(at).startswith("ب")
        return _side(s, at + 1) if removed else [] if s.key(at).startswith("ب") else _actor(s, at, at + 1)
    return _side(s, at)


def _side(s: Sentence, at: int) -> list[Name]:
    """The actor at `at` or inside the noun phrase there («احتجاجا على سياسة الحكومة»), else who has a word for people there."""
    end = at + 1
    while end < min(at + INSIDE, len(s.tokens)) and not s.tokens[end].mark and not is_verb(s.tokens[end]) and not s.has(end, "sub", "rel"):
        end += 1
    return _actor(s, at, end) or _people(s, at)


def _actor(s: Sentence, first: int, last: int) -> list[Name]:
    found: Actor | None = next((a for a in s.actors if first <= a.first < last and a.sort != "adjective"), None)
    return agents_from(s, found.first)[0][:1] if found else []


def _people(s: Sentence, at: int) -> list[Name]:
    known = at < len(s.tokens) and s.has(at, "people", "national", "title", "actor_head", "side")
    return [name(s, at, max(phrase_end(s, at), at + 1))] if known else []
