"""Fetching: what the user named and nothing else, within bounds; private networks, other schemes and endless answers are refused."""

from __future__ import annotations

import gzip
import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest

from marsad.exchange import fetch as fetching
from marsad.exchange.fetch import NotFetched, fetch
from marsad.exchange.inputs import Given, Refused, read_inputs
from tests.exchange import given_files as made
from tests.exchange.given_files import TEXT
from tests.exchange.serving import answer, served


def why(url: str, **more: object) -> str:
    with pytest.raises(NotFetched) as caught:
        fetch(url, **{"private": True, "seconds": 5} | more)
    return str(caught.value.strerror)


def test_a_page_is_read_from_its_address_with_its_bytes_and_moment() -> None:
    page = made.page()
    with served(
        {"/old": answer("", status=301, location="/new"), "/new": answer(gzip.compress(page.encode()), content_encoding="gzip")}
    ) as (at, _):
        (given,) = read_inputs([f"{at}/old"], private=True)
    assert isinstance(given, Given) and given.raw == page.encode() and TEXT in given.report.text
    assert (given.report.url, str(given.report.date), given.report.outlet) == (f"{at}/new", "2016-05-02", "صحيفة المثال")
    assert given.report.retrieved_at and given.report.retrieved_at.endswith("Z")


def test_documents_are_read_by_their_media_type() -> None:
    paths = {
        "/a": answer(made.pdf(TEXT), "application/pdf"),
        "/b.jsonl": answer(made.row(), "text/plain"),
        "/c": answer(b"\x89PNG", "image/png"),
    }
    with served(paths) as (at, _):
        pdf, row, picture = read_inputs([f"{at}{path}" for path in paths], private=True)
    assert isinstance(pdf, Given) and isinstance(row, Given) and isinstance(picture, Refused)
    assert row.report.text == TEXT and "PNG" in picture.reason


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "0.0.0.0",
        "2130706433",
    ],
)
def test_addresses_of_private_networks_are_not_fetched(host: str) -> None:
    assert "a private network" in why(f"http://{host}/", private=False)


def test_a_redirect_or_a_name_may_not_lead_into_a_private_network(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    with served({"/": answer("", status=302, location="http://inside.example/")}) as (at, asked):
        port = int(at.rpartition(":")[2])

        def named(host: str, *rest: object, **more: object) -> object:
            inside = "10.1.2.3" if host == "inside.example" else "127.0.0.1"
            return real(inside, *rest, **more)

        monkeypatch.setattr(socket, "getaddrinfo", named)
        monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
        assert "10.1.2.3, an address of a private network" in why(f"http://outside.example:{port}/", private=False)
        assert len(asked) == 1


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://news.example/", "gopher://127.0.0.1/", "http:///x", "http://a:b@news.example/"]
)
def test_other_schemes_and_addresses_with_a_password_are_refused(url: str) -> None:
    assert any(told in why(url) for told in ("only http and https", "a user's name or password"))


def test_redirects_end() -> None:
    paths = {f"/{n}": answer("", status=302, location=f"/{n + 1}") for n in range(9)} | {"/a": answer("", status=302, location="/a")}
    with served(paths) as (at, asked):
        assert why(f"{at}/0") == "redirected more than 5 times" and len(asked) == 6
        assert why(f"{at}/a") == f"redirected in a circle, back to {at}/a"


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"a" * 65536)


def dripping(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"a")
        time.sleep(0.05)


def slow_head(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        request.wfile.write(b"a")
        time.sleep(0.05)


def test_answers_that_never_end_are_cut() -> None:
    packed = gzip.compress(bytes(64 << 20))
    paths = {"/endless": endless, "/drip": dripping, "/head": slow_head, "/bomb": answer(packed, content_encoding="gzip")}
    with served(paths) as (at, _):
        assert why(f"{at}/endless") == "longer than 16 MB"
        assert why(f"{at}/bomb") == "longer than 16 MB"
        for path in ("drip", "head"):
            began = time.monotonic()
            assert why(f"{at}/{path}", seconds=1) == "took too long" and time.monotonic() - began < 4


def test_what_the_server_refuses_is_told_with_its_number() -> None:
    short = answer(b"abc", content_length="10")
    with served({"/busy": answer("", status=429, retry_after="30"), "/short": short}) as (at, _):
        assert why(f"{at}/none") == "the server answered 404"
        with pytest.raises(NotFetched) as caught:
            fetch(f"{at}/busy", private=True)
        assert (caught.value.status, caught.value.retry_after) == (429, 30)
        assert "cut off" in why(f"{at}/short") or "no answer" in why(f"{at}/short")
    assert "no answer" in why(f"{at}/gone")


def test_a_refused_address_leaves_the_rest() -> None:
    with served({"/a": answer(made.page())}) as (at, _):
        first, second = read_inputs(["file:///etc/passwd", f"{at}/a"], private=True)
    assert str(first) == "file:///etc/passwd: not fetched: file: only http and https addresses are fetched"
    assert isinstance(second, Given)
