"""Numbers in a sentence: digits and number words with their bounds («أكثر من», «على الأقل»), ranges and ordinals."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.number_words import Figure, read_figure
from marsad.model.mention import Number

STARTS = frozenset({"number", "several", "some", "fraction", "ordinal"})
PERCENT = frozenset({"%", "٪", "بالميه", "بالمايه", "الميه", "المايه"})
RANGE_WORDS = frozenset({"الي", "و", "-", "–", "او", "وحتي", "حتي"})
RISING = group("rising")
ONE_OF_ELEVEN = frozenset({"احد", "احدي", "واحد", "واحدي"})
FARTHEST_BOUND = 4


def find_numbers(s: Sentence) -> list[Number]:
    """The figures of the sentence in order; percentages, clock times and dates written in digits are none."""
    out: list[Number] = []
    floor = 0
    for i in sorted({*s.digits, *s.having(*STARTS), *_ones(s)}):
        if i >= floor and (made := _ordinal(s, i) or _number(s, i, floor)):
            out.append(made)
            floor = made.last
    return out


def _ones(s: Sentence) -> list[int]:
    return [] if ONE_OF_ELEVEN.isdisjoint(s.keys) else [i for i, key in enumerate(s.keys) if key in ONE_OF_ELEVEN]


def _ordinal(s: Sentence, i: int) -> Number | None:
    """«الثالث», «الخامسة عشرة»: an order, never a count."""
    entry = s.tokens[i].entry("ordinal")
    if entry is None:
        return None
    ten = s.tokens[i + 1].entry("number") if i + 1 < len(s.tokens) else None
    teen = ten is not None and ten.code == "10"
    value = int(entry.code) + 10 * teen
    span = s.span_of(i, i + 1 + teen)
    return Number(i, i + 1 + teen, span, span.of(s.text), value, value, "exact", True)


def _number(s: Sentence, i: int, floor: int) -> Number | None:
    figure = read_figure(s, i)
    if figure is None or _is_percent(s, figure.last) or _is_score(s, i) or "ميت" in s.text[s.tokens[i].start : s.tokens[i].end]:
        return None  # «ميتاً» is dead, «مئتا» two hundred: folded, they are one
    first, figure = _range(s, i, figure)
    approx, first, last = _bound(s, first, figure.last, floor)
    low, high = _within(figure, approx)
    if figure.vague and approx in ("exact", "about"):
        approx = "vague"
    span = s.span_of(first, last)
    return Number(first, last, span, span.of(s.text), low, high, approx)


def _is_percent(s: Sentence, last: int) -> bool:
    return s.key(last) in PERCENT or s.key(last) == "في" and s.key(last + 1) in PERCENT


def _is_score(s: Sentence, i: int) -> bool:
    """True for both figures of «3-1», digits that touch a dash and fall."""
    for j in (i, i - 2):
        if j >= 0 and s.key(j + 1) == "-" and s.key(j).isdigit() and s.key(j + 2).isdigit():
            near = s.tokens[j].end == s.tokens[j + 1].start and s.tokens[j + 1].end == s.tokens[j + 2].start
            if near and int(s.key(j)) >= int(s.key(j + 2)) and s.key(j + 3) != "-":
                return True
    return False


def _range(s: Sentence, i: int, least: Figure) -> tuple[int, Figure]:
    """«بين 10 و12», «10 إلى 12», «10-12», «بين ستة أشخاص واثني عشر شخصا»: from the least to the most, and where it begins."""
    between = s.key(i - 1) == "بين"
    opened = between or s.key(i - 1) == "من"
    at = _second(s, i, least.last, between)
    most = read_figure(s, at) if 0 < at < len(s.tokens) else None
    if most is None or least.min is None or most.max is None or most.max <= least.min or s.key(most.last) in ("-", "/"):
        return i, least
    if at > least.last and s.key(least.last) not in RANGE_WORDS and not _same_noun(s, least.last, most.last):
        return i, least
    low = least.min * _shared_scale(least, most)
    first = i - opened - (s.key(i - 2) in ("ما", "وما") and opened)
    return first, Figure(most.last, low, most.max, least.vague or most.vague)


def _second(s: Sentence, i: int, last: int, between: bool) -> int:
    """The token at which the second figure of a range would begin; 0 where the words make none."""
    if between and last < len(s.tokens) and s.tokens[last].word.prefix == "و":
        return last
    if between and last + 1 < len(s.tokens) and s.tokens[last].word.sort == "word" and s.key(last) not in RANGE_WORDS:
        return last + 1 + (s.key(last + 1) == "و") if _joined(s, last + 1) else 0
    word = s.key(last)
    if word not in RANGE_WORDS or word == "و" and not between or word == "الي" and _rises(s, i):
        return 0
    return 0 if s.tokens[i].word.prefix in ("ب", "ل") else last + 1


def _joined(s: Sentence, j: int) -> bool:
    return s.key(j) == "و" or s.tokens[j].word.prefix == "و" and s.has(j, "number")


def _same_noun(s: Sentence, j: int, k: int) -> bool:
    """True where the nouns at both tokens are forms of one («أشخاص», «شخصا»)."""
    if k >= len(s.tokens):
        return False
    known = {(e.cls, e.lemma) for e in s.tokens[j].word.entries}
    return any((e.cls, e.lemma) in known for e in s.tokens[k].word.entries)


def _shared_scale(least: Figure, most: Figure) -> int:
    """The thousand of «10 إلى 12 ألفا», which counts for both."""
    top = most.max or 0
    for scale in (1_000_000, 1000):
        if top >= scale and top % scale == 0 and least.min and least.min < 1000 and top / scale >= least.min:
            return scale
    return 1


def _rises(s: Sentence, i: int) -> bool:
    """True where «من 10 إلى 12» tells how a figure rose, not a range."""
    return any(s.key(j) in RISING for j in range(max(0, i - 9), i))


def _bound(s: Sentence, first: int, last: int, floor: int) -> tuple[str, int, int]:
    """How exact the figure is, and its tokens with the words that say so."""
    if (after := s.entry(last, "bound_after")) is not None:
        return after.code, first, s.end_of(last, "bound_after")
    for j in s.among(max(floor, first - FARTHEST_BOUND), first, "bound"):
        entry = s.entry(j, "bound")
        if entry and s.end_of(j, "bound") == first:
            return entry.code, j, last
    return "exact", first, last


def _within(figure: Figure, approx: str) -> tuple[int | None, int | None]:
    low = None if figure.min is None else int(figure.min)
    high = None if figure.max is None else int(figure.max)
    if approx in ("more_than", "at_least"):
        return low, None
    return (None, high) if approx == "up_to" else (low, high)
