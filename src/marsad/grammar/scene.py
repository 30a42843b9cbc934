"""A scene: one sentence in its report, with what earlier sentences left behind (speaker, place, time, toll)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from marsad.grammar.sentence import Sentence
from marsad.model.claim import Casualties, Claim, Name
from marsad.model.mention import Place, Time

C = TypeVar("C", bound=Claim)
QUOTE_WORDS = 8


class Scope(NamedTuple):
    """Tokens [first, last) of a sentence that are said by these sources, nearest first."""

    first: int
    last: int
    source: tuple[Name, ...]


@dataclass(slots=True)
class Discourse:
    """What a reader remembers while reading on; rules may read it, the reader of the report updates it."""

    speaker: tuple[Name, ...] = ()
    speech_open: bool = False
    places: tuple[Place, ...] = ()
    time: Time | None = None
    actors: tuple[Name, ...] = ()
    whole: Casualties | None = None
    memory: dict[str | tuple[str, str], Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """A claim set aside: its chance of being told (0.0 to 1.0), and the signs that spoke most against it and for it."""

    claim: Claim
    chance: float
    against: tuple[str, ...]
    favour: tuple[str, ...]


@dataclass(slots=True)
class Scene:
    """What a rule is given: the sentence, the discourse before it, the report's day, the scopes of its sources.

    `claims` is what the rules made of it, `aside` what was weighed afterwards and found to be named only.
    """

    sentence: Sentence
    discourse: Discourse
    day: dt.date | None = None
    scopes: list[Scope] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    rule: str = ""

    def source(self, i: int) -> tuple[Name, ...]:
        """The source chain, nearest first, of what token i says: the innermost scope that holds it."""
        holding = [s for s in self.scopes if s.first <= i < s.last]
        return min(holding, key=lambda s: s.last - s.first).source if holding else ()

    def make(self, cls: type[C], first: int, last: int, *, trigger: int, **given: Any) -> C:
        """A claim whose quote is tokens [first, last), cut to eight words around the trigger, sourced by its scope."""
        s = self.sentence
        first, last = max(0, min(first, trigger)), max(min(last, len(s.tokens)), trigger + 1)
        first, last = _cut(s, first, last, trigger)
        span = s.span_of(first, last)
        if "source" not in given:
            given["source"] = self.source(trigger)
        anchor = s.span_of(trigger, trigger + 1)
        return cls(quote=span.of(s.text), span=span, trigger=anchor, rule=self.rule, **given)


def _cut(s: Sentence, first: int, last: int, trigger: int) -> tuple[int, int]:
    """The tokens of a quote of at most eight words (split at white space) that still hold the trigger."""
    begun = _words_begun(s)
    while last > trigger + 1 and (begun[last - 1] - begun[first] >= QUOTE_WORDS or _loose(s, last)):
        last -= 1
    while first < trigger and begun[last - 1] - begun[first] >= QUOTE_WORDS:
        first += 1
    return first, last


def _words_begun(s: Sentence) -> list[int]:
    """For each token, how often white space stands between the sentence's first token and it."""
    known: list[int] | None = s.memo.get("words begun")
    if known is None:
        begun, end, known = 0, s.tokens[0].start, []
        for tok in s.tokens:
            if tok.start > end:
                begun += 1 if s.text[end : tok.start] == " " else _breaks(s.text[end : tok.start])
            known.append(begun)
            end = tok.end
        s.memo["words begun"] = known
    return known


def _breaks(gap: str) -> int:
    """How many words end in what stands between two tokens: none where it is no white space."""
    return len(f"x{gap}x".split()) - 1


def _loose(s: Sentence, last: int) -> bool:
    """True where the last token is a mark that closes nothing in the quote."""
    mark = s.tokens[last - 1].mark
    return bool(mark) and mark not in '»”")]%'
