"""The followthemoney that takes our entities in the tests: in an environment of its own beside theirs, for it needs ICU and a compiler.

It is built from pack/followthemoney.lock where ICU's headers are there or may be installed; nobody needs it to use marsad.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.browser import _as_root

LOCK = Path(__file__).resolve().parents[1] / "pack" / "followthemoney.lock"
FOLDER = Path(sys.prefix) / "followthemoney"
COMMANDS = ("apt-get update", "apt-get install --yes --no-install-recommends g++ pkg-config libicu-dev python3-dev")
HOW = "install ICU's headers and a compiler (Debian: " + " && ".join(f"sudo {c}" for c in COMMANDS) + ") and run ./marsad test again"
INSTALL = (
    "-m",
    "pip",
    "install",
    "-qq",
    "--no-input",
    "--disable-pip-version-check",
    "--no-deps",
    "--no-compile",
    "--require-hashes",
    "-r",
)


def find() -> Path | None:
    """The Python that has followthemoney; None where it was not built."""
    python = FOLDER / "bin" / "python"
    return python if (FOLDER / "built").exists() and python.exists() else None


def provide() -> Path | None:
    """As `find`, after building it; what it needs of the system is installed where it is missing and this user may do so."""
    if find() is None and not _built() and (prefix := _as_root()) is not None:
        print("followthemoney needs ICU and a compiler, installing them with apt-get ...", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in COMMANDS:
            if subprocess.run([*prefix, *command.split()], env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
                break
        _built()
    return find()


def _built() -> bool:
    """Whether the environment could be made; half of one is taken away again."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=False).returncode == 0
    made = made and subprocess.run([FOLDER / "bin" / "python", *INSTALL, LOCK], stderr=subprocess.DEVNULL, check=False).returncode == 0
    if made:
        (FOLDER / "built").touch()
    else:
        shutil.rmtree(FOLDER, ignore_errors=True)
    return made
