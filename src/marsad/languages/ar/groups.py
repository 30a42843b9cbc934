"""The words that one rule alone looks for, as rows of `groups.tsv`: group, words (separated by `|`), gloss.

What a rule takes from the class and code of a word stands in the lexicon; a group is only met or not, exactly as its words
stand, folded. Prepositions, pronouns and particles are grammar and stay with their rules.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from marsad.text.fold import fold_key

COLUMNS = ["group", "words", "gloss"]


def group(name: str) -> frozenset[str]:
    """The folded words of the group `name`.

    >>> "مواقع" in group("fired_from")
    True

    Raises KeyError where `groups.tsv` has no such group, ValueError with file and line where a row is not what the columns want.
    """
    return _groups()[name]


@cache
def _groups() -> dict[str, frozenset[str]]:
    lines = (files("marsad.languages.ar") / "groups.tsv").read_text("utf-8").splitlines()
    if (header := lines[0].split("\t")) != COLUMNS:
        raise ValueError(f"groups.tsv:1: columns are {header}, wanted {COLUMNS}")
    return dict(_read(number, line) for number, line in enumerate(lines[1:], 2) if line and not line.startswith("#"))


def _read(number: int, line: str) -> tuple[str, frozenset[str]]:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS) or not all(cells):
        raise ValueError(f"groups.tsv:{number}: {len(cells)} columns, wanted {len(COLUMNS)}, none of them empty: {line!r}")
    return cells[0], frozenset(fold_key(cells[1]).split("|"))
