"""People and the word of harm after them: «57 مدنياً بينهم 12 طفلاً قتلوا», «لقي 5 أشخاص مصرعهم»."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.figures import claimed, figure
from marsad.languages.ar.rules.casualties.groups import coordinated, group_at
from marsad.languages.ar.rules.casualties.objects import first_object, objects
from marsad.languages.ar.rules.casualties.parts import parts_of
from marsad.languages.ar.rules.casualties.people import Group
from marsad.languages.ar.rules.casualties.truth import asserted
from marsad.languages.ar.rules.casualties.wholes import larger
from marsad.model.claim import Claim

FARTHEST = 30
ALONE, NEAR = 10, 3
FATE_REACH = 14
DYING = frozenset("في جراء تحت اثر نتيجه بسبب برصاص بقصف".split())
MANY = frozenset({"mp", "fp", "d", "-"})


@BOOK.rule("casualties", "harm", "harm_weak", "split")
def people_then_harm(scene: Scene, i: int) -> Iterator[Claim]:
    """«قال إن 57 مدنياً بينهم 12 طفلاً قتلوا في القصف»: the people stand before their verb."""
    s = scene.sentence
    entry = s.entry(i, "split") or s.entry(i, "harm") or s.entry(i, "harm_weak")
    if entry is None or not _follows_people(s, i, entry) or not asserted(s, i):
        return
    fallen = s.entry(i + 1, "harmed") if entry.cls == "harm_weak" else None
    yield from _told(scene, i, entry, fallen.code if fallen else _outcome(s, i, entry.code))


@BOOK.rule("casualties", "buried")
def under_the_rubble(scene: Scene, i: int) -> Iterator[Claim]:
    """«ولا يزال نحو 20 شخصا تحت الأنقاض»: people right before where they are still looked for."""
    s = scene.sentence
    number = next((n for n in reversed(s.numbers) if n.first < i <= n.last + NEAR and not n.ordinal), None)
    group = group_at(s, number.first) if number is not None else None
    if group is not None and group.plain and group.last == i and not claimed(scene, group.head) and asserted(s, i):
        yield figure(scene, group, "missing")


@BOOK.rule("casualties", "fated")
def met_their_death(scene: Scene, i: int) -> Iterator[Claim]:
    """«لقي 5 أشخاص مصرعهم في القصف»: the people stand between the verb and their death, or before both."""
    s = scene.sentence
    entry = s.entry(i, "fated")
    if entry is None or not asserted(s, i) or not any(s.has(j, "fate") for j in range(i + 1, min(len(s.tokens), i + FATE_REACH))):
        return
    group = first_object(s, i + 1)
    if group is None or group.sort == "thing":
        yield from _told(scene, i, entry, "killed")
    while group and group.sort != "thing":
        if not claimed(scene, group.head):
            yield figure(scene, group, "killed")
        group = coordinated(s, group)


def _follows_people(s: Sentence, i: int, entry: Entry) -> bool:
    """True where the word at token i can have its people before it: no object follows it."""
    if entry.cls == "split":
        return True
    if entry.pos != "verb" or s.has(i, "harmed") or s.tokens[i].word.suffix:
        return False
    if entry.cls == "harm_weak":
        return _departs(s, i, entry)
    perfect = entry.lemma == "فقد" and i + 1 < len(s.tokens) and is_verb(s.tokens[i + 1])
    return not perfect and next(objects(s, i, entry), None) is None


def _departs(s: Sentence, i: int, entry: Entry) -> bool:
    """True for «27 مسلحا خرجوا من البلدة», «12 شخصا سقطوا قتلى», «145 منهم قضوا في الغارات»."""
    if s.has(i + 1, "harmed") or s.starting(s.places, i + 1) is not None:
        return True
    if entry.code == "killed" and entry.person in MANY and s.key(i + 1) in DYING:
        return True
    return entry.code == "displaced" and s.key(i + 1) == "من"


def _told(scene: Scene, i: int, entry: Entry, outcome: str) -> Iterator[Claim]:
    """The claims of the people before the verb at token i, and of the parts told between them and it."""
    s = scene.sentence
    group = _subject(scene, i, entry)
    while group is not None:
        whole = figure(scene, group, outcome, part_of=larger(scene, group, outcome))
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


def _subject(scene: Scene, i: int, entry: Entry) -> Group | None:
    """The people before the verb at token i who are its subject: the first whole group of its clause."""
    s = scene.sentence
    for j in range(_clause_start(s, i), i):
        if s.has(j - 1, "part_of") or s.covering(s.numbers, j) and not s.starting(s.numbers, j):
            continue
        group = group_at(s, j)
        if group and group.first >= j and group.last <= i and not claimed(scene, group.head) and _agrees(s, group, i, entry):
            return group
    return None


def _agrees(s: Sentence, group: Group, i: int, entry: Entry) -> bool:
    """True where the group can be the subject of the verb at token i."""
    many = entry.person in MANY
    if _governed(s, group.first - 1):
        return False
    if group.outcome or group.sort in ("thing", "plural") or group.sort == "bare" and group.last != i:
        return False
    if group.sort == "others" and group.min is None or _verb_between(s, group, i) and not (many and _described(s, group.last)):
        return False
    if group.sort != "one":
        return True
    pair = entry.person == "d" and coordinated(s, group) is not None
    return (pair or not many) and entry.shape != "present" and group.last >= i - ALONE and _opens(s, group)


def _clause_start(s: Sentence, i: int) -> int:
    for j in range(i - 1, max(0, i - FARTHEST), -1):
        if s.has(j, "sub") and s.key(j) != "ما" or s.tokens[j].mark in ("؛", ":") or s.has(j, "speech"):
            return j + 1
    return max(0, i - FARTHEST)


def _verb_between(s: Sentence, group: Group, i: int) -> bool:
    return any(is_verb(s.tokens[j]) and not s.has(j, "aux", "part_of", "harm_weak") for j in range(group.last, i))


def _described(s: Sentence, j: int) -> bool:
    """True where a relative clause follows the people, with its pronoun or without («مدنيين يعملون في ورشة»)."""
    return s.has(j, "rel") or j < len(s.tokens) and is_verb(s.tokens[j]) and s.key(j).startswith("ي") and s.key(j).endswith("ون")


def _governed(s: Sentence, j: int) -> bool:
    """True where the word before the people is a preposition or a verb of their own."""
    if j < 0 or s.tokens[j].mark or s.has(j, "sub", "aux", "conj"):
        return False
    return s.has(j, "prep") or is_verb(s.tokens[j])


def _opens(s: Sentence, group: Group) -> bool:
    """True where the noun opens its clause, so that it is no adjective and no object of what stands before it."""
    j = group.first - 1
    return j < 0 or bool(s.tokens[j].mark) or s.has(j, "sub", "aux") and not s.has(j, "harm")
