"""How long it takes to make the records of many reports, and how much memory, measured in a process of its own.

python -m marsad.measure.reconciling REPORTS     prints {"reports", "claims", "cpu_s", "peak_mb", ...} as JSON

The reports are the example week's, coded once and told again each month under other ids, all their days moved along.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from marsad.measure.memory import peak_mb
from marsad.measure.week import days_moved

APART = 30  # days from one telling of the week to the next
Row = dict[str, Any]


def measured(reports: int) -> dict[str, Any]:
    """CPU seconds and peak MB of reconciling so many reports; raises RuntimeError with the last line where the process fails."""
    command = [sys.executable, "-m", "marsad.measure.reconciling", str(reports)]
    finds_us = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=finds_us, check=False)
    if done.returncode:
        raise RuntimeError(f"reconciling in a process of its own failed: {(done.stderr.strip().splitlines() or ['no word why'])[-1]}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def rows(reports: int) -> Iterator[Row]:
    """So many rows of `{id, date, outlet, text, claims}`, made of the example week."""
    from marsad.demo import reports as week
    from marsad.model.claim import to_json
    from marsad.pipeline import code

    told = [(r, json.dumps([to_json(c) for c in code(r)], ensure_ascii=False)) for r in week()]
    for n in range(reports):
        report, claims = told[n % len(told)]
        moved = dt.timedelta(days=APART * (n // len(told)))
        day = str(report.date + moved) if report.date else None
        yield {"id": f"r{n}", "date": day, "outlet": report.outlet, "text": report.text, "claims": json.loads(days_moved(claims, moved))}


def table(figures: Row) -> str:
    """The figures as lines of text."""
    made = ", ".join(f"{figures[name]:,} {name}" for name in ("incidents", "tolls", "ceasefires", "violations", "findings"))
    peak = f"{figures['peak_mb']:,.0f} MB" if figures["peak_mb"] else "an unknown amount of memory"
    told = f"{figures['reports']:,} reports, {figures['claims']:,} claims"
    return f"{told} reconciled in {figures['cpu_s']:,.1f} s CPU, {peak} at most: {made}"


def main(reports: str) -> None:
    """Reconciles the reports and prints the figures; making the rows is not counted."""
    from marsad.reconcile.whole import reconcile

    claims, making = 0, 0.0

    def counted() -> Iterator[Row]:
        nonlocal claims, making
        source = rows(int(reports))
        while True:
            begun = time.process_time()
            row = next(source, None)
            making += time.process_time() - begun
            if row is None:
                return
            claims += len(row["claims"])
            yield row

    begun = time.process_time()
    made = reconcile(counted())
    cpu = time.process_time() - begun - making
    counts = {name: len(getattr(made, name)) for name in ("incidents", "tolls", "ceasefires", "violations", "findings")}
    print(json.dumps({"reports": int(reports), "claims": claims, "cpu_s": round(cpu, 2), "peak_mb": peak_mb()} | counts))


if __name__ == "__main__":
    main(sys.argv[1])
