"""The steps of the tables: from nothing, up and down with data in them, and always what the code expects."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

import marsad.store.migrations as migrations
from marsad.store import StoreError, open_store
from marsad.store.migrations import HEAD, REVISIONS
from marsad.store.opening import migrate
from marsad.store.tables import KEPT, metadata
from tests.store.made import CODER, code, report


def test_the_named_steps_are_those_that_are_there():
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == REVISIONS


def test_a_new_store_has_the_tables_the_code_expects(store):
    def ours(item, name, kind, reflected, other):
        own = kind == "index" and name in ("ix_reports_outlet_url", "ix_reports_url", "searched")
        return not own and (kind != "table" or not (name or "").startswith("searched"))

    with store._reading() as conn:
        context = MigrationContext.configure(conn, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_down_and_up_again_loses_no_data(store, path):
    for given in (report(title="عنوان"), report("r2", "قصف على حمص")):
        store.keep(given, code(given), coder=CODER)
    before = [(r, r.report) for r in store.reports()], store.claims(), store.ledger(), store.search("قصف")
    with store._writing() as conn:
        migrate(conn, "0001")
    store.close()
    with pytest.raises(StoreError, match="older than this marsad: open it once for writing"):
        open_store(path, read_only=True)
    with open_store(path) as again:
        assert ([(r, r.report) for r in again.reports()], again.claims(), again.ledger(), again.search("قصف")) == before
        assert again.verify().findings == ()


def test_down_to_nothing_and_up_is_a_new_store(store):
    store.keep(report(), code(report()), coder=CODER)
    with store._writing() as conn:
        migrate(conn, "base")
        left = set(inspect(conn).get_table_names())
        assert left <= {"alembic_version", "sqlite_sequence", "sqlite_stat1"}
        migrate(conn, HEAD)
    assert store.reports() == []
    assert store.keep(report(), code(report()), coder=CODER).status == "new"


@pytest.mark.sqlite
def test_a_failing_step_leaves_the_store_as_it_was(store, path, monkeypatch):
    store.keep(report(), code(report()), coder=CODER)
    with store._writing() as conn:
        migrate(conn, "0001")
    store.close()

    def fail(conn):
        raise RuntimeError("no power")

    monkeypatch.setattr("marsad.store.sqlite_index.rebuild_index", fail)
    with pytest.raises(RuntimeError, match="no power"):
        open_store(path)
    monkeypatch.undo()
    with open_store(path) as again:
        assert again.search("قصف")
        assert again.verify().ok


@pytest.mark.sqlite
def test_a_file_in_use_keeps_its_write_ahead_log_and_marks(store, path):
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        triggers = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    db.close()
    assert triggers == {f"{table}_no_{verb}" for table in KEPT for verb in ("update", "delete")}
