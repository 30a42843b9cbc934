"""Positions with whom they speak to and what they hang on; obligations that a text names, with what is told of each since."""

from __future__ import annotations

import datetime as dt

from marsad.model.claim import to_json
from marsad.model.record import Records
from marsad.model.report import Report
from marsad.pipeline.coding import code
from marsad.reconcile.whole import reconcile

NAMED = (
    "حضت الفصائل على التمسك بالهدنة في حلب، وقالت في بيان إن قرارات مجلس الأمن تنص على إيقاف استهداف المدنيين وفك الحصار عن المدن "
    "والإفراج عن المعتقلين."
)
SINCE = "اعتقلت قوات الأمن السورية 7 أشخاص في مدينة حماة الثلثاء. وأفرج جيش الإسلام عن 12 أسيراً في مدينة دوما الثلثاء."


def made(*told: tuple[str, int, str]) -> Records:
    reports = [Report(ident, text, dt.date(2016, 5, day)) for ident, day, text in told]
    return reconcile({"id": r.id, "date": str(r.date), "text": r.text, "claims": [to_json(c) for c in code(r)]} for r in reports)


def test_what_a_text_names_as_owed() -> None:
    found = made(("a", 2, NAMED)).obligations
    assert {one.duty for one in found} == {"stop_attacks", "lift_siege", "release"}
    for one in found:
        ((report, start, end),) = one.spans
        assert (report, NAMED[start:end]) == ("a", one.words)


def test_what_later_reports_tell_of_it() -> None:
    (owed,) = [one for one in made(("a", 2, NAMED), ("b", 4, SINCE)).obligations if one.duty == "release"]
    assert {later.says for later in owed.later} == {"for", "against"}
    assert all(later.claims[0].startswith("b#") for later in owed.later)


def test_what_was_told_before_or_long_after_is_not_told_since() -> None:
    assert not [later for one in made(("a", 20, NAMED), ("b", 4, SINCE)).obligations for later in one.later]


def test_a_siege_that_is_lifted_is_no_obligation() -> None:
    assert made(("a", 2, "تم فك الحصار عن مدينة دير الزور أمس بعد معارك عنيفة.")).obligations == ()


def test_a_position_with_its_condition_and_whom_it_speaks_to() -> None:
    text = "وافقت الفصائل على هدنة في الغوطة الشرقية بشرط وقف القصف على المدينة، وطالبت روسيا بالضغط على النظام."
    said = made(("a", 2, text)).positions
    (held,) = {(p.condition, p.spans) for p in said if p.condition}
    assert held[0] == "بشرط وقف القصف على المدينة"
    ((_, start, end),) = held[1]
    assert text[start:end] == held[0]


def test_a_position_without_a_condition_has_none() -> None:
    assert [p.condition for p in made(("a", 2, "رفضت الفصائل الهدنة في الغوطة الشرقية.")).positions] == [""]


def test_whom_a_call_asks_to_stop_is_spoken_to() -> None:
    said = made(("a", 2, "دعت الأمم المتحدة قوات النظام والفصائل المعارضة إلى هدنة في حلب.")).positions
    assert any(len(p.to) == 2 for p in said if p.stance == "demand")
