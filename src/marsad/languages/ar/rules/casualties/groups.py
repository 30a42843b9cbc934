"""Groups of people in a sentence: «12 مدنيا», «ثلاثة من قادة الفصيل», «طفلين», «30 آخرين», «جندي», and lists of them."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_conjunction, is_verb, numbers_unit, stops
from marsad.languages.ar.rules.casualties.nouns import by_noun, one_of, with_noun
from marsad.languages.ar.rules.casualties.people import NP_STOPS, OF_THEM, OTHERS, Group, is_people, np_end, opens_quote
from marsad.languages.ar.rules.casualties.who import tags
from marsad.model.mention import Number

BODIES = ("people", "national", "post", "title", "harmed", "side", "actor_head")
NO_BODY = frozenset({"اصل", "بين", "قبل", "جراء", "دون"})
BOUND_REACH = 4
ASIDE = 8
LIST_MARKS = frozenset('،,)»"')


def group_at(s: Sentence, i: int) -> Group | None:
    """The group of people that begins at token i, None where none does; kept by token."""
    kept: dict[int, Group | None] = s.memo.setdefault("groups", {})
    if i not in kept:
        kept[i] = _group(s, i)
    return kept[i]


def _group(s: Sentence, i: int) -> Group | None:
    while s.key(i) in ("و", "ال") or opens_quote(s, i):
        i += 1
    if i >= len(s.tokens):
        return None
    number = s.starting(s.numbers, i)
    group = (counted(s, number) if number else None) or one_of(s, i) or by_noun(s, i)
    return with_bound(s, group) if group else None


def counted(s: Sentence, number: Number) -> Group | None:
    """The group of a figure: with its noun, with `آخرين`, with «من» and those they are part of, or the figure alone."""
    if number.ordinal or numbers_unit(s, number):
        return None
    made = Group(number.first, number.last, number.last - 1, number.min, number.max, number.approx, "bare")
    j = number.last + opens_quote(s, number.last)
    if s.key(j) in OTHERS:
        side = _partitive(s, made, j + 2) if s.key(j + 1) == "من" else None
        return made._replace(last=j + 1, head=j, sort="others", who=side.who if side else ())
    if s.key(j) in ("من", "منهم") and (partitive := _partitive(s, made, j + 1)):
        return partitive
    if s.key(j) in OF_THEM and not s.starting(s.numbers, j + 1) and not is_people(s, j + 1):
        return made._replace(last=j + 1)
    if is_people(s, j):
        return with_noun(s, made._replace(head=j, last=j + 1, sort="counted"), j)
    if j >= len(s.tokens) or stops(s, j) or s.has(j, *NP_STOPS) or has_conjunction(s.tokens[j]):
        return made
    return made._replace(last=j + 1, head=j, sort="thing")


def _partitive(s: Sentence, made: Group, j: int) -> Group | None:
    """«153 من عناصر الفصيل», «اثنان من العاملين في المنظمة»: some of a body of people."""
    end = np_end(s, j)
    if end == j or s.key(j) in NO_BODY:
        return None
    name = j + opens_quote(s, j)
    known = s.has(name, *BODIES) or s.starting(s.actors, j) or s.starting(s.actors, name)
    if not known and not (s.key(j).startswith("ال") and s.key(j).endswith(("ين", "ون", "ات"))):
        return None
    harmed = s.entry(j, "harmed")
    return made._replace(last=end, head=j, sort="counted", who=tags(s, range(j, end)), outcome=harmed.code if harmed else None)


def with_bound(s: Sentence, group: Group) -> Group:
    """The group with the bound after it: «47 شخصا على الأقل», «اثنان من العاملين في المبنى على الأقل»."""
    near = range(group.last, min(len(s.tokens), group.last + BOUND_REACH))
    at = next((j for j in near if s.has(j, "bound_after") or _divides(s, j)), group.last)
    entry = s.entry(at, "bound_after")
    if entry is None or group.min is None or group.approx != "exact":
        return group
    low = None if entry.code == "up_to" else group.min
    high = group.max if entry.code in ("up_to", "about") else None
    last = s.end_of(at, "bound_after")
    end = np_end(s, last + 1) if not group.who and s.key(last) == "من" else last
    who = tags(s, range(last, end)) if end > last + 1 else group.who
    return group._replace(last=end if who and not group.who else last, min=low, max=high, approx=entry.code, who=who)


def _divides(s: Sentence, j: int) -> bool:
    tok = s.tokens[j]
    return bool(tok.mark) or has_conjunction(tok) or tok.has("harm", "part_of") or s.starting(s.numbers, j) is not None


def coordinated(s: Sentence, group: Group) -> Group | None:
    """The group joined to this one («12 طفلا وست نساء»), None where what follows is no group or says its own outcome."""
    j = group.last
    if j < len(s.tokens) and s.tokens[j].mark and s.tokens[j].mark in LIST_MARKS:
        j += 1
    if s.has(j, "plus"):
        after = group_at(s, s.end_of(j, "plus"))
        return after if after and after.plain else None
    if not _joins(s, j) or s.has(j, "harm", "harm_weak", "fated") and not s.has(j, "harmed"):
        return None
    after = group_at(s, j)
    if after is None or after.sort == "thing" or after.outcome is not None:
        return None
    belongs = after.definite or group.sort == "counted" and group.last > group.head + 1
    return None if after.sort == "plural" and belongs else after


def after_aside(s: Sentence, group: Group, *, clauses: bool = False) -> Group | None:
    """«9 أطفال دون العاشرة، و4 نساء», «4 جنود في حلب و3 مدنيين في إدلب»: the next counted people after an aside.

    With `clauses` the aside may hold a verb, where a comma closes it («49 طفلاً لم يبلغوا العاشرة، و31 امرأة»).
    """
    verbs = False
    for j in range(group.last, min(group.last + ASIDE, len(s.tokens))):
        number = s.starting(s.numbers, j)
        if number and (s.key(j - 1) == "و" or s.key(j) == "وما" or s.tokens[j].word.prefix.startswith("و")):
            after = counted(s, number)
            closed = not verbs or s.tokens[j - 1 - (s.key(j - 1) == "و")].mark == "،"
            return after if closed and after and after.sort == "counted" and after.outcome is None else None
        if s.has(j, "harm", "harm_weak", "part_of", "sub", "rel") or is_verb(s.tokens[j]) and not clauses:
            return None
        verbs = verbs or is_verb(s.tokens[j])
    return None


def _joins(s: Sentence, j: int) -> bool:
    if j >= len(s.tokens):
        return False
    if s.key(j) == "و" or has_conjunction(s.tokens[j]):
        return True
    return s.key(j).startswith("و") and not s.key(j).startswith("واحد") and s.starting(s.numbers, j) is not None
