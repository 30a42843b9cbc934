"""Every page answers in both languages, shows text as text, and carries the headers that keep strangers out."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from marsad.store import Store
from marsad.web.app import create_app
from marsad.web.guard import HEADERS, POLICY
from tests.web.samples import HOSTILE, HOSTILE_NAME, NESTED

PAGES = (
    "/",
    "/reports",
    "/incidents",
    "/tolls",
    "/ceasefires",
    "/positions",
    "/checks",
    "/ledger",
    "/r/nested",
    "/r/bare",
    "/r/many-00",
    "/claims",
    "/map",
    "/search",
    "/search?q=" + quote("قصف"),
    "/about",
)
FORM_LEFT_EMPTY = "/claims?kind=&type=&since=&until=&place=&actor=&source="


class Texts(HTMLParser):
    """Collects the text of the elements that carry a `data-start`, and every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[int, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if "data-start" in dict(attrs):
            self.blocks.append((int(str(dict(attrs)["data-start"])), ""))
            self._inside = True

    def handle_data(self, data: str) -> None:
        if self._inside:
            start, text = self.blocks[-1]
            self.blocks[-1] = (start, text + data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


@pytest.mark.parametrize("path", [*PAGES, FORM_LEFT_EMPTY])
@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_page_answers_in_the_language(client: TestClient, path: str, language: str, direction: str) -> None:
    answer = client.get(path, params=dict(httpx_query(path), lang=language))
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{direction}"' in answer.text
    assert ("التقارير" in answer.text) == (language == "ar")
    assert ("Reports" in answer.text) == (language == "en")


def httpx_query(path: str) -> list[tuple[str, str]]:
    """The query of a path as pairs, which `params` would else replace."""
    from urllib.parse import parse_qsl, urlsplit

    return parse_qsl(urlsplit(path).query, keep_blank_values=True)


@pytest.mark.parametrize("path", [*PAGES, "/none", "/r/none", "/api/reports", "/api/none", "/static/base.css", "/static/none"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {k: answer.headers.get(k) for k in HEADERS} == HEADERS
    assert "default-src 'none'" in POLICY and "unsafe" not in POLICY


@pytest.mark.parametrize("path", [*PAGES, "/none"])
def test_no_page_has_inline_script_or_style_or_anything_from_elsewhere(client: TestClient, path: str) -> None:
    for tag, attrs in Texts(client.get(path).text).tags:
        assert tag != "style" and "style" not in attrs and not [a for a in attrs if a.startswith("on")], (tag, attrs)
        assert tag != "script" or attrs.get("type") == "application/json" or str(attrs.get("src")).startswith("/static/")
        assert tag not in ("link", "img", "iframe") or str(attrs.get("href", attrs.get("src"))).startswith("/static/")


def test_wishes_are_kept_in_cookies_and_the_browser_is_asked_first(client: TestClient) -> None:
    assert 'lang="en"' in client.get("/", headers={"accept-language": "fr, en;q=0.8"}).text
    assert 'dir="rtl"' in client.get("/", headers={"accept-language": "fr"}).text
    client.get("/?lang=en&digits=arab&theme=dark")
    page = client.get("/about").text
    assert '<html lang="en" dir="ltr" data-theme="dark" data-digits="arab">' in page
    assert '<html lang="ar"' in client.get("/?lang=ar").text
    assert '<html lang="ar"' in client.get("/?lang=xx&theme=%22%3E").text


def test_digits_change_the_pages_and_never_the_report(client: TestClient) -> None:
    page = client.get("/r/nested?digits=arab&lang=ar").text
    assert "٢ أيار ٢٠١٦" in page
    assert '<span class="figure"><bdi dir="auto">١٢</bdi></span>' in page
    assert "قُتِلَ 12 مدنيّاً" in page and "١٢ مدنيّاً" not in page


def test_reader_carries_the_text_unchanged_and_offsets_in_utf16(client: TestClient) -> None:
    page = client.get("/r/nested?lang=en").text
    units = NESTED.encode("utf-16-le")
    blocks = Texts(page).blocks[1:]
    assert len(blocks) == 2
    for start, text in blocks:
        assert units[2 * start :].decode("utf-16-le").startswith(text)
    assert "".join(t for _, t in blocks) == NESTED.replace("\r\n\r\n", "\r")
    for claim in lights(page)["claims"]:
        if claim["part"] == "text":
            (start, end), (first, last) = claim["at"], claim["points"]
            assert units[2 * start : 2 * end].decode("utf-16-le") == NESTED[first:last]


def lights(page: str) -> Any:
    """What the page tells the browser to light."""
    found = re.search(r'<script type="application/json" id="lights">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_reader_shows_fields_source_rule_and_unread(client: TestClient) -> None:
    page = client.get("/r/nested?lang=en").text
    words = (
        "sample.rule",
        "at least <bdi",
        "civilians",
        "shelling",
        "denied",
        "holding",
        "29 April 2016",
        "by-hand/1",
        "the report itself",
    )
    for shown in words:
        assert shown in page, shown
    data = lights(page)
    nested = [c for c in data["claims"] if c["part"] == "text"]
    assert [c["kind"] for c in nested] == ["casualties", "casualties", "statement", "ceasefire", "casualties", "incident"]
    assert sorted(part for part, *_ in nested[0]["evidence"]) == ["place", "source"]
    assert "whole" in [part for part, *_ in nested[1]["evidence"]]
    missed = [NESTED.encode("utf-16-le")[2 * s : 2 * e].decode("utf-16-le") for kind, s, e in data["unread"] if kind == "number"]
    assert missed == ["31"]


def test_claims_of_the_title_stand_apart(client: TestClient) -> None:
    data = lights(client.get("/r/nested").text)
    assert [c["part"] for c in data["claims"] if c["kind"] == "casualties"].count("title") == 1


HOSTILE_PAGES = (
    "/export?format=csv",
    "/export?format=kml",
    "/api/bulletin?first=2016-05-01&last=2016-05-07",
    "/",
    "/reports",
    "/incidents",
    "/ledger",
    "/r/hostile",
    "/claims",
    "/search?q=onerror",
    "/search?q=%3Cscript%3E",
    "/claims?place=%22%3E%3Cscript%3E",
)


@pytest.mark.parametrize("path", HOSTILE_PAGES)
def test_hostile_text_stays_text(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    for tag, attrs in Texts(page.text).tags:
        assert not [a for a in attrs if a.startswith("on")]
        assert tag != "svg" or "onload" not in attrs
        assert not str(attrs.get("href", "")).startswith("javascript")
        assert tag != "script" or attrs.get("type") in ("module", "application/json") or "src" in attrs
    assert "<script>window" not in page.text and "<b>دمار" not in page.text


def test_hostile_text_arrives_whole(client: TestClient) -> None:
    page = client.get("/r/hostile").text
    assert "\n".join(text for _, text in Texts(page).blocks[1:]) == HOSTILE
    assert HOSTILE_NAME not in page and "{{ 7 * 7 }}" in page


def test_values_stand_in_bdi(client: TestClient) -> None:
    page = client.get("/reports?lang=en").text
    assert '<bdi dir="auto">جريدة العينة</bdi>' in page
    assert '<bdi dir="auto">12 قتيلاً 🕊️ في حلب والهدنة صامدة</bdi>' in page


def test_list_filters_and_pages(client: TestClient) -> None:
    assert client.get("/reports").text.count("<time") == 25
    assert 'rel="next"' in client.get("/reports").text and 'rel="prev"' in client.get("/reports?page=2").text
    assert client.get("/reports?outlet=" + quote("جريدة العينة")).text.count('<p class="when">') == 1
    assert client.get("/reports?since=2016-05-02").text.count('<p class="when">') == 2
    both = (client.get(f"/reports?since={a}&until={b}").text for a, b in (("2016-05-01", "2016-05-02"), ("2016-05-02", "2016-05-01")))
    assert len({text.count('<p class="when">') for text in both}) == 1, "days given the other way round are the same days"
    assert client.get("/reports?until=1999-01-01").text.count('<p class="when">') == 0


def test_addresses_of_the_list_from_before_still_lead_to_it(client: TestClient) -> None:
    answer = client.get("/?since=2016-05-02&page=1", follow_redirects=False)
    assert answer.status_code == 307 and answer.headers["location"] == "/reports?since=2016-05-02&page=1"
    assert client.get("/?since=2016-05-02").text.count('<p class="when">') == 2


def test_claims_filter(client: TestClient) -> None:
    def rows(query: str) -> int:
        return client.get(f"/claims?{query}").text.count('<td class="quote">')

    assert rows("") == 8
    assert rows("kind=casualties") == 3
    assert rows("type=shelling") == 2
    assert rows("kind=casualties&type=wounded") == 1
    assert rows("source=" + quote("المرصد")) == 2
    assert rows("place=" + quote("حلب")) == 1
    assert rows("actor=" + quote("الناطق")) == 1
    assert rows("report=bare") == 1


@pytest.mark.parametrize("path", ["/claims?kind=war", "/claims?since=yesterday", "/?page=0", "/claims?type=x", "/search?q=" + "a" * 501])
def test_what_cannot_be_is_refused_in_words(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422 and "<html" in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize(("language", "words"), [("ar", "غير موجود"), ("en", "Not found")])
@pytest.mark.parametrize("path", ["/nothing", "/r/nothing"])
def test_missing_pages_say_so(client: TestClient, path: str, language: str, words: str) -> None:
    answer = client.get(path, params={"lang": language})
    assert answer.status_code == 404 and words in answer.text


@pytest.mark.parametrize(("language", "words"), [("ar", "حدث خلل هنا"), ("en", "Something went wrong here")])
def test_failure_gives_a_page_and_no_traceback(language: str, words: str) -> None:
    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise RuntimeError("a secret of the machine")

    app = create_app(Broken())  # type: ignore[arg-type]
    answer = TestClient(app).get("/claims", params={"lang": language})
    assert answer.status_code == 500 and words in answer.text and "secret" not in answer.text
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert TestClient(app).get("/api/claims").json() == {"error": "internal error"}


def test_other_hosts_are_refused(store: Store) -> None:
    app = create_app(store)
    assert TestClient(app, base_url="http://evil.example").get("/").status_code == 400
    assert TestClient(app, base_url="http://127.0.0.1:8000").get("/").status_code == 200
    assert TestClient(app).get("/", headers={"host": "[::1]:8000"}).status_code == 200


def test_versions_of_an_article_link_to_each_other(client: TestClient, store: Store) -> None:
    assert "SHA-256" in client.get("/r/nested").text
    key = store.report("nested").key
    assert client.get(f"/r/{key}").status_code == 200


ODD = (
    "/r/%00",
    "/r/%ED%A0%80",
    "/?outlet=%00",
    "/search?q=%00",
    "/search?q=%22",
    "/search?q=*%20OR%20(",
    "/claims?place=%25",
    "/claims?after=4000000%201%201",
)
OUTSIDE = ("/r/..%2f..%2fetc%2fpasswd", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/vendor/..%2f..%2f..%2fapp.py")


@pytest.mark.parametrize("path", [*ODD, *OUTSIDE])
def test_odd_addresses_fail_softly_and_show_nothing_from_outside(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in ((404,) if path in OUTSIDE else (200, 404))
    assert "create_app" not in answer.text


def test_only_reading_is_possible(client: TestClient) -> None:
    assert client.head("/").status_code == 200 and client.head("/r/nested").text == ""
    assert client.post("/").status_code == client.delete("/r/nested").status_code == client.put("/api/reports/nested").status_code == 405
