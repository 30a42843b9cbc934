"""The files of the project as git tracks them; in an unpacked archive, all files that are not made by running it."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = {".git", ".venv", "build", "dist", "screenshots", "__pycache__", ".hypothesis"}
VENDORED = "src/marsad/web/static/vendor/"


@cache
def tracked() -> tuple[str, ...]:
    """The paths of the project's files, relative to its folder."""
    git = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if git.returncode == 0:
        return tuple(path for path in git.stdout.decode().split("\0") if path and (ROOT / path).is_file())
    paths = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return tuple(path.as_posix() for path in paths if not MADE & set(path.parts) and not path.parts[0].endswith("_cache"))


def texts() -> list[tuple[str, str]]:
    """(path, text) of every tracked file that is UTF-8 text."""
    found = []
    for path in tracked():
        raw = (ROOT / path).read_bytes()
        if b"\0" in raw:
            continue
        try:
            found.append((path, raw.decode()))
        except UnicodeDecodeError:
            continue
    return found
