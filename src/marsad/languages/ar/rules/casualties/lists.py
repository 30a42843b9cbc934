"""Lists of a monitor: a line that says whose deaths follow («القتلى هم:») and, below it, a line for each figure."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.context import claimed, figure
from marsad.languages.ar.rules.casualties.groups import group_at
from marsad.model.claim import Claim

OPENERS = ":-–—•*"
HEAD = 3


@BOOK.rule("casualties", "harmed")
def list_opened(scene: Scene, i: int) -> Iterator[Claim]:
    """«والقتلى هم:» and on the next line «– 26 من قوات النظام»: the head of the list gives its lines their outcome."""
    s = scene.sentence
    entry = s.entry(i, "harmed")
    if entry and s.tokens[-1].mark == ":" and i >= len(s.tokens) - HEAD and entry.code in ("killed", "wounded", "missing", "detained"):
        scene.discourse.memory["list"] = (s.number, entry.code)
    yield from ()


@BOOK.rule("casualties", "people", "side", "national")
def line_of_list(scene: Scene, i: int) -> Iterator[Claim]:
    """«والقتلى هم:
    – 26 من قوات النظام»: a line of a list of the dead."""
    s, memory = scene.sentence, scene.discourse.memory
    number, outcome = memory.get("list", (None, ""))
    if number != s.number - 1 and number != s.number:
        return
    first = next((j for j, tok in enumerate(s.tokens) if not (tok.mark and tok.mark in OPENERS)), 0)
    group = group_at(s, first)
    if group is None or group.min is None or group.outcome or not group.first <= i < group.last:
        return
    memory["list"] = (s.number, outcome)
    if not claimed(scene, group.head):
        yield figure(scene, group, outcome)
