"""What an incident struck: the direct object, or what stands after `على`, `ضد`, `بحق`; places are left to the places."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import clause, has_clitic_preposition, has_conjunction, is_verb, names_from, numbers_unit
from marsad.languages.ar.rules.incidents.senses import SELF
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Name
from marsad.model.span import Span

MOST = 4
NO_OBJECT = ("incident", "weapon", "adverb", "lasting", "bound")
MORE = frozenset({"اكثر", "اقل", "ازيد"})  # «أكثر من مركز للشرطة»
SOME = group("some_of")
ANOTHER = frozenset({"الرغم", "رغم", "خلفيه", "اثر", "ذلك", "اساس"})
TO_REACH = 3
TOWARDS = frozenset({"الي", "نحو"})
BELONGING = group("owned_by")
SITES = ("military", "building", "site")
BODIES = ("people", "actor_head", "title", "post", "national", "military", "building", "site", "crowd")


def object_at(s: Sentence, at: int) -> tuple[list[Name], int]:
    """The direct object at token `at` and one past it; none where a place, a weapon or another act stands there."""
    quoted = at + 1 < len(s.tokens) and s.tokens[at].mark in ("«", '"', "“") and s.tokens[at].mark != ""
    head = counted(s, at + quoted)
    if head >= len(s.tokens) or s.tokens[head].mark or s.starting(s.numbers, head) or has_clitic_preposition(s.tokens[head]):
        return [], at
    if s.has(head, "prep", "sub", "conj", "neg") or s.key(head) in BELONGING or head > at and has_conjunction(s.tokens[head]):
        return [], at
    if site := site_at(s, head):
        return site
    if s.has(head, "quality") and not s.has(head, *BODIES, "vehicle") and not s.key(head).startswith("ال"):
        return [], at  # «دفعوا بتعزيزات | كبيرة»
    if s.has(head, "vague_place") and not _owned(s, head) or _is_adjective(s, head):
        return [], at
    if s.covering(s.places, head) or is_verb(s.tokens[head]) or s.has(head, *NO_OBJECT) or s.key(head) in SELF:
        return [], at
    return with_owner(s, *names_from(s, head, most=MOST))


def _is_adjective(s: Sentence, head: int) -> bool:
    """True for what describes the noun before it («سيطرتها | الكاملة», «أيام | عديدة»), in no table or a quality."""
    tok, before = s.tokens[head], s.tokens[head - 1]
    if head == 0 or before.mark or before.word.verbal or tok.word.entries and not s.has(head, "quality") or s.has(head, *BODIES):
        return False
    definite = bool(before.word.suffix) or before.key.startswith("ال")
    return (
        tok.key.startswith("ال")
        and definite
        and tok.key.endswith("ه") == before.word.stem.endswith(("ه", "ت", "ات"))
        and not is_verb(before)
    )


def with_owner(s: Sentence, names: list[Name], end: int) -> tuple[list[Name], int]:
    """The names, the last with the side that owns it («دورية للجيش», «نقطة تابعة للحوثيين»), and one past them."""
    last = _owner_end(s, end)
    if not names or last == end:
        return names, end
    span = Span(names[-1].span.start, s.tokens[last - 1].end)
    return [*names[:-1], Name(span.of(s.text), span)], last


def _owner_end(s: Sentence, at: int) -> int:
    """One past «للجيش السوري» or «تابعة للحركة» at token `at`; `at` itself where no owner stands there."""
    first = at + (s.key(at).removeprefix("ال") in BELONGING)
    actor = s.starting(s.actors, first)
    return actor.last if actor and s.tokens[first].word.prefix.startswith("ل") else at


def site_at(s: Sentence, k: int) -> tuple[list[Name], int] | None:
    """The post or building with a name of its own that begins at token k («معسكر الحفا»), which is struck as well as it is a place."""
    place = s.starting(s.places, k)
    if place is None or not s.has(k, *SITES) or place.last == k + 1:
        return None
    return [Name(place.text, place.span, place.id)], place.last


def counted(s: Sentence, at: int) -> int:
    """The token at which those begin whom a figure or a word of amount counts («أكثر من 12 شخصا», «عددا من السكان»); else `at`."""
    at += 2 * (s.key(at) == "ما" and s.key(at + 1) == "مجموعه")
    number = s.starting(s.numbers, at)
    if number and numbers_unit(s, number):
        return at
    if number and not number.ordinal:
        after = number.last
    elif s.key(at) in SOME or s.key(at) in MORE and s.key(at + 1) == "من" or s.has(at, "amount") and not s.has(at, "incident"):
        after = at + 1
    else:
        return at
    after += s.key(after) == "من"
    return counted(s, after) if after < len(s.tokens) else after


def target_of(s: Sentence, at: int) -> list[Name]:
    """What stands after the first `على`, `ضد`, … of the clause: vague spots and idioms («على الأرجح») are passed over."""
    _, end = clause(s, at - 1)
    for j in s.among(at, end, "incident", "target_mark", "sub", "speech"):
        if j > at and is_act(s, j) or s.has(j, "sub", "speech") and not s.has(j, "target_mark", "adverb"):
            return []
        if not s.has(j, "target_mark"):
            continue
        k = counted(s, s.end_of(j, "target_mark"))
        if k >= len(s.tokens) or s.covering(s.places, k):
            return (site_at(s, k) or ([], k))[0]
        if s.has(k, "no_target"):
            if s.key(k) in ANOTHER:
                return []
            continue
        if s.key(j) == "الي" and j > at + TO_REACH:
            return []
        if s.has(k, "sub") or s.tokens[k].mark or s.key(j) in TOWARDS and not s.has(k, *BODIES):
            return []
        if s.has(k, "part", "lasting", "bound"):
            return []
        if s.has(k, "vague_place", "dem") and not _owned(s, k):
            return []
        return with_owner(s, *names_from(s, k, most=MOST))[0]
    return []


def _owned(s: Sentence, k: int) -> bool:
    """True where «مواقع» names whose positions they are («مواقع للحوثيين»)."""
    owner = s.starting(s.actors, k + 1)
    return owner is not None and owner.sort != "adjective" or _owner_end(s, k + 1) > k + 1
