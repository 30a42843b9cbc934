"""What the noun of a strike struck where no `على` says so: what its verb hit, who was subjected to it, where it burst."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, is_nisba, phrase_end
from marsad.languages.ar.rules.incidents.light import governor
from marsad.languages.ar.rules.incidents.senses import SELF
from marsad.languages.ar.rules.incidents.strikes import is_strike_noun
from marsad.languages.ar.rules.incidents.subjects import skip_adverbs
from marsad.languages.ar.rules.incidents.targets import object_at, target_of
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Name

REACH, NEAR = 16, 5
AIMING = group("aiming")
BEFORE = 2
ESCAPED = frozenset(before + word for before in ("", "و") for word in group("escaped"))
OBJECT_REACH = 8
OBJECTS = frozenset({"ه", "ها", "هم", "هما", "هن"})
BURSTS = frozenset({"explosion", "suicide_bombing", "attack"})
SITES = ("building", "site", "military", "people")
INSIDE = frozenset({"في", "داخل", "وسط", "قرب", "امام"})


def struck_by(scene: Scene, i: int, at: int, code: str) -> list[Name]:
    """What the noun at token i struck, its own phrase ending at `at`: after `على`, or as its verb or its place tells."""
    s = scene.sentence
    return _aimed_at(s, i, at) or _undergone(scene, i) or target_of(s, at) or (inside(s, at) if code in BURSTS else [])


def _aimed_at(s: Sentence, i: int, at: int) -> list[Name]:
    """The object of the verb of hitting after the noun («تفجير استهدف دورية») or right before it («استهدف هجوم انتحاري موكبا»)."""
    if not is_strike_noun(s, i):
        return []
    if site := _in_construct(s, at):
        return site
    if at < len(s.tokens) and (entry := s.entry(at, "incident")) is not None and entry.pos == "verb" and entry.code == "explosion":
        return object_at(s, skip_adverbs(s, at + 1))[0] if not _bursts(s, at) else []
    if any(_hits(s, j) for j in range(max(0, i - BEFORE), i)):
        return object_at(s, past_phrase(s, at))[0]
    aiming = next((j for j in range(at, min(at + NEAR, len(s.tokens))) if s.key(j) in AIMING), None)
    if aiming is not None:
        return object_at(s, aiming + 1)[0]
    for j in s.among(at, min(at + REACH, len(s.tokens)), "light", "incident", "speech", "harm"):
        if _hits(s, j):
            return object_at(s, skip_adverbs(s, j + 1))[0] or target_of(s, j + 1)
        if s.has(j, "speech", "harm") or is_act(s, j) and "ب" not in s.tokens[j].word.prefix:
            return []
    return []


def _in_construct(s: Sentence, at: int) -> list[Name]:
    """The building or post that blew up («انفجار مستودع أسلحة», «تفجير مطعم»)."""
    named = at < len(s.tokens) and s.has(at, *SITES[:3]) and not s.tokens[at].key.startswith("ال")
    return object_at(s, at)[0] if named and not has_clitic_preposition(s.tokens[at]) else []


def _hits(s: Sentence, j: int) -> bool:
    entry = s.entry(j, "light")
    return entry is not None and entry.code == "hit" and entry.pos == "verb" and not s.tokens[j].word.suffix


def past_phrase(s: Sentence, at: int) -> int:
    """The token at which the object of a verb before the noun may begin: adjectives, times and «بسيارة مفخخة» are passed over."""
    end = min(at + REACH, len(s.tokens))
    while at < end:
        tok = s.tokens[at]
        if time := s.starting(s.times, at):
            at = time.last
        elif s.has(at, "weapon"):
            at = max(s.end_of(at, "weapon"), at + 1)
        elif has_clitic_preposition(tok):
            at = max(phrase_end(s, at), at + 1)
        elif tok.mark in ("،", ",") or s.has(at, "mode", "quality", "adverb") or is_nisba(tok) and not tok.has("people", "title"):
            at += 1
        else:
            break
    return at


def _undergone(scene: Scene, i: int) -> list[Name]:
    """Who was subjected to it («تعرض رتل للجيش لهجوم»); a place is left to the places."""
    s = scene.sentence
    j = governor(scene, i)
    entry = s.entry(j, "light") if j is not None else None
    if j is None or entry is None or entry.lemma != "تعرض":
        return _subjected(s, i) or _escaped(s, i)
    found = object_at(s, skip_adverbs(s, j + 1))[0]
    return [n for n in found if n.span.end <= s.tokens[i].start]


def _subjected(s: Sentence, i: int) -> list[Name]:
    """Who is told by the noun to have been subjected to it («بتعرض المرجع لمحاولة اغتيال»)."""
    if not s.tokens[i].word.prefix.startswith("ل") and not s.tokens[i - 1].word.prefix.startswith("ل"):
        return []
    near = [j for j in s.among(max(0, i - REACH), i, "light") if (e := s.entry(j, "light")) is not None and e.code == "undergo"]
    if not near or s.entry(near[-1], "light") is None or any(s.tokens[k].mark for k in range(near[-1], i)):
        return []
    return [n for n in object_at(s, skip_adverbs(s, near[-1] + 1))[0] if n.span.end <= s.tokens[i].start]


def _escaped(s: Sentence, i: int) -> list[Name]:
    """Who came through it alive («نجا قائد الشرطة من محاولة اغتيال»)."""
    if ESCAPED.isdisjoint(s.keys):
        return []
    at = next((j for j in range(i - 1, max(-1, i - REACH), -1) if s.keys[j] in ESCAPED), None)
    if at is None or not any(s.key(k) == "من" for k in range(max(at, i - 4), i)):
        return []
    return [n for n in object_at(s, skip_adverbs(s, at + 1))[0] if n.span.end <= s.tokens[i].start]


def inside(s: Sentence, at: int) -> list[Name]:
    """The building, post or crowd in which it burst («انفجار في مبنى سكني», «لدى مرور دورية»); a town is left to the places."""
    at = skip_adverbs(s, at + (s.key(at) in SELF))
    if at < len(s.tokens) and _bursts(s, at):
        at = skip_adverbs(s, at + 1)
    if s.key(at) == "لدي" and s.key(at + 1) == "مرور":
        return object_at(s, at + 2)[0]
    if s.key(at) not in INSIDE or not s.has(at + 1, *SITES) or s.covering(s.places, at + 1):
        return []
    return object_at(s, at + 1)[0]


def _bursts(s: Sentence, j: int) -> bool:
    """True for the verb behind what burst («سيارة مفخخة | انفجرت قرب المقر»)."""
    entry = s.entry(j, "launch") or s.entry(j, "incident")
    return entry is not None and entry.pos == "verb" and (entry.code == "burst" or entry.lemma == "انفجر")


def meant_object(s: Sentence, i: int) -> list[Name]:
    """Whom the pronoun on the verb at i means, where they stand right before it («عسكريين خطفهم مقاتلون», «الذين خطفهم»)."""
    if s.tokens[i].word.suffix not in OBJECTS:
        return []
    end = i - 1 if s.has(i - 1, "rel") else i
    first = next((j for j in range(end - 1, max(-1, end - 4), -1) if s.has(j, "people", "national")), None)
    while first is not None and s.has(first - 1, "people"):
        first -= 1
    if first is None or phrase_end(s, first) < end or has_clitic_preposition(s.tokens[first]):
        return []
    return [s.name(first, end)]


def is_done_to(s: Sentence, i: int, at: int, by: list[Name]) -> bool:
    """True where those who stand before a plural verb suffered it, for no object follows («أفراد من العائلة اختطفوا في العراق»)."""
    entry = s.entry(i, "incident")
    if entry is None or entry.person not in ("mp", "d") or s.tokens[i].word.suffix or not by or by[-1].span.start > s.tokens[i].start:
        return False
    near = range(at, min(at + OBJECT_REACH, len(s.tokens)))
    stop = next((j for j in near if s.tokens[j].mark or s.has(j, "conj", "sub")), near.stop)
    return not any(s.has(j, "people", "national", "title", "post") or s.starting(s.numbers, j) for j in range(at, stop))
