"""A command run to its end: seconds by the clock, CPU seconds and the most memory, of it and all its processes together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

EVERY = 0.5  # seconds


def watched(command: list[str], every: float = EVERY) -> dict[str, Any]:
    """`{"wall_s", "cpu_s", "peak_mb"}` of a command and what it starts; raises RuntimeError with its last line where it fails.

    A page of memory that several processes share counts once (PSS, looked at `every` so many seconds): None where the system has no /proc.
    """
    begun, before, most = time.perf_counter(), os.times(), 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=finds_us())
    while process.poll() is None:
        most = max(most, sum(map(_share, family(process.pid))))
        time.sleep(every)
    _, said = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[1:4])} failed: {(said.strip().splitlines() or ['no word why'])[-1]}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"wall_s": round(time.perf_counter() - begun, 1), "cpu_s": round(cpu, 1), "peak_mb": round(most / 1024, 1) or None}


def finds_us() -> dict[str, str]:
    """The environment in which a new Python finds this marsad."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}


def family(pid: int) -> list[int]:
    """The process and all that it, and they, have started and that still run."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in family(int(child)))]


def _share(pid: int) -> float:
    """The kilobytes of memory that a process has, of what is shared its share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
