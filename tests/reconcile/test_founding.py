"""One report alone tells the record of a week: calms, their arrangement, the cessation, a gap, a toll and its parts, what falls where.

The text is written for this test; it carries the facts of the first days of May 2016 in Syria as they were reported.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from marsad.model.claim import to_json
from marsad.model.record import Ceasefire, Records, Violation
from marsad.model.report import Report
from marsad.pipeline.coding import code
from marsad.reconcile.whole import reconcile
from marsad.reconcile.windows import gaps

TEXT = "\n\n".join(
    (
        "دخلت هدنة مدتها 24 ساعة في دمشق والغوطة الشرقية برعاية روسيا والولايات المتحدة حيز التنفيذ ليل "
        "الجمعة 29 نيسان. ودخلت هدنة ثانية مدتها 72 ساعة في شمال محافظة اللاذقية حيز التنفيذ ليل الجمعة "
        "29 نيسان.",
        "واتفقت روسيا والولايات المتحدة هذا الأسبوع على التهدئة في اللاذقية والغوطة الشرقية ودمشق باستثناء مدينة حلب.",
        "وأعلن الجيش السوري تمديد التهدئة في دمشق والغوطة الشرقية 24 ساعة تبدأ مساء الأحد 1 أيار.",
        "ويسري في سوريا منذ 27 شباط اتفاق وقف الأعمال القتالية بين الحكومة السورية وفصائل المعارضة "
        "برعاية الولايات المتحدة وروسيا، ولا يشمل جبهة النصرة.",
        "ورفض 43 فصيلاً معارضاً الهدن المناطقية.",
        "وقال المرصد السوري لحقوق الإنسان إن 246 مدنياً قتلوا في محافظة حلب منذ 22 نيسان.",
        "وقال المرصد السوري لحقوق الإنسان إن 253 مدنياً قتلوا في محافظة حلب منذ 22 نيسان، بينهم 49 طفلاً "
        "و31 امرأة. وأضاف أن 145 منهم قتلوا في غارات جوية، بينهم 19 طفلاً و14 امرأة.",
        "وقصفت طائرات النظام حي السكري في مدينة حلب السبت. وقصفت فصائل المعارضة الأحياء الغربية في مدينة حلب أمس.",
        "ودارت اشتباكات بين جيش الإسلام وفيلق الرحمن في بلدة مسرابا في الغوطة الشرقية السبت.",
    )
)

ID = "founding-2016-05-02"
NAMES = ("damascus", "coast", "arrangement", "extension", "country")


@cache
def made() -> Records:
    """The records of the report, made from its text by the coder."""
    report = Report(ID, TEXT, dt.date(2016, 5, 2))
    claims = [to_json(claim) for claim in code(report)]
    return reconcile([{"id": ID, "date": "2016-05-02", "text": TEXT, "claims": claims}])


def calm(name: str) -> Ceasefire:
    return dict(zip(NAMES, made().ceasefires, strict=True))[name]


def pairs(place: str) -> dict[str, Violation]:
    """By ceasefire the pair of the incident at this place."""
    (incident,) = [i for i in made().incidents if i.label.split(", at ")[-1].startswith(place)]
    by_id = {calm(name).id: name for name in NAMES}
    return {by_id[v.ceasefire]: v for v in made().violations if v.incident == incident.id}


def test_the_calms_lie_under_the_arrangement_and_the_arrangement_under_the_cessation() -> None:
    assert [calm(n).under for n in NAMES] == [*[calm("arrangement").id] * 2, calm("country").id, calm("arrangement").id, None]
    assert [calm(n).cls.value for n in NAMES] == ["local_calm"] * 4 + ["cessation"]


def test_the_terms_of_the_calms() -> None:
    assert calm("damascus").areas.value == ["دمشق", "الغوطة الشرقية"]
    assert [(str(calm(n).starts.value), calm(n).hours.value) for n in ("damascus", "coast")] == [("2016-04-29", 24), ("2016-04-29", 72)]
    assert calm("damascus").brokers.value == ["روسيا", "الولايات المتحدة"] == calm("arrangement").brokers.value


def test_the_extension_leaves_a_day_uncovered() -> None:
    assert (calm("extension").extends, calm("extension").hours.value) == (calm("damascus").id, 24)
    (gap,) = gaps(list(made().ceasefires))
    assert (gap["from"], gap["to"]) == ("2016-04-30/night", "2016-05-01/evening")


def test_what_is_left_out() -> None:
    assert calm("country").excluded.value == ["جبهة النصرة"]
    assert calm("arrangement").excluded.value == ["مدينة حلب"]
    assert str(calm("country").starts.value) == "2016-02-27"


def test_the_refusal_of_partial_truces_is_a_position_on_the_arrangement() -> None:
    (said,) = [p for p in made().positions if p.stance == "reject"]
    assert (said.actor, said.issue) == ("sy/factions", calm("arrangement").id)


def test_the_toll_is_one_series_with_its_parts_and_what_they_leave() -> None:
    whole, *parts = made().tolls
    assert [r.min for r in whole.revisions] == [246, 253]
    assert [(p.revisions[0].min, p.part_of) for p in parts] == [(49, "t1"), (31, "t1"), (145, "t1"), (19, "t4"), (14, "t4")]
    assert (108, "not by air strike") in [(d["value"], d["label"]) for d in whole.derived]


def test_no_toll_is_added_to_an_incident() -> None:
    assert not any(i.casualties for i in made().incidents)


def test_strikes_on_aleppo_are_outside_the_calms_and_inside_the_cessation() -> None:
    found = pairs("Sukkari")
    assert set(found) == {"country"}
    assert found["country"].candidate


def test_rebels_against_rebels_are_listed_and_no_candidates() -> None:
    found = pairs("Misraba")
    assert set(found) == {"damascus", "arrangement", "country"}
    assert not any(v.candidate for v in found.values())
    assert found["country"].parties.answer == "no"


def test_no_answer_is_yes_without_evidence() -> None:
    for pair in made().violations:
        for one in (pair.area, pair.window, pair.parties, pair.act):
            assert one.answer != "yes" or one.claims or one.why == "no area is told: all the country"
