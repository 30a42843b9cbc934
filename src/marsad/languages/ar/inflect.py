"""Inflection: the forms in which a dictionary form meets the reader in news Arabic, before clitics."""

from __future__ import annotations

from collections.abc import Iterator

Form = tuple[str, str, str]


def forms_of(pos: str, given: list[str]) -> Iterator[Form]:
    """(form, shape, person) for each inflected form of a lexicon row; phrases inflect in their first word.

    Where the plural is sound, what ends in `ين` is the plural, not the dual (`مدنيين`).

    >>> [f for f, _, _ in forms_of("verb", ["قصف", "يقصف"])][:4]
    ['قصف', 'قصفت', 'قصفوا', 'قصفا']
    """
    sound_plural = pos == "noun" and any(f.endswith("ون") for f in given[1:])
    for nth, form in enumerate(given):
        first, space, rest = form.partition(" ")
        if not (space or sound_plural):
            yield from _MAKERS[pos](first, nth)
            continue
        for made, shape, person in _MAKERS[pos](first, nth):
            if not (shape == "dual" and sound_plural and made.endswith("ين")):
                yield made + space + rest, shape, person


def _verb(form: str, nth: int) -> Iterator[Form]:
    return _present(form) if nth % 2 else _past(form)


def _past(form: str) -> Iterator[Form]:
    weak = form[-1] in "اى"
    stem = form[:-1] if weak else form
    yield form, "past", "ms"
    yield stem + "ت", "past", "fs"
    yield stem + "وا", "past", "mp"
    yield (stem + "يا" if weak else stem + "ا"), "past", "d"
    yield stem + "تا", "past", "d"
    if not weak:
        if form[-1] != "أ":  # folded, «لجأن» would be «لجان»
            yield stem + "ن", "past", "fp"
        yield stem + "نا", "past", "1"


def _present(form: str) -> Iterator[Form]:
    stem = form[1:]
    cut = stem[:-1] if stem[-1] in "يىو" else stem
    cut = cut[:-1] if stem[-1] == "ا" and len(stem) > 2 else cut
    for letter, person in (("ي", "ms"), ("ت", "fs"), ("ن", "1"), ("أ", "1")):
        yield letter + stem, "present", person
    for letter in "يت":
        yield letter + cut + "ون", "present", "mp"
        yield letter + cut + "وا", "present", "mp"
        yield letter + stem + "ان", "present", "d"
        yield letter + stem + "ا", "present", "d"


def _noun(form: str, nth: int) -> Iterator[Form]:
    shape = "pl" if nth else "sg"
    yield form, shape, "-"
    if form.endswith("ون") and nth:
        stem = form[:-2]
        yield from ((stem + end, "pl", "-") for end in ("ين", "و", "ي"))
        return
    if form[-1] not in "ةهاىيء" and not form.endswith("ات"):
        yield form + "ا", shape, "-"
    if form.endswith("اء") or form[-1] == "ي":
        yield form + "ا", shape, "-"
    if nth == 0:
        yield from _dual(form)


def _dual(form: str) -> Iterator[Form]:
    stem = form[:-1] + "ت" if form[-1] == "ة" else form[:-1] + "ي" if form[-1] == "ى" else form
    for end in ("ان", "ين"):
        yield stem + end, "dual", "-"
    if form[-1] == "ة":
        yield from ((stem + end, "dual", "-") for end in ("ا", "ي"))


def _adjective(form: str, nth: int) -> Iterator[Form]:
    yield from ((form + end, shape, "-") for end, shape in (("", "sg"), ("ا", "sg"), ("ة", "sg"), ("ات", "pl"), ("ون", "pl"), ("ين", "pl")))
    yield from ((form + end, "dual", "-") for end in ("ان", "تان", "تين"))


def _word(form: str, nth: int) -> Iterator[Form]:
    yield form, "-", "-"


_MAKERS = {"verb": _verb, "noun": _noun, "adj": _adjective, "word": _word}
