"""Acts in general: habits (`عادة ما تقصف`), kinds (`مثل هذه الهجمات`), and strikes that are only counted among others."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.incidents.unreal import chain_start

HABIT_REACH = 8
CENTURY, CENTURY_REACH, LATEST_CENTURY = "القرن", 14, 20
POINTING = frozenset(c + w for w in "هذا هذه هو هي يعد تعد يعتبر تعتبر سيكون ستكون".split() for c in ("", "و", "ف"))


def is_general(s: Sentence, i: int) -> bool:
    """True where the act at token i is told as a habit, a kind, or as the first of its sort."""
    return _is_habit(s, i) or _is_ranked(s, i) or _is_generic(s, i) or _is_history(s, i)


def _is_history(s: Sentence, i: int) -> bool:
    """True for what is told of a century long gone («غارات القراصنة في القرن الـ17»)."""
    if CENTURY not in s.keys:
        return False
    at = s.keys.index(CENTURY)
    number = next((n for n in s.numbers if at < n.first <= at + 2), None)
    return i < at <= i + CENTURY_REACH and number is not None and number.max is not None and number.max < LATEST_CENTURY


def _is_habit(s: Sentence, i: int) -> bool:
    """True in a clause of habit («عادة ما تسبب الصواريخ أضرارا»), and for whoever acts («اعتقال من يستسلمون»)."""
    entry = s.entry(i, "incident")
    if entry is not None and entry.pos == "verb" and entry.shape == "present" and s.key(i - 1) == "من":
        return True
    if "habit" not in s.held:
        return False
    first, _ = clause(s, i)
    return bool(s.among(max(first, i - HABIT_REACH), i, "habit")) and not s.among(max(first, i - 3), i, "speech")


def _is_ranked(s: Sentence, i: int) -> bool:
    """True for a strike that is only counted among others («هذا أول هجوم من نوعه», «هذه هي العملية الأولى»)."""
    if POINTING.isdisjoint(s.keys[max(0, i - 3) : i]):
        return False
    after = {s.key(j) for j in range(i + 1, s.end_of(i, "incident") + 3)}
    first_of = s.key(i - 1) in ("هو", "هي") and not after.isdisjoint(("الاولي", "الاول"))
    return s.key(i - 1) == "اول" or first_of or not after.isdisjoint(("نوعه", "نوعها"))


def _is_generic(s: Sentence, i: int) -> bool:
    """True after «مثل هذه», «من نوع», also for what goes on the list («خطف جندي أو تفجير حافلة»)."""
    if "generic" not in s.held:
        return False
    first = chain_start(s, i)
    return bool(s.among(first - 2, first, "generic") or s.among(i - 2, i, "generic"))
