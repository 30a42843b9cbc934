"""A bulletin on paper: printed to PDF by the machine's own Chromium, which shapes Arabic as its pages show it.

No Python library is taken for it: WeasyPrint needs Pango and Cairo of the system and has no margin boxes in right-to-left pages as exact,
ReportLab and fpdf2 know neither our style nor bidirectional text without more. A browser that reads the same page is the same layout.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

NAMES = tuple(
    "chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge microsoft-edge-stable msedge brave-browser".split()
)
PLACES = {
    "darwin": tuple(f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Chromium", "Microsoft Edge")),
    "win32": tuple(rf"C:\{folder}\{name}" for folder in ("Program Files", "Program Files (x86)")
                   for name in (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")),
}  # fmt: skip
SETTING = "MARSAD_CHROMIUM"
SECONDS = 120
_ALONE = (
    "--headless", "--disable-gpu", "--disable-background-networking", "--disable-extensions", "--disable-sync", "--no-first-run",
    "--no-default-browser-check", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
)  # fmt: skip


class NoBrowser(RuntimeError):
    """No Chromium was found, or it did not print; the message says what to install."""


def printed(html: str) -> bytes:
    """The page as PDF; raises NoBrowser where no browser is found or it fails."""
    browser = found()
    with tempfile.TemporaryDirectory(prefix="marsad-pdf-", ignore_cleanup_errors=True) as folder:
        page, out = Path(folder) / "bulletin.html", Path(folder) / "bulletin.pdf"
        page.write_text(html, encoding="utf-8")
        asked = [browser, *_ALONE, *_rooted(), f"--user-data-dir={folder}/profile", f"--print-to-pdf={out}", page.as_uri()]
        try:
            told = subprocess.run(asked, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoBrowser(f"{browser} did not print the bulletin: {error}") from None
        if not out.exists():
            said = told.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise NoBrowser(f"{browser} did not print the bulletin: {' '.join(said) or f'exit code {told.returncode}'}")
        return out.read_bytes()


def found() -> str:
    """The browser that prints: the one that MARSAD_CHROMIUM names, else the first of this machine; raises NoBrowser without one."""
    named = os.environ.get(SETTING)
    if named and not shutil.which(named):
        raise NoBrowser(f"{SETTING} names {named}, which cannot be run")
    browser = named or next(_here(), None)
    if not browser:
        raise NoBrowser(
            "a PDF needs Chromium, Chrome or Edge, and none was found: install one (Debian, Ubuntu: apt install chromium), "
            f"or name its program in {SETTING}; --format html needs nothing"
        )
    return browser


def _here() -> Iterator[str]:
    yield from (path for name in (*NAMES, *PLACES.get(sys.platform, ())) if (path := shutil.which(name)))


def _rooted() -> list[str]:
    """What Chromium asks of root, as in a container: it does not run there with its sandbox."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
