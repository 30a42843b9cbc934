"""The groups of words that single rules look for: clean rows, each read by one rule and met in a case."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from marsad.languages.ar.groups import _read, group
from marsad.text.fold import fold_key

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent.parent / "src/marsad/languages/ar"
ROWS = [line.split("\t") for line in (files("marsad.languages.ar") / "groups.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_is_plain_and_says_a_word_once(row: list[str]) -> None:
    name, words, gloss = row
    assert all(unicodedata.is_normalized("NFC", cell) for cell in row) and any(c.isascii() and c.isalpha() for c in gloss)
    assert re.fullmatch(r"[ء-ًٱ|]+", words), f"{name}: other than plain letters"
    assert len(group(name)) == len(words.split("|")), f"{name}: a word stands twice after folding"


def test_every_group_is_read_by_a_rule_and_none_stands_twice() -> None:
    asked = re.findall(r'\bgroup\("(\w+)"\)', "".join(p.read_text("utf-8") for p in SOURCES.rglob("*.py")))
    assert sorted(name for name, *_ in ROWS) == sorted(set(asked))
    assert len({name for name, *_ in ROWS}) == len(ROWS)


def test_every_group_is_met_in_a_case() -> None:
    texts = [
        p.read_text("utf-8") for folder, end in (("cases", "yml"), ("languages", "tsv")) for p in (HERE.parent / folder).rglob(f"*.{end}")
    ]
    met = set(re.findall(r"\w+", fold_key("\n".join(texts))))
    assert [name for name, *_ in ROWS if not group(name) & met] == []


@pytest.mark.parametrize("line", ["signed\tموقع", "signed\t\tsigned", "signed\tموقع\tsigned\tagain"])
def test_a_broken_row_is_told_with_its_line(line: str) -> None:
    with pytest.raises(ValueError, match=r"groups\.tsv:7: "):
        _read(7, line)
