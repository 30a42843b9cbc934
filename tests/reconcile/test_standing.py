"""How a ceasefire stands at any moment, its sides, several windows, and what two windows cover twice."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad.model.claim import to_json
from marsad.model.record import Records
from marsad.model.report import Report
from marsad.pipeline.coding import code
from marsad.reconcile.standing import checked, standing
from marsad.reconcile.whole import reconcile
from marsad.reconcile.windows import gaps
from marsad.reconcile.write import ceasefire

CALM = "دخلت هدنة مدتها 72 ساعة في مدينة درعا حيز التنفيذ مساء الجمعة 29 نيسان."
AGAIN = "ودخلت هدنة ثانية مدتها 24 ساعة في مدينة درعا حيز التنفيذ صباح الأحد 8 أيار."
EARLY = "وأعلن الجيش تمديد الهدنة في مدينة درعا 48 ساعة تبدأ السبت 30 نيسان."


def made(*texts: str, day: int = 9) -> Records:
    reports = [Report(f"r{n}", text, dt.date(2016, 5, day)) for n, text in enumerate(texts)]
    return reconcile({"id": r.id, "date": str(r.date), "text": r.text, "claims": [to_json(c) for c in code(r)]} for r in reports)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2016-04-28", "before"),
        ("2016-04-29", "unknown"),
        ("2016-04-29/noon", "before"),
        ("2016-04-29T12:00", "before"),
        ("2016-04-29T18:30", "unknown"),
        ("2016-04-29T23:00", "in force"),
        ("2016-04-30", "in force"),
        ("2016-05-02/morning", "in force"),
        ("2016-05-02/evening", "unknown"),
        ("2016-05-03", "after"),
    ],
)
def test_how_it_stands_at_a_moment(moment: str, state: str) -> None:
    (one,) = made(CALM, day=2).ceasefires
    told = standing(ceasefire(one), moment)
    assert told["state"] == state
    assert [(b["what"], b["at"]) for b in told["boundaries"]] == [("starts", "2016-04-29/evening"), ("ends", "2016-05-02/evening")]
    assert all(b["claims"] for b in told["boundaries"])


@pytest.mark.parametrize("wrong", ["yesterday", "2016-13-01", "2016-05-01/teatime", "2016-05-01T25:00", "2016-05-01x03:00"])
def test_a_moment_that_is_none(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        checked(wrong)


def test_an_extension_that_begins_early_covers_a_stretch_twice() -> None:
    found = gaps(list(made(CALM + " " + EARLY, day=2).ceasefires))
    assert [(row["kind"], row["from"], row["to"]) for row in found] == [("overlap", "2016-04-30", "2016-05-02")]


def test_one_that_begins_again_after_its_end_is_not_one_window() -> None:
    starts = [w.starts for one in made(CALM, AGAIN).ceasefires for w in one.windows]
    assert starts == ["2016-04-29/evening", "2016-05-08/morning"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("أعلنت قوات النظام هدنة في مدينة درعا لمدة يوم واحد.", "unilateral"),
        ("توصلت قوات النظام والفصائل المعارضة إلى هدنة في مدينة درعا.", "bilateral"),
        ("وافقت جميع الأطراف على هدنة في مدينة درعا.", "multilateral"),
        ("دخلت هدنة في مدينة درعا حيز التنفيذ.", ""),
    ],
)
def test_of_how_many_sides_it_is(text: str, side: str) -> None:
    assert [one.side for one in made(text).ceasefires] == [side]
