"""Parts of a figure: «بينهم 49 طفلاً و31 مواطنة», «معظمهم نساء وأطفال»; each keeps the quote of its whole."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.context import claimed, figure
from marsad.languages.ar.rules.casualties.groups import Group, coordinated, group_at
from marsad.model.claim import Casualties, Claim

FARTHEST_WHOLE = 160
NEAR_START = 4


@BOOK.rule("casualties", "part")
def part_of_whole(scene: Scene, i: int) -> Iterator[Claim]:
    """«مقتل 253 مواطناً بينهم 49 طفلاً و31 امرأة»: what a marker of parts takes out of the figure before it."""
    whole = _whole(scene, i)
    if whole is not None:
        yield from parts_of(scene, i, whole, len(scene.sentence.tokens))


def parts_of(scene: Scene, i: int, whole: Casualties, stop: int) -> Iterator[Claim]:
    """The parts after the marker at token i, up to token `stop`."""
    s = scene.sentence
    entry = s.entry(i, "part")
    if entry is None:
        return
    j = s.end_of(i, "part")
    if entry.code == "most" and s.key(j) == "من":
        j += 1
    group = group_at(s, j)
    while group is not None and group.first < stop and _is_part(s, group, entry.code):
        if not claimed(scene, group.head):
            outcome = group.outcome if group.outcome in ("killed", "wounded") else whole.outcome
            if group.outcome not in ("killed", "wounded") or group.outcome == whole.outcome or whole.outcome == "killed_or_wounded":
                yield figure(scene, group, outcome, of=whole.quote, of_span=whole.span)
        group = coordinated(s, group)


def _is_part(s: Sentence, group: Group, code: str) -> bool:
    if group.sort == "thing":
        return False
    return code != "most" or group.sort != "bare"


def _whole(scene: Scene, i: int) -> Casualties | None:
    """The figure that the marker at token i divides: the nearest before it in the sentence, else the last of the sentence before."""
    s = scene.sentence
    start = s.tokens[i].start
    before = [c for c in scene.claims if isinstance(c, Casualties) and c.span.end <= start and c.of is None]
    if before:
        nearest = max(before, key=lambda c: c.span.end)
        return nearest if start - nearest.span.end < FARTHEST_WHOLE else None
    return scene.discourse.whole if i < NEAR_START else None


def last_whole(groups: list[Group]) -> Group | None:
    """The last group that is a figure of its own, None where there is none."""
    return next((g for g in reversed(groups) if g.min is not None), None)
