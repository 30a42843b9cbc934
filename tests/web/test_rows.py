"""A long table in Chromium: rows come as it is scrolled, leave again, and the address says where one stands; without a script, pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from marsad.store import Store, open_store
from tests.web.record_samples import keep_examples
from tests.web.serving import served

pytestmark = pytest.mark.browser
SIZE = 2


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The example reports."""
    with open_store(tmp_path_factory.mktemp("rows") / "rows.db") as opened:
        keep_examples(opened)
        yield opened


def titles(page: Any) -> list[str]:
    """The records in the table, in order."""
    return list(page.eval_on_selector_all("table[data-total] tr td:nth-child(2) > a", "all => all.map(a => a.getAttribute('href'))"))


def test_rows_come_and_go_as_the_table_is_scrolled(store: Store, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 300}, java_script_enabled=True)
    with served(store) as address:
        page.goto(f"{address}/incidents?limit=1000&lang=en")
        every = titles(page)
        page.goto(f"{address}/incidents?limit={SIZE}&lang=en")
        page.wait_for_selector("html[data-ready=rows]")
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_selector(f"tbody[data-page='{-(-len(every) // SIZE)}'] td a.called")
        page.wait_for_url("**/incidents?*page=*")
        here = titles(page)
        assert here[-1] == every[-1] and [t for t in every if t in here] == here and len(set(here)) == len(here)
        assert not page.locator("nav.pager").is_visible()
        assert page.locator("table[data-total]").get_attribute("aria-rowcount") == str(len(every) + 1)
        address_now = page.url
        page.goto(address_now)
        page.wait_for_selector("html[data-ready=rows]")
        assert page.evaluate("scrollY") > 0, "the address leads back to the same rows"
    page.close()


def test_positions_go_on_as_they_are_scrolled(store: Store, browser: Any) -> None:
    said = "all => all.map(a => a.id)"
    page = browser.new_page(viewport={"width": 1200, "height": 300})
    with served(store) as address:
        page.goto(f"{address}/positions?limit=1000&lang=en")
        every = page.eval_on_selector_all(".stances > li", said)
        page.goto(f"{address}/positions?limit=3&lang=en")
        page.wait_for_selector("html[data-ready=rows]")
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_selector(f"tbody[data-page='{-(-len(every) // 3)}'] .stances")
        here = page.eval_on_selector_all(".stances > li", said)
        assert len(every) == len(set(every)) > 6 and here[-1] == every[-1] and [t for t in every if t in here] == here
        assert page.eval_on_selector_all("tr.days text", "all => all.length") > 1, "the days of each stretch stand over it"
    page.close()


def test_without_a_script_its_pages_are_links(store: Store, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with served(store) as address:
        page.goto(f"{address}/incidents?limit={SIZE}")
        assert len(titles(page)) == SIZE
        page.locator("nav.pager a[rel=next]").click()
        assert "page=2" in page.url and len(titles(page)) == SIZE
    context.close()
