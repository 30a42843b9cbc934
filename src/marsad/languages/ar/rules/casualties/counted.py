"""Harmed people by their own noun and a figure: «246 قتيلاً من المدنيين», «قتيلان», «عشرات القتلى والجرحى»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.figures import claimed, figure
from marsad.languages.ar.rules.casualties.groups import counted, group_at
from marsad.languages.ar.rules.casualties.people import Group
from marsad.languages.ar.rules.casualties.truth import asserted, is_post
from marsad.model.claim import Claim

TAKEN = ("displaced", "detained", "abducted", "missing")
INJURY = "إصابة"
LOOK_BACK = 3
TOLL_REACH = 24


@BOOK.rule("casualties", "harmed")
def figure_of_harmed(scene: Scene, i: int) -> Iterator[Claim]:
    """«أوقع القصف 246 قتيلاً من المدنيين»: a figure and the noun of the harmed."""
    s = scene.sentence
    group = counted_at(s, i)
    if group is None or group.outcome is None or claimed(scene, group.head) or not asserted(s, group.first) or is_post(s):
        return
    if _known_two(s, i, group) or s.has(group.first - 1, "returns"):
        return
    if group.outcome in TAKEN and s.among(0, len(s.tokens), "freed"):
        return
    outcome = "killed" if group.outcome == "killed_or_wounded" and group.min is not None else _fate_before(s, group) or group.outcome
    group = group._replace(who=group.who or _who_of_toll(s, group))
    yield figure(scene, group, "killed_or_wounded" if covers_both(s, group) else outcome)


def counted_at(s: Sentence, i: int) -> Group | None:
    """The group whose figure stands before the noun at token i, or which is a dual of two."""
    for number in reversed(s.numbers):
        if number.last <= i and i - number.last < LOOK_BACK:
            group = counted(s, number)
            if group and group.head <= i < group.last and group.outcome:
                return group_at(s, number.first)
    alone = group_at(s, i) if s.has(i, "harmed") else None
    entry = s.entry(i, "harmed")
    if alone is None or entry is None or alone.first != i or entry.lemma == INJURY and entry.shape == "sg":
        return None
    return alone if alone.sort in ("dual", "counted") else None


def covers_both(s: Sentence, group: Group) -> bool:
    """True where one figure covers «القتلى والجرحى»."""
    after = group.head + 1
    first, second = s.entry(group.head, "harmed"), s.entry(after, "harmed")
    if first is None or second is None or not has_conjunction(s.tokens[after]) or {first.code, second.code} != {"killed", "wounded"}:
        return False
    return first.shape == second.shape and _has_article(s, after) == _has_article(s, group.head)


def _known_two(s: Sentence, i: int, group: Group) -> bool:
    """True for «الشهيدين», two who are known from before."""
    return group.sort == "dual" and _has_article(s, i)


def _fate_before(s: Sentence, group: Group) -> str | None:
    """What became of those taken, where the verb before them tells («أعدم التنظيم خمسة جنود أسرى»)."""
    if group.outcome not in TAKEN:
        return None
    near = [e for j in s.among(group.first - LOOK_BACK, group.first, "harm") if (e := s.entry(j, "harm")) is not None]
    bodies = s.entry(group.first - 1, "harm")  # «جثامين أربعة أسرى»
    if bodies is not None and bodies.pos == "noun" and s.has(group.first - 1, "harmed"):
        return bodies.code
    return next((e.code for e in near if e.pos == "verb" and e.code in ("killed", "wounded")), None)


def _has_article(s: Sentence, i: int) -> bool:
    return s.tokens[i].word.prefix.endswith(("ال", "لل"))


def _who_of_toll(s: Sentence, group: Group) -> tuple[str, ...]:
    """What «حصيلة القتلى بين المدنيين» says of the figures that the toll has reached."""
    near = [group.last, *range(max(0, group.first - TOLL_REACH), group.first)]
    toll = next((j for j in near if s.has(j, "toll") and (s.has(j + 1, "harmed") or j == group.last)), None)
    of = group_at(s, toll + 1) if toll is not None else None
    return of.who if of else ()
