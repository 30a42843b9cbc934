"""Who lies outside a ceasefire though no claim of it says so: «جبهة النصرة … التي لا يشملها وقف إطلاق النار».

The words stand beside the name of a group, in a sentence about something else; the words are rows `leaves_out` and `pact` of `words.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.model.claim import Name
from marsad.model.span import Span
from marsad.reconcile.names import actor, actor_of
from marsad.reconcile.terms import IN_FORCE, Terms
from marsad.reconcile.told import Telling, Told
from marsad.reconcile.words import codes
from marsad.resolve.index import key_of
from marsad.resolve.readings import readings

HINTS = ("يشمل", "تشمل", "مستثن", "المستثن", "مستبعد", "المستبعد")
BACK, ON, LONGEST = 8, 5, 4
WORD = re.compile(r"\w+")
CESSATION = frozenset({"cessation"})


class Outside(NamedTuple):
    """A group outside, the folded words that name the ceasefire, and the claim beside which it is told."""

    name: Name
    pact: tuple[str, ...]
    beside: Told


class _Word(NamedTuple):
    key: str
    start: int
    end: int


def add(report: Telling, made: Sequence[Terms]) -> None:
    """Give the report's ceasefires the groups that it says elsewhere to lie outside them."""
    if not made or report.text is None or not any(hint in report.text for hint in HINTS):
        return
    for one in outside(report):
        if (held := _meant(one, made)) is not None:
            held.left_out.append((one.name, one.beside))


def outside(report: Telling) -> Iterator[Outside]:
    """The groups that the sentences of the report name as outside a ceasefire."""
    for number in range(1, len(report.starts) + 1):
        words = list(_words(report, number))
        keys = tuple(w.key for w in words)
        for at in range(len(words)):
            if codes("leaves_out", keys[at : at + 2]) and codes("pact", pact := keys[at + 2 : at + 2 + ON]):
                beside = min(
                    (t for t in report.told if t.sentence == number), key=lambda t: abs(t.claim.span.end - words[at].start), default=None
                )
                if beside and (name := _named_before(report, words[max(0, at - BACK) : at])):
                    yield Outside(name, pact, beside)


def _words(report: Telling, number: int) -> Iterator[_Word]:
    base, text = report.starts[number - 1], report.sentence_text(number)
    for found in WORD.finditer(text):
        if key := key_of(found[0]):
            yield _Word(" ".join(key), base + found.start(), base + found.end())


def _named_before(report: Telling, words: list[_Word]) -> Name | None:
    """The last name of a side among the words, the longest where several end or begin together."""
    for at in range(len(words) - 1, -1, -1):
        for length in range(min(LONGEST, at + 1), 0, -1):
            inner = words[at + 1 - length : at + 1]
            if report.text and any(not r.is_place for r in readings(tuple(w.key for w in inner))):
                name = Name(report.text[inner[0].start : inner[-1].end], Span(inner[0].start, inner[-1].end))
                if (ident := actor_of(name, report.home, report.day)) and actor(ident):
                    return name._replace(id=ident)
    return None


def _meant(one: Outside, made: Sequence[Terms]) -> Terms | None:
    """The ceasefire of the whole country, or the last one in force of the class that the words name."""
    named = codes("class", one.pact)
    held = [t for t in made if t.actions & IN_FORCE and not t.extension]
    general = [t for t in held if t.country or not t.areas]
    if not named or named == CESSATION:
        named_so = [t for t in general if t.named & CESSATION]
        return next(reversed(named_so or general or held), None)
    return next((t for t in reversed(held) if t.named & named), None)
