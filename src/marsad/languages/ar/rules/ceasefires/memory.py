"""What a report has told of ceasefires so far: which actions, and where one was last named."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.ceasefires.things import Thing


@dataclass(slots=True)
class Memory:
    """`told`: the actions told; `number`: the sentence that last named one; `used`: its tokens that are acts of the name."""

    told: set[str] = field(default_factory=set)
    number: int = -9
    paragraph: int = -9
    last: int = -1
    used: set[int] = field(default_factory=set)
    used_in: int = -9


def memory(scene: Scene) -> Memory:
    """The memory of the report that the scene stands in."""
    found: Memory | None = scene.discourse.memory.get("ceasefires")
    if found is None:
        found = scene.discourse.memory["ceasefires"] = Memory()
    return found


def used(scene: Scene) -> set[int]:
    """The tokens of this sentence that are acts of a name in it, or have been told."""
    kept = memory(scene)
    if kept.used_in != scene.sentence.number:
        kept.used, kept.used_in = set(), scene.sentence.number
    return kept.used


def named_before(scene: Scene, sentences: int) -> bool:
    """True where a ceasefire was named in this sentence or in one of that many right before it."""
    found: Memory | None = scene.discourse.memory.get("ceasefires")
    return found is not None and scene.sentence.number - found.number <= sentences


def keep(scene: Scene, action: str) -> None:
    """Remember that the action was told."""
    memory(scene).told.add(action)


def is_told(scene: Scene, action: str) -> bool:
    """True where the report has told that action before."""
    return action in memory(scene).told


def note_name(scene: Scene, thing: Thing, acts: list[int]) -> None:
    """Remember where a ceasefire was named, and which acts of the sentence its name has used."""
    kept = memory(scene)
    kept.number, kept.paragraph, kept.last = scene.sentence.number, scene.sentence.paragraph, thing.last
    used(scene).update(acts, range(thing.first, thing.last))


def last_settled(scene: Scene) -> str:
    """`called_for` where a ceasefire was only called for so far, else `agreed`."""
    told = memory(scene).told
    return "called_for" if "called_for" in told and not told & {"agreed", "started", "extended"} else "agreed"


def named_at(scene: Scene) -> int:
    """One past the token of this sentence that last named one; -1 where it names none."""
    kept = memory(scene)
    return kept.last if kept.number == scene.sentence.number else -1
