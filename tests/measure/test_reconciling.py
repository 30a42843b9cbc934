"""The measure of making records: one more report in a store is brought in, and timed beside making all anew; the work for each stays."""

from __future__ import annotations

import io
import json
import sys
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from marsad.measure import reconciling, week
from marsad.pipeline.records import fresh, rebuild
from marsad.reconcile.packing import unpacked
from marsad.reconcile.product import Product
from marsad.reconcile.whole import reconcile, together
from marsad.reconcile.write import to_json
from marsad.reconcile.writing import put
from marsad.store import open_store
from marsad.store.workings import Kept


def test_one_more_report_is_timed_beside_making_all_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconciling, "MORE", 2)
    figures = reconciling.one_more(4)
    assert 0 < figures["one_more_s"] <= figures["one_more_p95_s"] <= figures["one_more_most_s"] and figures["whole_s"] > 0


def test_the_work_for_a_report_is_that_in_a_store_of_a_quarter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(week, "A_DAY", 6)
    work(tmp_path / "first.db", 15)  # what is read once
    few, many = (work(tmp_path / f"{reports}.db", reports) / reports for reports in (20, 80))
    assert many < 1.1 * few, f"{few:.0f} calls a report of 20, {many:.0f} of 80"


def test_records_written_one_by_one_are_those_made_at_once() -> None:
    file = io.StringIO()
    counts = put(together(reconciling.rows(15)), file, "week")
    made = to_json(reconcile(reconciling.rows(15)), "week")
    assert file.getvalue() == json.dumps(made, ensure_ascii=False) + "\n"
    assert counts == {group: len(made[group]) for group in counts} and counts["violations"] > 1


def work(path: Path, reports: int) -> int:
    """How many functions and generators of marsad are entered while the record of so many reports is made whole."""
    found = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal found
        found += event == "call" and "marsad" in frame.f_code.co_filename

    with open_store(path) as store:
        store.keep_all(week.told(reports), coder="trial")
        before = sys.getprofile()
        sys.setprofile(count)
        try:
            rebuild(store)
        finally:
            sys.setprofile(before)
    return found


FEW = 36


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows were read each time that the record's workings were asked, and a 1 for each report that was unpacked."""
    found: list[int] = []

    def counted(name: str) -> None:
        ask = getattr(Kept, name)

        def asked(self: Kept, *args: Any) -> list[Any]:
            rows = list(ask(self, *args))
            found.append(len(rows))
            return rows

        monkeypatch.setattr(Kept, name, asked)

    def unpack(row: dict[str, Any]) -> Product:
        found.append(1)
        return unpacked(row)

    for name in ("marks", "pieces", "before", "behind", "held"):
        counted(name)
    monkeypatch.setattr("marsad.reconcile.shelf.unpacked", unpack)
    return found


def test_one_more_report_has_no_more_read_in_a_store_ten_times_as_long(
    tmp_path: Path, read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"A_DAY": 0.5, "SILENT": 1, "PHASE": 90, "HELD": 80}.items():
        monkeypatch.setattr(week, name, value)
    done = []
    for reports in (FEW, 10 * FEW):
        with open_store(tmp_path / f"{reports}.db") as store:
            source = week.told(reports + reconciling.MORE)
            store.keep_all(islice(source, reports), coder="test")
            rebuild(store)
            read.clear()
            for report, claims in source:
                store.keep(report, claims, coder="test")
                fresh(store)
            done.append(sum(read))
    assert done[0] > 100 and done[1] < 3 * done[0], done
