"""Clitics on words the lexicon does not know, decided by counts learned from news (tools/learn_clitics.py)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from marsad.grammar.word import Entry

LONG = 6  # letters of an unknown word in «وا…» that is most likely `و` and a word with hamza
ARTICLE_PREFIXES = ("ولل", "فلل", "لل", "وبال", "وال", "بال", "فال", "كال")


@cache
def _forms(name: str) -> frozenset[str]:
    text = (files("marsad.languages.ar") / "learned" / name).read_text("utf-8")
    return frozenset(line.partition("\t")[0] for line in text.splitlines()[1:])


def guessed_prefix(key: str) -> str:
    """The clitics (with the article, if any) that an unknown folded word most likely carries; "" for none.

    >>> guessed_prefix("لمده"), guessed_prefix("لبنان"), guessed_prefix("وبمدرسه")
    ('ل', '', 'وب')
    """
    for prefix in ARTICLE_PREFIXES:
        if key.startswith(prefix) and len(key) > len(prefix) + 2:
            return prefix
    return _letters(key)


def is_common_noun(key: str, entries: tuple[Entry, ...]) -> bool:
    """True for a word without article that news uses as a common word (met often with clitics), not as a name."""
    if key.startswith("ال"):
        return False
    return any(e.pos in ("noun", "adj") for e in entries) or (not entries and key in _forms("stems.tsv"))


def _letters(key: str) -> str:
    if len(key) < 4 or key[0] not in "وفبلك" or key in _forms("own_letters.tsv"):
        return ""
    rest = key[1:]
    if key[0] in "وف" and len(rest) > 3 and rest[0] in "بلك" and (more := _letters(rest)):
        return key[0] + more
    if key[0] == "و" and rest[0] == "ا" and len(key) >= LONG:
        return "و"
    return key[0] if rest in _forms("stems.tsv") or (key[0] in "وف" and rest.startswith("ال")) else ""
