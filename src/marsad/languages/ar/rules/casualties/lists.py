"""Lists of a monitor: a line that says whose deaths follow («القتلى هم:») and, below it, a line for each figure."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.figures import claimed, figure
from marsad.languages.ar.rules.casualties.groups import group_at
from marsad.languages.ar.rules.casualties.wholes import whole_of_list
from marsad.model.claim import Claim

OPENERS = frozenset(":-–—•*")
HEAD = 3


@BOOK.rule("casualties", "harmed", "people", "side", "national")
def line_of_list(scene: Scene, i: int) -> Iterator[Claim]:
    """«والقتلى هم:
    – 26 من قوات النظام»: a line of a list, which has its outcome from the line that opens the list.
    """
    s, memory = scene.sentence, scene.discourse.memory
    if s.tokens[-1].mark == ":" and (outcome := _opened(s, i)):
        memory["list"] = (s.number, outcome, whole_of_list(scene, outcome))
    if "list" not in memory:
        return
    number, outcome, whole = memory["list"]
    if number not in (s.number - 1, s.number):
        return
    first = next((j for j, tok in enumerate(s.tokens) if not tok.mark or tok.mark not in OPENERS), 0)
    group = group_at(s, first)
    if group is None or group.min is None or group.outcome or not group.first <= i < group.last:
        return
    memory["list"] = (s.number, outcome, whole)
    if not claimed(scene, group.head):
        divided = whole if whole and whole.min and (group.min or 0) < whole.min else None
        yield figure(scene, group, outcome, part_of=divided)


def _opened(s: Sentence, i: int) -> str | None:
    """The outcome of the list that the noun at token i opens, None where it opens none."""
    entry = s.entry(i, "harmed")
    if entry is None or i < len(s.tokens) - HEAD or entry.code == "displaced":
        return None
    return entry.code
