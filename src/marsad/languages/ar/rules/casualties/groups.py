"""Groups of people in a sentence: a figure and its noun («12 مدنيا», «ثلاثة من قادة الفصيل», «طفلين», «30 آخرين», «جندي»)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import OPEN_QUOTES, has_clitic_preposition, has_conjunction, is_nisba, is_verb, phrase_end, stops
from marsad.languages.ar.rules.casualties.who import noun_code, tags
from marsad.model.mention import Number

OTHERS = {"اخر": 1, "اخران": 2, "اخرين": 0, "اخرون": 0, "الاخرين": 0, "الاخرون": 0, "غيرهم": 0, "اخريات": 0}
MOTHER: dict[str, tuple[str, ...]] = {"ام": ("women",), "اب": (), "اخت": ("women",)}
ONE_OF = frozenset({"احد", "احدي", "باحد"})
RANKS = ("صفوف", "اوساط", "عداد")
NP_STOPS = ("part_of", "harm", "harm_weak", "fate", "fated", "bound_after", "injured", "some_of", "plus", "split")
MOST_ADJECTIVES = 3
NEAR = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens [first, last) that name people, how many, and who.

    `sort`: counted | dual | one | plural | others | bare (a figure alone) | thing (a figure of an unknown noun).
    `outcome` where the noun itself says what became of them (`قتيلا`); `definite` where it is known from before.
    """

    first: int
    last: int
    head: int
    min: int | None
    max: int | None
    approx: str
    sort: str
    who: tuple[str, ...] = ()
    outcome: str | None = None
    definite: bool = False


def group_at(s: Sentence, i: int) -> Group | None:
    """The group of people that begins at token i, None where none does."""
    while i < len(s.tokens) and (s.key(i) in ("و", "ال") or s.tokens[i].mark in OPEN_QUOTES and s.tokens[i].mark):
        i += 1
    if i >= len(s.tokens):
        return None
    number = s.starting(s.numbers, i)
    group = (counted(s, number) if number else None) or _one_of(s, i) or _named_by_noun(s, i)
    return _with_bound(s, group) if group else None


def counted(s: Sentence, number: Number) -> Group | None:
    """The group of a figure: with its noun, with `آخرين`, with «من» and those they are part of, or the figure alone."""
    if number.ordinal:
        return None
    made = Group(number.first, number.last, number.last - 1, number.min, number.max, number.approx, "bare")
    j = number.last
    if j < len(s.tokens) and s.tokens[j].mark in OPEN_QUOTES and s.tokens[j].mark:
        j += 1
    if s.key(j) in OTHERS:
        return replace(made, last=j + 1, head=j, sort="others")
    if s.key(j) in ("من", "منهم") and (partitive := _partitive(s, made, j + 1)):
        return partitive
    if _is_people(s, j):
        return _with_noun(s, replace(made, head=j, last=j + 1, sort="counted"), j)
    if j >= len(s.tokens) or stops(s, j) or s.has(j, *NP_STOPS) or has_conjunction(s.tokens[j]):
        return made
    return replace(made, last=j + 1, head=j, sort="thing")


def np_end(s: Sentence, i: int) -> int:
    """One past the noun phrase at token i, ended also by a figure, a word of harm or a marker of parts."""
    end = phrase_end(s, i)
    return next((j for j in range(i + 1, end) if s.has(j, *NP_STOPS) or s.starting(s.numbers, j)), end)


def _is_people(s: Sentence, j: int) -> bool:
    return j < len(s.tokens) and (s.has(j, "harmed") or noun_code(s, j) is not None) and not has_clitic_preposition(s.tokens[j]) and not has_conjunction(s.tokens[j])


def _partitive(s: Sentence, made: Group, j: int) -> Group | None:
    """«153 من عناصر الفصيل», «اثنان من العاملين في المنظمة»: some of a body of people."""
    end = np_end(s, j)
    if end == j or s.key(j) in ("اصل", "بين", "قبل", "جراء", "دون"):
        return None
    name = j + bool(s.tokens[j].mark)
    known = s.has(name, "people", "national", "post", "title", "harmed", "side", "actor_head") or s.starting(s.actors, j) or s.starting(s.actors, name)
    plural = s.key(j).startswith("ال") and s.key(j).endswith(("ين", "ون", "ات"))
    if not known and not plural:
        return None
    harmed = s.entry(j, "harmed")
    return replace(made, last=end, head=j, sort="counted", who=tags(s, range(j, end)), outcome=harmed.code if harmed else None)


def _one_of(s: Sentence, i: int) -> Group | None:
    """«أحد الجنود», «إحدى السيدات»."""
    if s.key(i).removeprefix("و").removeprefix("ل") not in ONE_OF or i + 1 >= len(s.tokens):
        return None
    end = np_end(s, i + 1)
    if end == i + 1 or not (_is_people(s, i + 1) or s.key(i + 1).endswith(("ين", "يها", "يه"))):
        return None
    return Group(i, end, i + 1, 1, 1, "exact", "one", tags(s, range(i + 1, end)))


def _named_by_noun(s: Sentence, i: int) -> Group | None:
    """«طفلين», «جندي», «مدنيين», «آخرون»: the noun itself tells how many."""
    if s.key(i) in MOTHER and s.has(i - 1, "part_of", "harm"):
        return Group(i, i + 1, i, 1, 1, "exact", "one", MOTHER[s.key(i)])
    if (many := OTHERS.get(s.key(i).removeprefix("و").removeprefix("ب"))) is not None:
        return Group(i, i + 1, i, many or None, many or None, "exact" if many else "vague", "others")
    entry = s.entry(i, "harmed") or s.entry(i, "people") or s.entry(i, "national") or s.entry(i, "post") or s.entry(i, "title")
    if entry is None or is_verb(s.tokens[i]) or s.tokens[i].has("speech"):
        return None
    shape = entry.shape if entry.shape in ("sg", "dual", "pl") else "pl"
    many = {"sg": 1, "dual": 2}.get(shape)
    sort = {"sg": "one", "dual": "dual"}.get(shape, "plural")
    last = s.end_of(i, entry.cls)
    made = Group(i, last, i, many, many, "exact" if many else "vague", sort, definite=is_definite(s, i))
    return _with_noun(s, _counted_after(s, made), i)


def is_definite(s: Sentence, i: int) -> bool:
    """True where the noun has the article or a pronoun, or stands before a noun with the article."""
    word = s.tokens[i].word
    if word.prefix.endswith(("ال", "لل")) or word.suffix or word.key.startswith("ال"):
        return True
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    return after is not None and not after.mark and after.key.startswith("ال") and not after.has("prep")


def _counted_after(s: Sentence, made: Group) -> Group:
    """«المهاجمين الثلاثة», «أطفالها الـ3», «شهيد واحد»: the figure follows its noun."""
    at = made.last + (s.key(made.last) == "ال")
    number = s.starting(s.numbers, at)
    if number is None or number.ordinal or not (at > made.last or s.key(at).startswith(("ال", "واحد", "اثن"))):
        return made
    return replace(made, last=number.last, min=number.min, max=number.max, approx=number.approx, sort="counted")


def _with_noun(s: Sentence, made: Group, noun: int) -> Group:
    """The group with its adjectives, the side it belongs to, and what its noun says became of it."""
    indices, last = [noun], max(made.last, s.end_of(noun, "people"))
    harmed = s.entry(noun, "harmed")
    while last < len(s.tokens) and len(indices) <= MOST_ADJECTIVES and _adjective(s, last):
        harmed = harmed or s.entry(last, "harmed")
        indices.append(last)
        last += 1
    more, last = _complement(s, noun, last)
    outcome = harmed.code if harmed else made.outcome
    return replace(made, last=max(last, made.last), who=tags(s, [*indices, *more]), outcome=outcome)


def _adjective(s: Sentence, j: int) -> bool:
    tok = s.tokens[j]
    if tok.mark or has_conjunction(tok) or has_clitic_preposition(tok) or tok.has("prep", "sub", "rel", "part_of"):
        return False
    return s.key(j) in OTHERS or s.has(j, "people", "national", "harmed") or is_nisba(tok) and not is_verb(tok)


def _complement(s: Sentence, noun: int, last: int) -> tuple[list[int], int]:
    """The words of «من المدنيين», «بين صفوف القوات», «عناصر الشرطة» after a noun, and where the group then ends."""
    key = s.key(last)
    if key in ("من", "في", "بين"):
        first = last + 1
        if s.key(first).removeprefix("ال") in RANKS or s.key(first) in ("افراد", "جانب", "قبل"):
            first += 1
        elif key == "في" and not s.has(first, "side"):
            return [], last
        end = np_end(s, first)
        words = list(range(first, end))
        return (words, end) if tags(s, words) else ([], last)
    if last < len(s.tokens) and noun_code(s, noun) and last == noun + 1 and not stops(s, last) and not has_conjunction(s.tokens[last]):
        end = np_end(s, last) if not s.has(last, *NP_STOPS) else last
        words = list(range(last, min(end, last + NEAR)))
        return words, last
    return [], last


def _with_bound(s: Sentence, group: Group) -> Group:
    """The group with the bound after it: «47 شخصا على الأقل»."""
    at = next((j for j in range(group.last, min(len(s.tokens), group.last + 4)) if s.has(j, "bound_after")), group.last)
    entry = s.entry(at, "bound_after")
    if entry is None or group.min is None or group.approx != "exact" or any(_divides(s, j) for j in range(group.last, at)):
        return group
    last = s.end_of(at, "bound_after")
    low = None if entry.code == "up_to" else group.min
    high = group.max if entry.code in ("up_to", "about") else None
    return replace(group, last=last, min=low, max=high, approx=entry.code)


def _divides(s: Sentence, j: int) -> bool:
    tok = s.tokens[j]
    return bool(tok.mark) or has_conjunction(tok) or tok.has("harm", "part_of") or s.starting(s.numbers, j) is not None


def coordinated(s: Sentence, group: Group) -> Group | None:
    """The group joined to this one by `و` («12 طفلا وست نساء»), None where what follows is no group or says its own outcome."""
    j = group.last
    if j < len(s.tokens) and s.tokens[j].mark in "،,)»\"" and s.tokens[j].mark:
        j += 1
    if s.has(j, "plus"):
        after = group_at(s, s.end_of(j, "plus"))
        return after if after and after.sort in ("counted", "dual", "others") and after.outcome is None else None
    if j >= len(s.tokens) or not (s.key(j) == "و" or has_conjunction(s.tokens[j]) or s.key(j).startswith("و") and s.starting(s.numbers, j)):
        return None
    if s.has(j, "harm", "harm_weak", "fated") and not s.has(j, "harmed"):
        return None
    after = group_at(s, j)
    if after is None or after.sort == "thing" or after.outcome is not None:
        return None
    return None if after.sort == "plural" and (after.definite or group.sort == "counted" and group.last > group.head + 1) else after
