"""What a person waits for in a real Chromium: from a click on a figure to its lit characters, and a frame among many highlights.

`clicks` and `frames` take a running Playwright browser and an application's address; `chromium` starts one, where this machine has it.
`cpu` is the time of the page's own thread (of a frame less that of one in which nothing is done), `wall` waits for server and machine too.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from marsad.model.claim import Casualties, Claim
from marsad.model.report import Report
from marsad.model.span import Span

AIM_PAGE, AIM_CLICK, AIM_FRAME = 300, 150, 16
HIGHLIGHTS, LINE = 10_000, 8
A_PAGE, FRAMES = 4, 40
WINDOW = {"width": 1440, "height": 900}
READY = "html[data-ready=reader]"
STAMP = """addEventListener('click', () => sessionStorage.setItem('asked', performance.timeOrigin + performance.now()), true);
const watch = () => {
  if (!CSS.highlights.get('chosen')?.size && !CSS.highlights.get('linked')?.size) return requestAnimationFrame(watch);
  document.documentElement.dataset.lit = performance.timeOrigin + performance.now();
};
if (location.pathname.startsWith('/r/')) requestAnimationFrame(watch);"""
WAITED = "document.documentElement.dataset.lit - Number(sessionStorage.getItem('asked'))"
FRAME = """async (i) => {
  const begun = performance.now();
  ACT;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begun;
}"""
ACTS = {
    "idle": "",
    "scrolling": "scrollBy(0, 100)",
    "pointing": """document.getElementById('text').dispatchEvent(new PointerEvent('pointermove',
      {pointerType: 'mouse', clientX: innerWidth * 0.8 - 9 * i, clientY: 200 + 7 * i, bubbles: true}))""",
    "next claim": "document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyJ', key: 'j', bubbles: true}))",
}
Figures = dict[str, Any]


@contextmanager
def chromium(path: str) -> Iterator[Any]:
    """A running Playwright browser on this Chromium; raises ImportError without Playwright, playwright's Error where it does not start."""
    from playwright.sync_api import sync_playwright

    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # root has no user namespaces for its cage
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=[*alone, "--disable-gpu"])
        yield running
        running.close()


def seen(path: str, app: Any, pages: Sequence[str], many: Any, up: Callable[[Any], Any]) -> Figures:
    """Both measures: `app` has the store whose `pages` are clicked on, `many` one that holds the report of `highlighted`."""
    with chromium(path) as browser:
        with up(app) as address:
            found = {"browser": browser.version, "clicks": clicks(browser, address, pages)}
        with up(many) as address:
            return found | {"highlights": frames(browser, address)}


def clicks(browser: Any, address: str, pages: Sequence[str]) -> Figures:
    """From a click on a figure to its characters lit in the reader, of A_PAGE figures a page: `{n, cpu, wall}`, p50 and p95 in ms."""
    context = browser.new_context(viewport=WINDOW, locale="ar")
    context.add_init_script(STAMP)
    page, wall, cpu = context.new_page(), [], []
    session = _session(page)
    for where in pages:
        for n in range(A_PAGE):
            page.goto(address + where)
            figures = page.locator("main a.lit.figure:visible")
            if n >= figures.count():
                break
            before = _spent(session)
            figures.nth(n).click()
            page.wait_for_selector("html[data-lit]")
            after = _spent(session)
            cpu.append(after - before if after > before else after)  # a page in a process of its own begins at nothing
            wall.append(float(page.evaluate(WAITED)))
    context.close()
    return {"n": len(wall), "cpu": _quantiles(cpu), "wall": _quantiles(wall)}


def frames(browser: Any, address: str) -> Figures:
    """Of the reader of a report with many highlights: `opened` in ms, and of a frame of each of ACTS `{cpu, wall}`, p50 and p95 in ms."""
    context = browser.new_context(viewport=WINDOW, locale="ar", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/r/{highlighted(0)[0].id}", timeout=120_000)
    page.wait_for_selector(READY, timeout=120_000)
    claims = page.evaluate("JSON.parse(document.getElementById('lights').textContent).claims.length")
    opened = page.evaluate("performance.now()")
    session = _session(page)
    measured = {name: _frames(page, session, act) for name, act in ACTS.items()}
    context.close()
    idle = _quantiles(measured.pop("idle")[0])["p50"]
    told = {name: {"cpu": _quantiles([t - idle for t in cpu]), "wall": _quantiles(wall)} for name, (cpu, wall) in measured.items()}
    return {"claims": claims, "opened": round(opened)} | told


def _frames(page: Any, session: Any, act: str) -> tuple[list[float], list[float]]:
    cpu, wall = [], []
    for n in range(FRAMES):
        before = _spent(session)
        wall.append(float(page.evaluate(FRAME.replace("ACT", act), n)))
        cpu.append(_spent(session) - before)
    return cpu, wall


def _session(page: Any) -> Any:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


def _spent(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def _quantiles(spent: list[float]) -> dict[str, float]:
    ordered = sorted(spent) or [0.0]
    return {"p50": round(ordered[len(ordered) // 2], 1), "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1)}


def highlighted(claims: int) -> tuple[Report, list[Claim]]:
    """A report of so many sentences with a figure in each, and its claims."""
    text, found = "", list[Claim]()
    for n in range(claims):
        figure = f"{11 + n % 80} شخصاً"
        at = len(text) + len("وقتل ")
        text += f"وقتل {figure} في الحادثة {n}." + (" " if (n + 1) % LINE else "\n")
        span = Span(at, at + len(figure))
        number = 11 + n % 80
        found.append(Casualties(quote=figure, span=span, trigger=Span(at, at + 2), rule="trial", outcome="killed", min=number, max=number))
    return Report("highlights", text, dt.date(2016, 5, 2), "trial", date_from="given"), found


def lines(figures: Figures) -> list[str]:
    """The figures as lines of text beside their aims; why there are none where there are none."""
    if "absent" in figures:
        return [f"figure to lit characters, highlights: not measured, {figures['absent']}"]
    waited, many = figures["clicks"], figures["highlights"]
    found = [f"{'in Chromium ' + figures['browser'] + ', ms':44} {'p50':>8} {'p95':>8} {'aim':>10}"]
    found.append(_line(f"figure to lit characters, {waited['n']} clicks", waited["cpu"], AIM_CLICK))
    found.append(_line("figure to lit characters, with waiting", waited["wall"], AIM_CLICK))
    for act in [act for act in ACTS if act in many]:
        found.append(_line(f"{many['claims']:,} highlights, frame {act}", many[act]["cpu"], AIM_FRAME))
        found.append(_line(f"{many['claims']:,} highlights, with waiting", many[act]["wall"], AIM_FRAME))
    return [*found, f"{many['claims']:,} highlights, opened in {many['opened']:,} ms"]


def _line(what: str, told: Figures, aim: int) -> str:
    return f"{what:44} {told['p50']:8.1f} {told['p95']:8.1f} {aim:10}"
