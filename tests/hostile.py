"""Hostile strings through every way in: `python -m tests.hostile --strings 1000 --browser`.

Scripts, direction spoofs, formulas, paths, queries, templates, huge and invalid strings are sent as reports, as every parameter of every
address, as forms, JSON, headers and cookies. Nothing may crash; with `--browser` every page that then shows them is opened in
Chromium, with the policy of the pages and without it, and nothing may run.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.testclient import TestClient

from marsad.exchange.inputs import Given, read_inputs
from marsad.model.claim import Incident, Name
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.pipeline.coding import code
from marsad.store import ReportRefused, Store, open_store
from marsad.web.acting.rights import rights
from marsad.web.app import create_app

RUN = "window.ran=(window.ran||0)+1"
SCRIPTS = (
    "<script>{run}</script>",
    "</script><script>{run}</script>",
    "<img src=x onerror={run}>",
    '"><svg onload="{run}">',
    "'-({run})-'",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<details open ontoggle={run}>",
    "<iframe srcdoc='<script>parent.{run}</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror={run}>",
    "javascript:{run}",
    "data:text/html,<script>{run}</script>",
    "<a href=javascript:{run}>x</a>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=javascript:{run}'>",
    "</textarea><script>{run}</script>",
    "</title><script>{run}</script>",
    "<!--<script>{run}</script>-->",
    "]]><script>{run}</script>",
    "\\u003cscript\\u003e{run}\\u003c/script\\u003e",
    "<scr<script>ipt>{run}</script>",
    "<input autofocus onfocus={run}>",
    "{{{{{run}}}}}",
    "{{{{constructor.constructor('{run}')()}}}}",
    "${{{run}}}",
    "<style>@import '//evil.example'</style>",
    "<link rel=stylesheet href=//evil.example>",
)
OTHERS = (
    "\u202e\u2066txt.exe\u2069\u202c",
    "\u2067\u202ehalab\u202c",
    "a\u200b\u200c\u200d\ufeffb",
    "\u0640" * 50,
    "س" + "\u064b" * 200,
    "👨‍👩‍👧‍👦" * 20,
    "\u061c\u200f\u200e",
    '=HYPERLINK("http://evil")',
    "+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "=1+1\r\n=2",
    "../../../../etc/passwd",
    "..\\..\\x",
    "%2e%2e%2f",
    "/dev/null",
    "C:\\con",
    "file:///etc/passwd",
    "http://169.254.169.254/",
    "' OR 1=1 --",
    '"; DROP TABLE reports; --',
    "%' AND 1=0 UNION SELECT 1--",
    '" OR "*',
    "NEAR(a b)",
    "a* ^b",
    "-- ",
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "\r\nSet-Cookie: a=b",
    "\ud800",
    "\udfff\ud800",
    "\ufffe",
    "\U0010ffff",
    "{{ 7*7 }}",
    "{% raw %}",
    "#{7*7}",
    "%s%n%d",
    "%(n)s",
    "{0.__class__}",
    "١" * 400,
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "null",
    "true",
    "[]",
    "{}",
    "[" * 2000,
    "é" * 1000,
    "ﷺ" * 300,
    "ﻻ" * 200,
    "(a+)+$" + "a" * 60,
    "٪",
)
RAN = "window.ran || 0"


def strings(number: int, seed: int = 7) -> list[str]:
    """So many hostile strings: each of the samples, then samples put together, turned and stretched."""
    chance = random.Random(seed)
    base = [s.format(run=RUN) for s in SCRIPTS] + list(OTHERS)
    made = list(base)
    seen = set(made)
    while len(made) < number:
        one, other, many = chance.choice(base), chance.choice(base), chance.randint(2, 60)
        turns = (
            one + other,
            one.upper() + other,
            other[: len(other) // 2] + one,
            f"قصف {one} على حلب {many}",
            one * many,
            f"{many}{one}{other}",
        )
        if (text := chance.choice(turns)) not in seen:
            seen.add(text)
            made.append(text)
    chance.shuffle(made)
    return made[:number]


@dataclass
class Told:
    """What came of it: how many were sent by each way, and which crashed."""

    sent: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)

    def saw(self, way: str, status: int, what: str) -> None:
        """Notes an answer."""
        self.sent[way] += 1
        if status >= 500:
            self.crashed.append(f"{way}: {status} for {what[:120]!r}")


def keep(store: Store, given: list[str], told: Told) -> None:
    """Nothing; keeps each string as text, title, outlet, id, address and name of a report, or has it refused in words."""
    for number, text in enumerate(given):
        words = f"قصف {text} على حلب"
        by = Name("قصف", Span(0, 3))
        claim = Incident(
            quote=words, span=Span(0, len(words)), trigger=Span(0, 3), rule="hostile", incident_type="shelling", by=(by,), source=(by,)
        )
        report = Report(f"{number} {text[:200]}", words, None, text[:300] or None, text[:500] or None, text[:500] or None)
        try:
            store.keep(report, [claim], coder="hostile/1")
        except ReportRefused as error:
            if "lone surrogate" not in str(error):
                told.crashed.append(f"reports: {error}")
        told.sent["reports"] += 1


def files(folder: Path, given: list[str], told: Told) -> None:
    """Nothing; reads each string from files of several formats and codes it; what cannot be read is refused, never raised."""
    for number, text in enumerate(given):
        safe = text.encode("utf-8", "replace")
        rows = json.dumps({"id": text, "text": f"قصف {text}", "outlet": text, "date": text, "url": text}).encode() + b"\n" + safe
        for ending, data in ((".txt", safe), (".jsonl", rows), (".csv", b"text,date\n" + safe + b"," + safe), (".html", b"<p>" + safe)):
            path = folder / f"{number % 50}{ending}"
            path.write_bytes(data)
            for one in read_inputs([path]):
                if isinstance(one, Given):
                    code(one.report)
            told.sent[f"files{ending}"] += 1


def addresses(app: FastAPI, given: list[str], told: Told) -> None:
    """Nothing; sends the strings as every parameter of every address, in turn, as form, JSON, header, cookie and path."""
    client = TestClient(app, raise_server_exceptions=False, follow_redirects=False)
    parameters = _parameters(app)
    found = re.search(r'name="marsad-token" content="(\w+)"', client.get("/about").text)
    assert found
    headers = {"x-marsad-token": found[1]}
    routes = [r for r in rights() if r.method != "VERB" and not r.path.startswith(("/static", "/erase", "/withdraw", "/restore"))]
    for number, text in enumerate(given):
        safe = quote(text, safe="", errors="surrogatepass")[:20_000]
        for turn in range(3):
            route = routes[(number * 3 + turn) % len(routes)]
            path = re.sub(r"\{[^}]*\}", safe or "x", route.path)
            if route.method == "GET":
                query = "&".join(f"{name}={safe}" for name in random.Random(number).sample(parameters, 3))
                told.saw("addresses", client.get(f"{path}?{query}"[:60_000]).status_code, f"{path}?{query}")
            else:
                told.saw("forms", client.post(path, data=_form(text), headers=headers).status_code, f"form {path} {text}")
                told.saw(
                    "json",
                    client.post(path, content=_body(text, number), headers=headers | {"content-type": "application/json"}).status_code,
                    f"json {path} {text}",
                )
        raw = text.encode("utf-8", "surrogatepass").replace(b"\r", b"").replace(b"\n", b"").replace(b"\x00", b"")[:2000]
        for name in ("accept-language", "cookie", "referer", "authorization", "if-none-match", "range", "x-forwarded-for"):
            value = b"marsad_lang=" + raw + b"; marsad_session=" + raw + b"; marsad_told=" + raw if name == "cookie" else raw
            told.saw("headers", client.get("/about", headers={name: value}).status_code, f"{name} {text}")
        for wish in ("lang", "digits", "theme", "q"):
            told.saw("wishes", client.get(f"/search?{wish}={safe}").status_code, f"{wish} {text}")


def _parameters(app: FastAPI) -> list[str]:
    described = app.openapi()["paths"].values()
    return sorted(
        {p["name"] for path in described for do in path.values() for p in do.get("parameters", ())} | {"q", "verify", "next", "report"}
    )


def _form(text: str) -> dict[str, str]:
    names = "verb claim about given reason as_of back login password code next new old seed name alias role do report".split()
    safe = text.encode("utf-8", "replace").decode()
    return dict.fromkeys(names, safe) | {"given.min": safe}


def _body(text: str, number: int) -> bytes:
    wish: dict[str, Any] = {"verb": "correct", "claims": [text], "given": {text: text}, "reason": text, "as_of": 0, "about": [text]}
    stroke = {"steps": [{"verb": "accept", "id": text, "given": {text: text}, "reason": text}], "again": text, "as_of": text}
    return json.dumps([wish, stroke, text, {text: text}][number % 4]).encode()


def shown(browser: Any, address: str, keys: list[str], lists: int, bypass: bool) -> tuple[int, int]:
    """How many pages were opened in Chromium (with `bypass` without the policy), and how often something ran there."""
    context = browser.new_context(bypass_csp=bypass)
    page = context.new_page()
    ran = 0
    page.on("dialog", lambda dialog: dialog.dismiss())
    paths = [f"/reports?page={n + 1}" for n in range(lists)] + [
        "/",
        "/claims",
        "/claims?page=2",
        "/incidents",
        "/ledger",
        "/map",
        "/search?q=window",
        "/positions",
    ]
    paths += [f"/r/{key}" for key in keys]
    for path in paths:
        page.goto(address + path)
        ran += page.evaluate(RAN)
    context.close()
    return len(paths), ran


def through_all(folder: Path, number: int) -> tuple[Told, Store]:
    """What came of so many strings, and the store that holds them."""
    told, given = Told(), strings(number)
    store = open_store(folder / "hostile.db")
    keep(store, given, told)
    files(folder, given, told)
    app = create_app(store)
    addresses(app, given, told)
    assert store.verify().ok
    return told, store


def lines() -> Iterator[str]:
    """Each string that runs where it is taken for markup, for texts that hold many."""
    return (s.format(run=RUN) for s in SCRIPTS)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strings", type=int, default=1000)
    parser.add_argument("--browser", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="marsad-hostile-") as folder:
        told, store = through_all(Path(folder), given.strings)
        ways = ", ".join(f"{n} as {way}" for way, n in told.sent.items())
        print(f"{given.strings} strings, {sum(told.sent.values())} sent ({ways}); {len(told.crashed)} crashes")
        for line in told.crashed[:20]:
            print("  " + line)
        if given.browser:
            _in_browser(store, given.strings)
        store.close()


def _in_browser(store: Store, number: int) -> None:
    from playwright.sync_api import sync_playwright

    from tests.web.serving import served
    from tools.browser import find

    with served(store) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        keys = [r.key for r in store.reports()][:: max(1, number // 60)]
        for bypass in (False, True):
            pages, ran = shown(browser, address, keys, number // 25, bypass)
            print(f"Chromium, policy {'off' if bypass else 'on'}: {pages} pages, {ran} executions")
        browser.close()


if __name__ == "__main__":
    main()
