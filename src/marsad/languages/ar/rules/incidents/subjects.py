"""The subject of a verb of violence: after it, before it, meant by a pronoun, or carried over from what was told before."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition, has_conjunction, is_verb, name
from marsad.languages.ar.rules.incidents.after import after, crowd
from marsad.languages.ar.rules.incidents.agents import agents_from, can_act
from marsad.languages.ar.rules.incidents.carried import implied, meant
from marsad.model.claim import Name
from marsad.model.mention import Actor

OPENING = ("«", '"', "“", "'")
BETWEEN = frozenset("قد وقد كان كانت كانوا لا تزال يزال زالت زال".split())
PASSIVE = frozenset({"اغتيل"})
AUX_REACH = 12
RESUMED = frozenset("عليها عليه عليهم فيها فيه منها منه لها له لهم بها به اليها اليه خلالها خلاله".split())
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


def of_weapon(s: Sentence, i: int, at: int) -> list[Name] | None:
    """Whose weapon does the verb at i («استهدفت صواريخ إسرائيلية», «صاروخا استهدف»): its adjective of nationality, or nobody named."""
    hits = (entry := s.entry(i, "light")) is not None and entry.code == "hit"
    if hits and at < len(s.tokens) and s.has(at, "weapon") and not has_clitic_preposition(s.tokens[at]):
        return _nationality(s, at + 1, at + 3)
    if at == i + 1 and any(s.has(j, "weapon") for j in (i - 1, i - 2)) and not s.tokens[i - 1].mark and not s.tokens[i].word.suffix:
        return _nationality(s, i - 1, i)
    return None


def _nationality(s: Sentence, first: int, end: int) -> list[Name]:
    actor = next((a for a in s.actors if first <= a.first < end and a.sort == "adjective"), None)
    return [name(s, actor.first, actor.last)] if actor else []


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
    if _is_plural(s, i) and s.has(skip - 1, "people") and not has_clitic_preposition(s.tokens[skip - 1]):
        return [name(s, skip - 1, skip)]
    return []


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
    before = [a for a in s.actors if a.last <= i and can_act(scene, a)]
    near = [a for a in before if first <= a.first or a.last == i - 1 and s.tokens[a.last].mark]
    if not near:
        near = [a for a in before if _is_subject(s, a)]
    return agents_from(s, _list_start(s, near[-1].first))[0] if near else []


def _is_subject(s: Sentence, actor: Actor) -> bool:
    """True where a verb that is no speech stands right before or after the actor, or `إن` before it."""
    first, last = actor.first, actor.last
    after = last < len(s.tokens) and is_verb(s.tokens[last]) and not s.has(last, "speech")
    before = first > 0 and (is_verb(s.tokens[first - 1]) and not s.has(first - 1, "speech") or s.has(first - 1, "sub"))
    return after or before or s.has(first - 1, "number", "amount") and s.has(first - 2, "sub")
