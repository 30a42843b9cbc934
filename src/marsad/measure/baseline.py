"""The pipeline that marsad's speed is measured against: spaCy's blank Arabic tokeniser, 5,000 names, 30 phrase patterns.

spaCy is an optional extra; `baseline` returns None without it. The patterns were written for this comparison (see
baseline_patterns.tsv: a word class, `#` digits, `.` any token or none, `?` may be absent).
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain, islice, product, zip_longest
from typing import Any

from marsad.theatres.load import available, load

NAMES = 5_000
HEADS = ("مدينة", "بلدة", "قرية", "حي", "ريف", "مخيم", "محافظة", "منطقة", "معبر", "مطار", "جسر", "مستشفى", "سوق", "أهالي", "مجلس", "محيط")


@dataclass(frozen=True)
class Baseline:
    """`tokenise(text)` only makes tokens, `read(text)` also looks the names and patterns up and counts what was found."""

    version: str
    names: int
    patterns: int
    tokenise: Callable[[str], Any]
    read: Callable[[str], int]


def baseline() -> Baseline | None:
    """spaCy's pipeline ready to run, or None where spaCy is not installed."""
    if importlib.util.find_spec("spacy") is None:
        return None
    spacy, matcher = importlib.import_module("spacy"), importlib.import_module("spacy.matcher")
    nlp = spacy.blank("ar")
    nlp.max_length = 100_000_000
    phrases, rules = matcher.PhraseMatcher(nlp.vocab), matcher.Matcher(nlp.vocab)
    names = list(islice(_names(), NAMES))
    phrases.add("NAME", [nlp.make_doc(name) for name in names])
    patterns = _patterns()
    for name, pattern in patterns.items():
        rules.add(name, [pattern])

    def read(text: str) -> int:
        doc = nlp.make_doc(text)
        return len(phrases(doc)) + len(rules(doc))

    return Baseline(spacy.__version__, len(names), len(patterns), nlp.make_doc, read)


def _names() -> Iterator[str]:
    """Every name form of the theatres that ship, of each in turn, then heads of place names before them (`ريف …`), each once."""
    in_turn = zip_longest(*(load(theatre).names() for theatre in available()))
    own = dict.fromkeys(name for names in in_turn for name in names if name)
    headed = (f"{head} {name}" for head, name in product(HEADS, own) if name.split()[0] not in HEADS)
    yield from dict.fromkeys(chain(own, headed))


def _patterns() -> dict[str, list[dict[str, Any]]]:
    classes = {cells[0]: cells[1].split() for cells in _rows("baseline_words.tsv")}
    return {name: [_token(word, classes) for word in pattern.split()] for name, pattern in _rows("baseline_patterns.tsv")}


def _token(word: str, classes: dict[str, list[str]]) -> dict[str, Any]:
    if word == ".":
        return {"OP": "?"}
    here: dict[str, Any] = {"IS_DIGIT": True} if word == "#" else {"TEXT": {"IN": classes[word.rstrip("?")]}}
    return here | ({"OP": "?"} if word.endswith("?") else {})


def _rows(name: str) -> Iterator[list[str]]:
    lines = files("marsad.measure").joinpath(name).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])
