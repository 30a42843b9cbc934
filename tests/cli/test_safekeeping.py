"""backup, restore and doctor."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pyrage
import pytest

from tests.cli.conftest import Run


@pytest.fixture
def filled(run: Run, reports: Path) -> Path:
    run("read", reports, "--db", "a.db")
    return Path("a.db")


def test_a_backup_is_restored_and_backs_up_the_same(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("backup", "--db", filled, "-o", "a.marsad").stdout.startswith("a.db -> a.marsad: 2 reports, 3 claims, ")
    assert run("restore", "a.marsad", "--db", "b.db").exit_code == 0
    run("backup", "--db", "b.db", "-o", "b.marsad")
    assert (tmp_path / "a.marsad").read_bytes() == (tmp_path / "b.marsad").read_bytes()
    assert run("doctor", "--db", "b.db").stdout == "b.db: nothing is wrong\n"
    again = run("restore", "a.marsad", "--db", "b.db")
    assert again.exit_code == 3 and "not empty" in again.stderr


def test_a_sealed_backup_opens_with_its_passphrase_only(run: Run, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "right.txt").write_text("سرّ طويل\n", encoding="utf-8")
    (tmp_path / "wrong.txt").write_text("another\n", encoding="utf-8")
    assert run("backup", "--db", filled, "-o", "a.age", "--passphrase-file", "right.txt").exit_code == 0
    assert b"hayat" not in (tmp_path / "a.age").read_bytes()
    assert "is sealed: give --identity or --passphrase-file" in run("restore", "a.age", "--db", "b.db").stderr
    wrong = run("restore", "a.age", "--db", "b.db", "--passphrase-file", "wrong.txt")
    assert wrong.exit_code == 1 and "cannot be opened with that key" in wrong.stderr
    assert run("restore", "a.age", "--db", "c.db", "--passphrase-file", "right.txt").exit_code == 0


def test_a_backup_sealed_for_a_key_opens_with_it(run: Run, filled: Path, tmp_path: Path) -> None:
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"# a key\n{key}\n", encoding="utf-8")
    assert run("backup", "--db", filled, "-o", "a.age", "--recipient", key.to_public()).exit_code == 0
    assert run("restore", "a.age", "--db", "b.db", "--identity", "key.txt").exit_code == 0
    assert run("backup", "--db", filled, "-o", "c.age", "--recipient", "age1wrong").exit_code == 2


def test_the_doctor_tells_and_heals(run: Run, filled: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / filled) as db:
        db.execute("DELETE FROM mentions")
    db.close()
    said = run("doctor", "--db", filled)
    assert said.exit_code == 1 and "marsad doctor --heal" in said.stdout
    assert {json.loads(line)["sort"] for line in run("doctor", "--db", filled, "--json").stdout.splitlines()} == {"made"}
    assert run("doctor", "--db", filled, "--heal").stdout == "a.db: nothing is wrong\n"
