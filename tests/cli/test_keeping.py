"""read, recode and ledger."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from marsad.store import open_store
from tests.cli.conftest import TEXT, Run


def test_read_keeps_and_tells(run: Run, reports: Path, tmp_path: Path) -> None:
    said = run("read", reports, "--outlet", "نشرة")
    assert said.exit_code == 1
    assert "2 reports kept in marsad.db (2 new); 1 refused" in said.stdout and "3 claims: 3 casualties" in said.stdout
    assert "b.txt: not plain text" in said.stderr
    with open_store(tmp_path / "marsad.db") as store:
        assert {r.outlet for r in store.reports()} == {"نشرة", "الحياة"}
        assert store.raw("hayat-1") == (reports / "c.jsonl").read_bytes().rstrip(b"\n")


def test_reading_twice_changes_nothing_and_a_changed_text_is_a_version(run: Run, reports: Path, db: Path) -> None:
    assert "1 report kept in" in (said := run("read", reports / "c.jsonl", "--db", db).stdout) and "(1 same)" in said
    rows = reports / "c.jsonl"
    rows.write_text(rows.read_text(encoding="utf-8").replace("أمس", "اليوم"), encoding="utf-8")
    assert "(1 version)" in run("read", rows, "--db", db).stdout


def test_read_as_json_tells_each_report_as_it_is_kept(run: Run, reports: Path) -> None:
    *rows, last = [json.loads(line) for line in run("read", reports, "--json").stdout.splitlines()]
    assert [(row["status"], row["claims"]) for row in rows] == [("new", 1), ("new", 2)]
    assert last["kept"] == {"new": 2} and last["kinds"] == {"casualties": 3} and len(last["refused"]) == 1


def test_the_store_is_chosen_by_option_or_environment(run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_DB", str(tmp_path / "env.db"))
    run("read", reports)
    assert (tmp_path / "env.db").exists() and not (tmp_path / "marsad.db").exists()


def test_recode_runs_a_newer_coder_once(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.pipeline.coding.CODER", "marsad-rules/next")
    first = json.loads(run("recode", "--db", db, "--json").stdout)
    assert (first["coder"], first["reports"], first["failed"]) == ("marsad-rules/next", 2, [])
    assert "0 reports read with marsad-rules/next" in run("recode", "--db", db).stdout


def test_recode_names_a_report_that_the_coder_fails_on(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.pipeline.coding.CODER", "marsad-rules/next")
    monkeypatch.setattr("marsad.pipeline.code", lambda report: [][1] if report.date else [])
    said = run("recode", "--db", db)
    assert said.exit_code == 1 and "1 failed" in said.stdout and "IndexError" in said.stderr


def test_ledger_shows_what_was_done(run: Run, db: Path) -> None:
    rows = [json.loads(line) for line in run("ledger", "--db", db, "--json").stdout.splitlines()]
    assert len(rows) == 4 and rows[1]["prev"] == rows[0]["hash"]
    assert "4 entries" in run("ledger", "--db", db).stdout
    one = run("ledger", "--db", db, "--report", "hayat", "--json").stdout.splitlines()
    assert len(one) == 2


def test_verify_holds_and_finds_what_was_changed(run: Run, db: Path) -> None:
    said = run("ledger", "verify", "--db", db)
    assert said.exit_code == 0 and "4 entries, 2 reports" in said.stdout and "the chain holds" in said.stdout
    assert run("ledger", "--db", db, "verify").exit_code == 0
    _tamper(db)
    said = run("ledger", "verify", "--db", db, "--json")
    assert said.exit_code == 3 and json.loads(said.stdout)["ok"] is False
    assert "broken at entry" in run("ledger", "verify", "--db", db).stdout


def _tamper(db: Path) -> None:
    with sqlite3.connect(db) as raw:
        for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger'").fetchall():
            raw.execute(f"DROP TRIGGER {trigger}")
        changed = raw.execute("UPDATE ledger SET actor = 'somebody' WHERE seq = 2").rowcount
    raw.close()
    assert changed == 1


def test_a_text_with_a_nul_at_its_end_is_kept_as_it_came(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nul.txt").write_bytes(TEXT.encode("windows-1256") + b"\x00")
    assert run("read", "nul.txt").exit_code == 0
    with open_store(tmp_path / "marsad.db") as store:
        assert store.reports()[0].report.text == TEXT + "\x00"
