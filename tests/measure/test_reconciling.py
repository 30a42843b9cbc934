"""The measure of making records: one more report in a store is brought in, and timed beside making all anew; the work for each stays."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import FrameType

import pytest

from marsad.measure import reconciling, week
from marsad.pipeline.records import rebuild
from marsad.reconcile.whole import reconcile, together
from marsad.reconcile.write import to_json
from marsad.reconcile.writing import put
from marsad.store import open_store


def test_one_more_report_is_timed_beside_making_all_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconciling, "MORE", 2)
    figures = reconciling.one_more(4)
    assert 0 < figures["one_more_s"] <= figures["one_more_most_s"] and figures["whole_s"] > 0


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
