"""A walk in a real Chromium, in either language: bring a report, review it, settle two figures, follow figures, judge, find it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from marsad.pipeline.records import current
from marsad.store import Store, open_store
from tests.web.record_samples import keep_examples
from tests.web.serving import served
from tests.web.typing_keys import Typist
from tests.web.walkable import PAGES

pytestmark = pytest.mark.browser
TITLE = "غارة جوية على سوق في بلدة كفرنبل"
FIRST = "قتل 12 شخصاً على الأقل في غارة جوية استهدفت سوقاً في مدينة إدلب يوم 5 حزيران 2016، وفق الدفاع المدني."
SECOND = "قالت شبكة محلية إن غارة جوية على سوق في مدينة إدلب يوم 5 حزيران 2016 قتلت 19 شخصاً."
LIT = "[...(CSS.highlights.get('chosen') ?? []), ...(CSS.highlights.get('linked') ?? [])].map(String).join('\\n')"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The example reports, to be written to."""
    with open_store(tmp_path / "walk.db", actor="somebody") as opened:
        keep_examples(opened)
        yield opened


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_walk(store: Store, browser: Any, language: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale=language, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda e: complaints.append(str(e)))
    with served(store) as address:
        page.goto(f"{address}/?lang={language}")
        for text, outlet in ((FIRST, "نشرة الصباح"), (SECOND, "شبكة البلدة")):
            bring(page, address, text, outlet)
            review(page, store, language)
        settle(page, address, store)
        assert follow(page, address) > 25
        judge(page, address, store)
        find(page, address, store)
        context.close()
    assert complaints == [] and store.verify().ok


def bring(page: Any, address: str, text: str, outlet: str) -> None:
    """Pastes a report into the inbox, looks at the dry run, keeps it; the reader opens on it."""
    page.goto(f"{address}/inbox")
    page.fill("textarea[name=text]", text)
    page.fill("input[name=title]", TITLE if outlet.startswith("نشرة") else "")
    page.fill("input[name=date]", "2016-06-06")
    page.fill("input[name=outlet]", outlet)
    page.locator("#bring .actions button").click()
    page.wait_for_url("**/inbox/*")
    assert outlet in page.locator("table.records").inner_text()
    page.locator("button[value=keep]").click()
    page.wait_for_url("**/r/*")
    page.wait_for_selector("html[data-ready=reader]")
    assert text in page.locator("#text").inner_text()


def review(page: Any, store: Store, language: str) -> None:
    """Accepts every claim of the report by keyboard, and says that it is done."""
    key = unquote(page.url.rsplit("/", 1)[1].split("#")[0].split("?")[0])
    claims = store.claims(report=key)
    assert {c.claim.kind for c in claims} >= {"incident", "casualties"}
    typist = Typist(page, "arabic" if language == "ar" else "latin")
    typist.press("KeyJ", *["KeyA"] * len(claims))
    page.wait_for_selector("html[data-busy='0']")
    assert page.locator("#claims li.claim.is-accepted").count() == len(claims)
    assert sum(d.verb == "accept" for d in store.decisions(key)) == len(claims)


def settle(page: Any, address: str, store: Store) -> None:
    """Finds the incident that both reports tell, and says which of its two figures stands."""
    made = current(store)
    row = next(i for i in made["incidents"] if i["killed"] == [12, 19])
    page.goto(f"{address}/incidents/{row['id']}")
    page.locator("details.decide:has(form.choose-figure) > summary").click()
    form = page.locator("form.choose-figure")
    form.locator("li:has-text('19') input[type=radio]").check()
    form.locator("input[name=reason]").fill("the later count")
    form.locator("button").click()
    page.wait_for_load_state()
    killed = next(c for c in next(i for i in current(store)["incidents"] if i["id"] == row["id"])["casualties"] if c["outcome"] == "killed")
    assert killed["best"] == 19 and "the later count" in killed["why"]
    assert page.locator(".bounds .best").inner_text().split()[-1] == "19"


def follow(page: Any, address: str) -> int:
    """Follows a figure of every page to its lit characters; how many figures there were."""
    seen, figures = set(), 0
    for path in PAGES:
        page.goto(address + path)
        links = page.eval_on_selector_all("main a.figure", "all => all.map(a => [a.getAttribute('href'), a.title, a.textContent])")
        figures += len(links)
        for href, quote, shown in links[:2]:
            if href in seen:
                continue
            seen.add(href)
            page.goto(address + href)
            page.wait_for_selector("html[data-ready=reader]")
            assert page.evaluate(LIT) == quote, (path, href)
            digits = re.findall("[0-9]+", shown)
            assert all(d in quote for d in digits) or not re.search("[0-9]", quote), (path, shown, quote)
    return figures


def judge(page: Any, address: str, store: Store) -> None:
    """Opens a cell of the matrix of a ceasefire, and says how far the pair was looked into."""
    pair = next(v for v in current(store)["violations"] if v["state"] in ("candidate", "alleged"))
    page.goto(f"{address}/ceasefires/{pair['ceasefire']}")
    row = page.locator(f"table.matrix tr:has(a[href='/incidents/{pair['incident']}'])").first
    row.locator("details.cell").first.locator("summary").click()
    row.locator("details.decide summary").click()
    row.locator("select").select_option("under_inquiry")
    row.locator("input[name=reason]").fill("sources are asked")
    row.locator("form button").click()
    page.wait_for_load_state()
    found = next(v for v in current(store)["violations"] if (v["incident"], v["ceasefire"]) == (pair["incident"], pair["ceasefire"]))
    assert found["state"] == "under_inquiry" and "sources are asked" in found["evidence"]["state"]["why"]


def find(page: Any, address: str, store: Store) -> None:
    """Finds the last decisions in the ledger, with their reasons; the chain holds."""
    page.goto(f"{address}/ledger?verify=true")
    told = page.locator("main").inner_text()
    assert "sources are asked" in told and "the later count" in told
    assert page.locator(".verified .st-in-force").count() == 1
    assert page.locator(f"#e{store.head()[0]}").count() == 1
