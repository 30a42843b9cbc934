"""Toll algebra on a real daily series: each day a bulletin with its cumulative figures and the day's own; what it finds, and why.

    PYTHONPATH=src python -m tests.reconcile.daily ../shared/data/palestine_daily

reads the series (reports by a ministry or a media office, `fill` where nothing was published) and prints a line for each finding with the
source of both days, so that a revision, another source or a day without a bulletin can be told from a wrong rule.
"""

from __future__ import annotations

import datetime as dt
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad.model.record import Finding
from marsad.reconcile.whole import reconcile
from tests.reconcile.made import EMPTY

FIRST = "2023-10-07"
Row = dict[str, Any]
SERIES = (
    ("killed_cum", "killed", (), None),
    ("killed_children_cum", "killed", ("children",), "killed_cum"),
    ("killed_women_cum", "killed", ("women",), "killed_cum"),
    ("injured_cum", "wounded", (), None),
)
DAYS = (("killed", "killed"), ("injured", "wounded"))


def bulletins(days: list[Row], place: str) -> Iterator[Row]:
    """A row of claims for each day: what was published that day, not what was filled in later."""
    for day in days:
        claims = [*_tolls(day, place), *_own(day, place)]
        yield {"id": f"b-{day['report_date']}", "date": day["report_date"], "outlet": "bulletin", "claims": claims}


def _claim(at: int, quote: str, **fields: Any) -> Row:
    return {**EMPTY["casualties"], "kind": "casualties", "quote": quote, "start": at, "end": at + len(quote), "source": [], **fields}


def _tolls(day: Row, place: str) -> Iterator[Row]:
    for n, (name, outcome, who, of) in enumerate(SERIES):
        if (value := day.get(name)) is not None:
            whole = f"{of} {day[of]}" if of and of in day else None
            yield _claim(
                n * 100, f"{name} {value}", outcome=outcome, who=list(who), min=value, max=value, of=whole,
                period=[FIRST, day["report_date"]], places=[place],
            )  # fmt: skip


def _own(day: Row, place: str) -> Iterator[Row]:
    """The day's own figures; of a bulletin over two days they are told of both."""
    last = dt.date.fromisoformat(day["report_date"])
    first = last - dt.timedelta(days=(day.get("report_period") or 24) // 24 - 1)
    for n, (name, outcome) in enumerate(DAYS):
        if (value := day.get(name)) is not None:
            yield _claim(
                1000 + n * 100, f"{name} {value}", outcome=outcome, min=value, max=value, when=[str(first), str(last)], places=[place]
            )


def told(folder: Path) -> Iterator[tuple[str, list[Row], Finding]]:
    """(series, the days of the finding's claims, the finding)."""
    for name, place in (("casualties_daily", "غزة"), ("west_bank_daily", "الضفة الغربية")):
        days = json.loads(lzma.decompress((folder / f"{name}.json.xz").read_bytes()))
        by_date = {day["report_date"]: day for day in days}
        for found in reconcile(bulletins(days, place)).findings:
            dates = dict.fromkeys(ref.removeprefix("b-").split("#")[0] for ref in found.claims)
            yield name, [by_date[date] for date in dates], found


def main(folder: Path) -> None:
    """Prints every finding and how many there are of each check."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for name, days, found in told(folder):
        sources = " → ".join(str(day.get("report_source") or day.get("flash_source")) for day in days)
        counted[name, found.check, sources] += 1
        print(f"{name}\t{found.check}\t{found.text}\t{' '.join(day['report_date'] for day in days)}\t{sources}")
    for (name, check, sources), number in sorted(counted.items()):
        print(f"{number:5} {name} {check} {sources}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
