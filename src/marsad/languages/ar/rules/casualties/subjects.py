"""People and the word of harm after them: «57 مدنياً بينهم 12 طفلاً قتلوا», «لقي 5 أشخاص مصرعهم»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.context import asserted, claimed, figure
from marsad.languages.ar.rules.casualties.events import first_object, objects, outcome_of
from marsad.languages.ar.rules.casualties.groups import Group, coordinated, group_at
from marsad.languages.ar.rules.casualties.parts import parts_of
from marsad.model.claim import Claim

FARTHEST = 30
ALONE = 10


@BOOK.rule("casualties", "harm", "harm_weak", "split")
def people_then_harm(scene: Scene, i: int) -> Iterator[Claim]:
    """«قال إن 57 مدنياً بينهم 12 طفلاً قتلوا في القصف»: the people stand before their verb."""
    s = scene.sentence
    entry = s.entry(i, "split") or s.entry(i, "harm") or s.entry(i, "harm_weak")
    if entry is None or entry.cls != "split" and entry.pos != "verb" or s.has(i, "harmed") or s.tokens[i].word.suffix or not asserted(s, i):
        return
    if entry.lemma == "فقد" and i + 1 < len(s.tokens) and is_verb(s.tokens[i + 1]):
        return
    if entry.cls == "harm" and next(objects(s, i, entry), None) or entry.cls == "harm_weak" and not _departs(s, i):
        return
    fallen = s.entry(i + 1, "harmed") if entry.cls == "harm_weak" else None
    yield from _told(scene, i, entry.person, fallen.code if fallen else _outcome(s, i, entry.code))


@BOOK.rule("casualties", "fated")
def met_their_death(scene: Scene, i: int) -> Iterator[Claim]:
    """«لقي 5 أشخاص مصرعهم», «شخصان فقدا حياتهما»: the people stand between the verb and their death, or before both."""
    s = scene.sentence
    entry = s.entry(i, "fated")
    if entry is None or not asserted(s, i) or not any(s.has(j, "fate") for j in range(i + 1, min(len(s.tokens), i + 14))):
        return
    group = first_object(s, i + 1)
    if group is None or group.sort == "thing":
        yield from _told(scene, i, entry.person, "killed")
    while group and group.sort != "thing":
        if not claimed(scene, group.head):
            yield figure(scene, group, "killed")
        group = coordinated(s, group)


def _told(scene: Scene, i: int, person: str, outcome: str) -> Iterator[Claim]:
    """The claims of the people before the verb at token i, and of the parts told between them and it."""
    s = scene.sentence
    group = _subject(scene, i, person)
    while group is not None:
        whole = figure(scene, group, outcome)
        yield whole
        if part := next((j for j in range(group.last, min(i, group.last + ALONE)) if s.has(j, "part_of")), None):
            yield from parts_of(scene, part, whole, i)
        group = coordinated(s, group)
        group = group if group and group.last <= i else None
    if s.has(i + 1, "plus") and (more := group_at(s, s.end_of(i + 1, "plus"))) and more.sort in ("counted", "dual"):
        yield figure(scene, more, outcome)


def _outcome(s: Sentence, i: int, code: str) -> str:
    """«استشهدوا وأصيبوا» after one figure: killed or wounded."""
    after = s.entry(i + 1, "harm")
    both = {code, after.code} if after and s.key(i + 1).startswith("و") and after.person in ("mp", "fp", "d") else {code}
    return "killed_or_wounded" if both == {"killed", "wounded"} else code


def _departs(s: Sentence, i: int) -> bool:
    """True for «27 مسلحا خرجوا من البلدة»."""
    return s.has(i + 1, "harmed") or s.key(i + 1) == "من" and (entry := s.entry(i, "harm_weak")) is not None and entry.code == "displaced" or s.starting(s.places, i + 1) is not None


def _subject(scene: Scene, i: int, person: str) -> Group | None:
    """The people before the verb at token i who are its subject: the first whole group of its clause."""
    s = scene.sentence
    plural = person in ("mp", "fp", "d", "-")
    for j in range(_clause_start(s, i), i):
        if j and s.has(j - 1, "part_of") or s.covering(s.numbers, j) and not s.starting(s.numbers, j):
            continue
        group = group_at(s, j)
        if group is None or group.first < j or group.last > i or group.outcome or claimed(scene, group.head):
            continue
        if group.sort in ("thing", "plural") or group.sort == "bare" and group.last != i or _verb_between(s, group, i) and not plural:
            continue
        if group.sort == "one" and (plural and not (person == "d" and coordinated(s, group)) or group.last < i - ALONE or not _opens(s, group)):
            continue
        if group.sort == "others" and group.min is None or entry_is_present(s, i) and group.sort == "one":
            continue
        if plural and _verb_between(s, group, i) and not _relative(s, group, i):
            continue
        return group
    return None


def _clause_start(s: Sentence, i: int) -> int:
    for j in range(i - 1, max(0, i - FARTHEST), -1):
        if s.has(j, "sub") and s.key(j) not in ("ما",) or s.tokens[j].mark in ("؛", ":") or s.has(j, "speech"):
            return j + 1
    return max(0, i - FARTHEST)


def _verb_between(s: Sentence, group: Group, i: int) -> bool:
    return any(is_verb(s.tokens[j]) and not s.has(j, "aux", "part_of", "harm_weak") for j in range(group.last, i))


def _relative(s: Sentence, group: Group, i: int) -> bool:
    return s.has(group.last, "rel")


def _opens(s: Sentence, group: Group) -> bool:
    """True where the noun opens its clause, so that it is no adjective and no object of what stands before it."""
    j = group.first - 1
    return j < 0 or bool(s.tokens[j].mark) or s.has(j, "sub", "aux") and not s.has(j, "harm")


def entry_is_present(s: Sentence, i: int) -> bool:
    """True where the verb at token i is in the present."""
    entry = s.entry(i, "harm")
    return entry is not None and entry.shape == "present"
