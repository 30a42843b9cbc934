"""Every failure is a line in words and an exit code, and what was acknowledged is kept."""

from __future__ import annotations

import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from marsad.cli.failing import explained
from marsad.store import StoreError, open_store
from tests.cli.conftest import ROOT, TEXT, Run, started

HAS_FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")


@pytest.mark.parametrize(
    ("error", "message", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "out.jsonl"), "out.jsonl: no space is left on the disk", 3),
        (PermissionError(errno.EACCES, "Permission denied", "x.db"), "x.db: Permission denied", 3),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), "the output was closed before all was written", 3),
        (StoreError("store x.db: the disk is full"), "store x.db: the disk is full", 3),
        (KeyboardInterrupt(), "stopped", 130),
        (MemoryError(), "out of memory", 3),
        (
            ZeroDivisionError("by zero"),
            "a fault inside marsad, please report it: ZeroDivisionError: by zero (MARSAD_DEBUG=1 shows where)",
            3,
        ),
    ],
)
def test_each_error_has_its_words(error: BaseException, message: str, code: int) -> None:
    error.add_note("2 reports kept")
    failed = explained(error)
    assert (failed.message, failed.exit_code) == (f"{message}; 2 reports kept", code)


def test_ctrl_c_tells_how_many_reports_are_kept(run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def interrupted(report: object) -> list[object]:
        if seen:
            raise KeyboardInterrupt
        seen.append(report)
        return []

    monkeypatch.setattr("marsad.pipeline.code", interrupted)
    said = run("read", reports, "--db", "stop.db")
    assert said.exit_code == 130 and "marsad: stopped; 1 report kept in stop.db" in said.stderr
    with open_store(tmp_path / "stop.db") as store:
        assert len(store.reports()) == 1
    assert "stopped; 0 reports written to out.jsonl" in run("code", reports, "-o", "out.jsonl").stderr


def test_a_fault_is_told_in_a_line_and_shown_whole_when_asked(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.store.store.Store.search", lambda *_, **__: [][1])
    said = run("search", "x", "--db", db)
    assert said.exit_code == 3 and "a fault inside marsad, please report it: IndexError" in said.stderr and "Traceback" not in said.output
    monkeypatch.setenv("MARSAD_DEBUG", "1")
    assert isinstance(run("search", "x", "--db", db).exception, IndexError)


def test_stores_that_are_none(run: Run, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "noise.db").write_bytes(os.urandom(5000))
    cases: list[tuple[list[object], str]] = [
        (["reports", "--db", "noise.db"], "store noise.db: it is not a database"),
        (["read", reports, "--db", "noise.db"], "0 reports kept in noise.db"),
        (["claims", "--db", "none.db"], "store none.db does not exist"),
        (["recode", "--db", "none.db"], "store none.db does not exist"),
        (["read", reports, "--db", "no/where.db"], "its folder no does not exist"),
        (["ledger", "verify", "--db", tmp_path], "is a folder"),
    ]
    for words, said in cases:
        result = run(*words)
        assert result.exit_code == 3 and said in result.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("ledger verify --head abc", 3, "broken: 1 finding"),
        ("ceasefires --at 25", 2, "write 2016-05-01, 2016-05-01/evening or 2016-05-01T03:00"),
        ("erase zzz --reason x", 1, "no report in the store has an id or key that begins with 'zzz'"),
        ("watch none.toml --once", 2, "none.toml cannot be read: No such file or directory"),
        ("claims --type killd", 2, "near it: killed"),
    ],
)
def test_what_is_wrong_is_told_with_what_would_be_right(run: Run, db: Path, words: str, code: int, told: str) -> None:
    said = run(*words.split(), *(() if "watch" in words else ("--db", db)))
    assert said.exit_code == code and told in " ".join(said.output.split())


def test_a_damaged_store_is_told(run: Run, db: Path) -> None:
    data = bytearray(db.read_bytes())
    data[4096:40960] = os.urandom(36864)
    db.write_bytes(data)
    said = run("claims", "--db", db)
    assert said.exit_code == 3 and "Traceback" not in said.output and "marsad: store" in said.stderr


def test_a_store_that_another_process_writes(run: Run, reports: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.store.sqlite.WAIT_SECONDS", 0)
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    (reports / "new.txt").write_text(TEXT + " وغيره", encoding="utf-8")
    said = run("read", reports / "new.txt", "--db", db)
    other.close()
    assert said.exit_code == 3 and "another process has been writing to it" in said.stderr and "0 reports kept" in said.stderr


@HAS_FULL
@pytest.mark.parametrize("words", [["code", "one.txt"], ["--help"], ["demo", "--no-serve"]])
def test_a_full_disk_at_the_output(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "marsad", *words]
        done = subprocess.run(command, cwd=tmp_path, env=env, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 3 and "no space is left on the disk" in done.stderr and "Traceback" not in done.stderr


@HAS_FULL
def test_a_full_disk_at_the_file(run: Run, reports: Path) -> None:
    said = run("code", reports, "-o", "/dev/full")
    assert said.exit_code == 3 and "no space is left on the disk" in said.stderr


def test_an_output_that_is_closed_early(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": str(n), "text": TEXT}, ensure_ascii=False) + "\n" for n in range(3000))
    (tmp_path / "rows.jsonl").write_text(rows, encoding="utf-8")
    process = started("code", "rows.jsonl", cwd=tmp_path)
    assert process.stdout and process.stderr
    first = process.stdout.readline()
    process.stdout.close()
    with process.stderr as errors:
        said = errors.read()
    assert process.wait(60) == 3 and json.loads(first)["id"] == "0"
    assert "marsad: the output was closed before all was written" in said and "Traceback" not in said


def test_ctrl_c_in_mid_run_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(3000):
        (folder / f"{n:04}.txt").write_text(f"{n}. {TEXT}", encoding="utf-8")
    process = started("read", "many", "--db", "many.db", "--json", cwd=tmp_path)
    assert process.stdout
    acknowledged = [json.loads(process.stdout.readline())["key"] for _ in range(20)]
    process.send_signal(signal.SIGINT)
    rest, said = process.communicate(timeout=60)
    acknowledged += [json.loads(line)["key"] for line in rest.splitlines()]
    assert process.returncode == 130 and "Traceback" not in said
    with open_store(tmp_path / "many.db") as store:
        kept = {report.key for report in store.reports()}
        assert store.verify().ok
    assert set(acknowledged) <= kept and 20 <= len(kept) < 3000
    assert f"marsad: stopped; {len(acknowledged):,} reports kept in many.db" in said


def test_ctrl_c_while_python_still_loads(tmp_path: Path) -> None:
    process = started("--version", cwd=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    assert process.stderr
    while "marsad.cli.early" not in (line := process.stderr.readline()) and line:
        pass
    time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert "Traceback" not in said
