"""Who is meant by a name that is no row of a theatre: titles, short references, classes of groups, sides told by their ally, offices."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad import Report, code
from marsad.model.claim import Name
from marsad.pipeline import ground
from marsad.resolve.ground import names_of
from marsad.resolve.phrase import phrase
from marsad.resolve.short import is_definite_head, leans
from marsad.resolve.told import told

DAY = dt.date(2016, 5, 2)
STRUCK = " وقتل ثلاثة مدنيين في قصف لقوات النظام على بلدة سراقب بريف إدلب."


def names(text: str, day: dt.date = DAY) -> dict[str, Name]:
    """The names of the claims of the text, by their words."""
    return {n.text: n for c in code(Report("r", text, day)) for _, found in names_of(c) for n in found}


@pytest.mark.parametrize(
    ("text", "name", "ident"),
    [
        ("وقال الجنرال سيرغي كورالنكو إن الهدنة صامدة.", "الجنرال سيرغي كورالنكو", "sy/russian-centre-head"),
        ("وقال الجنرال سيرغي كورالنكو إن الهدنة صامدة. وأكد الجنرال أن المدينة هادئة.", "الجنرال", "sy/russian-centre-head"),
        (
            "وقال وزير الخارجية الأميركي جون كيري إن الهدنة صامدة. وأكد وزير الخارجية أن الاتفاق قائم.",
            "وزير الخارجية",
            "us/secretary-of-state",
        ),
        (
            "وقال وزير الخارجية الروسي سيرغي لافروف إن الهدنة صامدة. وأكد الوزير أن الاتفاق قائم.",
            "الوزير",
            "ru/foreign-minister",
        ),
        (
            "وقال المنسق العام للهيئة العليا رياض حجاب إن الهدنة انتهت.",
            "المنسق العام للهيئة العليا رياض حجاب",
            "sy/hnc-coordinator",
        ),
        ("وقال المبعوث الأممي ستيفان دي ميستورا إن الهدنة صامدة. ودعا المبعوث إلى وقف القتال.", "المبعوث", "sy/un-envoy-syria"),
        ("هاجمت حركة أحرار الشام بلدة سراقب. وأعلنت الحركة مقتل ثلاثة من عناصرها.", "الحركة", "sy/ahrar-ash-sham"),
        ("وأكد 43 فصيلاً مقاتلاً أن الهدنة انتهت.", "43 فصيلاً مقاتلاً", "sy/factions"),
        ("ودعت جميع الفصائل الثورية إلى وقف القتال في ريف إدلب.", "جميع الفصائل الثورية", "sy/factions"),
    ],
)
def test_who_is_meant_is_told_by_the_words_and_the_report(text: str, name: str, ident: str) -> None:
    assert names(text + STRUCK)[name].id == ident


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("وقصفت القوات التركية والفصائل الموالية لها قرية عين دقنة بريف حلب.", "الفصائل الموالية لها", "tr/army"),
        ("هاجم جيش الإسلام وفصائل مساندة له حاجزا قرب مسرابا وقتل ثلاثة.", "فصائل مساندة له", "sy/jaysh-al-islam"),
        ("وقال مستشار الرئيس الأميركي باراك أوباما إن الهدنة صامدة.", "مستشار الرئيس الأميركي باراك أوباما", "us/president"),
        ("وقال مسؤول تركي إن القصف مستمر. وأكد المسؤول أن الهدنة انتهت.", "المسؤول", "tr/state"),
    ],
)
def test_what_is_no_row_gets_the_side_that_the_report_gives_it(text: str, name: str, owner: str) -> None:
    found = names(text + STRUCK)[name]
    assert (found.id, found.part_of) == (None, owner)


def test_sides_that_nothing_tells_apart_are_nobody_s() -> None:
    """«الأطراف» stands short for nobody, and a country that says only where something is owns nothing."""
    found = names("ودعت جميع الأطراف الراغبة في السلام في سورية إلى وقف القتال." + STRUCK)
    assert all((n.id, n.part_of) == (None, None) for text, n in found.items() if "الأطراف" in text)


def test_a_name_after_lil_is_the_one_with_its_article() -> None:
    assert names("قتل ثلاثة مدنيين في قصف للقوات الحكومية على بلدة سراقب بريف إدلب.")["قوات الحكومية"].id == "sy/army"


def test_the_whole_country_is_the_one_that_the_report_is_about() -> None:
    text = "قصفت قوات النظام بلدة سراقب بريف إدلب وقتل ثلاثة مدنيين. وقتل عشرة مدنيين في قصف على قرى في جنوب البلاد."
    assert names(text)["جنوب البلاد"].id == "sy"


def test_quarters_of_the_town_need_no_town_behind_them() -> None:
    assert phrase("الأحياء الشرقية من المدينة").key == ("الاحياء", "الشرقيه")


@pytest.mark.parametrize(("text", "said"), [("الوزير", True), ("الحركة", True), ("وزير", False), ("الأطراف", False), ("المدنيين", False)])
def test_one_definite_head_may_stand_short(text: str, said: bool) -> None:
    assert is_definite_head(text) is said


@pytest.mark.parametrize(("text", "said"), [("فصائل مساندة له", True), ("فصائله", True), ("فصائل إسلامية", False), ("الفصائل", False)])
def test_a_side_that_leans_on_another(text: str, said: bool) -> None:
    assert leans(text) is said


def test_a_man_named_without_his_office_is_in_it_on_his_days_only() -> None:
    text = "واتهم باراك أوباما روسيا بخرق الهدنة." + STRUCK
    assert names(text, dt.date(2016, 5, 2))["باراك أوباما"].id == "us/president"
    after = names(text, dt.date(2018, 5, 2))["باراك أوباما"]
    assert (after.id, after.part_of) == (None, None)


def test_an_office_is_told_with_who_held_it_and_whose_it_is() -> None:
    report = Report("r", "وقال وزير الخارجية الأميركي إن الهدنة صامدة." + STRUCK, DAY)
    around = ground(report)
    (found,) = {(t.holder.name_en, t.whose) for c in code(report) for t in told(c, around) if t.holder}
    assert found == ("John Kerry", "us/state")
