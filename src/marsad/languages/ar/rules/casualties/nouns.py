"""Groups that a noun names: its adjectives, the side it belongs to, and how many it says there are («طفلين», «أحد الجنود»)."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_nisba, is_verb, stops
from marsad.languages.ar.rules.casualties.people import NP_STOPS, OTHERS, Group, is_definite, is_people, np_end
from marsad.languages.ar.rules.casualties.who import noun_code, tags

MOTHER: dict[str, tuple[str, ...]] = {"ام": ("women",), "اب": (), "اخت": ("women",)}
ONE_OF = frozenset({"احد", "احدي", "باحد"})
RANKS = frozenset({"صفوف", "اوساط", "عداد"})
BETWEEN = frozenset({"افراد", "جانب", "قبل"})
NOUNS = ("harmed", "people", "national", "post", "title")
SHAPES = {"sg": (1, "one"), "dual": (2, "dual")}
TWO = frozenset({"هما", "وهما", "اثنين"})
MOST_ADJECTIVES = 3
NEAR = 8


def one_of(s: Sentence, i: int) -> Group | None:
    """«أحد الجنود», «إحدى السيدات»."""
    if s.key(i).removeprefix("و").removeprefix("ل") not in ONE_OF or i + 1 >= len(s.tokens):
        return None
    end = np_end(s, i + 1)
    if end == i + 1 or not (is_people(s, i + 1) or s.key(i + 1).endswith(("ين", "يها", "يه"))):
        return None
    return Group(i, end, i + 1, 1, 1, "exact", "one", tags(s, range(i + 1, end)))


def by_noun(s: Sentence, i: int) -> Group | None:
    """«طفلين», «جندي», «مدنيين», «آخرون»: the noun itself tells how many."""
    if s.key(i) in MOTHER and s.has(i - 1, "part_of", "harm"):
        return Group(i, i + 1, i, 1, 1, "exact", "one", MOTHER[s.key(i)])
    if (others := OTHERS.get(s.key(i).removeprefix("و").removeprefix("ب"))) is not None:
        return Group(i, i + 1, i, others or None, others or None, "exact" if others else "vague", "others")
    entry = next((e for cls in NOUNS if (e := s.entry(i, cls)) is not None), None)
    if entry is None or is_verb(s.tokens[i]) or s.tokens[i].has("speech"):
        return None
    word = s.tokens[i].word
    pair = entry.shape == "sg" and word.suffix and word.stem.endswith("ا") and not entry.lemma.endswith("ا")  # «وطفلاها»
    many, sort = SHAPES.get("dual" if pair else entry.shape, (None, "plural"))
    last = s.end_of(i, entry.cls)
    if sort == "plural" and s.key(i).endswith("ين") and s.key(last) in TWO:
        many, sort = 2, "dual"
    made = Group(i, last, i, many, many, "exact" if many else "vague", sort, definite=is_definite(s, i))
    return with_noun(s, _counted_after(s, made), i)


def _counted_after(s: Sentence, made: Group) -> Group:
    """«المهاجمين الثلاثة», «أطفالها الـ3», «شهيد واحد»: the figure follows its noun."""
    at = made.last + (s.key(made.last) == "ال")
    number = s.starting(s.numbers, at)
    if number is None or number.ordinal or not (at > made.last or _goes_with(s, made, s.key(at))):
        return made
    return made._replace(last=number.last, min=number.min, max=number.max, approx=number.approx, sort="counted")


def _goes_with(s: Sentence, made: Group, figure: str) -> bool:
    """True for «الثلاثة» after a known plural, «اثنين» after what may be two, «واحد» after one."""
    two = made.sort == "dual" or s.key(made.head).endswith("ين")
    return figure.startswith("ال") or figure.startswith("واحد") and made.sort == "one" or figure.startswith("اثن") and two


def with_noun(s: Sentence, made: Group, noun: int) -> Group:
    """The group with its adjectives, the side it belongs to, and what its noun says became of it."""
    indices, last = [noun], max(made.last, s.end_of(noun, "people"))
    while last < len(s.tokens) and len(indices) <= MOST_ADJECTIVES and _adjective(s, last):
        indices.append(last)
        last += 1
    made, last = _one_after(s, made, last)
    harmed = next((e for j in indices if (e := s.entry(j, "harmed")) is not None), None)
    more, last = _complement(s, noun, last)
    outcome = harmed.code if harmed else made.outcome
    return made._replace(last=max(last, made.last), who=tags(s, [*indices, *more]), outcome=outcome)


def _one_after(s: Sentence, made: Group, last: int) -> tuple[Group, int]:
    """The group with the «واحد» behind its adjectives («جندي سوري واحد على الأقل»), and where it then ends."""
    number = s.starting(s.numbers, last)
    if made.sort != "one" or number is None or number.min != 1 or not s.key(last).startswith("واحد"):
        return made, last
    return made._replace(last=number.last, min=number.min, max=number.max, approx=number.approx), number.last


def _adjective(s: Sentence, j: int) -> bool:
    tok = s.tokens[j]
    if tok.mark or has_conjunction(tok) or has_clitic_preposition(tok) or tok.has("prep", "sub", "rel", "part_of"):
        return False
    return s.key(j) in OTHERS or s.has(j, "people", "national", "harmed") or is_nisba(tok) and not is_verb(tok)


def _complement(s: Sentence, noun: int, last: int) -> tuple[range, int]:
    """The words of «من المدنيين», «بين صفوف القوات», «عناصر الشرطة» after a noun, and where the group then ends."""
    if s.key(last) in ("من", "في", "بين", "بصفوف") and not s.has(last, "part_of"):
        return _belonging(s, last)
    if last >= len(s.tokens) or last != noun + 1 or noun_code(s, noun) is None or stops(s, last) or has_conjunction(s.tokens[last]):
        return range(0), last
    end = np_end(s, last) if not s.has(last, *NP_STOPS) else last
    return range(last, min(end, last + NEAR)), last


def _belonging(s: Sentence, preposition: int) -> tuple[range, int]:
    """The side after the preposition, and where it ends; nothing where no side is named."""
    first = preposition + 1
    if s.key(first).removeprefix("ال") in RANKS or s.key(first) in BETWEEN:
        first += 1
    elif s.key(preposition) == "في" and not s.has(first, "side"):
        return range(0), preposition
    words = range(first, np_end(s, first))
    if s.key(preposition) == "بين" and has_conjunction(s.tokens[min(words.stop, len(s.tokens) - 1)]) and tags(s, [words.stop]):
        words = range(first, words.stop + 1)
    return (words, words.stop) if tags(s, words) else (range(0), preposition)
