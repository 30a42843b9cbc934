"""The subject that stands before its verb: right before it, as what a relative pronoun stands for, or earlier in the sentence."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import (
    clause,
    has_article,
    has_clitic_preposition,
    has_conjunction,
    is_accusative,
    is_verb,
    name,
    phrase_end,
)
from marsad.languages.ar.rules.incidents.agents import agents_from, can_act, is_counted_victim, part_of
from marsad.languages.ar.rules.incidents.agreement import may_do
from marsad.languages.ar.rules.incidents.where import is_entered
from marsad.model.claim import Incident, Name
from marsad.model.mention import Actor

OPENING = ("«", '"', "“", "'")
BETWEEN = frozenset("قد وقد كان كانت كانوا لا تزال يزال زالت زال".split())
LOYAL_REACH = 9
PHRASE, TIME_REACH = 4, 5
LATEST = frozenset({"الاخيره", "الاخير"})  # «صواريخ الحركة الأخيرة التي …»
WITHOUT = frozenset({"دون", "بدون"})
MANY = frozenset({"الذين", "اللذين", "اللذان"})
RELATIVES = {"الذي": ("ms",), "التي": ("fs",), "الذين": ("mp",), "اللذين": ("d",), "اللذان": ("d",)}
FIRM = ("incident", "incident_by", "light", "launch", "ability")


def antecedent(s: Sentence, i: int) -> list[Name]:
    """Whoever a relative pronoun right before the verb stands for («عناصر التنظيم الذين نفذوا»)."""
    if not s.has(i - 1, "rel") or s.tokens[i].word.suffix:
        return []
    actor = next((a for a in reversed(s.actors) if i - 4 <= a.last <= i - 1), None)
    if actor is None:
        return []
    return agents_from(s, _list_start(s, actor.first) if s.key(i - 1) in MANY else actor.first)[0]


def of_relative(scene: Scene, i: int) -> list[Name]:
    """The actor that a relative pronoun stands for as the subject of the verb at i, by its gender («الطائرات التي قصفت القاعدة»)."""
    s = scene.sentence
    entry = next((e for cls in FIRM if (e := s.entry(i, cls)) is not None), None)
    if entry is None or entry.person not in RELATIVES.get(s.key(i - 1), ()) or s.tokens[i].word.suffix:
        return []
    end = i - 1 - (s.key(i - 2) in LATEST)
    actor = next((a for a in s.actors if a.last == end and a.sort != "adjective"), None)
    if actor is None or s.covering(s.places, actor.first) is not None:
        return []
    return agents_from(s, _list_start(s, actor.first) if s.key(i - 1) in MANY else actor.first)[0]


def is_plural(s: Sentence, i: int) -> bool:
    """True where the verb itself is plural or dual: then its subject came before it, and what follows is its object."""
    entry = next((e for cls in FIRM if (e := s.entry(i, cls)) is not None), None)
    return entry is not None and entry.person in ("mp", "d")


def right_before(scene: Scene, i: int) -> list[Name]:
    """The subject that ends where the verb begins («النظام يستهدف», «المهاجمين أطلقوا»)."""
    s = scene.sentence
    skip = i
    while skip and (s.key(skip - 1) in BETWEEN or s.tokens[skip - 1].mark in OPENING):
        skip -= 1
    actor = next((a for a in s.actors if a.last == skip and can_act(scene, a)), None)
    if actor is not None and is_plural(s, i) and _are_of(s, actor):
        return [name(s, actor.first - 1, skip)]
    if actor := None if has_conjunction(s.tokens[i]) else _loyal_to(s, skip) or actor:
        return agents_from(s, _list_start(s, actor.first))[0]
    if (some := _some_people(s, skip)) is not None and not has_conjunction(s.tokens[i]):
        return [name(s, some, skip)]
    if is_plural(s, i) and _are_people(s, skip - 1) and s.key(skip - 2) not in WITHOUT and not has_clitic_preposition(s.tokens[skip - 1]):
        return _counted_list(s, skip)
    number = s.numbers.ends.get(skip - 1)
    counted = number is not None and s.has(skip - 1, "people") and _is_subject_of(s, number.first, i)
    return [name(s, skip - 1, skip)] if counted else []


def _is_subject_of(s: Sentence, first: int, i: int) -> bool:
    """True for those counted from token `first` on whom no word governs («أن 12 امرأة | نفذت», not «قتل 12 امرأة»)."""
    bare = first == 0 or s.has(first - 1, "sub", "aux") or s.key(first - 1) in BETWEEN or s.tokens[first - 1].mark in (":", "«")
    return bare and not s.tokens[i].word.suffix and not has_conjunction(s.tokens[i])


def _are_of(s: Sentence, actor: Actor) -> bool:
    """True where people right before one man are his («تلاميذ | الشيخ احتجزوا»): the plural verb is theirs."""
    people = s.entry(actor.first - 1, "people") if actor.first else None
    whole = people is not None and people.shape == "pl" and not has_article(s, actor.first - 1)
    return whole and actor.sort == "title" and not has_conjunction(s.tokens[actor.first])


def _are_people(s: Sentence, at: int) -> bool:
    """True for people at `at`, not for one man in the accusative whom no figure counts («أصاب متظاهرون | شرطيا وأحرقوا»)."""
    people = s.entry(at, "people")
    return people is not None and (people.shape != "sg" or at in s.numbers.ends or not is_accusative(s, at))


def _counted_list(s: Sentence, end: int) -> list[Name]:
    """The people that end at token `end`, with those counted before them («27 مسلحا و182 مدنيا خرجوا»)."""
    number = s.numbers.ends.get(end - 1)
    first = end - 1 - (number is None and _are_people(s, end - 2) and not has_clitic_preposition(s.tokens[end - 2]))
    names = [name(s, number.first if number else first, end)]
    if number is None:
        return names
    joined = s.key(number.first - 1) == "و"
    if (joined or has_conjunction(s.tokens[number.first])) and s.has(number.first - 1 - joined, "people"):
        return [*_counted_list(s, number.first - joined), *names]
    return names


def _some_people(s: Sentence, end: int) -> int | None:
    """The token at which «مجموعة من الطلاب» begins, whose people end at token `end`; None where no such phrase does."""
    first = next((j for j in range(end - 1, max(-1, end - PHRASE), -1) if s.has(j, "people", "national") and s.key(j - 1) == "من"), None)
    if first is None or phrase_end(s, first) != end:
        return None
    head = part_of(s, first)
    return head if head is not None and not s.has(head - 1, "prep", "target_mark", "agent_mark", "incident") else None


def _loyal_to(s: Sentence, end: int) -> Actor | None:
    """The side that ends with whose it is («وحدات الجيش الموالية لهادي»), where that description ends at token `end`."""
    for j in range(end - 1, max(0, end - LOYAL_REACH), -1):
        if s.has(j, "speech", "incident", "sub", "rel", "light") or is_verb(s.tokens[j]):
            return None
        if s.has(j, "loyal"):
            at = j - bool(s.tokens[j - 1].mark)
            return next((a for a in s.actors if a.last in (at, j + 1) and a.first < j and a.sort != "adjective"), None)
    return None


def _list_start(s: Sentence, first: int) -> int:
    """The token at which the list begins that the actor at `first` ends («الجيش والمقاومة يشنان»)."""
    while apart := 1 if s.key(first - 1) == "و" else 2 * has_conjunction(s.tokens[first]):
        before = s.actors.ends.get(first - apart % 2)
        if before is None or s.key(before.first - 1) == "بين":  # «بين الشرطة ومحتجين أغلقوا»
            return first
        first = before.first
    return first


def subject_before(scene: Scene, i: int, *, verb: bool = False) -> list[Name]:
    """The subject that stands before its verb («طائرات حربية نفذت»): in its clause, else the last subject of the sentence.

    Where token i is a `verb` the subject agrees with it.
    """
    s = scene.sentence
    first, _ = clause(s, i)
    struck = [n.span for c in scene.claims if isinstance(c, Incident) for n in c.against]
    before = [a for a in s.actors if a.last <= i and a.sort != "adjective" and can_act(scene, a) and not _saw(s, a)]
    before = [a for a in before if not (any(a.span.overlaps(span) for span in struck) or is_counted_victim(s, a.first))]
    if s.has(i - 1, "rel") and s.tokens[i].word.suffix:  # «المدنيين الذين حاصرهم القتال»
        before = [a for a in before if a.last != i - 1]
    before = [a for a in before if not verb or _describes_noun(s, i) or may_do(s, i, a.first)]
    before = [a for a in before if (town := s.starting(s.places, a.first)) is None or not is_entered(s, town)]
    near = [a for a in before if first <= a.first or a.last == i - 1 and s.tokens[a.last].mark]
    if not near:
        near = [a for a in before if _is_subject(s, a)]
    return agents_from(s, _list_start(s, near[-1].first))[0] if near else []


def _describes_noun(s: Sentence, i: int) -> bool:
    """True where the verb describes an indefinite noun right before it («خلايا نائمة تتبنى …»), with which it agrees."""
    before = s.tokens[i - 1] if i else None
    if before is None or before.mark or has_conjunction(s.tokens[i]) or before.key.startswith("ال"):
        return False
    return not s.has(i - 1, "sub", "rel", "aux", "conj", "prep", "neg", "adverb") and before.key not in BETWEEN


def fought_on(scene: Scene, i: int, against: list[Name]) -> list[Name]:
    """Who fought in the clash behind a preposition at i, which names the other side («سيطر الجيش على أ بعد معارك مع ب»): the subject."""
    s = scene.sentence
    if not against or not (s.has(i - 1, "prep") or s.has(i, "prep")):
        return []
    subjects = (a for a in s.actors if a.last <= i and a.sort != "adjective" and can_act(scene, a) and _is_subject(s, a))
    named = [a for a in subjects if not any(a.span.overlaps(n.span) or a.text == n.text for n in against)]
    named = [a for a in named if not s.key(a.first).endswith("ين") or s.has(a.first - 1, "sub")]
    return agents_from(s, _list_start(s, named[-1].first))[0] if named else []


def _saw(s: Sentence, actor: Actor) -> bool:
    """True for what only witnessed or underwent something («تشهد سوريا نزاعا»)."""
    entry = s.entry(actor.first - 1, "light")
    return entry is not None and entry.code == "undergo"


def _is_subject(s: Sentence, actor: Actor) -> bool:
    """True where a verb that is no speech stands right before or after the actor, or `إن` before it."""
    first, last = actor.first, actor.last
    after = last < len(s.tokens) and is_verb(s.tokens[last]) and not s.has(last, "speech")
    before = first > 0 and (is_verb(s.tokens[first - 1]) and not s.has(first - 1, "speech") or s.has(first - 1, "sub"))
    return after or before or s.has(first - 1, "number", "amount") and s.has(first - 2, "sub")
