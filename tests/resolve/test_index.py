"""Looking names up costs the same however many there are, and the longest name wins."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from marsad import Report, code
from marsad.extract import mentions
from marsad.resolve.index import NameIndex, index, index_of
from marsad.theatres.in_use import in_use
from marsad.theatres.load import Place

MANY = 50_000
TEXT = "قصفت قوات النظام بلدة سراقب في ريف إدلب الشرقي صباح اليوم، وقال المرصد السوري إن خمسة مدنيين قتلوا وأصيب عشرة."


def invented(number: int) -> Place:
    """A place that no text names."""
    return Place(f"xx/p{number}", f"موضع مخترع {number}", "", "village", "xx", None, None, "town", None, "test", ())


@pytest.fixture(scope="module")
def larger() -> NameIndex:
    """The index of the theatres that ship, with many more places in it."""
    made: NameIndex = index_of.__wrapped__(in_use())
    for number in range(MANY):
        place = invented(number)
        made.add(place.name_ar, place, "name", False)
    return made


def calls(report: Report) -> int:
    """How many functions run while the report is coded, its words being known already."""
    code(report)
    count = 0

    def seen(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        code(report)
    finally:
        sys.setprofile(None)
    return count


def test_coding_costs_the_same_with_fifty_thousand_more_places(larger: NameIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report("r", TEXT)
    claims, cost = code(report), calls(report)
    assert len(claims) >= 3
    monkeypatch.setattr(mentions, "index", lambda: larger)
    assert code(report) == claims
    assert calls(report) == pytest.approx(cost, abs=cost // 100)


def test_the_larger_index_finds_what_it_holds(larger: NameIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentions, "index", lambda: larger)
    coded = code(Report("r", TEXT.replace("سراقب", invented(41_234).name_ar)))
    assert "xx/p41234" in {name.id for claim in coded for name in getattr(claim, "places", ())}


def test_a_name_of_nothing_means_nothing() -> None:
    assert index().meant(()) == []
