"""Frames of speech: each statement of a sentence with what it covers and whose words it stands in."""

from __future__ import annotations

from typing import NamedTuple

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.speech.who import QUOTES
from marsad.model.claim import Name

THAT = frozenset("ان انه انها انهم انهما اننا انني اني بان بانه بانها بانهم باننا بانهما بانني وان وبان لان".split())
REACH = 24
CLAUSE_OPENERS = frozenset("ان بان لكن ولكن الا فيما بينما اما حيث اذ كما غير فان وان وفيما وبينما".split())


class Frame(NamedTuple):
    """One statement: trigger token, first token of its clause and of its content, and its speaker and sources."""

    start: int
    trigger: int
    content: int
    clausal: bool
    before: bool
    nested: bool
    aside: bool
    last: int
    act: str
    speaker: tuple[Name, ...]
    source: tuple[Name, ...]


def frames(scene: Scene) -> list[Frame]:
    """The frames of the scene's sentence, in the order of their triggers; appending enters one."""
    memory = scene.discourse.memory
    if memory.get("frames of") is not scene.sentence:
        memory["frames of"], memory["frames"], memory["used"] = scene.sentence, [], set()
    found: list[Frame] = memory["frames"]
    return found


def used(scene: Scene) -> set[int]:
    """The tokens of the sentence that an earlier statement holds as its noun of stance."""
    frames(scene)
    tokens: set[int] = scene.discourse.memory["used"]
    return tokens


def content_from(s: Sentence, j: int, *, strict: bool = False) -> tuple[int, bool]:
    """(first token of what is said, True where it is a clause or quotation), looking on from token j.

    With `strict` any verb on the way ends the search, so that a distant `أن` counts for nothing.
    """
    for k, tok in enumerate(s.tokens[j : j + REACH], j):
        if tok.key in THAT or tok.mark == ":":
            return k, True
        if tok.mark and tok.mark in QUOTES and tok.depth > (s.tokens[k - 1].depth if k else 0) and not _quoted_noun(s, k):
            return k, True
        if k > j and "said_by" in tok.word.classes:
            break
        if k > j and tok.word.verbal and (strict or tok.has("speech", "speech_about")) and not s.tokens[k - 1].has("rel"):
            break
        if strict and tok.mark and tok.mark in "،,؛" and k > j + 12:
            break
    return j, False


def _quoted_noun(s: Sentence, k: int) -> bool:
    before = s.tokens[k - 1] if k else None
    return before is not None and before.has("outlet", "actor_head", "title", "prep") and before.mark == ""


def enclosing(scene: Scene, i: int) -> Frame | None:
    """The frame whose content token i stands in as another's words: in its quotation, or right behind its `أن`."""
    s = scene.sentence
    for frame in reversed(frames(scene)):
        if frame.before or (frame.content if frame.act == "say" else frame.last) > i:
            continue
        if s.tokens[i].depth > s.tokens[frame.trigger].depth or (frame.clausal and frame.trigger < i and not _breaks(s, frame, i)):
            return frame
    return None


def _breaks(s: Sentence, frame: Frame, i: int) -> bool:
    """True where the clause of token i goes on after the frame's content at the frame's own level."""
    if s.tokens[i].depth < s.tokens[frame.trigger].depth:
        return True
    first = i
    while first > frame.content and not (s.tokens[first].mark or s.tokens[first].key in CLAUSE_OPENERS):
        first -= 1
    opener = s.tokens[first].key
    if first == i - 1 and opener in ("،", ","):
        return True
    if opener in ("فيما", "بينما", "كما", "وفيما", "وبينما", "حيث", "اذ"):
        return True
    quoted = any(s.tokens[k].depth > s.tokens[frame.trigger].depth for k in range(frame.content, i))
    if quoted and s.tokens[frame.content].key not in THAT:
        return True
    tense = s.tokens[i].word.entries[0].shape if s.tokens[i].word.entries else ""
    was = s.tokens[frame.trigger].word.entries[0].shape if s.tokens[frame.trigger].word.entries else ""
    joined = s.tokens[i].key.startswith(("و", "ف")) and s.tokens[i].word.prefix.startswith(("و", "ف"))
    return joined and not (tense == "present" and was == "past")
