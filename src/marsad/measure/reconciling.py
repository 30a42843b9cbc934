"""How long it takes to make the records of many reports, and how much memory, measured in a process of its own; then one more report.

python -m marsad.measure.reconciling REPORTS     prints {"reports", "claims", "cpu_s", "peak_mb", "one_more_s", ...} as JSON

The reports are the example week's, coded once and told again and again (`week.py`): so many a day, however many there are.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from marsad.measure.memory import peak_mb
from marsad.measure.watching import finds_us
from marsad.measure.week import told, told_as_rows

MORE = 18  # reports that are brought in one by one: one telling of the week
AT_ONCE = 500  # reports kept in one transaction
Row = dict[str, Any]


def measured(reports: int) -> dict[str, Any]:
    """CPU seconds and peak MB of reconciling so many reports; raises RuntimeError with the last line where the process fails."""
    command = [sys.executable, "-m", "marsad.measure.reconciling", str(reports)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=finds_us(), check=False)
    if done.returncode:
        raise RuntimeError(f"reconciling in a process of its own failed: {(done.stderr.strip().splitlines() or ['no word why'])[-1]}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def rows(reports: int) -> Iterator[Row]:
    """So many rows of `{id, date, outlet, text, claims}`, made of the example week."""
    for report, claims in told_as_rows(reports):
        day = str(report.date) if report.date else None
        yield {"id": report.id, "date": day, "outlet": report.outlet, "text": report.text, "claims": claims}


def table(figures: Row) -> str:
    """The figures as lines of text."""
    made = ", ".join(f"{figures[name]:,} {name}" for name in ("incidents", "tolls", "ceasefires", "violations", "findings"))
    peak = f"{figures['peak_mb']:,.0f} MB" if figures["peak_mb"] else "an unknown amount of memory"
    told = f"{figures['reports']:,} reports, {figures['claims']:,} claims"
    each = f"{figures['cpu_s']:,.1f} s CPU, {1e3 * figures['per_report_s']:.1f} ms a report"
    more = f"{figures['one_more_s']:.3f} s (p95 {figures['one_more_p95_s']:.3f}, at most {figures['one_more_most_s']:.3f})"
    one = f"one more report in a store of as many: {more}"
    whole = f"the store's record made whole: {figures['whole_cpu_s']:,.1f} s CPU, {figures['whole_s']:,.1f} s by the clock"
    most = f"{figures['whole_peak_mb']:,.0f} MB" if figures["whole_peak_mb"] else "an unknown amount of memory"
    return f"{told} reconciled in {each}, {peak} at most: {made}\n{whole}, {most} at most with it all\n{one}"


def one_more(reports: int) -> Row:
    """Seconds to make the record of a store of so many reports whole, and to bring in one more (median, p95 and most of MORE)."""
    from marsad.pipeline.records import fresh, rebuild
    from marsad.store import open_store

    source = told(reports + MORE)
    with TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        while store.keep_all(islice(source, min(AT_ONCE, reports - store.summary().reports)), coder="bench"):
            pass
        begun, cpu = time.perf_counter(), time.process_time()
        rebuild(store)
        figures: Row = {"whole_s": round(time.perf_counter() - begun, 2), "whole_cpu_s": round(time.process_time() - cpu, 2)}
        figures["whole_peak_mb"] = peak_mb()
        took = []
        for report, claims in source:
            store.keep(report, claims, coder="bench")
            begun = time.perf_counter()
            fresh(store)
            took.append(time.perf_counter() - begun)
        p95 = quantiles(took, n=20, method="inclusive")[-1]
        return figures | {"one_more_s": round(median(took), 3), "one_more_p95_s": round(p95, 3), "one_more_most_s": round(max(took), 3)}


def main(reports: str) -> None:
    """Reconciles the reports as `marsad reconcile` does, its output thrown away, and prints the figures; making the rows is not counted."""
    from marsad.reconcile.whole import together
    from marsad.reconcile.writing import put

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
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        counts = put(together(counted()), nowhere)
    cpu = time.process_time() - begun - making
    figures = {"claims": claims, "cpu_s": round(cpu, 2), "per_report_s": round(cpu / int(reports), 5), "peak_mb": peak_mb()} | counts
    print(json.dumps(figures | one_more(int(reports))))


if __name__ == "__main__":
    main(sys.argv[1])
