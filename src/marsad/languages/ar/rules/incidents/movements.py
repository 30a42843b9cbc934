"""What is carried in and what is pulled out: relief that arrives (`نقلت طائرات مساعدات`), arms and fighters that leave (`سحب الدبابات`)."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.frame import read_frame
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.telling import has_wish, is_told
from marsad.model.claim import Claim, Incident

BEFORE, AFTER = 7, 4
FIGHTING = frozenset({"force", "group", "unit", "people"})
HANDED_OVER = frozenset({"تسليم", "سلم"})
STOPS = ("speech", "sub", "incident", "harm", "stopping")


@BOOK.rule("incident", "pullout")
def pulled_out(scene: Scene, i: int) -> Iterator[Claim]:
    """«سحبت الفصائل دباباتها من بلدة مورك»: what is taken out or handed over is arms, or fighters."""
    s = scene.sentence
    entry = s.entry(i, "pullout")
    if entry is None or entry.person == "1" or s.has(i, "incident") or not is_told(scene, i):
        return
    at = _object(s, i, arms_only=entry.lemma in HANDED_OVER)
    if at is None:
        return
    frame = read_frame(scene, i, i + 1, "withdrawal", entry.pos)
    frame.last = max(frame.last, at + 1)
    yield incident(scene, i, i + 1, "withdrawal", frame)


def _object(s: Sentence, i: int, *, arms_only: bool) -> int | None:
    """The token of the arms or fighters that the word at i takes out or hands over."""
    for j in range(i + 1, min(len(s.tokens), i + 1 + AFTER)):
        if s.tokens[j].mark or s.has(j, "prep", "sub", "rel"):
            return None
        if s.has(j, "pulled") or not arms_only and (head := s.entry(j, "actor_head")) is not None and head.code in FIGHTING:
            return j
    return None


@BOOK.rule("incident", "relief")
def carried_in(scene: Scene, i: int) -> Iterator[Claim]:
    """«نقلت ثلاث طائرات مساعدات إلى مطار عدن»: relief after a word of carrying."""
    s = scene.sentence
    at = _carrying(s, i)
    if at is None or s.has(i, "incident") or not is_told(scene, at) or _is_told_already(scene, at, i):
        return
    entry = s.entry(at, "carry")
    if entry is None or entry.person == "1" or entry.pos == "noun" and has_wish(s, at):
        return
    frame = read_frame(scene, at, at + 1, "aid", entry.pos)
    frame.against, frame.last = [], i + 1
    yield incident(scene, at, at + 1, "aid", frame)


def _carrying(s: Sentence, i: int) -> int | None:
    """The word of carrying that governs the relief at token i, in its clause."""
    for j in range(i - 1, max(-1, i - 1 - BEFORE), -1):
        if s.tokens[j].mark and s.tokens[j].mark in ".،؛:" or s.has(j, *STOPS):
            return None
        if s.has(j, "carry"):
            return j
    return None


def _is_told_already(scene: Scene, at: int, i: int) -> bool:
    """True where another claim of the sentence holds the word of carrying or the relief."""
    s = scene.sentence
    spans = [s.span_of(at, at + 1), s.span_of(i, i + 1)]
    return any(isinstance(c, Incident) and any(c.span.overlaps(span) for span in spans) for c in scene.claims)
