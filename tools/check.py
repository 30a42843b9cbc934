"""Runs every check of the project: style, layout, types, floors, tests. Usage: ./marsad test [ARGUMENT FOR PYTEST ...]

All checks run, also after one has failed; the exit code is 0 only if each has passed. With CI=true nothing may be
missing and no test may skip (tests/conftest.py sees to the second).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tools import browser, followthemoney, postgres

FLOORS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
CHECKS = {
    "style": ["-m", "ruff", "check", "--quiet", "."],
    "layout": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "types": ["-m", "mypy", "--no-error-summary"],
    "floors": ["-c", FLOORS, "--no-logo"],
    "tests": ["-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "20"],
}
MEND = {"style": "ruff check --fix .", "layout": "ruff format ."}


def main(arguments: list[str]) -> int:
    """0 if every check has passed, else 1; `arguments` go to pytest."""
    with ThreadPoolExecutor(1) as beside:  # what the tests need comes while the checks run that need nothing
        coming = beside.submit(_missing)
        failed = [name for name in CHECKS if name != "tests" and not _passes(name, [])]
        missing = coming.result()
    failed += [] if _passes("tests", arguments) else ["tests"]
    for name in failed:
        print(f"failed: {name}" + (f" (to mend: {sys.executable} -m {MEND[name]})" if name in MEND else ""))
    if missing and os.environ.get("CI"):
        print(f"failed: with CI set nothing may be missing: {missing}")
        return 1
    return 1 if failed else 0


def _missing() -> str:
    """What the tests need and this machine lacks, with what to do; empty if nothing."""
    needs = {
        "No Chromium: the tests of the pages": (browser.provide, browser.HOW),
        "No PostgreSQL: the tests of a team's store": (postgres.provide, postgres.HOW),
        "No followthemoney: the test of its entities": (followthemoney.provide, followthemoney.HOW),
    }
    lacks = {what: how for what, (provide, how) in needs.items() if not provide()}
    for what, how in lacks.items():
        print(f"{what} will be skipped. To run it: {how}", flush=True)
    return "; ".join(lacks.values())


def _passes(name: str, arguments: list[str]) -> bool:
    command = [*CHECKS[name], *arguments]
    started = time.monotonic()
    passed = subprocess.run([sys.executable, *command], check=False).returncode == 0
    print(f"{name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
