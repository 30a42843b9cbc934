"""code into a folder, and read --claims from it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_corpus_is_coded_into_a_folder_and_kept_from_there(run: Run, reports: Path, tmp_path: Path) -> None:
    said = run("code", reports, "-o", "coded/", "--workers", 1)
    assert said.exit_code == 1 and said.stdout == "2 reports, 1 refused -> coded/: 1 shard coded\n"
    assert "not plain text: it is a PNG picture" in said.stderr
    kept = run("read", "--claims", "coded", "--db", "archive.db")
    assert kept.exit_code == 1 and "2 reports kept in archive.db (2 new); 1 refused" in kept.stdout
    assert run("read", reports, "--db", "archive.db").stdout.splitlines()[-2] == "2 reports kept in archive.db (2 same); 1 refused"


def test_run_again_it_leaves_what_stands(run: Run, reports: Path) -> None:
    run("code", reports / "c.jsonl", "-o", "coded/")
    summary = json.loads(run("code", reports / "c.jsonl", "-o", "coded/", "--json").stdout)
    assert summary == {"reports": 1, "coded": 0, "left": 1, "lost": 0, "refused": 0, "output": "coded/"}


def test_a_table_is_coded_into_a_folder_by_the_columns_that_are_named(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Body,Day\nقصف طال مدينة حلب.,2016-05-02\n", encoding="utf-8")
    said = run("code", sheet, "--map", "text=Body", "--map", "date=Day", "-o", f"{tmp_path / 'coded'}/", "--workers", "1")
    assert said.exit_code == 0 and "1 report " in said.stdout, said.output


def test_engines_need_a_folder(run: Run, reports: Path) -> None:
    said = run("code", reports, "--workers", 2)
    assert said.exit_code == 2 and "-o FOLDER/" in said.stderr


def test_read_takes_reports_or_a_coded_folder_not_both_nor_neither(run: Run, reports: Path, tmp_path: Path) -> None:
    assert run("read").exit_code == 2
    assert run("read", reports, "--claims", tmp_path).exit_code == 2
    said = run("read", "--claims", tmp_path)
    assert said.exit_code == 3 and "marsad code CORPUS -o FOLDER/" in said.stderr
