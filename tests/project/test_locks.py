"""The locks hold what pyproject.toml asks for, with hashes and without hosts; the dev lock holds all of the core lock."""

from __future__ import annotations

import ast
import re
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.tracked import ROOT, tracked

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAMES = ("core", "dev")
CORE, EXTRAS, GROUPS = (PROJECT["project"]["dependencies"], PROJECT["project"]["optional-dependencies"], PROJECT["dependency-groups"])
TESTED = [wanted for extra in ("cluster", "encrypted", "postgres", "tables") for wanted in EXTRAS[extra]]
ASKED = {"core": CORE, "dev": [*CORE, *TESTED, *GROUPS["dev"]]}

COMES_WITH = {
    "docx": "python-docx",
    "starlette": "fastapi",
    "pydantic": "fastapi",
    "markupsafe": "jinja2",
    "argon2": "argon2-cffi",
    "yaml": "pyyaml",
    "hxl": "libhxl",
}

INDIRECT = {
    "openpyxl": "named to exchange/export/missing.py, which says how to install it where it is not there",
    "pandas": "mapInArrow of pyspark needs it",
    "psycopg": "SQLAlchemy takes it in by the name in its URL, postgresql+psycopg",
    "python-multipart": "FastAPI reads forms and uploads with it",
    "spacy": "the bench measures beside it only where it is installed",
}
IN_DEVELOPMENT = {
    "hatchling": "the build backend, run as a program",
    "import-linter": "run as a program by tools/check.py",
    "mypy": "run as a program by tools/check.py",
    "pytest-xdist": "tools/check.py runs the tests on several processes",
    "ruff": "run as a program by tools/check.py",
}


def text(lock: str) -> str:
    return (ROOT / "pack" / f"{lock}.lock").read_text(encoding="utf-8")


def entries(lock: str) -> list[str]:
    """The entries of a lock, each with its hashes."""
    return re.split(r"\n(?=\S)", text(lock).strip())


@pytest.mark.parametrize("lock", NAMES)
def test_names_versions_hashes_and_nothing_else(lock: str) -> None:
    line = re.compile(r"[a-z0-9-]+==[\w.+]+(?: ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    assert [row for row in text(lock).splitlines() if not line.fullmatch(row)] == []


@pytest.mark.parametrize("lock", NAMES)
def test_what_is_asked_for_is_locked(lock: str) -> None:
    locked = [Requirement(entry.split(" \\")[0]) for entry in entries(lock)]
    versions = {(canonicalize_name(r.name), next(iter(r.specifier)).version) for r in locked}
    for wanted in map(Requirement, ASKED[lock]):
        found = [version for name, version in versions if name == canonicalize_name(wanted.name)]
        assert found, f"{wanted} is not in pack/{lock}.lock: run tools/lock"
        assert all(wanted.specifier.contains(version) for version in found), f"{wanted}: pack/{lock}.lock holds {found}"


def test_the_dev_lock_holds_the_core_lock() -> None:
    assert set(entries("core")) <= set(entries("dev"))


def imported(*folders: str) -> set[str]:
    """The packages of others that the modules under these folders import, by the name that pyproject.toml would use."""
    names: set[str] = set()
    for path in tracked():
        if path.startswith(folders) and path.endswith(".py"):
            for node in ast.walk(ast.parse((ROOT / path).read_bytes())):
                names |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
                names |= {node.module or ""} if isinstance(node, ast.ImportFrom) and not node.level else set()
    roots = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"marsad"}
    return {canonicalize_name(COMES_WITH.get(root, root)) for root in roots}


def named(wanted: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(one).name) for one in wanted}


EVERY = named(CORE) | named([one for extra in EXTRAS.values() for one in extra])


def test_what_is_imported_is_asked_for() -> None:
    assert imported("src/") <= EVERY


def test_nothing_is_asked_for_that_nobody_uses() -> None:
    assert EVERY - imported("src/") == set(INDIRECT)
    assert named(GROUPS["dev"]) - imported("src/", "tests/", "tools/") == set(IN_DEVELOPMENT)
