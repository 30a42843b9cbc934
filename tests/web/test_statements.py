"""The pages of statements: who speaks to whom is drawn, conditions and what is owed lead to their words, filters hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from marsad.store import Store, open_store
from marsad.web.app import create_app
from tests.web.crawl import Page
from tests.web.walkable import fill


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with demands, conditions and things owed."""
    path: Path = tmp_path_factory.mktemp("statements") / "s.db"
    with open_store(path) as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def pages(store: Store) -> Iterator[TestClient]:
    """A client in English."""
    with TestClient(create_app(store), headers={"accept-language": "en"}) as opened:
        yield opened


def lit(store: Store, html: str) -> dict[str, str]:
    """The words that each link to characters promises, by the characters that stand there; they are the same."""
    return {one.quote: store.report(one.key).report.text[slice(*one.span)] for one in Page(html).lit}


def test_who_speaks_to_whom_is_drawn_and_told_in_words(pages: TestClient) -> None:
    html = pages.get("/positions").text
    drawn = re.findall(r'<a href="#(who\d+)" aria-label="(.*?)"><path class="tone-(\w+)"', html)
    assert ("Russia – demand – Opposition factions", "ask") in [(words, tone) for _, words, tone in drawn]
    assert all(f'<tr id="{row}">' in html for row, _, _ in drawn), "each line leads to a row below"


def test_a_condition_leads_to_its_words(pages: TestClient, store: Store) -> None:
    found = lit(store, pages.get("/positions").text)
    assert found == {quote: quote for quote in found}
    assert "ما لم تنسحب الفصائل من المدينة" in found


def test_an_addressee_can_be_asked_for(pages: TestClient) -> None:
    assert '<p class="found own"><bdi dir="auto">1</bdi> position<' in pages.get("/positions?to=الأطراف الراغبة").text
    assert '<bdi dir="auto">0</bdi> positions' in pages.get("/positions?to=لا أحد بهذا الاسم").text


def test_what_is_owed_leads_to_its_words_and_to_what_is_told_since(pages: TestClient, store: Store) -> None:
    html = pages.get("/obligations").text
    found = lit(store, html)
    assert found == {quote: quote for quote in found} and "بفك الحصار" in found
    assert "speaks for it" in html and "speaks against it" in html, "detainees released, a siege"
    assert "detainees released" in pages.get("/obligations?duty=release").text
    assert "relief let in</h2>" not in pages.get("/obligations?duty=release").text
