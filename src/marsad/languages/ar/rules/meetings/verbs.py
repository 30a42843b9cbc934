"""Meetings by a verb: who met, called, received, visited or set out for whom or where."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.meetings.parts import between, is_traveller, meeting, place_of
from marsad.languages.ar.rules.statements.senses import FOREIGN_SUFFIXES
from marsad.languages.ar.speech.implied import implied
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.subject import subject_before
from marsad.languages.ar.speech.who import can_speak, skip_adverbs
from marsad.model.claim import Claim, Name


@BOOK.rule("meeting", "meet")
def met(scene: Scene, i: int) -> Iterator[Claim]:
    """«التقى وزير الخارجية المبعوث الدولي في جنيف»: a verb of encounter with its sides."""
    s = scene.sentence
    entry = s.entry(i, "meet")
    if entry is None or not is_verb(s.tokens[i]) or s.tokens[i].word.suffix in FOREIGN_SUFFIXES:
        return
    mode, _, frame = entry.code.partition(":")
    if entry.person == "1":
        return
    subject, first, last = _subject(scene, i, entry.person, implied_too=frame != "to")
    others, end = _others(s, last, frame)
    if not _told(scene, i, frame, subject, others):
        return
    places = _visited(s, last) if mode == "visit" else ()
    if mode == "visit" and not places:
        return
    made = meeting(scene, i, mode, (*subject, *others), first if 0 <= i - first < 5 else i, end, places)
    if made is not None:
        yield made


@BOOK.rule("meeting", "arrival")
def arrived(scene: Scene, i: int) -> Iterator[Claim]:
    """«ينتظر وصول المبعوث الدولي إلى دمشق»: the arrival of a person or a delegation."""
    s = scene.sentence
    j = i + 1
    if s.tokens[i].word.prefix.endswith("ال") or j >= len(s.tokens) or not can_speak(s, j):
        return
    names, last = speakers_from(s, j, placed=False)
    places = place_of(s, last)
    if places and is_traveller(scene, j, names) and (made := meeting(scene, i, "visit", names, i, last, places)):
        yield made


def _subject(scene: Scene, i: int, person: str, *, implied_too: bool) -> tuple[tuple[Name, ...], int, int]:
    """(names, first token, one past the last) of who meets."""
    s = scene.sentence
    before, first = subject_before(s, i)
    if before:
        return before, first, i + 1
    j = skip_adverbs(s, i + 1)
    names, last = speakers_from(s, j, split=True, placed=False)
    return (names, i, last) if names else (implied(scene, i, person) if implied_too else (), i, i + 1)


def _others(s: Sentence, j: int, frame: str) -> tuple[tuple[Name, ...], int]:
    """The other side, as the verb's frame wants it, and one past its last token."""
    if frame == "object":
        k = skip_adverbs(s, j)
        if s.key(k) == "في":
            comma = next((c for c in range(k + 1, min(k + 7, len(s.tokens))) if s.tokens[c].mark in ("،", ",")), None)
            place = next((p for p in s.places if k < p.first <= k + 3), None)
            k = skip_adverbs(s, comma if comma is not None else place.last if place is not None else k)
        if can_speak(s, k):
            return speakers_from(s, k, placed=False)
    if frame in ("object", "with", "by"):
        sides, end = between(s, j, ("مع",))
        return (sides, end) if sides else _glued(s, j)
    return (), j


def _glued(s: Sentence, j: int) -> tuple[tuple[Name, ...], int]:
    """The other side with `ب` written on it (`التقى بالمبعوث`), and one past its last token."""
    k = skip_adverbs(s, j)
    if k >= len(s.tokens) or not s.tokens[k].key.startswith("ب") or not has_clitic_preposition(s.tokens[k]):
        return (), j
    if not (s.starting(s.actors, k) or s.tokens[k].has("title", "actor_head", "delegate")):
        return (), j
    mention = s.starting(s.actors, k)
    end = mention.last if mention else max(k + 1, speakers_from(s, k + 1, placed=False)[1])
    return (s.name(k, end, id=mention.id if mention else None),), end


def _visited(s: Sentence, j: int) -> tuple[Name, ...]:
    """The place that is visited or reached: right behind, or after `إلى`."""
    k = skip_adverbs(s, j)
    place = s.starting(s.places, k) if k < len(s.tokens) else None
    return (s.name(place.first, place.last, id=place.id),) if place is not None else place_of(s, j)


def _told(scene: Scene, i: int, frame: str, subject: tuple[Name, ...], others: tuple[Name, ...]) -> bool:
    """True where enough is named: both sides, several who meet, a council, or a traveller."""
    s = scene.sentence
    if not subject:
        return False
    if frame == "to":
        return is_traveller(scene, min(skip_adverbs(s, i + 1), len(s.tokens) - 1), subject)
    if frame == "place":
        return True
    body = s.entry(i, "meet") is not None and s.entry(i, "meet").lemma == "اجتمع"  # type: ignore[union-attr]
    return bool(others) or body or len(subject) > 1 and frame == "object"
