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
    assert not (tmp_path / "b.db").exists()
    assert run("restore", "a.age", "--db", "c.db", "--passphrase-file", "right.txt").exit_code == 0


def test_a_backup_cut_off_leaves_no_store_behind_and_one_that_was_there_alone(run: Run, filled: Path, tmp_path: Path) -> None:
    run("backup", "--db", filled, "-o", "a.marsad")
    (tmp_path / "cut.marsad").write_bytes((tmp_path / "a.marsad").read_bytes()[:-20])
    said = run("restore", "cut.marsad", "--db", "b.db")
    assert said.exit_code != 0 and "the backup is" in said.stderr
    assert [p.name for p in tmp_path.glob("b.db*")] == []
    assert run("restore", "cut.marsad", "--db", filled).exit_code != 0 and (tmp_path / filled).exists()


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


def team(run: Run, filled: Path) -> None:
    assert run("people", "add", "rana", "--name", "رنا", "--role", "admin", "--db", filled).exit_code == 0
    assert run("people", "add", "sami", "--name", "سامي", "--role", "reader", "--db", filled).exit_code == 0


def accounts(run: Run, db: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("people", "list", "--db", db, "--project", "a", "--json").stdout.splitlines()]


def test_a_team_comes_back_with_its_store_sealed(run: Run, filled: Path, tmp_path: Path) -> None:
    team(run, filled)
    (tmp_path / "right.txt").write_text("a long secret\n", encoding="utf-8")
    (tmp_path / "other").mkdir()
    assert "2 accounts" in run("backup", "--team", "--db", filled, "-o", "a.age", "--passphrase-file", "right.txt").stdout
    assert b"rana" not in (tmp_path / "a.age").read_bytes()
    assert (tmp_path / "a.age").stat().st_mode & 0o077 == 0
    said = run("restore", "a.age", "--db", "other/a.db", "--passphrase-file", "right.txt")
    assert said.exit_code == 0 and "2 accounts" in said.stdout
    assert accounts(run, "other/a.db") == accounts(run, str(filled)) != []
    run("backup", "--team", "--db", filled, "-o", "one.marsad")
    run("backup", "--team", "--db", "other/a.db", "-o", "two.marsad")
    assert (tmp_path / "one.marsad").read_bytes() == (tmp_path / "two.marsad").read_bytes()
    again = run("restore", "one.marsad", "--db", "other/b.db")
    assert again.exit_code == 3 and "not empty" in again.stderr, "the people of the folder are left alone"


def test_a_backup_of_a_team_that_is_not_sealed_is_warned_of_and_a_cut_one_refused(run: Run, filled: Path, tmp_path: Path) -> None:
    team(run, filled)
    assert "is not sealed" in run("backup", "--team", "--db", filled, "-o", "a.marsad").stderr
    (tmp_path / "cut.marsad").write_bytes((tmp_path / "a.marsad").read_bytes()[:-40])
    assert run("restore", "cut.marsad", "--db", "c.db").exit_code == 1


def test_the_doctor_looks_at_the_people_too(run: Run, filled: Path, tmp_path: Path) -> None:
    team(run, filled)
    assert run("doctor", "--db", filled).stdout == "a.db: nothing is wrong\n"
    with sqlite3.connect(tmp_path / "people.db") as db:
        db.execute("UPDATE audit SET actor = 'somebody' WHERE seq = 1")
        db.execute("INSERT INTO members VALUES (99, 'a', 'king')")
    db.close()
    (tmp_path / "people.db").chmod(0o644)
    told = [json.loads(line)["where"] for line in run("doctor", "--db", filled, "--json").stdout.splitlines()]
    assert told == ["people, people.db", "people, entry 1", "people, members of 99", "people, role king"]
