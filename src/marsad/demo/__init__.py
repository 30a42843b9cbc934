"""The example reports that `marsad demo` reads: eighteen re-tellings, in Arabic, of published facts of 2016.

They were written for this project; each says so in its last line, NOTICE. docs/demo.md lists what each is there to show.
"""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files

from marsad.model.report import Report

NOTICE = "نص توضيحي أُعيدت صياغته لبرنامج مرصد عن وقائع منشورة؛ ليس خبراً أصلياً."


def reports() -> list[Report]:
    """The example reports in order of their day, as `Report`s whose date is `given`."""
    rows = files(__name__).joinpath("reports.jsonl").read_bytes().decode("utf-8").split("\n")
    return [_report(json.loads(row)) for row in rows if row]


def _report(row: dict[str, str]) -> Report:
    day = dt.date.fromisoformat(row["date"])
    return Report(id=row["id"], text=row["text"], date=day, date_from="given", outlet=row["outlet"], title=row["title"])
