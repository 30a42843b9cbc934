"""Tolls: «ارتفاع حصيلة القتلى إلى 53», «عدد القتلى 12», «253 عدد الشهداء»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.figures import claimed, figure
from marsad.languages.ar.rules.casualties.groups import counted, group_at, with_bound
from marsad.languages.ar.rules.casualties.people import Group
from marsad.languages.ar.rules.casualties.truth import asserted
from marsad.model.claim import Claim
from marsad.model.mention import Number

PASSING = group("passing")
REACH = 22
NOUN_REACH = 6
REACHING = frozenset("الي بلغ بلغت وصل وصلت يبلغ تبلغ تجاوز تجاوزت بلوغ هو هي : بواقع علي عند".split())


@BOOK.rule("casualties", "toll")
def toll_reached(scene: Scene, i: int) -> Iterator[Claim]:
    """«ارتفع عدد القتلى في المدينة إلى 53 شخصاً»: the figure that a toll has reached."""
    s = scene.sentence
    if not asserted(s, i) or (outcome := _outcome(s, i)) is None:
        return
    for number in _candidates(s, i):
        group = counted(s, number) if not s.has(number.first - 1, "part_of") else None  # «62 شهيدا، بينهم | 19»
        if group and group.sort != "thing" and group.outcome is None and not claimed(scene, group.head):
            yield figure(scene, _passed(s, with_bound(s, _with_harmed(s, group, i)), i), outcome)
            yield from _and_others(scene, group)
            return


def _and_others(scene: Scene, group: Group) -> Iterator[Claim]:
    """«… الشهداء إلى 1,212 والجرحى إلى 5,430»: the other toll that shares the verb."""
    s = scene.sentence
    j = next((k for k in range(group.last, min(group.last + 2, len(s.tokens))) if s.has(k, "harmed")), len(s.tokens))
    entry, number = s.entry(j, "harmed") if j < len(s.tokens) else None, s.starting(s.numbers, j + 2)
    if entry is None or number is None or not has_conjunction(s.tokens[j]) or s.key(j + 1) != "الي":
        return
    if (other := counted(s, number)) is not None and not claimed(scene, other.head):
        yield figure(scene, other, entry.code)


def _with_harmed(s: Sentence, group: Group, i: int) -> Group:
    """The figure with who the toll's noun says they are: «253 عدد الشهداء المدنيين», «عدد القتلى المدنيين 12»."""
    harmed = group_at(s, i + 1) if s.has(i + 1, "harmed") else None
    if harmed is None:
        return group
    last = harmed.last if group.last == i else group.last
    return group._replace(last=last, who=group.who or harmed.who)


def _passed(s: Sentence, group: Group, i: int) -> Group:
    """The figure as one that the toll has passed: «تجاوز عدد القتلى خمسمئة»."""
    verb = s.key(i - 1).removeprefix("و")
    if verb not in PASSING or group.approx != "exact" or group.first > i + NOUN_REACH:
        return group
    return group._replace(max=None, approx="more_than")


def _outcome(s: Sentence, i: int) -> str | None:
    """What the toll counts: the harmed noun after it («عدد القتلى»), or the verb («عدد الذين قتلوا»); a `حصيلة` alone counts the killed."""
    if (own := s.entry(i, "toll")) and own.code != "-":
        return own.code
    for j in range(i + 1, min(len(s.tokens), i + NOUN_REACH)):
        entry = s.entry(j, "harmed") or (s.entry(j, "harm") if s.has(j - 1, "rel") else None)
        if entry is not None:
            return "killed" if entry.code == "killed_or_wounded" else entry.code
        if s.tokens[j].mark:
            break
    return "killed" if s.tokens[i].word.stem.startswith("حصيل") else None


def _candidates(s: Sentence, i: int) -> Iterator[Number]:
    """The figures that may be the toll's: just before it, after a word of reaching, or right after its noun."""
    yield from (n for n in s.numbers if n.last == i)
    reached = any(s.key(j).removeprefix("و") in REACHING for j in range(max(0, i - 2), i))
    for number in s.numbers:
        if i < number.first < i + REACH and not _left_behind(s, number) and (reached or _reached(s, number) or number.first <= i + 3):
            yield number


def _left_behind(s: Sentence, number: Number) -> bool:
    """True for the first figure of «من 31 إلى 44»."""
    return s.key(number.first - 1) == "من" and s.key(number.last) == "الي" and s.starting(s.numbers, number.last + 1) is not None


def _reached(s: Sentence, number: Number) -> bool:
    before = [s.key(j) for j in range(max(0, number.first - 2), number.first)]
    return any(key in REACHING for key in before)
