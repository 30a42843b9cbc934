"""How long `marsad reconcile` takes over many reports with all processors of this machine, and how much memory its processes hold."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from marsad.measure.reconciling import rows
from marsad.measure.watching import watched

Row = dict[str, Any]


def measured(reports: int) -> Row:
    """`{"reports", "claims", "workers", "wall_s", "cpu_s", "peak_mb"}` of reconciling so many reports of `week.py`, read from a file.

    Making them is not counted. RuntimeError where the command fails.
    """
    workers, claims = os.cpu_count() or 1, 0
    with TemporaryDirectory() as folder:
        given = Path(folder) / "claims.jsonl"
        with given.open("w", encoding="utf-8") as file:
            for row in rows(reports):
                claims += len(row["claims"])
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        command = [sys.executable, "-m", "marsad", "reconcile", str(given), "-o", os.devnull, "--workers", str(workers)]
        return {"reports": reports, "claims": claims, "workers": workers} | watched(command)


def table(figures: Row) -> str:
    """The figures as a line of text."""
    most = f"{figures['peak_mb']:,.0f} MB" if figures["peak_mb"] else "an unknown amount of memory"
    told = f"{figures['reports']:,} reports, {figures['claims']:,} claims"
    took = f"{figures['wall_s']:,.1f} s by the clock, {figures['cpu_s']:,.1f} s CPU"
    return f"{told} reconciled by {figures['workers']} processes in {took}, {most} at most in all of them together"
