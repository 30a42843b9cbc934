"""Lengths and days beyond any calendar: they are left open, and the rest of the report is coded."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad import Report, code

FAR = [
    "وقال العالم إن الشمس ستنطفئ خلال خمسة مليارات سنة، وقتل ثلاثة مدنيين في قصف على حلب.",
    "وقتل ثلاثة مدنيين في قصف على حلب خلال الـ 7 مليارات سنة المقبلة.",
    "وقتل ثلاثة مدنيين في قصف على حلب منذ 5000 عام وقبل 900000 شهر وخلال 10000000 ساعة، وغدا وبعد 300 سنة.",
]
DAYS = [dt.date(2018, 1, 1), dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(1000, 1, 1), dt.date(9000, 12, 31), None]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("text", FAR)
def test_the_rest_is_coded(text: str, day: dt.date | None) -> None:
    assert [c.quote for c in code(Report("r", text, day)) if c.kind == "casualties"] == ["وقتل ثلاثة مدنيين"]
