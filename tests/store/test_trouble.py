"""Trouble with the file: each is said in one sentence that names the file and what to do, and nothing acknowledged is lost."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy import event

from marsad.store import ReportRefused, StoreError, open_store, sqlite
from tests.postgres import schema
from tests.store.made import CODER, code, report, tamper


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("ليست قاعدة بيانات " * 100, "utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"letter\.txt: it is not a database: choose another file"):
        open_store(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"other\.db is another program's database: choose another file"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_marsad(store, path):
    tamper(path, "UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(StoreError, match=r"made by a newer marsad \(its tables are 0999, this one knows \d+\): update marsad"):
        open_store(path)


@pytest.mark.parametrize(("name", "what"), [
    ("", "is a folder: name a file in it"),
    ("no/marsad.db", "its folder .*no does not exist"),
])  # fmt: skip
def test_a_place_where_no_file_can_be(tmp_path, name, what):
    with pytest.raises(StoreError, match=what):
        open_store(tmp_path / name)


@pytest.mark.parametrize(("url", "what"), [
    ("postgresql://nobody:secret@/marsad?host=/no/such/socket", r"nobody:\*\*\*@/marsad\?host=.*: it cannot be reached"),
    ("postgresql://host:port/x", "names no store: write postgresql://USER@HOST/DATABASE"),
    ("mysql://x/y", "names no store: give a file"),
    ("sqlite://", "names no store: give a file"),
    (":memory:", "is no file"),
    ("", "is no file"),
])  # fmt: skip
def test_names_that_are_no_file(url, what):
    with pytest.raises(StoreError, match=what):
        open_store(url)


def test_a_name_with_signs_in_it_is_that_file(tmp_path):
    path = tmp_path / "مرصد ?mode=ro#%20.db"
    with open_store(path) as store:
        store.keep(report(), code(report()), coder=CODER)
    assert path.exists()
    with open_store(f"sqlite:///{path}", read_only=True) as store:
        assert len(store.reports()) == 1


def test_a_report_that_postgres_cannot_keep_is_refused_and_the_next_is_kept(postgres):
    with schema(postgres) as url, open_store(url) as store:
        with pytest.raises(ReportRefused, match="NUL"):
            store.keep(report("r1", "قصف\0"), [], coder=CODER)
        assert store.keep(report("r2"), [], coder=CODER).status == "new"


def test_another_programs_schema_is_left_alone(postgres):
    with schema(postgres) as url:
        with psycopg.connect(url) as db:
            db.execute("CREATE TABLE t (x int)")
        with pytest.raises(StoreError, match="is another program's database: choose another schema"):
            open_store(url)


def test_reading_only_reads_and_makes_nothing(store, path, tmp_path):
    store.keep(report(), code(report()), coder=CODER)
    with open_store(path, read_only=True) as reader:
        assert len(reader.claims()) == 3
        assert reader.verify().ok
        with pytest.raises(StoreError, match="was opened for reading only"):
            reader.keep(report("r2"), [], coder=CODER)
    with pytest.raises(StoreError, match="does not exist: name another file, or add a report to make it"):
        open_store(tmp_path / "none.db", read_only=True)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.sqlite
def test_a_file_that_may_not_be_written(store, path):
    store.keep(report(), [], coder=CODER)
    event.listen(store._engine, "connect", lambda db, record: db.execute("PRAGMA query_only = ON"))
    store._engine.dispose()
    with pytest.raises(StoreError, match=r"marsad\.db: it cannot be written: it, or its folder, is read-only; change that"):
        store.keep(report("r2"), [], coder=CODER)
    assert len(store.reports()) == 1


@pytest.mark.sqlite
def test_a_full_disk_loses_nothing_acknowledged_and_goes_on_when_there_is_room(store, path):
    limit = {"pages": 80}
    event.listen(store._engine, "checkout", lambda db, *rest: db.execute(f"PRAGMA max_page_count = {limit['pages']}"))
    kept: list[str] = []

    def fill():
        for number in range(1000):
            store.keep(report(f"r{number}"), code(report()), coder=CODER)
            kept.append(f"r{number}")

    with pytest.raises(StoreError, match=r"marsad\.db: the disk is full; what was acknowledged before is safe: make room"):
        fill()
    assert sorted(r.id for r in store.reports()) == sorted(kept)
    assert len(kept) > 3
    assert store.verify().ok
    limit["pages"] = 10_000
    assert store.keep(report(f"r{len(kept)}"), code(report()), coder=CODER).status == "new"


@pytest.mark.sqlite
def test_a_writer_that_never_ends_is_named(store, path, monkeypatch):
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.2)
    with sqlite3.connect(path, isolation_level=None) as db, open_store(path) as second:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process has been writing to it"):
            second.keep(report(), [], coder=CODER)
        assert second.reports() == []
        db.execute("ROLLBACK")
        assert second.keep(report(), [], coder=CODER).status == "new"
    db.close()
