"""The checks can fail: a skip under CI, a missing Chromium, one check of several; what needs ../shared is left out quietly."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.tracked import ROOT
from tools import browser, check, postgres

TESTS = """
import pytest
def test_runs(): assert True
@pytest.mark.shared
def test_of_the_annotated_reports(shared): assert (shared / "gold").is_dir()
"""
SKIPS = "import pytest\ndef test_skips(): pytest.skip('no such thing here')\n"
SKIPS_WHOLE = "import pytest\npytest.importorskip('no_such_module')\n"
XFAILS = "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_known(): assert False\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the project's test configuration and a few tests of its own."""
    root = tmp_path / "checkout"
    (root / "tests").mkdir(parents=True)
    (root / "src").mkdir()
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copy(ROOT / "tests" / "conftest.py", root / "tests")
    shutil.copytree(ROOT / "tools", root / "tools")
    (root / "tests" / "test_few.py").write_text(TESTS)
    return root


def run(checkout: Path, *, ci: bool) -> tuple[int, str]:
    """(exit code, closing line) of pytest in the checkout."""
    environment = os.environ | {"CI": "true" if ci else "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    closing = done.stdout.strip().splitlines()[-1]
    return done.returncode, re.sub(r" in [\d.]+s.*|=+ ", "", closing)


def test_without_shared_its_tests_are_deselected(checkout: Path) -> None:
    assert run(checkout, ci=True) == (0, "1 passed, 1 deselected")


def test_with_shared_its_tests_run(checkout: Path) -> None:
    (checkout.parent / "shared" / "gold").mkdir(parents=True)
    assert run(checkout, ci=True) == (0, "2 passed")


@pytest.mark.parametrize(
    ("text", "code", "closing"), [(SKIPS, 1, "1 failed, 1 passed, 1 deselected"), (XFAILS, 0, "1 passed, 1 deselected, 1 xfailed")]
)
def test_under_ci_a_skip_fails(checkout: Path, text: str, code: int, closing: str) -> None:
    (checkout / "tests" / "test_more.py").write_text(text)
    assert run(checkout, ci=True) == (code, closing)
    assert run(checkout, ci=False)[0] == 0


def test_under_ci_a_module_that_skips_itself_fails(checkout: Path) -> None:
    (checkout / "tests" / "test_more.py").write_text(SKIPS_WHOLE)
    assert run(checkout, ci=True)[0] != 0
    assert run(checkout, ci=False)[0] == 0


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Checks that end at once, on a machine with Chromium and outside CI."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(browser, "provide", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(postgres, "provide", lambda: True)
    monkeypatch.setattr(check, "CHECKS", {"style": ["-c", ""], "tests": ["-c", "import sys; sys.exit('-k' in sys.argv)"]})
    return monkeypatch


def test_all_pass(quick: pytest.MonkeyPatch) -> None:
    assert check.main([]) == 0


def test_what_follows_goes_to_pytest(quick: pytest.MonkeyPatch) -> None:
    assert check.main(["-k", "toll"]) == 1


def test_one_failure_fails_all_and_the_rest_still_runs(quick: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    quick.setitem(check.CHECKS, "style", ["-c", "raise SystemExit(1)"])
    assert check.main([]) == 1
    told = re.findall(r"^\w+: \w+", capfd.readouterr().out, re.MULTILINE)
    assert told == ["style: FAILED", "tests: passed", "failed: style"]


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_missing_chromium_fails_only_under_ci(quick: pytest.MonkeyPatch, ci: str, code: int) -> None:
    quick.setattr(browser, "provide", lambda: None)
    quick.setenv("CI", ci)
    assert check.main([]) == code


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_missing_server_fails_only_under_ci(quick: pytest.MonkeyPatch, ci: str, code: int) -> None:
    quick.setattr(postgres, "provide", lambda: False)
    quick.setenv("CI", ci)
    assert check.main([]) == code


def test_chromium_is_installed_where_that_is_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    found = iter([None, "/usr/bin/chromium"])
    monkeypatch.setattr(browser, "find", _uncached(lambda: next(found)))
    monkeypatch.setattr(browser, "_as_root", lambda: ["sudo", "-n"])

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(" ".join(command))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert browser.provide() == "/usr/bin/chromium"
    assert asked == [f"sudo -n {command}" for command in browser.COMMANDS]


def test_chromium_is_not_installed_by_who_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find", _uncached(lambda: None))
    monkeypatch.setattr(browser, "_as_root", lambda: None)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("nothing may be run"))
    assert browser.provide() is None


def _uncached(find):  # `provide` forgets what `find` remembers, so a stand-in must have something to forget
    find.cache_clear = lambda: None
    return find
