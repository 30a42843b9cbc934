"""Making a statement: its quote, addressee, source and frame, alike for verbs, nouns and participles."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition
from marsad.languages.ar.speech.frames import Frame, enclosing, frames
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.who import can_speak, skip_adverbs
from marsad.model.claim import Name, Statement

OBJECTS = ("demand", "threaten")


def statement(
    scene: Scene,
    i: int,
    *,
    act: str,
    speaker: tuple[Name, ...],
    first: int,
    last: int,
    content: tuple[int, bool],
    to: tuple[Name, ...] = (),
    source: tuple[Name, ...] | None = None,
    before: bool = False,
    nested: bool | None = None,
    aside: bool = False,
) -> Statement:
    """The statement on trigger i with tokens [first, last) as its quote; its frame is entered for the source chain."""
    quoted = scene.sentence.tokens[i].depth > 0
    within = enclosing(scene, i) if source is None and (not before or quoted) else None
    chain = source if source is not None else (*within.speaker, *within.source) if within else opened(scene, i)
    inside = within is not None if nested is None else nested
    frames(scene).append(Frame(min(first, i), i, content[0], content[1], before, inside, aside, last, act, speaker, chain))
    return scene.make(Statement, min(first, i), max(last, i + 1), trigger=i, act=act, speaker=speaker, to=to, source=chain)


def opened(scene: Scene, i: int) -> tuple[Name, ...]:
    """The speaker of a quotation that an earlier sentence opened and that still holds token i; none where it is closed."""
    s = scene.sentence
    first_close = next((k for k, t in enumerate(s.tokens) if t.depth < s.tokens[0].depth), len(s.tokens))
    return scene.discourse.speaker if scene.discourse.speech_open and s.tokens[0].depth and i < first_close else ()


def addressee(s: Sentence, act: str, last: int, content: int) -> tuple[Name, ...]:
    """Whom the words are said to: the object of a demand or threat, or an outlet with `ل` between verb and content."""
    if act in OBJECTS and (names := _object(s, last)):
        return names
    for k in range(last, min(content, last + 14, len(s.tokens))):
        tok = s.tokens[k]
        if s.has(k, "incident", "light", "ceasefire", "meeting"):
            break  # what is said begins
        glued = tok.key.lstrip("وف").startswith("ل") and has_clitic_preposition(tok)
        if glued and (tok.has("outlet") or s.starting(s.actors, k) is not None):
            return _named(s, k)
        if tok.key in ("ل", "الي", "مع") and k + 1 < len(s.tokens):
            after = s.tokens[k + 1]
            if after.word.sort == "latin" or after.mark or after.has("outlet"):
                return speakers_from(s, k + 1)[0]
    return ()


def _named(s: Sentence, k: int) -> tuple[Name, ...]:
    names, end = speakers_from(s, k + 1)
    made = s.name(k, end if names and not s.tokens[k + 1].mark else k + 1)
    mention = s.starting(s.actors, k)
    return (s.name(k, mention.last, id=mention.id),) if mention is not None and not names else (made,)


def _object(s: Sentence, last: int) -> tuple[Name, ...]:
    j = skip_adverbs(s, last)
    if j < len(s.tokens) and s.key(j) == "من" and can_speak(s, j + 1):
        if not (s.starting(s.actors, j + 1) or s.has(j + 1, "title", "people", "actor_head", "addressee", "quantifier")):
            return ()  # «حذر من كارثة»
        return speakers_from(s, j + 1)[0]
    return speakers_from(s, j)[0] if can_speak(s, j) else ()
