"""The command as a whole: help with examples, version, usage, and a start that loads nothing it does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

from marsad import __version__
from marsad.cli import main
from tests.cli.conftest import ROOT, Run

COMMANDS = (
    "read watch code explain unread reconcile claims search reports incidents tolls ceasefires violations positions check trace".split()
)
COMMANDS += "export bulletin import compare recode rebuild ledger decide decisions withdraw erase backup restore doctor".split()
COMMANDS += "score bench serve people demo theatre".split()


def test_the_commands_stand_in_the_help(run: Run) -> None:
    said = run("--help")
    assert said.exit_code == 0 and list(main.commands) == COMMANDS
    assert all(f"\n  {name} " in said.output for name in COMMANDS)


@pytest.mark.parametrize("name", [*COMMANDS, "ledger verify", *(f"theatre {one}" for one in "list new import check show".split())])
def test_each_command_shows_an_example_and_gives_json(run: Run, name: str) -> None:
    said = run(*name.split(), "--help")
    assert said.exit_code == 0
    assert f"Example: marsad {name.split()[0]}" in said.output
    assert "--json" in said.output


def test_version(run: Run) -> None:
    assert run("--version").output == f"marsad {__version__}\n"


@pytest.mark.parametrize("words", [["nonsense"], ["code"], ["read"], ["claims", "--kind", "x"], ["code", "x", "--date", "2.5.2016"]])
def test_wrong_use_is_2(run: Run, words: list[str]) -> None:
    said = run(*words)
    assert said.exit_code == 2 and "Usage: marsad" in said.output


def test_a_wrong_day_says_what_would_be_right(run: Run) -> None:
    assert "write it year-month-day, as 2016-05-02" in run("code", "x", "--date", "2.5.2016").output


def test_starting_loads_no_library_that_draws_stores_or_serves() -> None:
    heavy = "('rich', 'sqlalchemy', 'alembic', 'numpy', 'fastapi', 'uvicorn', 'ahocorasick_rs', 'jinja2')"
    script = f"import sys, marsad.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "src")}, check=True)
    assert done.stdout == "[]\n"
