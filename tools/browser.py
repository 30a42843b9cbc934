"""The Chromium of the system that the page tests drive: finding it, and installing it where that is possible.

Nothing is downloaded past the system's package manager; the pages bring their own fonts, so none are installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
COMMANDS = ("apt-get update", "apt-get install --yes --no-install-recommends chromium")
HOW = "install Chromium (Debian: " + " && ".join(f"sudo {c}" for c in COMMANDS) + ") or set MARSAD_CHROMIUM to its path"


@cache
def find() -> str | None:
    """The path of a Chromium that starts, MARSAD_CHROMIUM before the system's own; None if there is none."""
    own = os.environ.get("MARSAD_CHROMIUM")
    for name in (own,) if own else NAMES:
        path = shutil.which(name)
        if path and _starts(path):
            return path
    return None


def provide() -> str | None:
    """As `find`, after installing Chromium with apt-get where there is none and this user may do so."""
    if not find() and (prefix := _as_root()) is not None:
        print("Chromium is missing, installing it with apt-get ...", flush=True)
        for command in COMMANDS:
            if subprocess.run([*prefix, *command.split()], env=_QUIET, stdout=subprocess.DEVNULL, check=False).returncode:
                break
        find.cache_clear()
    return find()


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _as_root() -> list[str] | None:
    """What goes before a command so that apt-get may install; None where it may not."""
    if not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    sudo = ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    return [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]


_QUIET = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
