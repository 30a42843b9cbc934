"""Watching feeds: only what is new, politely, going on where it stopped; feeds that fail, never end or send in circles leave the rest."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from marsad.exchange.feeds.listed import Feed, load
from marsad.exchange.feeds.memory import KEPT, Memory, Remembered
from marsad.exchange.feeds.polite import Asking
from marsad.exchange.feeds.visiting import visit
from marsad.exchange.inputs import Given, Refused
from tests.exchange import given_files as made
from tests.exchange.given_files import MORE, TEXT
from tests.exchange.serving import Answer, answer, served


class Clock:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, [0.0][:0]

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def asking(clock: Clock, delay: float = 0.0) -> Asking:
    return Asking(delay, private=True, sleep=clock.sleep, clock=clock)


def versioned(body: str) -> Answer:
    """A feed whose server knows its version."""

    def write(request: BaseHTTPRequestHandler) -> None:
        same = request.headers.get("If-None-Match") == '"v1"'
        told = {"etag": '"v1"', "last_modified": "Mon, 02 May 2016 20:30:00 GMT"}
        answer("" if same else body, "application/rss+xml", 304 if same else 200, **told)(request)

    return write


def entries(at: str, *numbers: int) -> str:
    return made.rss(*((f"id-{n}", f"{at}/{n}", f"خبر {n}", f"<p>{TEXT}</p>") for n in numbers))


def texts(found: Iterator[Given | Refused]) -> list[str]:
    return [one.report.url or one.report.id if isinstance(one, Given) else str(one) for one in found]


def test_new_entries_are_read_once_and_an_unchanged_feed_costs_no_answer(tmp_path: Path, clock: Clock) -> None:
    paths = {f"/{n}": answer(made.page(title=f"قصف {n}")) for n in (1, 2, 3)}
    with served(paths) as (at, seen):
        feed = Feed(f"{at}/rss", "نشرة")
        paths["/rss"] = versioned(entries(at, 2, 1))
        first = list(visit(feed, Memory(tmp_path / "m.json"), asking(clock), now=0))
        assert texts(iter(first)) == [f"{at}/1", f"{at}/2"]
        report = first[0].report  # type: ignore[union-attr]
        assert (report.outlet, report.title, str(report.date), report.date_from) == ("نشرة", "قصف 1", "2016-05-02", "page")
        again = Memory(tmp_path / "m.json")
        assert texts(visit(feed, again, asking(clock), now=10)) == []  # too early
        assert texts(visit(feed, again, asking(clock), now=1000)) == []
        headers = [told for path, told in seen if path == "/rss"]
        assert len(headers) == 2 and headers[1]["If-None-Match"] == '"v1"' and headers[1]["If-Modified-Since"].startswith("Mon")
        paths["/rss"] = answer(entries(at, 3, 2, 1), "application/rss+xml")
        assert texts(visit(feed, again, asking(clock), now=2000)) == [f"{at}/3"]


def test_a_stopped_visit_goes_on_where_it_was(tmp_path: Path, clock: Clock) -> None:
    paths = {f"/{n}": answer(made.page(title=f"قصف {n}")) for n in range(4)}
    with served(paths) as (at, _):
        paths["/rss"] = versioned(entries(at, 3, 2, 1, 0))
        found = visit(Feed(f"{at}/rss"), Memory(tmp_path / "m.json"), asking(clock), now=0)
        next(found), next(found)
        del found  # the second was taken, but nobody said that it was kept
        assert texts(visit(Feed(f"{at}/rss"), Memory(tmp_path / "m.json"), asking(clock), now=1)) == [f"{at}/1", f"{at}/2", f"{at}/3"]


def test_a_text_that_stands_in_the_feed_is_read_from_it(tmp_path: Path, clock: Clock) -> None:
    feed = made.rss(("id-1", "https://news.example/1", "خبر", f"<p>{TEXT}</p><p>{MORE}</p>"))
    with served({"/rss": answer(feed, "application/rss+xml")}) as (at, seen):
        (given,) = visit(Feed(f"{at}/rss", "نشرة", pages=False), Memory(tmp_path / "m.json"), asking(clock), now=0)
        assert isinstance(given, Given) and given.report.text == f"{TEXT}\n{MORE}" and given.raw == feed.encode()
        assert [path for path, _ in seen] == ["/robots.txt", "/rss"]


def test_one_host_is_asked_slowly_and_its_rules_are_kept(tmp_path: Path, clock: Clock) -> None:
    paths = {"/robots.txt": answer("User-agent: *\nDisallow: /2\nCrawl-delay: 7", "text/plain"), "/1": answer(made.page())}
    with served(paths) as (at, seen):
        paths["/rss"] = answer(entries(at, 2, 1), "application/rss+xml")
        found = texts(visit(Feed(f"{at}/rss"), Memory(tmp_path / "m.json"), asking(clock, 2), now=0))
        assert found == [f"{at}/1", f"{at}/2: not fetched: the site's robots.txt asks not to fetch it"]
        assert [path for path, _ in seen] == ["/robots.txt", "/rss", "/1"] and clock.slept == [7, 7]


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    request.wfile.write(b"<?xml version='1.0'?><rss version='2.0'><channel>")
    while True:
        request.wfile.write(b"<item><title>a</title></item>" * 1000)


def test_feeds_that_fail_are_told_and_asked_later_and_later(tmp_path: Path, clock: Clock) -> None:
    paths: dict[str, Answer] = {
        "/circle": answer("", status=302, location="/circle"),
        "/endless": endless,
        "/page": answer("<html><p>no feed</p></html>"),
        "/laughs": answer('<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha">]><rss version="2.0"></rss>', "application/rss+xml"),
        "/busy": answer("", status=503, retry_after="5000"),
    }
    memory = Memory(tmp_path / "m.json")
    with served(paths) as (at, _):
        found = [text for name in paths for text in texts(visit(Feed(f"{at}{name}"), memory, asking(clock), now=0))]
        assert [text.removeprefix(at).partition(": ")[2].partition(f"{at}/circle")[0].strip() for text in found] == [
            "not fetched: redirected in a circle, back to",
            "not fetched: longer than 8 MB",
            "no RSS or Atom feed (name the address of the feed, not of a page)",
            "a feed that declares XML entities (no feed needs any: it may be an attack)",
            "not fetched: the server answered 503",
        ]
        assert (memory.of(f"{at}/circle").next, memory.of(f"{at}/busy").next) == (900, 5000)
        list(visit(Feed(f"{at}/circle"), memory, asking(clock), now=900))
        assert memory.of(f"{at}/circle").next == 900 + 1800


def test_a_page_that_fails_is_tried_three_times(tmp_path: Path, clock: Clock) -> None:
    paths = {"/1": answer("", status=500)}
    with served(paths) as (at, seen):
        paths["/rss"] = answer(entries(at, 1, 404), "application/rss+xml", etag='"x"')
        memory = Memory(tmp_path / "m.json")
        for visited in range(5):
            list(visit(Feed(f"{at}/rss"), memory, asking(clock), now=visited * 1000))
        assert [path for path, _ in seen].count("/1") == 3 and [path for path, _ in seen].count("/404") == 1


BAD: list[tuple[str, str]] = [
    ("", "names no feed"),
    ("[[feed]]\nurl = 'ftp://x'", "feed 1: no address"),
    ("[[feed]]\nurl = 'https://x'\n[[feed]]\nurl = 'https://x'", "names https://x twice"),
    ("delay = 0\n[[feed]]\nurl = 'https://x'", "delay must be a number of seconds, 1 or more"),
    ("[[feed]]\nurl = 'https://x'\nname = 'a'", "name means nothing here; there are: url, outlet, pages, every"),
    ("[[feed]]\nurl = 'https://x'\npages = 'no'", "pages must be a true or false"),
    ("[[feed", "holds no list of feeds"),
]


@pytest.mark.parametrize(("text", "why"), BAD)
def test_a_wrong_list_of_feeds_is_told(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "f.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"f\.toml") as caught:
        load(tmp_path / "f.toml")
    assert why in str(caught.value)


def test_memory_is_bounded_and_a_broken_one_is_told(tmp_path: Path) -> None:
    told = Remembered()
    for n in range(KEPT + 10):
        told.read(str(n))
    assert len(told.seen) == KEPT and told.seen[-1] == str(KEPT + 9)
    (tmp_path / "m.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="remove it to begin anew"):
        Memory(tmp_path / "m.json")
