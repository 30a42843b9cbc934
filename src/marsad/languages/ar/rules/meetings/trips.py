"""Journeys made for talks: «توجه إلى أنقرة للقاء نظيره» is one encounter, told where the talks are named."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.rules.meetings.sides import sides_of
from marsad.model.claim import Name

REACH, NEAR = 18, 3
AIMS = ("لقاء", "اجتماع", "محادثات", "مباحثات", "مشاورات", "مفاوضات")
FACE = ("لقاء", "اجتماع")
TOWARDS = frozenset("اجل بهدف بغيه لاجراء لعقد اجراء عقد".split())


@dataclass(frozen=True, slots=True)
class Trip:
    """Who travels where, in the sentence of that number, from token `at` on."""

    sentence: int
    at: int
    goers: tuple[Name, ...]
    places: tuple[Name, ...]


def trip_for(scene: Scene, i: int, last: int, goers: tuple[Name, ...], places: tuple[Name, ...]) -> str | None:
    """`meets` where talks with named sides are what the journey at token i is for, `talks` where it is for talking, else None."""
    s = scene.sentence
    for k in range(i + 1, min(last + REACH, len(s.tokens))):
        if s.tokens[k].mark and s.tokens[k].mark in ".؛:؟" or s.has(k, "speech") or s.has(k, "meet") and is_verb(s.tokens[k]):
            break
        if _is_aim(s, k) and sides_of(s, k, s.end_of(k, "meeting"))[0]:
            scene.discourse.memory["trip"] = Trip(s.number, i, goers, places)
            return "meets" if s.tokens[k].word.stem.startswith(FACE) else None
        if s.has(k, "trip_aim") and not (_is_aim(s, k + 1) and sides_of(s, k + 1, s.end_of(k + 1, "meeting"))[0]):
            return "talks"
    return None


def trip_from(scene: Scene, i: int) -> Trip | None:
    """The journey told in this sentence whose aim is the encounter at token i."""
    found: Trip | None = scene.discourse.memory.get("trip")
    s = scene.sentence
    return found if found is not None and found.sentence == s.number and found.at < i and _is_aim(s, i) else None


def _is_aim(s: Sentence, k: int) -> bool:
    """True for «للقاء», «للاجتماع مع», «من أجل لقاء», «لإجراء محادثات»."""
    if not s.has(k, "meeting") or s.tokens[k].word.suffix:
        return False
    aimed = s.tokens[k].word.prefix.startswith("ل") and s.tokens[k].word.stem.startswith(AIMS)
    return aimed or any(s.key(j) in TOWARDS for j in range(max(0, k - NEAR + 1), k))
