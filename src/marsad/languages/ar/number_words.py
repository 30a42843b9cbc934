"""Number words and digits put together: how far a figure reaches from a token, and what it comes to.

«ثلاثة عشر», «خمسة وعشرون», «مئة وثلاثة وخمسون», «6 آلاف و500», «1.5 مليون», «نصف مليون», «عشرات الآلاف».
"""

from __future__ import annotations

import re
from typing import NamedTuple

from marsad.grammar.sentence import Sentence

SCALE = 1000
DUALS = frozenset({"الفا", "مليونا"})
_GROUPED = re.compile(r"\d{1,3}(?:([,.٬])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,٫]\d{1,3}")


class Figure(NamedTuple):
    """What tokens up to `last` come to: least and most, and whether the words are vague."""

    last: int
    min: float | None
    max: float | None
    vague: bool = False


class _Atom(NamedTuple):
    last: int
    value: float
    digits: bool
    joined: bool


def read_figure(s: Sentence, i: int) -> Figure | None:
    """The figure that begins at token i, None where none does."""
    return _several(s, i) or _some(s, i) or _sum(s, i)


def digits(key: str) -> float | None:
    """The value of a token of digits, None for a clock time, a date or a score.

    >>> digits("1,340"), digits("1.5"), digits("2.500"), digits("10:30")
    (1340.0, 1.5, 2500.0, None)
    """
    if key.isdigit():
        return float(key)
    if _GROUPED.fullmatch(key):
        return float(re.sub("[,.٬]", "", key))
    return float(re.sub("[,٫]", ".", key)) if _DECIMAL.fullmatch(key) else None


def _several(s: Sentence, i: int) -> Figure | None:
    """«عشرات», «مئات الآلاف»: an interval, times the scale after it."""
    entry = s.entry(i, "several")
    if entry is None:
        return None
    low, high = (int(v) for v in entry.code.split("-"))
    after = s.entry(i + 1, "several") if s.key(i + 1).startswith(("ا", "م")) else None
    if after and (scale := int(after.code.split("-")[0]) // 2) >= SCALE and low < 2 * scale:
        return Figure(i + 2, low * scale, (high + 1) * scale - 1, True)
    return Figure(i + 1, low, high, True)


def _some(s: Sentence, i: int) -> Figure | None:
    """«عدد من», «بضعة»: no interval, but for the one of «بضع عشرات»."""
    if s.entry(i, "some") is None:
        return None
    last = s.end_of(i, "some")
    return _several(s, last) or Figure(last, None, None, True)


def _sum(s: Sentence, i: int) -> Figure | None:
    if (half := s.entry(i, "fraction")) is not None:
        whole = _atom(s, i + 1)
        return _exact(whole.last, whole.value / int(half.code)) if whole and whole.value >= SCALE else None
    return _added_up(s, i)


def _added_up(s: Sentence, i: int) -> Figure | None:
    """«مئة وثلاثة وخمسون», «6 آلاف و500»: a second scale as large as the first begins another figure («5 آلاف و7 آلاف»)."""
    atom = _atom(s, i)
    if atom is None:
        return None
    if s.key(i).removeprefix("و") in DUALS and not _is_joined(s, atom.last):
        atom = atom._replace(value=atom.value * 2)
    total, part, before = 0.0, 0.0, atom
    if atom.value >= SCALE and not atom.digits:
        total = atom.value
    else:
        part = atom.value
    scale, whole, whole_total = total, before, total + part
    while (atom := _atom(s, before.last)) is not None:
        if not atom.joined and _scales(before, atom):
            if scale and atom.value >= scale:
                before, total, part = whole, whole_total, 0.0
                break
            total, part, scale = total + part * atom.value, 0.0, atom.value
        elif not atom.joined and _multiplies(before, atom):
            part = part * 100 if atom.value == 100 else part + 10
        elif atom.joined and _adds(before, atom):
            if total and not part:
                whole, whole_total = before, total
            part += atom.value
        else:
            break
        before = atom
    total, last = _and_a_half(s, before, total + part)
    return _exact(last, total)


def _is_joined(s: Sentence, i: int) -> bool:
    """True where a number joined by `و` stands at i: «ألفا وثلاثين» is one thousand, «ألفا شخص» two."""
    after = _atom(s, i)
    return after is not None and after.joined


def _atom(s: Sentence, i: int) -> _Atom | None:
    """One word or run of digits with its value; `joined` where `و` stands before it."""
    if i >= len(s.tokens):
        return None
    tok = s.tokens[i]
    if tok.key == "و" and i + 1 < len(s.tokens) and (after := _atom(s, i + 1)):
        return after._replace(joined=True)
    if tok.word.sort == "number":
        value = digits(tok.key)
        return None if value is None else _Atom(i + 1, value, True, False)
    if (entry := tok.entry("number")) is not None:
        return _Atom(i + 1, int(entry.code), False, tok.word.prefix == "و")
    return _Atom(i + 1, 1, False, False) if tok.key.removeprefix("و") in ("احد", "احدي") and _makes_a_number(s, i + 1) else None


def _makes_a_number(s: Sentence, i: int) -> bool:
    """True for what follows the one of «أحد عشر» and «إحدى وعشرين»."""
    entry = s.entry(i, "number") or (s.entry(i + 1, "number") if s.key(i) == "و" else None)
    if entry is None:
        return False
    return entry.code == "10" or 20 <= int(entry.code) < 100 and s.key(i).startswith("و")


def _scales(before: _Atom, atom: _Atom) -> bool:
    """True for the thousand or million after what it counts: «6 آلاف», «خمسين ألفا», «مئتي ألف»."""
    return atom.value in (1e3, 1e6, 1e9) and not atom.digits and (before.value < SCALE or before.digits and before.value < atom.value)


def _multiplies(before: _Atom, atom: _Atom) -> bool:
    """True for «ثلاث مئة» and «ثلاثة عشر»."""
    return not before.digits and not atom.digits and before.value < 10 and atom.value in (10, 100)


def _adds(before: _Atom, atom: _Atom) -> bool:
    """True for what `و` adds: tens to a unit, anything smaller to a hundred or a scale."""
    if before.value >= 100 and not before.digits:
        return atom.value < before.value
    return not before.digits and not atom.digits and before.value < 10 and 20 <= atom.value < 100


def _and_a_half(s: Sentence, before: _Atom, value: float) -> tuple[float, int]:
    """«مليون ونصف المليون»: half of the scale on top."""
    half = s.entry(before.last, "fraction")
    if half is None or before.value < SCALE or s.tokens[before.last].word.prefix != "و":
        return value, before.last
    scale = max(size for size in (1e3, 1e6, 1e9) if size <= before.value)
    again = _atom(s, before.last + 1)
    last = again.last if again and again.value == scale else before.last + 1
    return value + scale / int(half.code), last


def _exact(last: int, value: float) -> Figure | None:
    return Figure(last, value, value) if float(value).is_integer() else None  # infinity, of digits without end, is none
