"""score and bench: the figures come through, and a file that cannot be scored says why."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from marsad.measure.many import table
from marsad.measure.watching import watched
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


def rows_of(path: Path, *rows: dict[str, object]) -> Path:
    """A file of rows."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_score_of_places_by_distance_and_by_name(run: Run, tmp_path: Path) -> None:
    near = {"id": "n", "date": "2016-05-02", "text": TEXT, "place": {"lat": 36.2, "lon": 37.15}}
    far = {"id": "f", "date": "2016-05-02", "text": TEXT, "place": {"lat": 33.51, "lon": 36.29}, "place_ar": "دمشق"}
    named = {
        "id": "g",
        "date": None,
        "text": "قصف على قرية المخترعة وعلى حلب",
        "claims": [{"start": 0, "places": ["قرية المخترعة", "حلب"]}],
    }
    path = rows_of(tmp_path / "p.jsonl", near, far, named)
    figures = json.loads(run("score", "--places", path, "--json").stdout)
    assert figures["reports"] == 2 and figures["near"] == 0.0  # the small coder says only the governorate, whose middle is far off
    assert figures["governorate"] == 0.5 and len(figures["away"]) == 2
    assert figures["syria_names"] == 2 and figures["syria"] == 0.5 and figures["unknown"] == ["قرية المخترعة"]
    assert "f: دمشق at 33.51" in run("score", "--places", path, "--errors", 5).stdout


def test_score_of_judged_sentences(run: Run, tmp_path: Path) -> None:
    said = {"id": "a", "type": "ASSAULT", "label": "yes", "yes": 3, "no": 0, "votes": 3, "text": TEXT}
    figures = json.loads(run("score", "--gsr", rows_of(tmp_path / "j.jsonl", said), "--json").stdout)
    assert figures["judged"]["ASSAULT"]["yes"] == 1 and figures["judged"]["ASSAULT"]["recall"] == 0.0  # the small coder knows no incidents


def test_score_of_nothing_is_wrong_use(run: Run) -> None:
    said = run("score")
    assert said.exit_code == 2 and "--places" in said.stderr


def test_a_file_that_cannot_be_judged_says_why(run: Run, tmp_path: Path) -> None:
    said = run("score", "--gsr", rows_of(tmp_path / "j.jsonl", {"id": "a", "label": "yes", "text": TEXT}))
    assert said.exit_code == 1 and 'no "type"' in said.stderr


def test_a_theatre_that_is_not_there_is_wrong_use_and_the_choice_ends_with_the_command(run: Run, tmp_path: Path) -> None:
    from marsad.theatres import is_chosen

    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    said = run("code", "r.txt", "--theatre", "yemmen")
    assert said.exit_code == 2 and "yemen" in said.stderr
    chosen, all_used = (json.loads(run("code", "r.txt", *words).stdout) for words in (["--theatre", "syria"], []))
    assert chosen["coder"] != all_used["coder"] and chosen["theatres"] == all_used["theatres"] == ["syria"]
    assert not is_chosen()


def test_bench_of_records_says_how_long_and_how_much(run: Run) -> None:
    (figures,) = [json.loads(line) for line in run("bench", "--records", 22, "--json").output.splitlines()]
    assert (figures["reports"], figures["cpu_s"] > 0) == (22, True)
    assert figures["incidents"] and figures["tolls"] and figures["ceasefires"]
    assert "22 reports" in run("bench", "--records", 22).output


def test_bench_of_all_processors_counts_all_processes_of_the_command(run: Run) -> None:
    figures = json.loads(run("bench", "--together", 18, "--json").output.splitlines()[-1])
    assert figures["reports"] == 18 and figures["claims"] > 0 and figures["workers"] >= 1
    assert figures["wall_s"] > 0 and figures["cpu_s"] > 0 and (figures["peak_mb"] is None or figures["peak_mb"] > 20)
    assert table(figures).startswith(f"18 reports, {figures['claims']} claims reconciled by ")


def test_a_command_that_fails_is_told_by_its_last_line() -> None:
    with pytest.raises(RuntimeError, match="failed: no good"):
        watched([sys.executable, "-c", "import sys; sys.exit('no good')", ""])


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not say what a process holds")
def test_what_a_child_of_the_command_holds_counts() -> None:
    child = "import time; held = bytearray(b'x') * 80_000_000; time.sleep(1)"
    figures = watched([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"], every=0.05)
    assert figures["peak_mb"] > 80
