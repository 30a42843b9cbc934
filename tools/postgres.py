"""A PostgreSQL server of the tests' own: found on this machine, or installed where that is possible, started in a folder that goes away.

MARSAD_POSTGRES=postgresql://… names a running server instead; the tests make schemas of their own in it and drop them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.browser import _as_root

OLDEST = 15
COMMANDS = ("apt-get update", "apt-get install --yes --no-install-recommends postgresql")
HOW = "install PostgreSQL 15 or newer (Debian: " + " && ".join(f"sudo {c}" for c in COMMANDS) + ") or set MARSAD_POSTGRES to a server's URL"
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/opt/postgresql@*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/pgsql-*/bin")


def find() -> Path | None:
    """The folder with initdb and postgres, None where there is none."""
    own = shutil.which("initdb")
    known = [Path(own).resolve().parent] if own else []
    known += sorted((folder for pattern in _PLACES for folder in Path("/").glob(pattern.lstrip("/"))), reverse=True)
    return next((folder for folder in known if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def provide() -> bool:
    """True if there is a server to start, or a running one is named; installs it with apt-get where this user may do so."""
    if os.environ.get("MARSAD_POSTGRES") or find():
        return True
    if (prefix := _as_root()) is not None:
        print("PostgreSQL is missing, installing it with apt-get ...", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in COMMANDS:
            if subprocess.run([*prefix, *command.split()], env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
                break
    return find() is not None


@contextmanager
def running() -> Iterator[str]:
    """The URL of a server that runs as long as the block; raises FileNotFoundError where there is none to start."""
    if named := os.environ.get("MARSAD_POSTGRES"):
        yield named
        return
    if not (programs := find()):
        raise FileNotFoundError(HOW)
    root = Path(tempfile.mkdtemp(prefix="marsad-pg-"))
    try:
        if _user():
            shutil.chown(root, "postgres")
        setup: list[str | Path] = ["-A", "trust", "-U", "marsad", "-E", "UTF8", "--locale=C", "--no-sync", "-D", root / "data"]
        subprocess.run([*_user(), programs / "initdb", *setup], check=True, capture_output=True, cwd="/")
        yield from _served(programs, root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _served(programs: Path, root: Path) -> Iterator[str]:
    options = f"-c listen_addresses= -c unix_socket_directories={root} -c fsync=off -c full_page_writes=off -c max_connections=60"
    control: list[str | Path] = [*_user(), programs / "pg_ctl", "-D", root / "data", "-w", "-s"]
    subprocess.run([*control, "-l", root / "log", "-o", options, "start"], check=True, cwd="/", stdout=subprocess.DEVNULL)
    try:
        yield f"postgresql://marsad@/postgres?host={root}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd="/", capture_output=True)


def _user() -> list[str | Path]:
    """What goes before a command of the server, which refuses to run as root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return []
    runuser = shutil.which("runuser") or "/usr/sbin/runuser"
    return [runuser, "-u", "postgres", "--"]
