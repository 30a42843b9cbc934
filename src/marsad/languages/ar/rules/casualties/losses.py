"""Losses without a figure, and stated nothing: «خسائر بشرية», «خسائر في الأرواح», «دون أن يصاب أحد»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import phrase_end
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.figures import figure
from marsad.languages.ar.rules.casualties.groups import counted
from marsad.languages.ar.rules.casualties.nouns import RANKS
from marsad.languages.ar.rules.casualties.people import Group
from marsad.languages.ar.rules.casualties.truth import asserted, caused, denied, unheard
from marsad.languages.ar.rules.casualties.who import tags
from marsad.model.claim import Claim

REACH = 5
INFLICTED = frozenset({"كبد", "تكبد", "ألحق"})


@BOOK.rule("casualties", "loss")
def losses_of_life(scene: Scene, i: int) -> Iterator[Claim]:
    """«تكبدت القوات خسائر كبيرة في الأرواح»: losses of people, not of things."""
    s = scene.sentence
    for j in range(i + 1, min(len(s.tokens), i + REACH)):
        if entry := s.entry(j, "loss_kind"):
            number = next((n for n in s.numbers if j < n.first <= j + 2), None)
            group = counted(s, number) if number else None
            if group and group.outcome is None and group.sort in ("counted", "bare"):
                yield figure(scene, group, entry.code)
            elif group is None:
                yield from _loss(scene, i, j + 1, entry.code)
            return
        if s.key(j) in RANKS:
            end = phrase_end(s, j + 1)
            yield from _loss(scene, i, end, "killed_or_wounded", tags(s, range(j + 1, end)))
            return
        if s.tokens[j].mark or s.has(j, "part_of") or s.key(j) in ("نتيجه", "بسبب", "جراء"):
            return


def _loss(scene: Scene, i: int, last: int, outcome: str, who: tuple[str, ...] = ()) -> Iterator[Claim]:
    s = scene.sentence
    if unheard(s, i):
        return
    if (no := denied(s, i)) is not None:
        yield figure(scene, Group(no, last, i, 0, 0, "exact", "counted"), outcome)
    elif asserted(s, i) and (caused(s, i) or not s.tokens[i].word.key.startswith("ال")):
        yield figure(scene, Group(i, last, i, None, None, "vague", "counted", who or _sufferers(s, i)), outcome)


def _sufferers(s: Sentence, i: int) -> tuple[str, ...]:
    """The side that stands between «كبدت» and its losses."""
    for j in range(i - 1, max(-1, i - 10), -1):
        if (entry := s.entry(j, "cause")) and entry.lemma in INFLICTED:
            return tags(s, range(j + 1, i))
    return ()


@BOOK.rule("casualties", "harm")
def nobody(scene: Scene, i: int) -> Iterator[Claim]:
    """«سقطت القذيفة دون أن يصاب أحد»: a stated nothing."""
    s = scene.sentence
    entry = s.entry(i, "harm")
    if entry is None or entry.code == "detained" or not _anybody(s, i + 1):
        return
    no = next((j for j in range(i - 1, max(-1, i - 4), -1) if s.has(j, "neg")), None)
    if no is not None:
        yield figure(scene, Group(no, i + 2, i, 0, 0, "exact", "counted"), entry.code)


def _anybody(s: Sentence, j: int) -> bool:
    return s.key(j) in ("احد", "اي") and not s.key(j + 1).startswith("ال")
