"""Figures of those who leave in buses: «85 حافلة على متنها أربعة آلاف شخص», «الدفعة الأولى التي تنقل 2800 شخص»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.figures import claimed, figure
from marsad.languages.ar.rules.casualties.groups import group_at
from marsad.languages.ar.rules.casualties.people import Group
from marsad.languages.ar.rules.casualties.who import tags
from marsad.model.claim import Claim, Incident

REACH = 8
HOLDING = group("carrying_dead")
COUNTED = ("counted", "dual")


@BOOK.rule("casualties", "convoy")
def on_board(scene: Scene, i: int) -> Iterator[Claim]:
    """«غادرت عشر حافلات تقل 300 مقاتل بلدة بيت جن»: how many are in the buses by which fighters leave."""
    s = scene.sentence
    group = _load(s, i)
    if group is None or claimed(scene, group.head):
        return
    if any(isinstance(c, Incident) and c.incident_type == "withdrawal" and c.rule.endswith("left_by_bus") for c in scene.claims):
        yield figure(scene, group, "displaced")


def _load(s: Sentence, i: int) -> Group | None:
    """The people counted behind the word of holding that follows the bus at token i."""
    for j in range(i + 1, min(len(s.tokens), i + 1 + REACH)):
        if s.tokens[j].mark or s.has(j, "speech", "harm"):
            return None
        if s.key(j) in HOLDING:
            group = group_at(s, j + 1)
            return _of_both(s, group) if group and group.sort in COUNTED and group.min else None
    return None


def _of_both(s: Sentence, group: Group) -> Group:
    """The group with the tags of all it is made up of («300 شخص من مقاتلين ومدنيين»)."""
    first = group.last + (s.key(group.last) == "من")
    end = first
    while end < len(s.tokens) and s.has(end, "people", "actor_head") and (end == first or has_conjunction(s.tokens[end])):
        end += 1
    return group._replace(who=tags(s, range(group.head, end))) if end > first else group
