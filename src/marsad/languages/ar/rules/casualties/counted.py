"""Harmed people by their own noun: «246 قتيلاً من المدنيين», «قتيلان», «سقوط قتلى وجرحى», «عشرات القتلى والجرحى»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.context import asserted, caused, claimed, denied, figure, is_post, unheard
from marsad.languages.ar.rules.casualties.groups import Group, counted, group_at, is_definite
from marsad.model.claim import Casualties, Claim

RELEASED = frozenset("سراح الافراج افراج افرج افرجت للافراج تبادل تحرير حررت حرر حررنا انقاذ انقذ انقذت".split())
CLAIMED_BY_NUMBER = ("displaced", "detained", "abducted", "missing")
LOOK_BACK = 3


@BOOK.rule("casualties", "harmed")
def figure_of_harmed(scene: Scene, i: int) -> Iterator[Claim]:
    """«أوقع القصف 246 قتيلاً من المدنيين»: a figure and the noun of the harmed."""
    s = scene.sentence
    group = _counted_group(s, i)
    if group is None or group.outcome is None or _known_two(s, i, group) or claimed(scene, group.head) or not asserted(s, group.first) or is_post(s):
        return
    outcome = "killed" if group.outcome == "killed_or_wounded" and group.min is not None else group.outcome
    if outcome in CLAIMED_BY_NUMBER and RELEASED & {t.key for t in s.tokens}:
        return
    group = replace(group, who=group.who or _who_of_toll(s, group))
    yield figure(scene, group, "killed_or_wounded" if _both(s, group) else outcome)


@BOOK.rule("casualties", "harmed")
def harmed_without_figure(scene: Scene, i: int) -> Iterator[Claim]:
    """«أسفر القصف عن سقوط قتلى وجرحى»: the harmed without a figure, where the text tells that there were some."""
    s = scene.sentence
    entry = s.entry(i, "harmed")
    if entry is None or entry.code in CLAIMED_BY_NUMBER or claimed(scene, i) or _counted_group(s, i):
        return
    if unheard(s, i) or is_post(s):
        return
    if (no := denied(s, i)) is not None and not is_definite(s, i):
        zero = Group(no, i + 1, i, 0, 0, "exact", "counted")
        yield figure(scene, zero, entry.code)
        return
    group = group_at(s, i)
    if group is None or group.first != i or entry.lemma == "إصابة" and entry.shape == "sg" or not asserted(s, i):
        return
    if s.has(i - 1, "harm_weak") and s.tokens[i].start and _fallen(scene, i) or s.has(i - 1, "split") or s.has(i - 2, "split") or s.has(i - 3, "split"):
        return
    if _told_as_fact(scene, i, group):
        group = replace(group, who=group.who or _who_of_next(s, group))
        yield figure(scene, group, entry.code, start=i - 1 if i and s.has(i - 1, "cause") else None)


def _fallen(scene: Scene, i: int) -> bool:
    """True for «12 مسلحا سقطوا قتلى», whose figure was taken with the verb."""
    entry = scene.sentence.entry(i - 1, "harm_weak")
    return entry is not None and entry.person in ("mp", "d") and any(isinstance(c, Casualties) for c in scene.claims)


def _who_of_toll(s: Sentence, group: Group) -> tuple[str, ...]:
    """What «حصيلة القتلى بين المدنيين» says of the figures that the toll has reached."""
    toll = next((j for j in range(max(0, group.first - 16), group.first) if s.has(j, "toll") and s.has(j + 1, "harmed")), None)
    of = group_at(s, toll + 1) if toll is not None else None
    return of.who if of else ()


def _who_of_next(s: Sentence, group: Group) -> tuple[str, ...]:
    """What «وجرحى من الحوثيين» after «قتلى» says of both."""
    after = group_at(s, group.last) if s.has(group.last, "harmed") else None
    return after.who if after else ()


def _counted_group(s: Sentence, i: int) -> Group | None:
    """The group whose figure stands before the noun at token i, or which is a dual of two."""
    for number in reversed(s.numbers):
        if number.last <= i and i - number.last < LOOK_BACK:
            group = counted(s, number)
            if group and group.head <= i < group.last and group.outcome:
                return group_at(s, number.first)
    entry = s.entry(i, "harmed")
    alone = group_at(s, i)
    if entry and alone and alone.first == i and (alone.sort == "dual" or alone.sort == "counted"):
        return alone
    return None


def _known_two(s: Sentence, i: int, group: Group) -> bool:
    """True for «الشهيدين», two who are known from before."""
    return group.sort == "dual" and s.tokens[i].word.prefix.endswith(("ال", "لل"))


def _both(s: Sentence, group: Group) -> bool:
    """True where one figure covers «القتلى والجرحى»."""
    after = group.head + 1
    first, second = s.entry(group.head, "harmed"), s.entry(after, "harmed")
    if first is None or second is None or not has_conjunction(s.tokens[after]) or {first.code, second.code} != {"killed", "wounded"}:
        return False
    return first.shape == second.shape and s.tokens[after].word.prefix.endswith("ال") == s.tokens[group.head].word.prefix.endswith("ال")


def _told_as_fact(scene: Scene, i: int, group: Group) -> bool:
    s = scene.sentence
    if _second_of_both(s, i):
        return False
    if caused(s, i) and not (is_definite(s, i) and group.sort == "plural" and not s.tokens[i].word.prefix):
        return not s.tokens[i].word.prefix.endswith(("ال", "لل"))
    if is_definite(s, i) or has_clitic_preposition(s.tokens[i]):
        return False
    if has_conjunction(s.tokens[i]):
        return _follows_a_figure(scene, i)
    return group.sort == "plural" and (i == 0 or s.tokens[i - 1].mark == ":" or any(s.has(j, "harm_weak") for j in range(group.last, min(len(s.tokens), group.last + 3))))


def _follows_a_figure(scene: Scene, i: int) -> bool:
    """True where the noun is joined by `و` to a figure just before it («قتلى وجرحى»)."""
    start = scene.sentence.tokens[i].start
    return any(isinstance(c, Casualties) and 0 < start - c.span.end < 25 for c in scene.claims)


def _second_of_both(s: Sentence, i: int) -> bool:
    """True for «الجرحى» in «عشرات القتلى والجرحى»."""
    group = _counted_group(s, i - 1) if i else None
    return group is not None and group.head == i - 1 and _both(s, group)
