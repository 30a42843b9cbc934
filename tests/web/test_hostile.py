"""A sample of the hostile strings of tests/hostile.py through every way in; the command sends a thousand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.hostile import SCRIPTS, keep, lines, shown, strings, through_all
from tests.web.serving import served


def test_hostile_strings_crash_nothing(tmp_path: Path) -> None:
    told, store = through_all(tmp_path, 120)
    store.close()
    assert told.crashed == [] and {"reports", "addresses", "forms", "json", "headers"} <= set(told.sent)


def test_the_strings_are_many_and_different() -> None:
    made = strings(1000)
    assert len(set(made)) > 900 and set(lines()) <= set(strings(1000)) and len(SCRIPTS) > 20


@pytest.mark.browser
@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without it"])
def test_nothing_runs_in_a_browser(tmp_path: Path, browser: Any, bypass: bool) -> None:
    from marsad.store import open_store
    from tests.hostile import Told

    with open_store(tmp_path / "hostile.db") as store:
        keep(store, list(lines()), Told())
        keys = [r.key for r in store.reports()]
        with served(store) as address:
            pages, ran = shown(browser, address, keys[::6], 2, bypass)
    assert pages > 10 and ran == 0


@pytest.mark.browser
def test_the_watch_above_sees_what_runs(browser: Any) -> None:
    page = browser.new_page()
    page.set_content("<img src=x onerror='window.ran=(window.ran||0)+1'>")
    page.wait_for_function("window.ran === 1")
    page.close()
