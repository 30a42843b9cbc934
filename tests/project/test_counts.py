"""Cases and tables: how many there are of each kind, so that none is lost; a third of the cases is negative."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from tests.languages.rows import rows
from tests.project.tracked import ROOT

LEAST = {"incident": 450, "casualties": 316, "ceasefire": 249, "statement": 302, "names": 170, "attribution": 143, "meeting": 119}
ALL, NEGATIVE = 1900, 0.33
TABLES = {"numerals": (2, 300), "times": (3, 300), "words": (3, 150), "names": (3, 200), "attribution": (4, 150)}


def cases() -> list[tuple[str, dict[str, object]]]:
    """(kind, case) of every case."""
    found = sorted((ROOT / "tests" / "cases").rglob("*.yml"))
    return [(path.parent.name, case) for path in found for case in yaml.safe_load(path.read_text("utf-8")) or []]


def test_there_are_cases_of_every_kind() -> None:
    counts = Counter(kind for kind, _ in cases())
    assert {kind: counts[kind] for kind in LEAST if counts[kind] < LEAST[kind]} == {}
    assert counts.total() >= ALL


def test_a_third_of_the_cases_is_negative() -> None:
    negative = [case for _, case in cases() if not case["claims"]]
    assert len(negative) >= NEGATIVE * len(cases()), "write the negative case next to the positive one"


def test_no_sentence_stands_twice_in_one_kind() -> None:
    counts = Counter((kind, case["text"], str(case.get("date")), str(case["claims"])) for kind, case in cases())
    assert [case for case, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_of_the_language_are_long_enough(name: str) -> None:
    columns, least = TABLES[name]
    assert len(rows(name, columns)) >= least
