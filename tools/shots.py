"""Pictures of every page in both languages, light and dark, to be looked at: `python -m tools.shots FOLDER`.

PYTHONPATH=src python -m tools.shots /tmp/shots --only incidents --lang ar --theme dark --width 390
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from marsad.store import open_store
from tests.web.serving import served
from tests.web.walkable import addresses, fill
from tools.browser import find


def main() -> None:
    """Nothing; writes FOLDER/PAGE-LANGUAGE-THEME.png for each page, and tells which pages overflow their width."""
    given = _arguments()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "shots.db") as store, sync_playwright() as play:
        fill(store)
        browser = play.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        with served(store) as address:
            for path in [a for a in addresses(store) if re.search(given.only, a)]:
                for language in given.lang:
                    for theme in given.theme:
                        _shoot(browser, address, path, language, theme, given)
        browser.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="addresses that this expression finds")
    parser.add_argument("--lang", nargs="+", default=["ar", "en"])
    parser.add_argument("--theme", nargs="+", default=["light", "dark"])
    parser.add_argument("--digits", default="latn")
    parser.add_argument("--width", type=int, default=1440)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--below", type=int, default=0, help="pixels to scroll down first")
    parser.add_argument("--whole", action="store_true", help="the whole page, not what the window shows")
    return parser.parse_args()


def _shoot(browser: Any, address: str, path: str, language: str, theme: str, given: argparse.Namespace) -> None:
    page = browser.new_page(viewport={"width": given.width, "height": given.height}, locale=language, reduced_motion="reduce")
    page.on("pageerror", lambda error: print(f"{path}: {error}"))
    page.on("console", lambda message: print(f"{path}: {message.text}") if message.type == "error" and "404" not in message.text else None)
    page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}&theme={theme}&digits={given.digits}")
    page.wait_for_load_state("networkidle")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        print(f"{path}: {wide} pixels wider than the window")
    page.evaluate("y => scrollTo(0, y)", given.below)
    name = re.sub(r"[^a-z0-9]+", "-", path.split("?")[0].lower()).strip("-")[:40] or "overview"
    page.screenshot(path=given.folder / f"{name}-{language}-{theme}-{given.width}{given.below or ''}.png", full_page=given.whole)
    page.close()


if __name__ == "__main__":
    main()
