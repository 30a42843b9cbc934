"""A word of harm and the people after it: «مقتل 12 شخصاً وإصابة 30 آخرين», «قُتل طفلان», «اغتيال القائد فلان»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, phrase_end, stops
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.context import asserted, caused, claimed, figure
from marsad.languages.ar.rules.casualties.groups import Group, coordinated, counted, group_at, np_end
from marsad.model.claim import Casualties, Claim, Name

FILLERS = frozenset("ايضا كذلك امس اليوم اخيرا فيها فيه خلالها خلاله اثرها اثره فورا ايضاً حتي الان علي عن ما فعلا فجر مساء صباح ظهر ليل هناك نحو".split())
MOST_FILLERS = 4
FARTHEST = 22
NEAR_CHARS = 60
WHOLES = frozenset("كل جميع اي بعض عدد اعداد كافه المزيد مزيد نحو".split())
THINGS = ("weapon", "place_head", "launch", "several", "number", "unit", "hours")
NAMED = frozenset({"killed", "detained", "abducted"})
NAMING = frozenset("مقتل مصرع استشهاد اغتيال اعدام اعتقال اختطاف خطف".split())


@BOOK.rule("casualties", "harm")
def harm_then_people(scene: Scene, i: int) -> Iterator[Claim]:
    """«أدى القصف إلى مقتل 12 شخصاً وإصابة 30 آخرين»: the people whom a word of harm governs."""
    s = scene.sentence
    entry = s.entry(i, "harm")
    if entry is None or s.has(i, "harmed") and not s.entry(i, "harmed") is None and entry.lemma != "إصابة" or not asserted(s, i) or entry.pos == "verb" and s.tokens[i].word.suffix:
        return
    fate = entry.code == "missing" and any(s.has(j, "fate") for j in range(i + 1, min(len(s.tokens), i + FARTHEST)))
    outcome = "killed" if fate else outcome_of(s, i, entry)
    if outcome is None or fate and entry.lemma == "فقد":
        return
    if outcome == "killed_or_wounded" and _told_before(scene, i):
        outcome = entry.code
    for n, group in enumerate([*objects(s, i, entry)]):
        if not claimed(scene, group.head):
            killer = _killer(s, i, entry, group)
            yield figure(scene, group, outcome, start=i if n == 0 and group.first - i <= 2 else None, **({"by": killer} if killer else {}))
        if outcome == "displaced":
            yield from _elsewhere(scene, group)


@BOOK.rule("casualties", "cause")
def documented(scene: Scene, i: int) -> Iterator[Claim]:
    """«قُتل مدنيون. ووثق المرصد 253 مواطناً»: people whom a monitor documents share the fate told just before."""
    s, whole = scene.sentence, scene.discourse.whole
    entry = s.entry(i, "cause")
    if entry is None or entry.lemma not in ("وثق", "أحصى") or whole is None or entry.shape == "present":
        return
    group = first_object(s, i + 1) or _after_subject(s, i + 1)
    if group and group.sort == "counted" and group.outcome is None and not claimed(scene, group.head):
        yield figure(scene, group, whole.outcome)


@BOOK.rule("casualties", "harm_weak")
def weak_then_people(scene: Scene, i: int) -> Iterator[Claim]:
    """«سقط خمسة مدنيين في القصف»: a word that is one of harm only where counted people follow it."""
    s = scene.sentence
    entry = s.entry(i, "harm_weak")
    if entry is None or not asserted(s, i):
        return
    group = first_object(s, i + 1)
    if entry.code == "displaced" and entry.pos == "verb" and (group is None or group.sort not in ("counted", "others")):
        group = _after_subject(s, i + 1)
    while group and group.sort in ("counted", "dual", "others") and group.outcome is None and _fits(s, group, entry):
        if not claimed(scene, group.head):
            yield figure(scene, group, entry.code)
        if entry.code == "displaced":
            yield from _elsewhere(scene, group)
        group = coordinated(s, group)


def _elsewhere(scene: Scene, group: Group) -> Iterator[Claim]:
    """«نزوح عشرات الآلاف باتجاه الحدود، والآلاف نحو الجبل»: others who went elsewhere."""
    s = scene.sentence
    for number in s.numbers:
        if group.last < number.first < group.last + 12 and has_conjunction(s.tokens[number.first]):
            more = counted(s, number)
            if more and more.sort in ("others", "bare") and s.key(more.last) in ("نحو", "باتجاه", "الي", "صوب"):
                yield figure(scene, more, "displaced")


def _fits(s: Sentence, group: Group, entry: Entry) -> bool:
    """True where the people of «خرج 200 شخص» leave a town for good: a deal or a flight is told, no march."""
    if entry.code != "displaced":
        return True
    keys = {t.key for t in s.tokens}
    return bool(keys & DEPARTURES) and not keys & MARCHES


DEPARTURES = frozenset("حافلات حافله اتفاق الاتفاق بموجب قافله القافله دفعه الدفعه الفرار النزوح مغادره منازلهم ديارهم بلداتهم تهجير نحو الحدود باتجاه".split())
MARCHES = frozenset("تظاهره مظاهره تظاهرات مظاهرات مسيره مسيرات للتظاهر احتجاجا الشوارع المستشفي المشفي السجن سجن".split())


def outcome_of(s: Sentence, i: int, entry: Entry) -> str | None:
    """The outcome that the harm word tells with the words around it; None where a word beside it speaks for both.

    «قتل وجرح 20» is one figure of killed or wounded; «فقدوا حياتهم» is told by another rule.
    """
    after = s.end_of(i, "harm")
    if entry.person not in ("mp", "fp", "d") and _joined(s, after) and (other := s.entry(after, "harm")) and other.code != entry.code:
        return None
    before = s.entry(i - 1, "harm") if i and not s.has(i - 1, "fate") and (not s.has(i - 1, "harmed") or s.key(i - 1).endswith("صابه")) else None
    if before and before.person not in ("mp", "fp", "d") and _joined(s, i) and {before.code, entry.code} == {"killed", "wounded"}:
        return "killed_or_wounded"
    return entry.code


def _told_before(scene: Scene, i: int) -> bool:
    """True for «امرأة قتلت وأصيب رجل»: the verb before has its own people."""
    start = scene.sentence.tokens[i].start
    return any(isinstance(c, Casualties) and 0 < start - c.span.end < NEAR_CHARS and "people_then" in c.rule for c in scene.claims)


def _joined(s: Sentence, i: int) -> bool:
    if i >= len(s.tokens) or not s.has(i, "harm") or not has_conjunction(s.tokens[i]):
        return False
    harmed = s.entry(i, "harmed")
    return harmed is None or harmed.lemma == "إصابة"


def objects(s: Sentence, i: int, entry: Entry) -> Iterator[Group]:
    """The groups after the harm word at token i, each joined to the one before it."""
    group = _object(s, i, entry)
    while group is not None:
        yield group
        group = coordinated(s, group)


def _object(s: Sentence, i: int, entry: Entry) -> Group | None:
    j = s.end_of(i, "harm")
    group = first_object(s, j)
    if entry.pos == "verb" and (group is None or group.sort in ("plural", "one", "thing")):
        if (after := _after_subject(s, _past_fillers(s, j), entry.code == "killed")) or entry.person in ("ms", "fs") and (after := _after_place(s, j)):
            return after
    if group is None and entry.pos == "noun" and (after := _owned(s, _past_fillers(s, j), entry)):
        return after
    if group is None:
        return _person(s, i, entry, _past_fillers(s, j))
    return group if _acceptable(s, i, entry, group) else None


def _killer(s: Sentence, i: int, entry: Entry, group: Group) -> tuple[Name, ...]:
    """The side that stands between an active verb and its people: «قتلت القوات الحكومية تسعة مدنيين»."""
    actor = s.starting(s.actors, _past_fillers(s, s.end_of(i, "harm"))) if entry.pos == "verb" else None
    return (s.name(actor.first, actor.last, id=actor.id),) if actor and actor.last <= group.first else ()


def _after_subject(s: Sentence, j: int, killed: bool = False) -> Group | None:
    """«قتلت القوات أكثر من 160 مدنيا»: the people after the one who harmed them."""
    end = j
    while end < len(s.tokens) and s.has(end, "weapon", "incident"):
        end += 1
    end = np_end(s, end) if end < len(s.tokens) and not s.starting(s.numbers, end) else end
    after = first_object(s, end) if end > j else None
    if after is None or has_conjunction(s.tokens[after.first]):
        return None
    named = after.sort in ("one", "bare") and s.starting(s.actors, j) is not None and after.outcome is None
    unknown = killed and after.sort == "thing" and not s.has(after.head, *THINGS)
    return after if _plainly_people(s, after) or named or unknown else None


def _owned(s: Sentence, j: int, entry: Entry) -> Group | None:
    """«اعتقال القوات لعدد من الأهالي», «حكم الإعدام في أربعة جنود»: the people after a preposition and the one who did it."""
    for k in range(j, min(len(s.tokens), j + 6)):
        number = s.starting(s.numbers, k)
        if number and (s.key(k).startswith("ل") or entry.lemma == "إعدام" and s.key(k - 1) in ("في", "بحق")):
            group = group_at(s, k)
            return group if group and _plainly_people(s, group) else None
        if number or s.tokens[k].mark in (".", "،", "؛") or s.has(k, "harm", "sub"):
            return None
    return None


def _after_place(s: Sentence, j: int) -> Group | None:
    """«قُتل في الغارات على المدينة أكثر من 100 شخص»: the people after where and how."""
    if not s.has(j, "prep"):
        return None
    for k in range(j + 1, min(len(s.tokens), j + FARTHEST)):
        if s.tokens[k].mark in (".", "،", "؛") or s.has(k, "harm", "sub", "speech"):
            return None
        told = s.starting(s.numbers, k) or s.has(k, "people") and s.key(k - 1).startswith("ال") and k > j + 1
        if told and (group := group_at(s, k)):
            known = group.definite or group.sort == "plural" or has_clitic_preposition(s.tokens[k])
            return group if _plainly_people(s, group) or group.sort == "one" and not known else None
    return None


def _plainly_people(s: Sentence, group: Group) -> bool:
    return group.sort in ("counted", "dual", "others") and group.outcome is None and not has_conjunction(s.tokens[group.first])


def first_object(s: Sentence, j: int) -> Group | None:
    """The group that begins at token j or after a few adverbs and times."""
    return group_at(s, _past_fillers(s, j))


def _past_fillers(s: Sentence, j: int) -> int:
    start = j
    while j < len(s.tokens) and j - start < MOST_FILLERS:
        if s.starting(s.numbers, j):
            return j
        if (time := s.starting(s.times, j)) is not None:
            j = time.last
        elif s.tokens[j].mark == "،" and (s.starting(s.times, j + 1) or s.covering(s.times, j - 1)):
            j += 1
        elif s.key(j) == "كل" and s.key(j + 1) == "من":
            j += 2
        elif s.key(j) in FILLERS:
            j += 1
        else:
            return j
    return j


def _acceptable(s: Sentence, i: int, entry: Entry, group: Group) -> bool:
    """True where the group is what the harm word harmed: not a thing that was hit, not people in general."""
    if has_conjunction(s.tokens[group.first]) and group.first > s.end_of(i, "harm"):
        return False
    if group.sort == "thing":
        return entry.code in ("killed", "detained") and not s.has(group.head, *THINGS)
    if group.sort == "plural":
        return _some(s, i, entry, group)
    if group.sort == "dual" and group.definite and entry.pos == "verb" or group.sort == "one" and entry.shape == "present":
        return False
    if group.sort == "others" and group.min == 1:
        return group.last >= len(s.tokens) or stops(s, group.last)
    if group.sort == "bare":
        return entry.code != "displaced" or group.approx == "vague"
    if entry.code == "displaced":
        return group.sort in ("counted", "others") and group.min is not None
    return True


def _some(s: Sentence, i: int, entry: Entry, group: Group) -> bool:
    """True for people without a figure who are not people in general: «مقتل مدنيين», «أسفر عن إصابة المدنيين»."""
    if entry.code == "displaced" or entry.pos == "verb" and entry.shape == "present":
        return False
    return not group.definite or caused(s, i)


def _person(s: Sentence, i: int, entry: Entry, j: int) -> Group | None:
    """One person by name: «مقتل أبو فلان», «اغتيال فلان الفلاني»."""
    noun = s.tokens[i].word.stem in NAMING or s.tokens[i].word.stem == "قتل" and s.key(j) in ("ابو", "ابا", "ابي")
    if entry.code not in NAMED or not noun or s.tokens[i].word.suffix or s.tokens[i].word.prefix.endswith("ال") or s.key(j) in WHOLES or j >= len(s.tokens) or stops(s, j) or s.has(j, "incident", "harm", "place_head", "weapon"):
        return None
    if s.starting(s.places, j) or s.starting(s.actors, j) and s.has(j, "actor_head", "side") or s.tokens[j].word.suffix:
        return None
    end = phrase_end(s, j)
    return Group(j, end, j, 1, 1, "exact", "one") if end > j and has_conjunction(s.tokens[j]) is False else None
