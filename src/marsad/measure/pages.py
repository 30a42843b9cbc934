"""How long each page takes over a small store and a large one of the same sort; the pages are asked without a socket.

`measured(paths, make_app, reports)` makes both stores of the example week, asks every path several times and gives figures fit for JSON.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from marsad.measure import seeing
from marsad.measure.serving import up
from marsad.measure.week import told
from marsad.pipeline.records import rebuild
from marsad.store import Store, open_store

FEW, PASSES, AT_ONCE = 1_000, 12, 1_000
WITH = {
    "/search": ("?q=حلب",),
    "/api/search": ("?q=حلب",),
    "/incidents": ("", "?place=حلب", "?type=air_strike&page=2"),
    "/claims": ("", "?place=حلب", "?kind=incident"),
    "/map": ("", "?kind=incident"),
}
LEFT_OUT = (
    "/api/references/",
    "/static/",
    "/invited",
    "/me",
    "/people",
    "/login",
    "/inbox/{",
    "/api/inbox/{",
    "/api/export",
    "/api/bulletin",
    "/api/ledger",
)
"""What asks for more than a store, or gives all that is in it."""
CLICKED = ("/", "/incidents", "/tolls", "/claims")
App = Callable[..., Awaitable[None]]
Figures = dict[str, Any]


def measured(paths: Sequence[str], make_app: Callable[[Store], App], reports: int, browser: str = "") -> Figures:
    """For each address `{small, large, ratio}`, p50 and p95 in ms, over stores of FEW and of so many reports.

    With the path of a Chromium, `seen` has what seeing.py measures in it over the large store.
    """
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.db", Path(folder) / "many.db"
        small, large = _asked(few, min(FEW, reports), paths, make_app), _asked(many, reports, paths, make_app)
        seen = _seen(Path(folder), many, make_app, browser) if browser else {"absent": "no Chromium or no Playwright here"}
    rows = {page: {"small": small[page], "large": large[page], "ratio": _ratio(small[page], large[page])} for page in small}
    return {"reports": reports, "small": min(FEW, reports), "passes": PASSES, "pages": rows, "seen": seen}


def _seen(folder: Path, kept: Path, make_app: Callable[[Store], App], browser: str) -> Figures:
    """What seeing.py measures: clicks over the store at `kept`, frames over one that holds a report with many highlights."""
    with open_store(kept) as store, open_store(folder / "highlights.db") as lit:
        lit.keep(*seeing.highlighted(seeing.HIGHLIGHTS), coder="trial/1")
        pages = [*CLICKED, *(f"/{group}/{store.shelf.list(group, limit=1)[0]['id']}" for group in ("incidents", "tolls", "ceasefires"))]
        return seeing.seen(browser, make_app(store), pages, make_app(lit), up)


def _ratio(small: Mapping[str, float], large: Mapping[str, float]) -> float:
    return round(large["p50"] / max(small["p50"], 0.1), 2)


def _asked(path: Path, reports: int, paths: Sequence[str], make_app: Callable[[Store], App]) -> dict[str, dict[str, float]]:
    with open_store(path) as store:
        made(store, reports)
        app = make_app(store)
        return {name: _times(app, address) for name, address in addresses(store, paths).items()}


def made(store: Store, reports: int) -> None:
    """Nothing; fills the store with so many reports of the example week, and makes their records."""
    source = told(reports)
    while store.keep_all(islice(source, AT_ONCE), coder="trial/1"):
        pass
    rebuild(store)


def addresses(store: Store, paths: Sequence[str]) -> dict[str, str]:
    """For each path that can be asked, and each of its filters, an address: with a report or a record in the place of its id."""
    found = {}
    for path in paths:
        if not path.startswith(LEFT_OUT):
            ident = _ident(store, path)
            for query in WITH.get(path, ("",)):
                told_path = path.replace("{ident:path}", ident).replace("{ident}", ident)
                found[path + query] = told_path + (query or _query(store, path))
    return found


def _ident(store: Store, path: str) -> str:
    """A report's key or a record's id, neither the first nor the last."""
    group = path.removeprefix("/api").split("/")[1]
    if group not in ("incidents", "tolls", "ceasefires"):
        return store.reports(limit=3)[-1].key
    return str(store.shelf.list(group, limit=30)[-1]["id"])


def _query(store: Store, path: str) -> str:
    return f"?report={store.reports(limit=3)[-1].key}&at=10" if path == "/explain" else ""


def _times(app: App, address: str) -> dict[str, float]:
    """p50 and p95 of the milliseconds of several answers, after a first; raises RuntimeError where one is none."""
    spent = []
    for _ in range(PASSES + 1):
        begun = time.perf_counter()
        status = asked(app, address)
        spent.append(1000 * (time.perf_counter() - begun))
        if status >= 400:
            raise RuntimeError(f"{address} was answered {status}")
    ordered = sorted(spent[1:])
    return {"p50": round(ordered[len(ordered) // 2], 1), "p95": round(ordered[int(0.95 * len(ordered))], 1), "first": round(spent[0], 1)}


def asked(app: App, address: str) -> int:
    """The status of the answer to a GET, read to its end; in a thread of its own, so that it may be asked from within a loop."""
    with ThreadPoolExecutor(max_workers=1) as aside:
        return aside.submit(asyncio.run, _answered(app, address)).result()


async def _answered(app: App, address: str) -> int:
    parts = urlsplit(address)
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    await app(_scope(parts.path, parts.query), receive, send)
    return status


def _scope(path: str, query: str) -> dict[str, Any]:
    told = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": path}
    headers = [(b"host", b"localhost"), (b"accept-language", b"ar"), (b"cookie", b"marsad_seat=" + b"A" * 43)]
    written = quote(query, safe="=&?%").encode()
    where = {
        "raw_path": quote(path).encode(),
        "query_string": written,
        "root_path": "",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
    }
    return told | where | {"headers": headers}


def table(figures: Figures) -> str:
    """The figures as lines of text, the slowest against the small store first; then what a browser shows."""
    head = f"{figures['reports']:,} reports against {figures['small']:,}; ms, {figures['passes']} answers each"
    lines = [f"{'page':44} {'p50':>8} {'p95':>8} {'p50 small':>10} {'ratio':>6}   aim: p95 {seeing.AIM_PAGE}"]
    for page, row in sorted(figures["pages"].items(), key=lambda pair: -pair[1]["ratio"]):
        large, small = row["large"], row["small"]
        over = "   over" if large["p95"] > seeing.AIM_PAGE else ""
        lines.append(f"{page:44} {large['p50']:8.1f} {large['p95']:8.1f} {small['p50']:10.1f} {row['ratio']:6.2f}{over}")
    return "\n".join([head, *lines, "", *seeing.lines(figures["seen"])])
