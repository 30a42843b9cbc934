"""Numbers with their nouns and verbs, as Arabic and English want them: 253 مدنياً, طفلان, 3 نساء; one child, two children.

The words are rows of nouns.tsv and verbs.tsv; which form a number asks for is Babel's plural rule of the language.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from babel import Locale
from markupsafe import Markup

from marsad.web.language import Speech, bdi

Row = dict[str, str]
_HOLDS_NUMBER = frozenset({"one", "two"})  # Arabic says these numbers by the noun itself


@cache
def table(name: str) -> dict[str, Row]:
    """The rows of a table of this folder by their first cell; raises ValueError with file and line for a row that cannot be."""
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    told = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if not line.startswith("#")]
    head, rows = told[0][1], told[1:]
    if wrong := next((n for n, cells in rows if len(cells) != len(head) or not all(cells)), None):
        raise ValueError(f"{name}:{wrong}: {len(head)} cells, none empty")
    return {cells[0]: dict(zip(head, cells, strict=True)) for _, cells in rows}


@cache
def form(n: int, language: str) -> str:
    """The plural category that the number asks for: zero, one, two, few, many or other.

    >>> [form(n, "ar") for n in (1, 2, 3, 11, 100, 103)]
    ['one', 'two', 'few', 'many', 'other', 'few']
    """
    return str(Locale.parse(language).plural_form(n))


def noun(code: str, n: int, ui: Speech, after_particle: bool = False) -> tuple[str, bool]:
    """The noun as the number wants it, and whether it says the number by itself (Arabic one and two).

    >>> noun("children", 2, Speech("ar")), noun("children", 49, Speech("ar")), noun("children", 49, Speech("en"))
    (('طفلان', True), ('طفلاً', False), ('children', False))
    """
    row = table("nouns.tsv")[code]
    if ui.language != "ar":
        return row["en_one" if form(n, "en") == "one" else "en_other"], False
    which = form(n, "ar")
    if which == "two" and after_particle:
        return row["two_gen"], True
    return row["other" if which == "zero" else which], which in _HOLDS_NUMBER


def counted(code: str, n: int, ui: Speech) -> Markup:
    """The number with its noun: `3 حوادث`, `حادثتان`, `one incident` being `1 incident`."""
    word, holds = noun(code, n, ui)
    return Markup("{}").format(word) if holds else Markup("{} {}").format(bdi(ui.number(n)), word)


def people(low: int | None, high: int | None, approx: str, who: str, ui: Speech) -> Markup:
    """How many of whom, as bounded: `at least 3 women`, `نحو 20 شخصاً`, `between 10 and 12 people`."""
    last = high if high is not None else low or 0
    if approx in ("exact", "vague") and low is not None and high is not None and low != high:
        word, _ = noun(who, _plural(last), ui)
        return ui.say("between %(low)s and %(high)s", low=ui.number(low), high=ui.number(high)) + Markup(" {}").format(word)
    if approx == "exact":
        return counted(who, last, ui)
    return _bounded(last, approx, who, ui)


def _plural(n: int) -> int:
    """A number that its noun never says by itself, for sentences in which the digits must stand."""
    return n if n > 2 else 3


def _bounded(n: int, approx: str, who: str, ui: Speech) -> Markup:
    words = ui.label("approx", approx) if approx != "vague" else ""
    if ui.language == "ar" and approx == "at_least":
        return Markup("{} {}").format(counted(who, n, ui), words)
    word, holds = noun(who, n, ui, after_particle=True)
    told = Markup("{}").format(word) if holds else Markup("{} {}").format(bdi(ui.number(n)), word)
    return Markup("{} {}").format(words, told) if words else told


def became(outcome: str, low: int | None, high: int | None, approx: str, who: str, told: Markup, ui: Speech) -> Markup:
    """The sentence of what became of them, `told` being how many: `قُتلت 3 نساء`, `3 women were killed`, of 0 `nobody was killed`."""
    row = table("verbs.tsv")[outcome]
    if low == high == 0:
        return Markup("{}").format(row["ar_none" if ui.language == "ar" else "en_none"])
    if ui.language != "ar":
        return Markup("{} {}").format(told, row["en_one" if low == high == 1 else "en_other"])
    feminine = table("nouns.tsv")[who]["gender"] == "f" and approx in ("exact", "at_least") and low == high or _women_at_least(who, approx)
    return Markup("{} {}").format(row["ar_f" if feminine else "ar_m"], told)


def _women_at_least(who: str, approx: str) -> bool:
    """`3 نساء على الأقل` follows its noun, `أكثر من 3 نساء` the word before it."""
    return approx == "at_least" and table("nouns.tsv")[who]["gender"] == "f"
