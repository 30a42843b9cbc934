"""Every number, harm word and trigger of a text, and what else than a claim a number may be: a date, an age, money …

The other reading of a number is told crudely: by its shape (unread_shapes.tsv), by the word beside it
(unread_readings.tsv), or by the number that it is joined to (9 and 10 August).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from marsad.extract.crude import CLITICS, NUMBER, Token, either, fold, meaning, table, tokens
from marsad.model.span import Span

_JOINT = re.compile(r"\s*(?:[-–/]|(?:الي|او|حتي)(?=\s)|و)\s*")
_YEAR = re.compile(r"(?:1\d|20)\d\d")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word that should have been read: where, its kind (number, harm, trigger), its gloss, a number's other reading."""

    span: Span
    kind: str
    gloss: str
    reading: str | None = None


def sightings(text: str) -> list[Sighting]:
    """Every number, harm word and trigger of the text in order; adjacent number words are one number."""
    folded, places = fold(text)
    words = tokens(folded)
    known = [(i, found) for i, word in enumerate(words) if (found := meaning(word.word))]
    numbers = list(_numbers([i for i, found in known if found.kind == NUMBER], words, folded))
    spans: list[tuple[int, int, str, str, str | None]] = [(i, i, *found, None) for i, found in known if found.kind != NUMBER]
    glosses, readings = dict(known), _readings(numbers, words, folded)
    spans += [(first, last, *glosses[first], reading) for (first, last), reading in zip(numbers, readings, strict=True)]
    return [
        Sighting(Span(places[words[first].start], places[words[last].end - 1] + 1), kind, gloss, reading)
        for first, last, kind, gloss, reading in sorted(spans, key=lambda found: found[0])
    ]


def _numbers(at: list[int], words: list[Token], folded: str) -> Iterator[tuple[int, int]]:
    """First and last token of each number: a number word with only a space between it and a number belongs to that number."""
    first = last = -2
    for i in at:
        if i == last + 1 and not words[i].word[0].isdigit() and folded[words[last].end : words[i].start].isspace():
            last = i
            continue
        if first >= 0:
            yield first, last
        first = last = i
    if first >= 0:
        yield first, last


def _readings(numbers: list[tuple[int, int]], words: list[Token], folded: str) -> list[str | None]:
    shaped = [(found.start(), found.end(), name) for name, pattern in _shapes() for found in pattern.finditer(folded)]
    found = [_of_shape(words[first].start, words[last].end, shaped) or _of_words(first, last, words) for first, last in numbers]
    joined = [_JOINT.fullmatch(folded[words[a[1]].end : words[b[0]].start]) for a, b in pairwise(numbers)]
    pairs = [(i, i + 1) for i, joint in enumerate(joined) if joint]
    for here, there in [*((right, left) for left, right in pairs), *reversed(pairs)]:
        if found[here] is None and (found[there] != "year" or _YEAR.fullmatch(words[numbers[here][0]].word)):
            found[here] = found[there]
    return found


def _of_shape(start: int, end: int, shaped: list[tuple[int, int, str]]) -> str | None:
    return next((name for left, right, name in shaped if left <= start and end <= right), None)


def _of_words(first: int, last: int, words: list[Token]) -> str | None:
    before = _beside("before", words[first - 1].word) if first else None
    if before and (before != "year" or _YEAR.fullmatch(words[first].word)):
        return before
    after = [word.word for word in words[last + 1 : last + 3]]
    if after[:1] == ["من"]:  # 25 من مارس, but not 25 من الأشهر
        return "date" if _beside("after", after[-1]) == "date" else None
    return _beside("after", after[0]) if after else None


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((reading, re.compile(pattern, re.MULTILINE)) for reading, pattern, _ in table("unread_shapes.tsv", 3))


@cache
def _word_readings(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    known = {fold(word)[0]: reading for reading, where, word, _ in table("unread_readings.tsv", 4) if where == side}
    return re.compile(f"{CLITICS}({either(known)})"), known


def _beside(side: str, word: str) -> str | None:
    pattern, known = _word_readings(side)
    return known[found[1]] if (found := pattern.fullmatch(word)) else None
