"""The subject of a verb of violence: after it, before it, meant by a pronoun, or carried over from what was told before."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import is_nisba
from marsad.languages.ar.rules.incidents.after import after, crowd
from marsad.languages.ar.rules.incidents.agents import agents_from, can_act
from marsad.languages.ar.rules.incidents.agreement import agrees
from marsad.languages.ar.rules.incidents.before import antecedent, is_plural, of_relative, right_before, subject_before
from marsad.languages.ar.rules.incidents.carried import implied, meant
from marsad.languages.ar.rules.incidents.elsewhere import granted, latter
from marsad.languages.ar.rules.incidents.wielders import of_weapon
from marsad.model.claim import Name
from marsad.model.mention import Time

OPENING = ("«", '"', "“", "'")
BETWEEN = frozenset("قد وقد كان كانت كانوا لا تزال يزال زالت زال".split())
PASSIVE = frozenset({"اغتيل"})
DEEDS = group("deed")
PHRASE, TIME_REACH = 4, 5
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
        return by if not _bursts(s, i) else [], at
    if (by := of_weapon(s, i, at)) is not None:
        return by, at
    if by := of_relative(scene, i) or granted(s, i):
        return by, at
    if by := latter(s, at):
        return by, at + 1
    if (by := right_before(scene, i)) and not s.tokens[i].word.suffix:
        return by, at
    if _of_a_thing(s, i):
        return [], at
    if _is_deed(s, i, at):
        return [], at + 1
    if by := _of_auxiliary(scene, i):
        return by, at
    if not is_plural(s, i) and not _is_his(s, i, at) and agrees(s, i, at) and (found := after(s, at) or crowd(s, i, at)):
        return found
    if _happens(s, i):
        return [], at
    return antecedent(s, i) or subject_before(scene, i, verb=True) or implied(scene, i, verb=True), at


def _is_his(s: Sentence, i: int, at: int) -> bool:
    """True where a verb of a feminine subject meets a man by his title, who is then its object («اعتقلت القائد»)."""
    entry = next((e for cls in FIRM if (e := s.entry(i, cls)) is not None), None)
    title = s.entry(at, "title") if at < len(s.tokens) else None
    if entry is None or entry.person != "fs" or title is None or title.shape != "sg" or s.has(at, "actor_head", "source_noun"):
        return False
    return s.starting(s.actors, at) is not None and not s.tokens[at].key.endswith(("ه", "ات"))


def _of_a_thing(s: Sentence, i: int) -> bool:
    """True where a relative pronoun makes a deed the subject of the verb at i («العملية الأمنية التي استهدفت»), and nobody."""
    if not s.has(i - 1, "rel") or s.tokens[i].word.suffix:
        return False
    head = next((k for k in range(i - 2, max(-1, i - 5), -1) if not is_nisba(s.tokens[k]) and not s.has(k, "quality", "mode")), -1)
    return s.tokens[head].word.stem in DEEDS if head >= 0 and s.tokens[head].key.startswith(("ال", "بال", "لل")) else False


def _is_deed(s: Sentence, i: int, at: int) -> bool:
    """True where a deed is the subject behind the verb at i («استهدفت | العملية مطلوبين», «المدنيين الذين حاصرهم | القتال»)."""
    if at != i + 1 or at >= len(s.tokens) or not s.tokens[at].key.startswith("ال") or s.starting(s.actors, at) is not None:
        return False
    entry = s.entry(i, "incident") or s.entry(i, "light")
    if entry is None or entry.pos != "verb" or entry.code == "do":
        return False
    return s.has(at, "fighting") and bool(s.tokens[i].word.suffix) or entry.code == "hit" and s.tokens[at].word.stem in DEEDS


def _bursts(s: Sentence, i: int) -> bool:
    """True for what is said of the bomb itself («لكنها انفجرت»)."""
    entry = s.entry(i, "incident") or s.entry(i, "launch")
    return entry is not None and (entry.code == "burst" or entry.lemma == "انفجر")


def _happens(s: Sentence, i: int) -> bool:
    """True for a verb that needs nobody («انفجرت», «سقطت»)."""
    entry = s.entry(i, "incident") or s.entry(i, "launch")
    return entry is not None and (entry.code == "fall" or _bursts(s, i))


def is_passive(s: Sentence, i: int) -> bool:
    """True where the vowels say so: «قُصفت», «اعتُقل»."""
    tok = s.tokens[i]
    if (entry := s.entry(i, "incident")) and entry.lemma in PASSIVE:
        return True
    return "ُ" in s.text[tok.start + tok.word.prefix_length : tok.end][:4]


def skip_adverbs(s: Sentence, at: int) -> int:
    """The next token that may begin an argument: times, `أيضا` and `عليها` are passed over."""
    while at < len(s.tokens):
        if time := s.starting(s.times, at) or _time_near(s, at):
            at = time.last
        elif s.has(at, "part") and s.key(at).endswith("ا"):
            at += 1
        elif s.has(at, "adverb"):
            at = s.end_of(at, "adverb")
        elif s.has(at, "escort", "posted") and (end := _beside(s, at)) > at:
            at = end
        elif s.key(at) in RESUMED or s.tokens[at].mark in OPENING and s.starting(s.actors, at + 1):
            at += 1
        else:
            return at
    return at


def _beside(s: Sentence, at: int) -> int:
    """One past «بحماية جيش الاحتلال», «المتمركزة شرقي المدينة»: who only helps, where the subject stands; `at` without one."""
    mentions = s.actors if s.has(at, "escort") else s.places
    first = s.end_of(at, "escort")
    return next((m.last for m in mentions if first <= m.first <= first + 1), at)


def _time_near(s: Sentence, at: int) -> Time | None:
    """The time that «قبل ظهر أمس» and «في وقت مبكر من صباح أمس» come to."""
    if s.key(at) in ("قبل", "بعد"):
        return s.starting(s.times, at + 1)
    if s.key(at) != "في" or s.key(at + 1) != "وقت":
        return None
    return next((t for t in s.times if at < t.first < at + TIME_REACH), None)


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
