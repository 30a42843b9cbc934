"""How a sentence is worded: the log-odds that one with these words tells of violence, or of a protest, and does not only name it.

Each word counts for what wording.tsv says, over the root of how many different words there are, so that a long sentence
weighs no more than a short one. tools/learn_wording.py learns the table from judged sentences; words that keep the same
company in the corpora count alike, and so words that no judged sentence had.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.resources import files

from marsad.grammar.sentence import Sentence

KINDS = ("violence", "protest")
VIOLENCE = frozenset("air_strike shelling armed_clash explosion suicide_bombing chemical_attack attack abduction sexual_violence".split())
PROTEST = frozenset({"protest", "riot"})
ANY = "(any)"
ARTICLES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و")
LEFT = 3
MARKS = frozenset('؟?!*:«"')


def kind_of(incident_type: str) -> int | None:
    """The column of `wording.tsv` that speaks of the type: 0 violence, 1 protest, None for a type that was never judged."""
    return 0 if incident_type in VIOLENCE else 1 if incident_type in PROTEST else None


def wording(s: Sentence, kind: int) -> float:
    """The log-odds for a sentence worded like this one."""
    return sum_of(units_of(s), weights()[kind])


def units_of(s: Sentence) -> frozenset[str]:
    """The units of wording of a sentence."""
    return frozenset(unit(t.key, t.word.sort) for t in s.tokens) - {""}


def sum_of(units: frozenset[str], weights: dict[str, float]) -> float:
    """The log-odds for these units of wording."""
    return weights[ANY] + math.fsum([weights.get(u, 0.0) for u in units]) / math.sqrt(max(1, len(units)))


@lru_cache(maxsize=50_000)
def unit(key: str, sort: str) -> str:
    """The folded word without conjunction and article, the sort of a figure, or a mark that says something; else nothing.

    >>> unit("والهجمات", "word"), unit("2005", "number"), unit("،", "mark")
    ('هجمات', '(year)', '')
    """
    if sort == "word":
        return next((key[len(a) :] for a in ARTICLES if key.startswith(a) and len(key) >= len(a) + LEFT), key)
    if sort == "number":
        return "(year)" if len(key) == 4 and key.startswith(("19", "20")) else "(number)"
    if sort == "mark":
        return key if key in MARKS else ""
    return "(latin)"


@cache
def weights() -> tuple[dict[str, float], ...]:
    """For violence and for protests: what each unit counts for, in log-odds."""
    lines = files(__package__).joinpath("wording.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    return tuple({row[0]: float(row[k]) for row in rows} for k in range(1, 1 + len(KINDS)))
