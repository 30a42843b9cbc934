"""Ceasefires: claims brought together as agreements, extensions and what they extend, gaps, status."""

from __future__ import annotations

import datetime as dt

from marsad.reconcile.whole import reconcile
from marsad.reconcile.windows import gaps, status
from tests.reconcile.made import report, truce

TEXT = (
    "أعلنت روسيا والولايات المتحدة هدنة في الغوطة الشرقية بدأت مساء الجمعة. تستمر الهدنة في الغوطة الشرقية 24 ساعة. "
    "ثم جرى تمديد الهدنة في الغوطة الشرقية 24 ساعة اعتبارا من مساء الأحد. "
    "وبدأت هدنة في محافظة اللاذقية لمدة 72 ساعة. وكان وقف الأعمال القتالية في سوريا بدأ في 27 شباط."
)
ROW = report(
    "paper-2016-05-02-aaaaaa",
    "2016-05-02",
    TEXT,
    truce("started", "بدأت مساء الجمعة", areas=["الغوطة الشرقية"], brokers=["روسيا", "الولايات المتحدة"], starts="2016-04-29"),
    truce("agreed", "تستمر الهدنة", areas=["الغوطة الشرقية"], hours=24),
    truce("extended", "تمديد الهدنة", areas=["الغوطة الشرقية"], hours=24, starts="2016-05-01"),
    truce("started", "وبدأت هدنة", areas=["محافظة اللاذقية"], hours=72, starts="2016-04-29"),
    truce("started", "وقف الأعمال القتالية", areas=["سوريا"], starts="2016-02-27"),
)


def test_claims_are_brought_together_by_their_terms() -> None:
    made = reconcile([ROW]).ceasefires
    assert [(c.areas.value, c.starts.value and c.starts.value.isoformat(), c.hours.value, len(c.claims)) for c in made] == [
        (["الغوطة الشرقية"], "2016-04-29", 24, 2),
        (["الغوطة الشرقية"], "2016-05-01", 24, 1),
        (["محافظة اللاذقية"], "2016-04-29", 72, 1),
        (["سوريا"], "2016-02-27", None, 1),
    ]


def test_an_extension_extends_and_a_local_calm_lies_under_the_cessation() -> None:
    calm, more, coast, country = reconcile([ROW]).ceasefires
    assert (more.extends, calm.extends) == (calm.id, None)
    assert {calm.under, more.under, coast.under} == {country.id} and country.under is None
    assert country.cls.value == "cessation" and calm.brokers.value == ["روسيا", "الولايات المتحدة"]


def test_the_day_between_the_end_and_the_extension_is_shown() -> None:
    made = reconcile([ROW]).ceasefires
    assert [(g["from"], g["to"], g["ceasefires"]) for g in gaps(list(made))] == [("2016-04-30", "2016-05-01", [made[0].id, made[1].id])]


def test_status_at_a_day_comes_with_its_claims() -> None:
    coast = reconcile([ROW]).ceasefires[2]
    days = {day: status(coast.windows, dt.date(2016, *day))[0] for day in ((4, 28), (4, 30), (5, 2), (5, 9))}
    assert days == {(4, 28): "before", (4, 30): "in force", (5, 2): "unknown", (5, 9): "after"}
    assert status(coast.windows, dt.date(2016, 4, 30))[1] == coast.claims


def test_a_bare_mention_goes_with_the_last_ceasefire_and_another_report_joins_by_terms() -> None:
    first = report(
        "one-2018-02-26-aaaaaa",
        "2018-02-26",
        "أعلن بوتين هدنة إنسانية يومية في الغوطة الشرقية لخمس ساعات. وانهارت الهدنة بعد ساعة.",
        truce("agreed", "هدنة إنسانية يومية", areas=["الغوطة الشرقية"], brokers=["بوتين"], hours=5),
        truce("ended", "وانهارت الهدنة"),
    )
    second = report(
        "two-2018-02-27-bbbbbb",
        "2018-02-27",
        "بدأت الهدنة الإنسانية الروسية اليومية في الغوطة الشرقية. ويطالب مجلس الأمن بوقف إطلاق النار في سوريا 30 يوما.",
        truce("started", "بدأت الهدنة الإنسانية الروسية اليومية", areas=["الغوطة الشرقية"], starts="2018-02-27", hours=5),
        truce("called_for", "بوقف إطلاق النار", areas=["سوريا"], brokers=["مجلس الأمن"], hours=720),
    )
    made = reconcile([first, second]).ceasefires
    assert sorted(len(c.claims) for c in made) == [1, 3]
    pause = next(c for c in made if len(c.claims) == 3)
    assert (pause.cls.value, pause.hours.value, pause.ends) == ("humanitarian_pause", 5, None)
