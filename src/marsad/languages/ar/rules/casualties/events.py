"""A word of harm and the people after it: «مقتل 12 شخصاً وإصابة 30 آخرين», «قُتل طفلان», «اغتيال القائد فلان»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import has_conjunction
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.figures import claimed, figure, figures_of
from marsad.languages.ar.rules.casualties.groups import coordinated, counted
from marsad.languages.ar.rules.casualties.objects import FARTHEST, after_subject, first_object, objects, past_beside
from marsad.languages.ar.rules.casualties.people import Group
from marsad.languages.ar.rules.casualties.truth import asserted
from marsad.languages.ar.rules.casualties.wholes import larger
from marsad.model.claim import Claim, Name

INJURY = "إصابة"
MANY = frozenset({"mp", "fp", "d"})
NEAR_CHARS = 60
ELSEWHERE_REACH = 12
WOUNDS_REACH = 12
TAKES_REACH = 10
TOWARDS = frozenset({"نحو", "باتجاه", "الي", "صوب"})


@BOOK.rule("casualties", "harm")
def harm_then_people(scene: Scene, i: int) -> Iterator[Claim]:
    """«أدى القصف إلى مقتل 12 شخصاً وإصابة 30 آخرين»: the people whom a word of harm governs."""
    s = scene.sentence
    entry = s.entry(i, "harm")
    if entry is None or not _governs(s, i, entry) or not asserted(s, i):
        return
    outcome = _outcome(scene, i, entry)
    for n, group in enumerate([*objects(s, i, entry)] if outcome else []):
        start = i if n == 0 and group.first - i <= 2 else None
        fighters = outcome == "displaced" and (people := s.entry(group.head, "people")) is not None and people.code == "combatants"
        if not fighters and not claimed(scene, group.head):
            whole = larger(scene, group, outcome or "")
            yield figure(scene, group, outcome or "", start=start, part_of=whole, by=_killer(s, i, entry, group))
        if outcome == "displaced":
            yield from _elsewhere(scene, group)


@BOOK.rule("casualties", "cause")
def documented(scene: Scene, i: int) -> Iterator[Claim]:
    """«قُتل مدنيون. ووثق المرصد 253 مواطناً»: people whom a monitor documents share the fate told just before."""
    s, whole = scene.sentence, scene.discourse.whole
    entry = s.entry(i, "cause")
    if entry is None or entry.lemma not in ("وثق", "أحصى") or whole is None or entry.shape == "present":
        return
    group = first_object(s, i + 1) or after_subject(s, i + 1)
    if group and group.plain and group.sort == "counted" and not claimed(scene, group.head):
        yield figure(scene, group, whole.outcome)


@BOOK.rule("casualties", "lives")
def lives_taken(scene: Scene, i: int) -> Iterator[Claim]:
    """«أودى التصعيد في المدينة بحياة أكثر من 250 مدنياً»: what took the lives stands between the verb and them."""
    s = scene.sentence
    taken = bool(s.among(max(0, i - TAKES_REACH), i - 1, "takes"))
    group = first_object(s, i + 1) if taken and asserted(s, i) else None
    while group and group.sort in ("counted", "dual", "others", "one"):
        if not claimed(scene, group.head):
            yield figure(scene, group, "killed")
        group = coordinated(s, group)


@BOOK.rule("casualties", "harm_weak")
def weak_then_people(scene: Scene, i: int) -> Iterator[Claim]:
    """«سقط خمسة مدنيين في القصف»: a word that is one of harm only where counted people follow it."""
    s = scene.sentence
    entry = s.entry(i, "harm_weak")
    if entry is None or not asserted(s, i) or entry.code == "displaced" and not _leave(s):
        return
    group = first_object(s, i + 1)
    if entry.code == "displaced" and entry.pos == "verb" and (group is None or group.sort not in ("counted", "others")):
        group = after_subject(s, i + 1)
    hurt = bool(entry.code == "killed" and s.among(i, i + WOUNDS_REACH, "of_wounds"))  # «وفاة طفلة متأثرة بجراحها»
    while group and (group.plain or hurt):
        if not claimed(scene, group.head):
            yield figure(scene, group, entry.code)
        if entry.code == "displaced":
            yield from _elsewhere(scene, group)
        group = coordinated(s, group)


def _governs(s: Sentence, i: int, entry: Entry) -> bool:
    """True for a word of harm that is no noun of the harmed and whose object is no pronoun (`قتلته`)."""
    if s.has(i, "harmed") and entry.lemma != INJURY:
        return False
    return entry.pos != "verb" or not s.tokens[i].word.suffix


def _leave(s: Sentence) -> bool:
    """True where people leave a town for good («خرج 200 شخص»): a deal or a flight is told, no march."""
    return "departs" in s.held and "marches" not in s.held


def _outcome(scene: Scene, i: int, entry: Entry) -> str | None:
    """The outcome that the harm word tells with the words around it; None where a word beside it speaks for both.

    «قتل وجرح 20» is one figure of killed or wounded; «فقدوا حياتهم» is told by another rule.
    """
    s = scene.sentence
    if entry.code == "missing" and any(s.has(j, "fate") for j in range(i + 1, min(len(s.tokens), i + FARTHEST))):
        return "killed" if entry.lemma != "فقد" else None
    after = s.end_of(i, "harm")
    if entry.person not in MANY and _joined(s, after) and (other := s.entry(after, "harm")) and other.code != entry.code:
        return None
    before = s.entry(i - 1, "harm") if i and not s.has(i - 1, "fate") and _is_event(s, i - 1) else None
    if before is None or before.person in MANY or not _joined(s, i) or {before.code, entry.code} != {"killed", "wounded"}:
        return entry.code
    return entry.code if _told_before(scene, i) else "killed_or_wounded"


def _told_before(scene: Scene, i: int) -> bool:
    """True for «امرأة قتلت وأصيب رجل»: the verb before has its own people."""
    start = scene.sentence.tokens[i].start
    return any(0 < start - c.span.end < NEAR_CHARS and ".subjects." in c.rule for c in figures_of(scene))


def _joined(s: Sentence, i: int) -> bool:
    return s.has(i, "harm") and has_conjunction(s.tokens[i]) and _is_event(s, i)


def _is_event(s: Sentence, i: int) -> bool:
    harmed = s.entry(i, "harmed")
    return harmed is None or harmed.lemma == INJURY


def _killer(s: Sentence, i: int, entry: Entry, group: Group) -> tuple[Name, ...]:
    """The side that stands between an active verb and its people: «قتلت القوات الحكومية تسعة مدنيين»."""
    if entry.pos != "verb" or s.key(group.first).startswith("واحد"):
        return ()
    actor = s.starting(s.actors, past_beside(s, s.end_of(i, "harm")))
    return (s.name(actor.first, actor.last, id=actor.id),) if actor and actor.last <= group.first else ()


def _elsewhere(scene: Scene, group: Group) -> Iterator[Claim]:
    """«نزوح عشرات الآلاف باتجاه الحدود، والآلاف نحو الجبل»: others who went elsewhere."""
    s = scene.sentence
    for number in s.numbers:
        if group.last < number.first < group.last + ELSEWHERE_REACH and has_conjunction(s.tokens[number.first]):
            more = counted(s, number)
            if more and more.sort in ("others", "bare") and s.key(more.last) in TOWARDS:
                yield figure(scene, more, "displaced")
