"""The pages in a real Chromium: clicks choose the right claim, nothing hostile runs, the policy holds without a violation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from marsad.measure import seeing
from marsad.store import open_store
from tests.web.samples import CODER, NESTED, nested
from tests.web.serving import served

pytestmark = pytest.mark.browser
WATCH = "addEventListener('securitypolicyviolation', e => (window.violations ??= []).push(e.violatedDirective + ' ' + e.blockedURI), true)"
CHOSEN = "[...document.querySelectorAll('li.claim.chosen')].map(e => Number(e.dataset.n))"
RECORD = ("/incidents", "/compare", "/tolls", "/ceasefires", "/positions", "/checks", "/ledger", "/sources", "/inbox", "/settings")
PAGES = (
    "/",
    *RECORD,
    "/reports",
    "/r/nested",
    "/r/hostile",
    "/r/bare",
    "/export?format=csv",
    "/bulletin",
    "/claims",
    "/map",
    "/search?q=onerror",
    "/about",
    "/nothing",
)
RECT = """([start, end]) => {
  for (const p of document.querySelectorAll('#text .block')) {
    const at = Number(p.dataset.start), node = p.firstChild;
    if (start < at || start >= at + node.data.length) continue;
    const r = new Range(); r.setStart(node, start - at); r.setEnd(node, end - at);
    const find = () => [...r.getClientRects()].find(b => b.width > 1);
    scrollBy(0, (find()?.y ?? 0) - innerHeight / 3);
    const box = find();
    return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
  }
}"""
LIT = """(name) => [...(CSS.highlights.get(name) ?? [])].map(String)"""


class Seen:
    """A page and whatever it complained of or fetched."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.fetched: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("request", lambda r: self.fetched.append(r.url))


@pytest.fixture
def seen(browser: Any) -> Iterator[Seen]:
    """A fresh page, wide enough for text and list."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ar")
    context.add_init_script(WATCH)
    yield Seen(context.new_page())
    context.close()


MANY = 400


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages of a store with one report of MANY claims."""
    with open_store(tmp_path_factory.mktemp("many") / "many.db") as store:
        store.keep(*seeing.highlighted(MANY), coder=CODER)
        with served(store) as up:
            yield up


@pytest.fixture
def reader(seen: Seen, address: str) -> Any:
    """The reader on the report with nested claims."""
    open_reader(seen.page, f"{address}/r/nested?lang=ar")
    return seen.page


def open_reader(page: Any, url: str) -> None:
    """Opens the reader and waits until its script has lit the text."""
    page.goto(url)
    page.wait_for_selector("html[data-ready=reader]")
    page.evaluate("document.fonts.ready")


def units(offset: int) -> int:
    """A code-point offset of the sample in UTF-16 units, by encoding it."""
    return len(NESTED[:offset].encode("utf-16-le")) // 2


def expected(offset: int) -> int | None:
    """The innermost claim at a code point, by its number in the list."""
    holding = [(len(c.quote), n) for n, c in enumerate(nested()[1]) if c.span.start <= offset < c.span.end]
    return min(holding)[1] if holding else None


def click_at(page: Any, offset: int) -> bool:
    """Clicks the middle of the code point; False where it has no width of its own."""
    at = page.evaluate(RECT, [units(offset), units(offset + 1)])
    if at is None:
        return False
    page.mouse.click(*at)
    return True


def test_each_character_chooses_the_innermost_claim_at_it(reader: Any) -> None:
    clicked = 0
    for offset, character in enumerate(NESTED):
        if character.isspace() or unicodedata.category(character) in ("Mn", "Cf", "Sk"):
            continue
        reader.keyboard.press("Escape")
        if click_at(reader, offset):
            clicked += 1
            wanted = expected(offset)
            assert reader.evaluate(CHOSEN) == ([] if wanted is None else [wanted]), (offset, character)
    assert clicked > 100


def test_highlights_hold_exactly_the_quotes(reader: Any) -> None:
    for kind in ("casualties", "incident", "ceasefire", "statement"):
        assert [q for q in reader.evaluate(LIT, kind) if q in NESTED] == [c.quote for c in nested()[1] if c.kind == kind]
    assert reader.evaluate(LIT, "unread") == ["31"]
    assert reader.evaluate("document.querySelectorAll('#text .block *').length") == 0


def test_claims_that_overlap_are_all_offered(reader: Any) -> None:
    click_at(reader, NESTED.index("3 أطفال"))
    offered = reader.locator("#here button")
    assert offered.count() == 2
    offered.nth(1).click()
    assert reader.evaluate(CHOSEN) == [0]
    assert reader.evaluate(LIT, "chosen") == [nested()[1][0].quote]
    assert reader.evaluate(LIT, "trigger") == ["12 مدنيّاً"]
    assert reader.evaluate(LIT, "place") == ["حلب"] and reader.evaluate(LIT, "source") == ["المرصد"]


def test_the_part_lights_its_whole(reader: Any) -> None:
    reader.locator("li.claim[data-n='1'] .choose").click()
    assert reader.evaluate(LIT, "whole") == [nested()[1][0].quote]


def test_list_lights_and_scrolls_the_text(reader: Any) -> None:
    reader.set_viewport_size({"width": 1280, "height": 420})
    reader.emulate_media(reduced_motion="reduce")
    reader.locator("li.claim[data-n='5'] .choose").click()
    assert reader.evaluate(LIT, "chosen") == ["قصف طال حي السكري"]
    box = reader.evaluate("(() => { const r = [...CSS.highlights.get('chosen')][0].getBoundingClientRect(); return [r.top, r.bottom] })()")
    assert 0 < box[0] < box[1] < 420
    assert reader.locator("#sheet .sheet-body dl").is_visible()
    assert reader.url.endswith("#c=" + "-".join(map(str, nested()[1][5].span)))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_keys_are_physical_and_arrows_follow_the_text(seen: Seen, address: str, language: str) -> None:
    page = seen.page
    open_reader(page, f"{address}/r/nested?lang={language}")
    press = "([code, key]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {code, key, bubbles: true}))"
    for code, key, chosen in (("KeyJ", "ت", 0), ("KeyJ", "ت", 1), ("KeyK", "ن", 0), ("ArrowLeft", "", 1), ("ArrowRight", "", 0)):
        page.evaluate(press, [code, key])
        assert page.evaluate(CHOSEN) == [chosen], (code, key)
    page.evaluate(press, ["KeyW", "ص"])
    assert page.evaluate(LIT, "linked") == [NESTED_UNREAD[0]]
    page.keyboard.press("Escape")
    assert page.evaluate(CHOSEN) == [] and "#" not in page.url
    page.keyboard.press("?")
    assert page.locator("#legend").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.wait_for_function("document.activeElement.type === 'search'")
    page.keyboard.type("jk?")
    assert page.evaluate("document.activeElement.value") == "jk?" and page.evaluate(CHOSEN) == []


def test_hovering_shows_the_card(reader: Any) -> None:
    at = reader.evaluate(RECT, [units(NESTED.index("3 أطفال")), units(NESTED.index("3 أطفال") + 1)])
    reader.mouse.move(at[0] - 2, at[1])
    reader.mouse.move(*at)
    reader.wait_for_selector("#card:not([hidden])")
    card = reader.locator("#card").inner_text()
    assert "أطفال" in card and "المرصد" in card and "sample.rule" in card
    assert reader.locator("#card .more .top").count() == 1
    reader.mouse.move(5, 5)
    reader.wait_for_selector("#card", state="hidden")


def test_deep_link_lights_these_characters(seen: Seen, address: str) -> None:
    start = NESTED.index("الجمعة")
    open_reader(seen.page, f"{address}/r/nested#c={start}-{start + 6}")
    seen.page.wait_for_function("CSS.highlights.get('linked')?.size === 1")
    assert seen.page.evaluate(LIT, "linked") == ["الجمعة"]
    span = nested()[1][3].span
    seen.page.evaluate(f"location.hash = 'c={span.start}-{span.end}'")
    seen.page.wait_for_function(f"{CHOSEN}[0] === 3")


def test_kinds_can_be_put_out(reader: Any) -> None:
    reader.locator("button.kind[data-kind=casualties]").click()
    assert reader.evaluate(LIT, "casualties") == []
    assert reader.locator("#claims li.claim:visible").count() == 3
    click_at(reader, NESTED.index("3 أطفال"))
    assert reader.evaluate(CHOSEN) == []
    open_reader(reader, reader.url)
    assert "hidden=casualties" in reader.url and reader.evaluate(LIT, "casualties") == []
    reader.locator("button.kind[data-kind=casualties]").click()
    assert "hidden" not in reader.url and reader.evaluate(LIT, "casualties") != []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_violation_no_error_nothing_from_elsewhere(seen: Seen, address: str, path: str, language: str) -> None:
    seen.page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
    seen.page.wait_for_load_state("networkidle")
    complaints = [c for c in seen.complaints if not (path == "/nothing" and "404" in c)]
    assert complaints == [] and seen.page.evaluate("window.violations ?? []") == []
    assert [u for u in seen.fetched if not u.startswith((address, "data:"))] == []
    assert seen.page.evaluate("window.ran") is None
    assert seen.page.evaluate("document.documentElement.dir") == {"ar": "rtl", "en": "ltr"}[language]


def test_the_policy_stops_what_would_run(seen: Seen, address: str) -> None:
    page = seen.page
    page.goto(f"{address}/about")
    page.evaluate("""() => {
      const script = document.createElement('script'); script.textContent = 'window.ran = 1'; document.body.append(script);
      const image = document.createElement('div'); image.innerHTML = '<img src=x onerror="window.ran = 2"><p style="color: red">x</p>';
      document.body.append(image);
      const far = document.createElement('script'); far.src = 'http://127.0.0.1:9/x.js'; document.body.append(far);
    }""")
    page.wait_for_function("window.violations?.length >= 4")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'stopped')") == "stopped"
    assert {v.split()[0] for v in page.evaluate("violations")} >= {"script-src-elem", "script-src-attr", "style-src-attr", "connect-src"}


def test_hostile_report_is_read_as_text(seen: Seen, address: str) -> None:
    page = seen.page
    open_reader(page, f"{address}/r/hostile")
    assert '</script><script>window.ran = "text"</script>' in page.locator("#text").inner_text()
    page.locator("#on").click()
    page.mouse.move(*page.locator("#text .block").first.evaluate("e => { const r = e.getBoundingClientRect(); return [r.x + 5, r.y + 9] }"))
    assert "<script>window.ran = 'name'</script>" in page.locator("#sheet .sheet-body").inner_text()
    assert page.evaluate("window.ran") is None and seen.complaints == []


@pytest.mark.parametrize("path", ["/", *RECORD, "/reports", "/r/nested", "/claims", "/map", "/about", "/search?q=حلب"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_phone_shows_it_without_scrolling_aside(seen: Seen, address: str, path: str, language: str) -> None:
    seen.page.set_viewport_size({"width": 390, "height": 844})
    seen.page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
    seen.page.wait_for_load_state("networkidle")
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_tap_on_a_phone_opens_the_sheet(seen: Seen, address: str) -> None:
    page = seen.page
    page.set_viewport_size({"width": 390, "height": 844})
    open_reader(page, f"{address}/r/nested?lang=ar")
    page.locator("#text").scroll_into_view_if_needed()
    at = page.evaluate(RECT, [units(NESTED.index("12")), units(NESTED.index("12") + 1)])
    page.mouse.click(*at)
    assert page.locator("#sheet").is_visible() and "sample.rule" in page.locator("#sheet").inner_text()
    page.locator("#sheet [data-step='0']").click()
    assert page.locator("#sheet").is_hidden()


def test_map_draws_each_place_and_the_table_says_the_same(seen: Seen, address: str) -> None:
    page = seen.page
    page.goto(f"{address}/map?lang=en")
    page.wait_for_selector("html[data-ready=map]")
    assert page.locator("path.land").count() > 150
    assert page.locator("tr[data-place]").count() == 1
    assert page.locator("path.at.ring").count() == 1 and page.locator("path.at.core").count() == 1
    page.locator("tr[data-place] button").click()
    assert page.locator("tr.on").count() == 1 and page.locator("path.at.ring.on").count() == 1


def test_the_address_gives_the_view_of_the_map_again(seen: Seen, address: str) -> None:
    page = seen.page
    middle = "() => document.querySelector('path.at.core').getBoundingClientRect().x"
    page.goto(f"{address}/map?lang=en")
    page.wait_for_selector("html[data-ready=map]")
    first = page.evaluate(middle)
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_url(re.compile("#map="))
    page.locator("tr[data-place] button").click()
    page.wait_for_url(re.compile("place="))
    page.wait_for_timeout(600)
    box = page.locator("#map").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 320, box["y"] + 260, steps=8)
    page.mouse.up()
    page.wait_for_timeout(900)
    moved, kept = page.evaluate(middle), page.url
    page.goto("about:blank")
    page.goto(kept)
    page.wait_for_selector("html[data-ready=map]")
    assert abs(page.evaluate(middle) - moved) < 3 and abs(moved - first) > 3
    assert page.locator("tr.on").count() == 1


def test_every_control_has_a_name_and_every_page_its_landmarks(seen: Seen, address: str) -> None:
    for path in PAGES:
        seen.page.goto(address + path)
        nameless = seen.page.evaluate("""() => [...document.querySelectorAll('a[href], button, input, select, [role=region], nav, aside')]
          .filter(e => e.type !== 'hidden' && !(e.ariaLabel || e.title || e.textContent.trim() || e.labels?.length))
          .map(e => e.outerHTML)""")
        assert nameless == [], path
        assert seen.page.locator("main").count() == seen.page.locator("h1").count() == seen.page.locator("header.frame").count() == 1
        ids = seen.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids)), path


NESTED_UNREAD = ("31",)


FAR = """() => { const block = [...document.querySelectorAll('#text .block')].at(-1); const range = new Range();
  range.setStart(block.firstChild, 5); range.setEnd(block.firstChild, 7); const r = range.getBoundingClientRect();
  return [(r.left + r.right) / 2, (r.top + r.bottom) / 2]; }"""

SEEN = """() => new Promise(done => {
  const boxes = () => [...CSS.highlights.get('casualties')].map(r => r.getBoundingClientRect());
  const look = () => boxes().some(r => r.top > 0 && r.bottom < innerHeight) ? done() : requestAnimationFrame(look);
  look();
})"""


def test_only_what_is_near_the_window_is_lit(browser: Any, many: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 600}, reduced_motion="reduce")
    open_reader(page, f"{many}/r/highlights?lang=ar")
    lit = page.evaluate(LIT, "casualties")
    assert 20 < len(lit) < MANY / 2
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate(SEEN)
    page.mouse.click(*page.evaluate(FAR))
    assert page.evaluate(CHOSEN)[0] >= MANY - seeing.LINE
    page.close()


def test_the_bench_sees_frames_and_clicks(browser: Any, many: str, address: str) -> None:
    told = seeing.frames(browser, many)
    assert told["claims"] == MANY and told["opened"] > 0
    assert all(told[act]["wall"]["p95"] >= told[act]["wall"]["p50"] > 0 for act in ("scrolling", "pointing", "next claim"))
    waited = seeing.clicks(browser, address, ["/", "/tolls"])
    assert waited["n"] > 0 and all(0 < waited[time]["p50"] <= waited[time]["p95"] for time in ("cpu", "wall"))
    lines = seeing.lines({"browser": "1", "clicks": waited, "highlights": told})
    assert any("aim" in line for line in lines) and any(line.endswith(str(seeing.AIM_FRAME)) for line in lines)
    assert seeing.lines({"absent": "no Chromium"})[0].endswith("no Chromium")
