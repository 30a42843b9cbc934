"""Reviewing in a real Chromium: every act by key and by click, under a Latin and an Arabic layout, undone and redone after a reload."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.measure.seeing import highlighted
from marsad.pipeline.reviewing import reviews
from marsad.store import Store, open_store
from tests.web.samples import CODER, NESTED, samples
from tests.web.serving import served
from tests.web.typing_keys import Typist

pytestmark = pytest.mark.browser


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of its own for each test: they all write."""
    with open_store(tmp_path / "review.db", actor="somebody") as opened:
        for report, claims in samples():
            opened.keep(report, claims, coder=CODER)
        yield opened


@pytest.fixture
def page(store: Store, browser: Any) -> Iterator[Any]:
    """The reader on the report with nested claims; complaints fail the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ar")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") and "409" not in m.text else None)
    opened.on("pageerror", lambda e: complaints.append(str(e)))
    with served(store) as address:
        read(opened, f"{address}/r/nested?lang=ar")
        yield opened
        context.close()
    assert complaints == []


def read(page: Any, url: str) -> None:
    """Opens the reader and waits for its script."""
    page.goto(url)
    page.wait_for_selector("html[data-ready=reader]")


def states(store: Store) -> dict[str, str]:
    """The state of each reviewed claim of the report by its quote."""
    return {one.claim.quote: one.state for stored, one in reviews(store) if stored.id == "nested"}


def reviewed(store: Store) -> list[Any]:
    """Every claim that was decided on."""
    return [one for _, one in reviews(store)]


def settle(page: Any) -> None:
    """Waits until everything sent was answered."""
    page.wait_for_selector("html[data-busy='0'], html:not([data-busy])")


def say(store: Store, page: Any, quote: str) -> str | None:
    settle(page)
    return states(store).get(quote)


@pytest.mark.parametrize("layout", ["latin", "arabic"])
def test_keys_accept_reject_and_undo_under_both_layouts(page: Any, store: Store, layout: str) -> None:
    typist = Typist(page, layout)
    typist.press("KeyJ", "KeyA", "KeyX", "Digit2", "Enter")
    settle(page)
    assert list(states(store).values()) == ["accepted", "rejected", "accepted"]
    assert [d.given for d in store.decisions() if d.verb == "reject"] == [{"because": "wrong_number"}]
    typist.press("KeyU")
    settle(page)
    assert list(states(store).values()) == ["accepted", "rejected"]
    page.reload()
    page.wait_for_selector("html[data-ready=reader]")
    typist.press("KeyU", "KeyU")
    settle(page)
    assert states(store) == {}
    typist.press("Shift+KeyU", "Shift+KeyU")
    settle(page)
    assert list(states(store).values()) == ["accepted", "rejected"] and store.verify().ok
    assert {d.who for d in store.decisions()} != {""}


def test_the_legend_has_the_letters_of_the_layout_in_use(page: Any) -> None:
    letters = "[...document.querySelectorAll('.acts kbd[data-code]')].slice(0, 3).map(k => k.textContent)"
    Typist(page, "arabic").press("KeyJ")
    assert page.evaluate(letters) == ["ش", "ء", "ث"]
    Typist(page, "latin").press("KeyJ")
    assert page.evaluate(letters) == ["A", "X", "E"]


def test_a_figure_is_corrected_with_five_keys(page: Any, store: Store) -> None:
    typist = Typist(page, "arabic")
    typist.press("KeyJ", "KeyE", "Digit1", "Digit4", "Enter")
    settle(page)
    (one,) = reviewed(store)
    claim: Any = one.claim
    assert (one.state, claim.min, claim.max, claim.quote) == ("corrected", 14, 14, "قُتِلَ 12 مدنيّاً بينهم 3 أطفال")
    assert page.locator("li.claim.is-corrected .figure").inner_text() == "14"


def test_fields_of_every_sort_are_corrected(page: Any, store: Store) -> None:
    page.locator("li.claim[data-n='5'] .choose").click()
    page.locator("[data-do=edit]").click()
    page.select_option("#edit select[name=type]", "air_strike")
    page.fill("#edit input[name='when.0']", "2016-05-01")
    page.fill("#edit input[name=by]", "الناطق")
    page.select_option("#edit select[name=status]", "reported")
    page.locator("#edit .edit-buttons button").first.click()
    settle(page)
    (one,) = reviewed(store)
    row: Any = one.claim
    assert (row.type, row.status, str(row.when[0]), row.by[0].text) == ("air_strike", "reported", "2016-05-01", "الناطق")
    assert NESTED[slice(*row.by[0].span)] == "الناطق" and row.places[0].text == "حي السكري"


def test_the_quote_grows_and_shrinks_by_word_and_by_letter(page: Any, store: Store) -> None:
    typist = Typist(page, "latin")
    page.locator("li.claim[data-n='4'] .choose").click()
    typist.press("BracketRight")
    assert page.locator("#quote-now").inner_text() == "وأُصيب 7 آخرون بجروح"
    typist.press("Alt+BracketLeft", "Enter")
    assert say(store, page, "وأُصيب 7 آخرون بجرو") == "corrected"
    page.locator("li.claim[data-n='0'] .choose").click()
    typist.press("Shift+BracketLeft")
    assert page.locator("#quote-now").inner_text().startswith("12"), "the beginning does not pass the word it hangs on"
    typist.press("Escape")
    assert page.locator("#quote-edit").is_hidden()


def test_a_new_claim_comes_from_the_selection(page: Any, store: Store) -> None:
    page.evaluate(SELECT, "31 شخصاً")
    Typist(page, "latin").press("KeyN")
    page.select_option("#edit select[name=outcome]", "missing")
    page.fill("#edit input[name=min]", "31")
    page.keyboard.press("Enter")
    assert say(store, page, "31 شخصاً") == "added"
    (one,) = reviewed(store)
    claim: Any = one.claim
    assert (claim.min, claim.max, claim.outcome, NESTED[slice(*claim.span)]) == (31, 31, "missing", "31 شخصاً")
    assert "0 غير مقروءة" in page.locator(".coverage").inner_text().replace("\u2068", "").replace("\u2069", "")


def test_a_claim_is_split_and_two_are_merged(page: Any, store: Store) -> None:
    typist = Typist(page, "latin")
    page.locator("li.claim[data-n='4'] .choose").click()
    typist.press("KeyS")
    page.select_option("#edit select[name=outcome]", "missing")
    page.keyboard.press("Enter")
    settle(page)
    assert [(one.claim.type, one.state) for _, one in reviews(store)] == [("missing", "added")], page.locator("#said").inner_text()
    page.locator("li.claim[data-n='0'] .choose").click()
    typist.press("KeyM")
    page.locator("li.claim[data-n='1'] .choose").click()
    typist.press("KeyM")
    settle(page)
    assert states(store)["3 أطفال"] == "rejected" and states(store)["قُتِلَ 12 مدنيّاً بينهم 3 أطفال"] == "corrected"
    typist.press("KeyU")
    settle(page)
    assert "3 أطفال" not in states(store), "one stroke is undone as one"


def test_only_what_is_on_the_screen_is_accepted(page: Any, store: Store) -> None:
    page.set_viewport_size({"width": 1440, "height": 560})
    seen = page.evaluate(ON_SCREEN)
    assert 0 < len(seen) < 6
    Typist(page, "latin").press("Shift+KeyA")
    settle(page)
    assert sorted(states(store)) == sorted(seen)
    Typist(page, "latin").press("KeyU")
    settle(page)
    assert states(store) == {}


def test_a_second_review_does_not_see_the_first(page: Any, store: Store) -> None:
    first = store.claims(report="nested")[0]
    store.decide("reject", [first.id], reason="not so")
    read(page, page.url.split("?")[0] + "?lang=en&second=true")
    assert page.locator("li.claim.is-rejected").count() == 0 and "not so" not in page.content()
    page.locator("li.claim[data-n='0'] .choose").click()
    Typist(page, "latin").press("KeyA")
    settle(page)
    (one,) = reviewed(store)
    assert one.state == "ask" and one.second is not None and "not so" in page.content()


def test_what_somebody_else_decided_meanwhile_is_shown_not_overwritten(page: Any, store: Store) -> None:
    first = store.claims(report="nested")[0]
    store.act([], who="x")
    store.decide("reject", [first.id], who="another")
    Typist(page, "latin").press("KeyJ", "KeyA")
    page.wait_for_selector("li.claim.is-rejected")
    assert list(states(store).values()) == ["rejected"] and len(store.decisions()) == 1
    assert page.locator("#said").inner_text() != ""


def test_a_report_is_done_only_with_a_reason_while_something_is_left(page: Any, store: Store) -> None:
    Typist(page, "latin").press("KeyD")
    page.fill("#edit input[name=reason]", "the rest is of another war")
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/**")
    settle(page)
    (done,) = [d for d in store.decisions() if d.verb == "done"]
    assert done.reason == "the rest is of another war" and done.given["claims_left"] == 6 and done.given["numbers_left"] == 1


def test_without_a_script_the_claims_are_lit_and_told(store: Store, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with served(store) as address:
        page.goto(f"{address}/r/nested?lang=en&marks=1")
        assert page.locator("#text mark.s-casualties").count() >= 2
        assert page.locator("#text").inner_text().replace("\n", "").startswith("😀 قُتِلَ 12 مدنيّاً")
        assert page.locator("#claims .detail").first.is_visible()
    context.close()


SELECT = """(words) => {
  for (const p of document.querySelectorAll('#text .block')) {
    const at = p.firstChild.data.indexOf(words);
    if (at < 0) continue;
    const r = new Range(); r.setStart(p.firstChild, at); r.setEnd(p.firstChild, at + words.length);
    getSelection().removeAllRanges(); getSelection().addRange(r);
  }
}"""
ON_SCREEN = """() => {
  const side = document.getElementById('side').getBoundingClientRect();
  const low = Math.max(side.top, 0), high = Math.min(side.bottom, innerHeight - document.getElementById('bar').offsetHeight);
  return [...document.querySelectorAll('#claims li.claim')].filter(e => {
    const b = e.getBoundingClientRect(); return b.height && b.top >= low && b.bottom <= high;
  }).map(e => e.querySelector('q.quote').textContent.trim());
}"""


LONG = 620
LISTED = "document.querySelectorAll('li.claim').length"


@pytest.fixture
def long_page(store: Store, browser: Any) -> Iterator[Any]:
    """The reader on a report of so many claims that its list comes by fifties."""
    store.keep(*highlighted(LONG), coder=CODER)
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ar").new_page()
    with served(store) as address:
        read(opened, f"{address}/r/highlights?lang=ar")
        yield opened
        opened.context.close()


def test_a_long_list_comes_as_it_is_come_to(long_page: Any, store: Store) -> None:
    page, typist = long_page, Typist(long_page, "arabic")
    assert page.evaluate(LISTED) == 50
    spot = page.evaluate("JSON.parse(document.getElementById('lights').textContent).claims[400].points.join('-')")
    page.evaluate("(spot) => { location.hash = 'c=' + spot }", spot)
    page.wait_for_selector("li.claim.chosen[data-n='400']")
    assert page.locator("#sheet .sheet-body .quote").count() or page.locator("#sheet .sheet-body").inner_text()
    typist.press("KeyJ", "KeyK", "KeyA")
    settle(page)
    quotes = {one.claim.span.start: one.state for one in reviewed(store) if one.state == "accepted"}
    assert list(quotes) == [int(spot.split("-")[0])]
    page.evaluate("document.getElementById('side').scrollTo(0, 1e9)")
    page.wait_for_selector(f"li.claim[data-n='{LONG - 1}']")
    assert page.evaluate(LISTED) < LONG
    page.locator(f"li.claim[data-n='{LONG - 1}'] .choose").click()
    page.wait_for_selector(f"li.claim.chosen[data-n='{LONG - 1}']")
    typist.press("KeyJ")
    page.wait_for_selector("li.claim.chosen[data-n='0']")
