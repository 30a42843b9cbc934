"""The people whom a word of harm governs: right after it, after who harmed them, after where, or by name."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_nisba, phrase_end, stops
from marsad.languages.ar.rules.casualties.groups import after_aside, coordinated, group_at
from marsad.languages.ar.rules.casualties.nouns import ONE_OF
from marsad.languages.ar.rules.casualties.people import Group, np_end
from marsad.languages.ar.rules.casualties.truth import caused

MOST_BESIDE = 4
SIDE_REACH = 3
FARTHEST = 22
OWNED_REACH = 6
CLAUSE_MARKS = frozenset(".،؛")
WHOLES = frozenset("كل جميع اي بعض عدد اعداد كافه المزيد مزيد نحو".split())
FATHER_OF = frozenset({"ابو", "ابا", "ابي"})
TAKEN = frozenset({"abducted", "detained"})
THINGS = ("weapon", "place_head", "launch", "several", "number", "unit", "hours", "band", "animal")
NAMING = group("harm_done")


def objects(s: Sentence, i: int, entry: Entry) -> Iterator[Group]:
    """The groups after the harm word at token i, each joined to the one before it."""
    group = _object(s, i, entry)
    while group is not None:
        yield group
        group = coordinated(s, group) or after_aside(s, group)


def first_object(s: Sentence, j: int) -> Group | None:
    """The group that begins at token j or after a few adverbs and times."""
    return group_at(s, past_beside(s, j))


def past_beside(s: Sentence, j: int) -> int:
    """The first token from j on that is no adverb or time between a word of harm and its people."""
    start = j
    while j < len(s.tokens) and j - start < MOST_BESIDE and not s.starting(s.numbers, j):
        if (time := s.starting(s.times, j)) is not None:
            j = time.last
        elif s.key(j) == "كل" and s.key(j + 1) == "من":
            j += 2
        elif s.tokens[j].has("beside") or s.tokens[j].mark == "،" and _time_beside(s, j):
            j += 1
        else:
            break
    return j


def _time_beside(s: Sentence, j: int) -> bool:
    return s.starting(s.times, j + 1) is not None or s.covering(s.times, j - 1) is not None


def _object(s: Sentence, i: int, entry: Entry) -> Group | None:
    j = past_beside(s, s.end_of(i, "harm"))
    group = group_at(s, j)
    if entry.pos != "noun" and (group is None or group.sort in ("plural", "one", "thing")):
        after = after_subject(s, j, entry.code == "killed") or (_after_place(s, j) if entry.person in ("ms", "fs") else None)
        if after is not None:
            return after
    if group is None:
        return (_owned(s, j, entry) or _person(s, i, j)) if entry.pos == "noun" or s.key(j) in FATHER_OF else None
    return group if _acceptable(s, i, entry, group) else None


def after_subject(s: Sentence, j: int, killed: bool = False) -> Group | None:
    """«قتلت القوات أكثر من 160 مدنيا»: the people after the one who harmed them."""
    end = j
    while s.has(end, "weapon", "incident", "dem"):
        end += 1
    end = np_end(s, end) if end < len(s.tokens) and not s.starting(s.numbers, end) else end
    if end > j and s.key(end) == "من" and end + 1 < len(s.tokens) and s.has(end + 1, "actor_head"):  # «مسلحون من قبيلة أ | مهندسا»
        end = np_end(s, end + 1)
    after = first_object(s, end) if end > j else None
    if after is None or has_conjunction(s.tokens[after.first]) or s.key(after.first).startswith("واحد"):
        return None
    named = after.sort in ("one", "bare") and after.outcome is None and s.starting(s.actors, j) is not None
    unknown = killed and after.sort == "thing" and not s.has(after.head, *THINGS)
    return after if after.plain or named or unknown else None


def _after_place(s: Sentence, j: int) -> Group | None:
    """«قُتل في الغارات على المدينة أكثر من 100 شخص»: the people after where and how."""
    if j >= len(s.tokens) or not s.has(j, "prep") and not has_clitic_preposition(s.tokens[j]):
        return None
    for k in range(j + 1, min(len(s.tokens), j + FARTHEST)):
        number = s.starting(s.numbers, k)
        if s.tokens[k].mark in CLAUSE_MARKS or s.has(k, "harm", "sub", "speech") and not number:
            return None
        if number and (s.key(k - 1) == "بين" or _in_sides(s, k)):
            continue
        told = number or s.key(k) in ONE_OF or s.has(k, "people") and s.key(k - 1).startswith("ال") and k > j + 1
        if told and (group := group_at(s, k)):
            one = group.sort == "one" and not group.definite and not has_clitic_preposition(s.tokens[k])
            return group if one or group.plain and not has_conjunction(s.tokens[k]) else None
    return None


def _in_sides(s: Sentence, k: int) -> bool:
    """True for the second of «بين خمسة جنود وتسعة مسلحين», two sides that are no harmed."""
    joined = s.tokens[k].word.prefix == "و" or s.key(k - 1) == "و"
    return joined and any(s.key(n.first - 1) == "بين" and 0 < k - n.last <= SIDE_REACH for n in s.numbers)


def _owned(s: Sentence, j: int, entry: Entry) -> Group | None:
    """«اعتقال القوات لعدد من الأهالي», «حكم الإعدام في أربعة جنود»: the people after a preposition and the one who did it."""
    for k in range(j, min(len(s.tokens), j + OWNED_REACH)):
        number = s.starting(s.numbers, k)
        if number and (s.key(k).startswith("ل") or entry.lemma == "إعدام" and s.key(k - 1) in ("في", "بحق")):
            group = group_at(s, k)
            return group if group and group.plain else None
        if number or s.tokens[k].mark in CLAUSE_MARKS or s.has(k, "harm", "sub"):
            return None
    return None


def _person(s: Sentence, i: int, j: int) -> Group | None:
    """One person by name: «مقتل أبو فلان», «اغتيال فلان الفلاني»."""
    word = s.tokens[i].word
    if word.suffix or word.prefix.endswith("ال") or word.stem not in NAMING and s.key(j) not in FATHER_OF:
        return None
    if j >= len(s.tokens) or stops(s, j) or has_conjunction(s.tokens[j]) or s.tokens[j].word.suffix or s.key(j) in WHOLES:
        return None
    if is_nisba(s.tokens[j]) and not s.key(j).startswith("ال"):
        return None
    if s.has(j, "incident", "harm", "place_head", "weapon", "actor_head", "side") or s.starting(s.places, j):
        return None
    return Group(j, end, j, 1, 1, "exact", "one") if (end := phrase_end(s, j)) > j else None


def _are_takers(s: Sentence, entry: Entry, group: Group) -> bool:
    """True for the gunmen of «اختطف مسلحون», «اغتال مسلحون», «خطفت عناصر», who do it and are not harmed."""
    if entry.pos != "verb" or not (entry.code in TAKEN or entry.lemma == "اغتال") or not s.has(group.head, "actor_head"):
        return False
    return s.key(group.head).endswith("ون") or entry.person == "fs"


def _acceptable(s: Sentence, i: int, entry: Entry, group: Group) -> bool:
    """True where the group is what the harm word harmed: not a thing that was hit, not people in general."""
    if has_conjunction(s.tokens[group.first]) and group.first > s.end_of(i, "harm"):
        return False
    if group.sort == "thing":
        return entry.code in ("killed", "detained") and not s.has(group.head, *THINGS)
    if group.sort == "plural":
        if _are_takers(s, entry, group):
            return False
        return entry.code != "displaced" and entry.shape != "present" and (not group.definite or caused(s, i))
    if group.sort == "bare":
        return entry.code != "displaced" or group.approx == "vague"
    if group.sort == "others" and group.min == 1:
        return group.last >= len(s.tokens) or stops(s, group.last)
    if group.sort == "dual" and group.definite and entry.pos == "verb":
        return False
    if group.sort == "one" and entry.shape == "present" and group.approx == "exact":
        return False
    return entry.code != "displaced" or group.sort in ("counted", "others") and group.min is not None
