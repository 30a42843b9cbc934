"""Ceasefires: claims brought together as agreements, extensions and what they extend, gaps, status."""

from __future__ import annotations

import datetime as dt

from marsad.reconcile.whole import reconcile
from marsad.reconcile.windows import gaps, status
from tests.reconcile.made import report, strike, truce

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


RAID = strike("وقصفت طائرات", places=["سرمدا"])


def made_of(text: str, *claims: dict, day: str = "2016-05-02") -> list:
    return list(reconcile([report(f"own-{day}-aaaaaa", day, text, *claims)]).ceasefires)


def test_an_extension_extends_the_calm_of_its_area_and_the_next_one_extends_it() -> None:
    text = (
        "يسري وقف الأعمال القتالية في سوريا منذ 27 شباط. بدأت التهدئة في الغوطة الشرقية ليل الجمعة. "
        "مددت التهدئة في الغوطة 24 ساعة. ومددت التهدئة في الغوطة ثانية 48 ساعة."
    )
    country, calm, once, twice = made_of(
        text,
        truce("started", "يسري وقف الأعمال القتالية", areas=["سوريا"], starts="2016-02-27"),
        truce("started", "بدأت التهدئة", areas=["الغوطة الشرقية"], starts="2016-04-29"),
        truce("extended", "مددت التهدئة في الغوطة 24", areas=["الغوطة الشرقية"], hours=24, starts="2016-05-01"),
        truce("extended", "ومددت التهدئة في الغوطة ثانية", areas=["الغوطة الشرقية"], hours=48, starts="2016-05-02"),
    )
    assert [once.extends, twice.extends, country.extends] == [calm.id, once.id, None]


def test_the_day_of_what_is_extended_is_no_day_of_the_extension() -> None:
    text = "بدأت التهدئة في الغوطة الشرقية ليل الجمعة وتم تمديدها 24 ساعة."
    calm, more = made_of(
        text,
        truce("started", "بدأت التهدئة", areas=["الغوطة الشرقية"], starts="2016-04-29"),
        truce("extended", "تم تمديدها", areas=["الغوطة الشرقية"], hours=24, starts="2016-04-29"),
    )
    assert (str(calm.starts.value), more.starts.value, more.windows) == ("2016-04-29", None, ())


def test_one_sentence_with_two_lengths_is_two_areas() -> None:
    text = "أعلنت هدنة تستمر 24 ساعة في الغوطة الشرقية واللاذقية ولمدة 72 ساعة في اللاذقية."
    first, second = made_of(
        text,
        truce("agreed", "هدنة تستمر 24 ساعة", areas=["الغوطة الشرقية", "اللاذقية"], hours=24),
        truce("agreed", "ولمدة 72 ساعة", areas=["اللاذقية"], hours=72),
    )
    assert [(c.areas.value, c.hours.value) for c in (first, second)] == [(["الغوطة الشرقية"], 24), (["اللاذقية"], 72)]


def test_a_part_of_a_country_is_not_the_country() -> None:
    text = "بدأت هدنة في إدلب شمال البلاد لمدة 24 ساعة."
    (calm,) = made_of(text, truce("started", "بدأت هدنة", areas=["إدلب", "شمال البلاد"], hours=24, starts="2016-05-02"))
    assert (calm.cls.value, calm.areas.value) == ("local_calm", ["إدلب"])


def test_its_own_name_and_relief_groups_are_no_parties() -> None:
    text = "أعلن نظام الصمت بين الجيش السوري وجيش الإسلام بحضور الهلال الأحمر السوري."
    (calm,) = made_of(text, truce("agreed", "أعلن نظام الصمت", parties=["نظام الصمت", "الجيش السوري", "جيش الإسلام"], areas=[]))
    assert calm.parties.value == ["الجيش السوري", "جيش الإسلام"]


def test_the_cessation_of_one_first_day_is_one_however_late_it_is_told() -> None:
    texts = [("2016-02-28", "بدأ وقف الأعمال القتالية في سوريا"), ("2016-06-30", "وقف الأعمال القتالية الذي بدأ في شباط")]
    rows = [
        report(
            f"s{n}-{day}-aaaaaa",
            day,
            f"{text}. وقصفت طائرات سرمدا.",
            truce("started", text, areas=["سوريا"][n:], starts="2016-02-27"),
            RAID,
        )
        for n, (day, text) in enumerate(texts)
    ]
    (one,) = reconcile(rows).ceasefires
    assert len(one.claims) == 2


def test_a_quiet_day_is_not_the_beginning_of_a_truce_that_is_told_days_later() -> None:
    quiet = "يسود هدوء حذر مدينة حلب منذ الفجر."
    calm = "أعلن الجيش تهدئة مدتها 48 ساعة في مدينة حلب."
    first = report("q-2016-05-01-a", "2016-05-01", quiet, truce("holding", "هدوء حذر", areas=["مدينة حلب"], starts="2016-05-01"))
    later = report("t-2016-05-05-b", "2016-05-05", calm, truce("agreed", "تهدئة مدتها", areas=["مدينة حلب"], hours=48))
    found = {one.hours.value: str(one.starts.value) for one in reconcile([first, later]).ceasefires}
    assert found == {None: "2016-05-01", 48: "None"}
