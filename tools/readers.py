"""followthemoney, which reads our export of it back in the tests: found, or installed from pack/readers.lock where that is possible.

It is built on the spot with a C++ compiler and the headers of ICU, so it is no part of what every test run needs.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "pack" / "readers.lock"
HOW = f"install a C++ compiler and the headers of ICU (Debian: apt-get install g++ pkg-config libicu-dev), then {LOCK.name} by hand"


def provide() -> bool:
    """True if followthemoney can be imported, after installing it where it was missing."""
    if find():
        return True
    print("followthemoney is missing, building it from pack/readers.lock ...", flush=True)
    subprocess.run([*_installer(), "--quiet", "--require-hashes", "-r", str(LOCK)], check=False, capture_output=True)
    importlib.invalidate_caches()
    return find()


def find() -> bool:
    return importlib.util.find_spec("followthemoney") is not None


def _installer() -> list[str]:
    if importlib.util.find_spec("pip") is None and (uv := shutil.which("uv")):
        return [uv, "pip", "install", "--python", sys.executable]
    return [sys.executable, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
