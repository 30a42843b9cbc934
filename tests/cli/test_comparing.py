"""Reference records from the command line: taken in beside ours, replaced as a set, compared; claims stay as they were."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.exchange.exported import written


def test_import_and_compare_from_the_command_line(tmp_path: Path, run: Run, db: Path) -> None:
    claims = run("claims", "--db", db, "--json").stdout
    (tmp_path / "a.csv").write_bytes(written("acled").files["acled.csv"] + b"broken\n")
    told = run("import", "acled", "a.csv", "--db", db, "--json")
    assert told.exit_code == 1 and json.loads(told.stdout)["refused"] == 1 and "a.csv" in told.stderr
    again = run("import", "acled", "a.csv", "--db", db, "--json", "--set", "a.csv")
    assert json.loads(again.stdout)["replaced"] == json.loads(told.stdout)["records"]
    found = run("compare", "--db", db, "--json")
    assert found.exit_code == 0 and json.loads(found.stdout)["set"] == "a.csv"
    assert "only theirs" in run("compare", "a.csv", "--db", db).stdout
    assert run("compare", "b.csv", "--db", db).exit_code == 1
    assert "no record in it" in run("import", "ged", "none.csv", "--db", db).stderr
    assert run("claims", "--db", db, "--json").stdout == claims and run("ledger", "verify", "--db", db).exit_code == 0
