"""The subject of a verb of violence: after it, before it, meant by a pronoun, or carried over from what was told before."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition, has_conjunction, is_verb, name, phrase_end
from marsad.languages.ar.rules.incidents.after import after, crowd
from marsad.languages.ar.rules.incidents.agents import agents_from, can_act, part_of
from marsad.languages.ar.rules.incidents.carried import implied, meant
from marsad.languages.ar.rules.incidents.wielders import of_weapon
from marsad.model.claim import Incident, Name
from marsad.model.mention import Actor

OPENING = ("«", '"', "“", "'")
BETWEEN = frozenset("قد وقد كان كانت كانوا لا تزال يزال زالت زال".split())
PASSIVE = frozenset({"اغتيل"})
LOYAL = frozenset("مواليه موالي موالون موالين تابعه تابع تابعون تابعين مدعومه مدعوم مدعومون مدعومين منتميه منتمون منتمين".split())
LOYAL_REACH = 9
PHRASE = 4
AUX_REACH = 12
RESUMED = frozenset("عليها عليه عليهم فيها فيه منها منه لها له لهم بها به اليها اليه خلالها خلاله".split())
RELATIVES = {"الذي": ("ms",), "التي": ("fs",), "الذين": ("mp",), "اللذين": ("d",), "اللذان": ("d",)}
FIRM = ("incident", "incident_by", "light", "launch", "ability")


def subject(scene: Scene, i: int, at: int) -> tuple[list[Name], int]:
    """Whoever does the verb at token i, and one past them where they follow it (else `at`, the token after the verb)."""
    s = scene.sentence
    at = skip_adverbs(s, at)
    if is_passive(s, i):
        return [], at
    if (by := meant(scene, i)) is not None:
        return by, at
    if (by := of_weapon(s, i, at)) is not None:
        return by, at
    if by := _of_relative(scene, i):
        return by, at
    if (by := _right_before(scene, i)) and not s.tokens[i].word.suffix:
        return by, at
    if by := _of_auxiliary(scene, i):
        return by, at
    if not _is_plural(s, i) and (found := after(s, at) or crowd(s, i, at)):
        return found
    if _happens(s, i):
        return [], at
    return antecedent(s, i) or subject_before(scene, i) or implied(scene, i) or list(scene.discourse.actors), at


def _happens(s: Sentence, i: int) -> bool:
    """True for a verb that needs nobody («انفجرت», «سقطت»)."""
    entry = s.entry(i, "incident") or s.entry(i, "launch")
    return entry is not None and (entry.code in ("fall", "burst") or entry.lemma == "انفجر")


def is_passive(s: Sentence, i: int) -> bool:
    """True where the vowels say so: «قُصفت», «اعتُقل»."""
    tok = s.tokens[i]
    if (entry := s.entry(i, "incident")) and entry.lemma in PASSIVE:
        return True
    return "ُ" in s.text[tok.start + tok.word.prefix_length : tok.end][:4]


def skip_adverbs(s: Sentence, at: int) -> int:
    """The next token that may begin an argument: times, `أيضا` and `عليها` are passed over."""
    while at < len(s.tokens):
        if time := next((t for t in s.times if t.first == at), None):
            at = time.last
        elif s.has(at, "part") and s.key(at).endswith("ا"):
            at += 1
        elif s.has(at, "adverb"):
            at = s.end_of(at, "adverb")
        elif s.key(at) in RESUMED or s.tokens[at].mark in OPENING and s.starting(s.actors, at + 1):
            at += 1
        else:
            return at
    return at


def antecedent(s: Sentence, i: int) -> list[Name]:
    """Whoever a relative pronoun right before the verb stands for («عناصر التنظيم الذين نفذوا»)."""
    if not s.has(i - 1, "rel"):
        return []
    actor = next((a for a in reversed(s.actors) if i - 4 <= a.last <= i - 1), None)
    return agents_from(s, actor.first)[0] if actor else []


def _of_relative(scene: Scene, i: int) -> list[Name]:
    """The actor that a relative pronoun stands for as the subject of the verb at i, by its gender («الطائرات التي قصفت القاعدة»)."""
    s = scene.sentence
    entry = next((e for cls in FIRM if (e := s.entry(i, cls)) is not None), None)
    if entry is None or entry.person not in RELATIVES.get(s.key(i - 1), ()) or s.tokens[i].word.suffix:
        return []
    actor = next((a for a in s.actors if a.last == i - 1 and a.sort != "adjective"), None)
    if actor is None or s.covering(s.places, actor.first) is not None:
        return []
    return agents_from(s, actor.first)[0]


def _is_plural(s: Sentence, i: int) -> bool:
    """True where the verb itself is plural or dual: then its subject came before it, and what follows is its object."""
    entry = next((e for cls in FIRM if (e := s.entry(i, cls)) is not None), None)
    return entry is not None and entry.person in ("mp", "d")


def _right_before(scene: Scene, i: int) -> list[Name]:
    """The subject that ends where the verb begins («النظام يستهدف», «المهاجمين أطلقوا»)."""
    s = scene.sentence
    skip = i
    while skip and (s.key(skip - 1) in BETWEEN or s.tokens[skip - 1].mark in OPENING):
        skip -= 1
    actor = next((a for a in s.actors if a.last == skip and can_act(scene, a)), None)
    if actor and not has_conjunction(s.tokens[i]):
        return agents_from(s, _list_start(s, actor.first))[0]
    if not has_conjunction(s.tokens[i]) and (loyal := _loyal_to(s, skip)):
        return agents_from(s, _list_start(s, loyal.first))[0]
    if (some := _some_people(s, skip)) is not None and not has_conjunction(s.tokens[i]):
        return [name(s, some, skip)]
    if _is_plural(s, i) and s.has(skip - 1, "people") and not has_clitic_preposition(s.tokens[skip - 1]):
        return [name(s, skip - 1, skip)]
    return []


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
        if s.key(j).removeprefix("ال") in LOYAL:
            at = j - bool(s.tokens[j - 1].mark)
            return next((a for a in s.actors if a.last in (at, j + 1) and a.first < j and a.sort != "adjective"), None)
    return None


def _of_auxiliary(scene: Scene, i: int) -> list[Name]:
    """The subject of the auxiliary that governs the verb at i («كانت القوات السورية، المدعومة من روسيا، تعتزم», «بدأ الجيش يقصف»)."""
    s = scene.sentence
    if not (entry := next((e for cls in FIRM if (e := s.entry(i, cls)) is not None), None)) or entry.shape != "present":
        return []
    for j in range(i - 2, max(-1, i - AUX_REACH), -1):
        if s.has(j, "incident", "speech", "aside") or s.tokens[j].mark in (".", "؛"):
            return []
        if (s.has(j, "aux") or s.key(j).removeprefix("و") in BETWEEN) and (actor := s.starting(s.actors, j + 1)) and can_act(scene, actor):
            return agents_from(s, actor.first)[0]
    return []


def _list_start(s: Sentence, first: int) -> int:
    """The token at which the list begins that the actor at `first` ends («الجيش والمقاومة يشنان»)."""
    while has_conjunction(s.tokens[first]) and (before := next((a for a in s.actors if a.last == first), None)):
        first = before.first
    return first


def subject_before(scene: Scene, i: int) -> list[Name]:
    """The subject that stands before its verb («طائرات حربية نفذت»): in its clause, else the last subject of the sentence."""
    s = scene.sentence
    first, _ = clause(s, i)
    struck = [n.span for c in scene.claims if isinstance(c, Incident) for n in c.against]
    before = [a for a in s.actors if a.last <= i and a.sort != "adjective" and can_act(scene, a) and not _saw(s, a)]
    before = [a for a in before if not any(a.span.overlaps(span) for span in struck)]
    near = [a for a in before if first <= a.first or a.last == i - 1 and s.tokens[a.last].mark]
    if not near:
        near = [a for a in before if _is_subject(s, a)]
    return agents_from(s, _list_start(s, near[-1].first))[0] if near else []


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
