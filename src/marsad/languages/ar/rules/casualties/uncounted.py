"""Harmed people without a figure: «سقوط قتلى وجرحى», «أسفر عن قتيل وجريح», and none at all: «دون وقوع إصابات»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.counted import INJURY, TAKEN, counted_at, covers_both
from marsad.languages.ar.rules.casualties.figures import claimed, figure, figures_of
from marsad.languages.ar.rules.casualties.groups import group_at
from marsad.languages.ar.rules.casualties.people import Group, is_definite
from marsad.languages.ar.rules.casualties.truth import asserted, caused, denied, is_post, unheard
from marsad.model.claim import Claim

BODIES = frozenset({"جثة", "جثمان"})
NEAR_CHARS = 25
AFTER = 3


@BOOK.rule("casualties", "harmed")
def harmed_without_figure(scene: Scene, i: int) -> Iterator[Claim]:
    """«أسفر القصف عن سقوط قتلى وجرحى»: the harmed without a figure, where the text tells that there were some."""
    s = scene.sentence
    entry = s.entry(i, "harmed")
    if entry is None or entry.code in TAKEN or entry.lemma in BODIES or unheard(s, i) or is_post(s):
        return
    if claimed(scene, i) or counted_at(s, i):
        return
    if (no := denied(s, i)) is not None and not is_definite(s, i):
        yield figure(scene, Group(no, i + 1, i, 0, 0, "exact", "counted"), entry.code)
        return
    group = group_at(s, i)
    if group is None or group.first != i or entry.lemma == INJURY and entry.shape == "sg" or not asserted(s, i):
        return
    if not _told_elsewhere(scene, i) and _told_as_fact(scene, i, group):
        group = group._replace(who=group.who or _who_of_next(s, group))
        yield figure(scene, group, entry.code, start=i - 1 if i and s.has(i - 1, "cause") else None)


def _told_elsewhere(scene: Scene, i: int) -> bool:
    """True for «سقطوا قتلى» and «بين قتيل وجريح» after a figure, and for «الجرحى» in «عشرات القتلى والجرحى»."""
    s = scene.sentence
    fallen = s.entry(i - 1, "harm_weak")
    if fallen is not None and fallen.person in ("mp", "d") and figures_of(scene) or any(s.has(i - n, "split") for n in (1, 2, 3)):
        return True
    group = counted_at(s, i - 1) if i else None
    return group is not None and group.head == i - 1 and covers_both(s, group)


def _told_as_fact(scene: Scene, i: int, group: Group) -> bool:
    """True where a cause, a figure joined to it, a verb of falling or a headline tells that there were some."""
    s = scene.sentence
    if caused(s, i) and (group.sort != "plural" or s.tokens[i].word.prefix or not is_definite(s, i)):
        return not s.tokens[i].word.prefix.endswith(("ال", "لل"))
    if is_definite(s, i) or has_clitic_preposition(s.tokens[i]):
        return False
    if has_conjunction(s.tokens[i]):
        start = s.tokens[i].start
        return any(0 < start - c.span.end < NEAR_CHARS for c in figures_of(scene))
    if group.sort == "one" and i == 0 and has_conjunction(s.tokens[min(group.last, len(s.tokens) - 1)]):
        return s.has(group.last, "harmed") or s.has(group.last + 1, "harmed")
    return group.sort == "plural" and (i == 0 or s.tokens[i - 1].mark == ":" or _fall(s, group.last))


def _fall(s: Sentence, i: int) -> bool:
    return any(s.has(j, "harm_weak") for j in range(i, min(len(s.tokens), i + AFTER)))


def _who_of_next(s: Sentence, group: Group) -> tuple[str, ...]:
    """What «وجرحى من الحوثيين» after «قتلى» says of both."""
    after = group_at(s, group.last) if s.has(group.last, "harmed") else None
    return after.who if after else ()
