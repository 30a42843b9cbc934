"""The import contract of pyproject.toml holds, and it catches what it forbids."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.tracked import ROOT

LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the modules and their contract, to be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=lambda folder, names: [n for n in names if "." in n and not n.endswith(".py")])
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(house / "src")}
    command = [sys.executable, "-P", "-c", LINT, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


def test_the_floors_hold(house: Path) -> None:
    result = lint(house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "named"),
    [
        ("text/__init__.py", "import marsad.extract", "marsad.text is not allowed to import marsad.extract"),
        ("languages/__init__.py", "import marsad.theatres", "marsad.languages is not allowed to import marsad.theatres"),
        ("extract/__init__.py", "import sqlalchemy", "marsad.extract is not allowed to import sqlalchemy"),
        ("elsewhere.py", "import marsad.model", "marsad.elsewhere"),
    ],
    ids=["upwards", "sibling", "coding that is not pure", "a module on no floor"],
)
def test_a_breach_is_caught(house: Path, module: str, line: str, named: str) -> None:
    path = house / "src" / "marsad" / module
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + f"\n{line}\n", encoding="utf-8")
    result = lint(house)
    assert result.returncode == 1
    assert named in " ".join(result.stdout.split())
