"""The page around a report is told by its shape and by the words that pages use for their own parts."""

from __future__ import annotations

import pytest

from marsad.text.furniture import furniture, without_furniture

STORY = (
    "قصفت طائرات حربية أحياء في المدينة صباح اليوم وسقط عدد من الجرحى بين السكان.",
    "وقال مسعفون إن فرق الإنقاذ وصلت إلى المكان ونقلت المصابين إلى مستشفى قريب منه.",
    "وكانت المدينة قد شهدت قبل يومين غارات مماثلة على أطرافها الشرقية وطرقها الرئيسية.",
)
HEADLINE = "غارات على أحياء المدينة"
OTHER = "مقتل أربعة في انفجار سيارة بالعاصمة"


def page(*lines: str) -> tuple[str, list[str]]:
    """The text of the lines and the stretches of it that are the page's."""
    text = "\n".join(lines)
    return text, [span.of(text) for span in furniture(text)]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ((HEADLINE, *STORY), []),
        ((*STORY[:2], OTHER, STORY[2]), [OTHER]),
        ((*STORY[:2], "ما هي الأطراف التي تقاتل في المدينة؟", STORY[2]), ["ما هي الأطراف التي تقاتل في المدينة؟"]),
        ((*STORY[:2], '"هدنة هشة"', STORY[2]), ['"هدنة هشة"']),
        ((HEADLINE, "دخان غارة على المدينة - أرشيف", *STORY), ["دخان غارة على المدينة - أرشيف"]),
        ((HEADLINE, "دمار خلفته غارة على المدينة (خالد سليم)", *STORY), ["دمار خلفته غارة على المدينة (خالد سليم)"]),
        ((HEADLINE, HEADLINE + " اليوم", HEADLINE, *STORY), [HEADLINE + " اليوم", HEADLINE]),
        ((OTHER, HEADLINE, "بيروت: خاص", HEADLINE, *STORY), [OTHER, "بيروت: خاص", HEADLINE]),
        ((*STORY, "مقالات ذات صلة", OTHER, "هدنة جديدة في الجنوب"), ["مقالات ذات صلة", OTHER, "هدنة جديدة في الجنوب"]),
        ((STORY[0], "اقرأ أيضاً: " + OTHER, *STORY[1:]), ["اقرأ أيضاً: " + OTHER]),
        ((*STORY, "الأكثر قراءة", OTHER, STORY[0] + " مرة أخرى.", "تابعونا"), ["الأكثر قراءة", OTHER, STORY[0] + " مرة أخرى.", "تابعونا"]),
        ((*STORY, OTHER, "هدنة جديدة في الجنوب"), [OTHER, "هدنة جديدة في الجنوب"]),
        ((*STORY, STORY[0]), [STORY[0]]),
        ((*STORY, "----------------", "حملوا تطبيقنا لتصلكم أخبار القصف والغارات والمعارك في البلاد كلها لحظة بلحظة."), None),
        ((STORY[0] + " سمات قتل المدينة غارات",), ["سمات قتل المدينة غارات"]),
        (
            ("Site.net - " + HEADLINE, "09:00", HEADLINE, "جندي قتل أمس", *STORY),
            ["Site.net - " + HEADLINE, "09:00", HEADLINE, "جندي قتل أمس"],
        ),
    ],
)
def test_what_is_the_page(lines: tuple[str, ...], wanted: list[str] | None) -> None:
    _, found = page(*lines)
    assert found == (list(lines[-2:]) if wanted is None else wanted)


@pytest.mark.parametrize(
    "lines",
    [
        ("إدلب::", "قصف على بلدة سراقب", "حلب::", "اشتباكات على محور خان طومان"),
        ("قصف على بلدة سراقب", "اشتباكات على محور خان طومان", "نزوح من البلدة"),
        (*STORY, "والقتلى هم:", "- طفل من سراقب", "- ثلاثة من بنش"),
        (*STORY[:2], "قصف مدفعي لقوات النظام على بلدة البارة", "غارات روسية على محيط سفوهن،", STORY[2]),
        (STORY[0], "قصف على بلدة البارة", STORY[1], "غارات على محيط سفوهن", STORY[2]),
        (*STORY, "وسقط قتيل في بلدة مجاورة"),
        (STORY[0], "الأكثر قتالا من الفصائل انسحب من البلدة."),
    ],
)
def test_what_is_the_reports_own(lines: tuple[str, ...]) -> None:
    assert page(*lines)[1] == []


def test_links_between_three_spaces_end_with_the_next_sentence() -> None:
    _text, found = page(STORY[0] + "    روابط ذات علاقة    " + OTHER + "    هدنة في الجنوب    " + STORY[1])
    assert found == ["روابط ذات علاقة", OTHER, "هدنة في الجنوب"]


def test_the_text_keeps_its_length_and_its_own_words() -> None:
    text, _found = page(HEADLINE, *STORY, "مقالات ذات صلة", OTHER)
    plain = without_furniture(text)
    assert len(plain) == len(text) and OTHER not in plain
    assert plain.startswith("\n".join((HEADLINE, *STORY)))
