"""«على بعد نحو 30 كيلومتراً إلى الشرق من …»: how far and which way from a place something happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from marsad.grammar.sentence import Sentence, Token
from marsad.languages.ar.numerals import find_numbers
from marsad.languages.ar.words import word
from marsad.text.fold import fold_key
from marsad.text.tokens import tokens

KILOMETRES = frozenset("كيلومتر كيلومترا كيلومترات كيلومترين كيلو كلم كم".split())
TWO = "كيلومترين"
BEARINGS = {"شمال": 0, "شرق": 90, "جنوب": 180, "غرب": 270}
WAYS = re.compile(r"^(?:و?ال|ل)?(شمال|جنوب|شرق|غرب)(?:ي|يها|يه)?$")
LINKS = frozenset("من عن الي نحو في باتجاه مدينه بلده قريه العاصمه مركز".split())
FARTHEST = 400.0
KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Offset:
    """`kilometres` away at `bearing` degrees from north, clockwise."""

    kilometres: float
    bearing: float


@lru_cache(maxsize=KEPT)
def offset_before(text: str) -> Offset | None:
    """How far and which way, where the text ends in saying it; None where it does not, or leaves one of the two unsaid.

    >>> offset_before("على بعد نحو 30 كيلومترا إلى الشرق من ")
    Offset(kilometres=30.0, bearing=90.0)
    """
    toks = [Token(*m.span(), word(m.group(), m.lastgroup or "mark")) for m in tokens(text)]
    keys = [fold_key(text[t.start : t.end]) for t in toks]
    unit = next((i for i in range(len(keys) - 1, -1, -1) if keys[i].removeprefix("ب") in KILOMETRES), None)
    if unit is None or not all(key in LINKS or WAYS.match(key) for key in keys[unit + 1 :]):
        return None
    bearing = _bearing([found[1] for key in keys[unit + 1 :] if (found := WAYS.match(key))])
    length = 2.0 if keys[unit] == TWO else _number(text, toks, unit)
    return None if bearing is None or length is None or length > FARTHEST else Offset(length, bearing)


def _number(text: str, toks: list[Token], unit: int) -> float | None:
    found = next((n for n in find_numbers(Sentence(text, toks)) if n.last == unit and not n.ordinal), None)
    if found is None or found.min is None or found.max is None:
        return None
    return (found.min + found.max) / 2


def _bearing(ways: list[str]) -> float | None:
    """The middle of one or two directions: «شمال شرق» is 45 degrees."""
    if not ways or len(ways) > 2:
        return None
    angles = [BEARINGS[way] for way in ways]
    if len(angles) == 2 and set(angles) == {0, 270}:
        return 315.0
    return sum(angles) / len(angles)
