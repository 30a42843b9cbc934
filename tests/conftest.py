"""What all tests share: the annotated reports beside the checkout, the system's Chromium, and no skipping under CI.

A test that reads ../shared is marked `shared` and takes the fixture of that name; where the folder is absent it is
deselected. A test that drives a page is marked `browser` and takes `chromium` (a path) or `browser` (a Playwright one).
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tools import browser as system_browser
from tools import postgres as own_postgres

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LONG = frozenset({"test_axe.py", "test_walk.py", "test_session.py", "test_review_browser.py", "test_renewing.py"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The files that take minutes first, so that no process is left with one at the end; `shared` tests out without ../shared/gold."""
    items.sort(key=lambda item: item.path.name not in LONG)
    if (SHARED / "gold").is_dir():
        return
    out = [item for item in items if item.get_closest_marker("shared")]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Under CI a skipped test has failed: what it needs is missing there."""
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    """Under CI a module that skips itself has failed too."""
    return _refuse_skip((yield))


def _refuse_skip(report: Any) -> Any:
    if os.environ.get("CI") and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"with CI set no test may skip: {reason}"
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared; only for tests marked `shared`."""
    assert (SHARED / "gold").is_dir(), "a test that takes `shared` must be marked with pytest.mark.shared"
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium; without one the test skips and says how to get it."""
    path = system_browser.find()
    if not path:
        pytest.skip(f"no Chromium: {system_browser.HOW}")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A running Playwright browser on the system's Chromium, one for the session."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # a container's root has no user namespaces to build Chromium's own cage from; the pages tested are ours
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server that runs as long as the session; without one the test skips and says how to get it."""
    if not (own_postgres.find() or os.environ.get("MARSAD_POSTGRES")):
        pytest.skip(f"no PostgreSQL: {own_postgres.HOW}")
    with own_postgres.running() as url:
        yield url
