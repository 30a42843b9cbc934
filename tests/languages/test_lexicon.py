"""The lexicon's rows: clean, none of them twice, each one met in a case or in the sentences of corpora (tables/lexicon_reach.tsv)."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from marsad.text.fold import fold_key
from tests.languages.rows import FOLDER, rows
from tools.lexicon_reach import lexicon_rows, reached

CASES = Path(__file__).resolve().parent.parent / "cases"
TABLES = sorted(p.name for p in (files("marsad.languages.ar") / "lexicon").iterdir() if p.name.endswith(".tsv"))
LETTERS = set(map(chr, range(0x0621, 0x0653))) | {"ٱ", "-", "–", "ـ", " "}


def table(name: str) -> list[list[str]]:
    """The rows of one file of the lexicon, without heading and notes."""
    text = (files("marsad.languages.ar") / "lexicon" / name).read_text("utf-8")
    found = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in found[1:] if row and not row[0].startswith("#")]


@pytest.mark.parametrize("name", TABLES)
def test_forms_are_written_in_plain_arabic_letters(name: str) -> None:
    strange = [(row[3], sorted(set(row[3]) - LETTERS - {"|"})) for row in table(name) if set(row[3]) - LETTERS - {"|"}]
    assert strange == []


@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_composed_and_has_a_gloss_in_latin_letters(name: str) -> None:
    for row in table(name):
        assert len(row) == 5 and all(unicodedata.is_normalized("NFC", cell) for cell in row), row
        assert any(c.isascii() and c.isalpha() for c in row[4]), f"{row[3]}: no gloss"


def test_no_row_stands_twice() -> None:
    met: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in TABLES:
        for cls, code, pos, forms, _ in table(name):
            met[cls, code, pos, "|".join(sorted({fold_key(f.strip()) for f in forms.split("|")}))].append(name)
    assert {row: where for row, where in met.items() if len(where) > 1} == {}


def test_every_row_is_met_in_a_case_or_in_the_corpora() -> None:
    counted = {row[:4] for row in rows("lexicon_reach", 5) if int(row[4])}
    left = [row for row in lexicon_rows() if row not in counted]
    if left:
        cases = [case["text"] for path in CASES.rglob("*.yml") for case in yaml.safe_load(path.read_text("utf-8")) or []]
        tables = [path.read_text("utf-8") for path in FOLDER.glob("*.tsv") if path.name != "lexicon_reach.tsv"]
        met = reached([*cases, *tables])
        left = [row for row in left if row not in met]
    assert left == [], "write a case that needs the row, or drop it (python -m tools.lexicon_reach counts anew)"
