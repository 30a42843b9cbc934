"""score and bench: the figures come through, and a file that cannot be scored says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.model.claim import to_json
from marsad.model.report import Report
from tests.cli.conftest import TEXT, Run, small_coder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One annotated report, just as the small coder reads it."""
    row = {"id": "g", "date": "2016-05-02", "text": TEXT, "claims": [to_json(claim) for claim in small_coder(Report("g", TEXT))]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_score_codes_the_texts_itself(run: Run, gold: Path) -> None:
    result = json.loads(run("score", gold, "--json").stdout)
    assert result["all"]["f1"] == 1.0 and result["casualties"]["got"] == 1
    assert "casualties" in run("score", gold).stdout


def test_score_of_a_coded_file_with_errors(run: Run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text('{"id": "g", "claims": []}\n', encoding="utf-8")
    said = run("score", gold, "none.jsonl", "--errors", 2)
    assert said.exit_code == 0 and "missed casualties/killed [g @" in said.stdout
    assert json.loads(run("score", gold, "none.jsonl", "--json").stdout)["all"]["f1"] == 0


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('{"id": ', "bad.jsonl:1: no JSON"),
        ("[1]", "bad.jsonl:1: an object with an `id` should stand here"),
        ('{"id": "x", "claims": []}', 'report x: it has no "text"'),
        ('{"id": "x", "text": "y", "date": "2.5.2016", "claims": []}', "report x: "),
        ('{"id": "x", "text": "y"}', 'a row has no "claims"'),
    ],
)
def test_what_cannot_be_scored_says_why(run: Run, tmp_path: Path, row: str, reason: str) -> None:
    (tmp_path / "bad.jsonl").write_text(row + "\n", encoding="utf-8")
    said = run("score", "bad.jsonl")
    assert said.exit_code == 1 and reason in said.stderr and "fault" not in said.stderr


def test_a_gold_file_that_is_not_there_is_wrong_use(run: Run) -> None:
    assert run("score", "none.jsonl").exit_code == 2


def test_bench_without_corpora_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    said = run("bench", tmp_path / "data")
    assert said.exit_code == 1 and "not there, left out: " in said.stdout
