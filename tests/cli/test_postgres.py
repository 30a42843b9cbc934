"""The commands on a PostgreSQL store: what works on a file works on a URL."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.postgres import schema


def test_read_look_and_verify_on_a_url(run: Run, reports: Path, postgres: str) -> None:
    with schema(postgres) as url:
        kept = run("read", reports, "--db", url)
        assert "2 reports kept in postgresql://" in kept.stdout and "(2 new)" in kept.stdout
        assert "3 claims" in run("claims", "--db", url).stdout
        assert run("incidents", "--db", url).exit_code == 0
        said = run("ledger", "verify", "--db", url)
        assert said.exit_code == 0 and "the chain holds" in said.stdout
        assert run("read", reports, "--db", url).stdout.count("same") >= 2


def test_a_server_that_is_not_there_is_said_without_the_password(run: Run) -> None:
    said = run("claims", "--db", "postgresql://me:secret@/x?host=/no/such/place")
    assert said.exit_code == 3 and "cannot be reached" in said.stderr and "secret" not in said.output


def test_the_people_of_a_database_stand_in_the_folder_one_is_in(run: Run, tmp_path: Path) -> None:
    url = "postgresql://ana@db.example.org/marsad?options=-csearch_path%3Dsyria"
    assert run("people", "add", "rana", "--name", "رنا", "--role", "admin", "--db", url).exit_code == 0
    assert (tmp_path / "people.db").exists()
    assert "1 in the project syria" in run("people", "list", "--db", url).stdout
