"""The measure of making records: one more report in a store is brought in, and timed beside making all anew."""

from __future__ import annotations

import pytest

from marsad.measure import reconciling


def test_one_more_report_is_timed_beside_making_all_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconciling, "MORE", 2)
    figures = reconciling.one_more(4)
    assert 0 < figures["one_more_s"] <= figures["one_more_most_s"] and figures["whole_s"] > 0
