"""axe-core finds no violation on any page, in either language, light or dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.store import Store, open_store
from tests.web.serving import served
from tests.web.walkable import addresses, fill

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join(' | '))"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with something on every page."""
    with open_store(tmp_path_factory.mktemp("axe") / "axe.db") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def address(store: Store) -> Iterator[str]:
    """Where its pages are."""
    with served(store) as found:
        yield found


def violations(page: Any) -> list[str]:
    """What axe finds on the page as it stands."""
    page.evaluate(AXE)
    return list(page.evaluate(RUN))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_page_has_a_violation(browser: Any, store: Store, address: str, language: str, theme: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale=language, reduced_motion="reduce")
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in addresses(store):
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}&theme={theme}")
        page.wait_for_load_state("networkidle")
        if wrong := violations(page):
            found[path] = wrong
    context.close()
    assert found == {}


def test_no_page_is_wider_than_a_phone(browser: Any, store: Store, address: str) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}, locale="ar", reduced_motion="reduce").new_page()
    wide = {}
    for path in addresses(store):
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang=ar")
        wide[path] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.context.close()
    assert {path: pixels for path, pixels in wide.items() if pixels > 0} == {}


def test_what_opens_on_a_page_has_none_either(browser: Any, store: Store, address: str) -> None:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ar", reduced_motion="reduce").new_page()
    page.goto(f"{address}/r/{store.report('demo-daily-2016-05-02').key}?lang=ar")
    page.wait_for_selector("html[data-ready=reader]")
    found = {}
    for name, keys in {"chosen": ["j"], "rejecting": ["x"], "form": ["Escape", "e"], "legend": ["Escape", "?"]}.items():
        for key in keys:
            page.keyboard.press(key)
        found[name] = violations(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("حلب")
    page.wait_for_selector("#palette-found a")
    found["palette"] = violations(page)
    page.context.close()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_checks_see_a_fault(browser: Any, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}/about")
    page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('img'), {src: '/static/icon.svg'}))")
    assert any(wrong.startswith("image-alt") for wrong in violations(page))
    page.context.close()
