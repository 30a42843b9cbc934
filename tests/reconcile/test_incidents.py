"""Incidents: what is brought together, what is held apart, how many are counted and by whom."""

from __future__ import annotations

import random
from typing import Any

import pytest

from marsad.reconcile.whole import reconcile
from marsad.reconcile.write import to_json
from tests.reconcile.made import killed, ref, report, strike

FIRST = report(
    "one-2021-03-04-aaaaaa",
    "2021-03-04",
    "قصفت طائرات روسية بلدة سرمدا في إدلب. وقال المرصد إن الغارة أدت إلى مقتل خمسة أشخاص.",
    strike("قصفت طائرات روسية", by=["طائرات روسية"], places=["بلدة سرمدا", "إدلب"]),
    killed("مقتل خمسة أشخاص", 5, source=["المرصد"]),
)
SECOND = report(
    "two-2021-03-05-bbbbbb",
    "2021-03-05",
    "أفاد المرصد السوري لحقوق الإنسان بمقتل ستة مدنيين في غارات روسية على سرمدا أمس.",
    killed("بمقتل ستة مدنيين", 6, who=["civilians"], source=["المرصد السوري لحقوق الإنسان"], places=["سرمدا"]),
    strike("غارات روسية", by=["روسية"], places=["سرمدا"], when=["2021-03-04", "2021-03-04"], source=["المرصد السوري لحقوق الإنسان"]),
)
ELSEWHERE = report(
    "three-2021-03-04-cccccc",
    "2021-03-04",
    "قصفت طائرات روسية مدينة جسر الشغور.",
    strike("قصفت طائرات روسية", by=["طائرات روسية"], places=["مدينة جسر الشغور"]),
)
LATER = report(
    "four-2021-03-20-dddddd",
    "2021-03-20",
    "قصفت طائرات روسية بلدة سرمدا.",
    strike("قصفت طائرات روسية", by=["طائرات روسية"], places=["بلدة سرمدا"]),
)


def groups(*rows: dict) -> list[set[str]]:
    return [set(one.claims) for one in reconcile(rows).incidents]


def test_two_reports_of_one_strike_are_one_incident() -> None:
    assert groups(FIRST, SECOND) == [{ref(r, c["quote"]) for r in (FIRST, SECOND) for c in r["claims"]}]


@pytest.mark.parametrize("other", [ELSEWHERE, LATER], ids=["another town", "another day"])
def test_a_contradiction_keeps_them_apart(other: dict) -> None:
    assert {ref(other, "قصفت طائرات روسية")} in groups(FIRST, SECOND, other)


def test_the_figures_are_a_range_with_who_says_what_and_never_a_sum() -> None:
    (one,) = reconcile([FIRST, SECOND]).incidents
    (dead,) = one.casualties
    assert (dead.min, dead.max) == (5, 6)
    assert [(f.min, f.source) for f in dead.figures] == [(5, "sy/sohr"), (6, "sy/sohr")]


def test_two_outlets_that_quote_one_monitor_are_one_source() -> None:
    (one,) = reconcile([FIRST, SECOND]).incidents
    assert one.sources == ("outlet:one", "sy/sohr")


def test_each_link_says_why() -> None:
    (one,) = reconcile([FIRST, SECOND]).incidents
    assert {name: why for name, score, why in one.links[0].points if score > 0}["place"] == "the same place"


def test_the_order_of_the_input_does_not_matter() -> None:
    rows = [FIRST, SECOND, ELSEWHERE, LATER]
    wanted = to_json(reconcile(rows))
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert to_json(reconcile(rows)) == wanted


def test_a_sum_over_a_period_is_a_toll_and_no_incident() -> None:
    text = "قتل 40 مدنيا في سرمدا منذ مطلع آذار. وقصفت طائرات روسية سرمدا اليوم."
    row = report(
        "toll-2021-03-20-eeeeee",
        "2021-03-20",
        text,
        killed("قتل 40 مدنيا", 40, who=["civilians"], places=["سرمدا"], period=["2021-03-01", "2021-03-20"]),
        strike("وقصفت طائرات روسية", by=["طائرات روسية"], places=["سرمدا"]),
    )
    records = reconcile([row])
    assert [t.claims for t in records.tolls] == [(ref(row, "قتل 40 مدنيا"),)]
    assert [one.casualties for one in records.incidents] == [()]


def test_what_is_planned_is_not_what_happened() -> None:
    text = "قصفت طائرات روسية سرمدا. وستقصف سرمدا غدا."
    row = report(
        "plan-2021-03-20-ffffff",
        "2021-03-20",
        text,
        strike("قصفت طائرات روسية", places=["سرمدا"]),
        strike("وستقصف سرمدا", places=["سرمدا"], status="intended"),
    )
    assert len(groups(row)) == 2


def test_a_row_that_is_not_in_shape_is_named() -> None:
    with pytest.raises(ValueError, match="report 'bad'"):
        reconcile([{"id": "bad", "date": None, "claims": [{"kind": "rumour", "quote": "", "start": 0, "end": 0}]}])


def _of_town(ident: str, town: str, **fields: Any) -> dict:
    text = f"قصفت طائرات روسية {town} مساء أمس. وأدت الغارة إلى مقتل سبعة مدنيين."
    day = ["2021-03-04", "2021-03-04"]
    made = strike("قصفت طائرات روسية", by=["طائرات روسية"], when=day, places=[town], **fields)
    return report(f"{ident}-2021-03-05-eeeeee", "2021-03-05", text, made, killed("مقتل سبعة مدنيين", 7, when=day))


HALVES = [_of_town("a", "بلدة معرة مصرين"), _of_town("b", "بلدة معرة مصرين"), _of_town("c", "إدلب"), _of_town("d", "إدلب")]


def test_an_odd_place_of_one_report_does_not_keep_those_apart_that_agree() -> None:
    odd = _of_town("e", "بلدة سرمدا")
    (one,) = [g for g in reconcile([*HALVES, odd]).incidents if len(g.reports) > 1]
    assert len(one.reports) >= 4
    assert one.place.value == "sy/idlib/maarrat-misrin"


def test_what_a_person_held_apart_is_not_gathered() -> None:
    refs = [ref(HALVES[n], "قصفت طائرات روسية") for n in (0, 2)]
    said = [{"seq": 1, "verb": "different", "refs": refs, "given": {}, "who": "w", "reason": ""}]
    made = reconcile([HALVES[0] | {"decisions": said}, *HALVES[1:]]).incidents
    assert all(not set(refs) <= set(one.claims) for one in made)


def test_a_plan_is_never_gathered_with_what_was_done() -> None:
    planned = _of_town("p", "بلدة معرة مصرين", status="intended")
    plan, act = (ref(row, "قصفت طائرات روسية") for row in (planned, HALVES[0]))
    assert not [one for one in reconcile([*HALVES, planned]).incidents if {plan, act} <= set(one.claims)]


def test_an_act_named_as_known_is_the_one_told_before() -> None:
    text = "قصفت طائرات بلدة سرمدا. وشكر السكان المسعفين. وقال شاهد إن القصف طال السوق. ثم هدأت البلدة."
    row = report("k-2021-03-04-ffffff", "2021-03-04", text, strike("قصفت طائرات", places=["بلدة سرمدا"]), strike("القصف طال"))
    assert len(reconcile([row]).incidents) == 1


def test_a_relief_group_beside_an_act_of_force_is_not_who_did_it() -> None:
    text = "نهب مسلحون مستودعا في سرمدا، بحسب منظمة إغاثية."
    act = {"kind": "incident", "type": "looting_destruction", "quote": "نهب مسلحون مستودعا", "by": ["منظمة إغاثية"], "places": ["سرمدا"]}
    (one,) = reconcile([report("l-2021-03-04-aaaaaa", "2021-03-04", text, act)]).incidents
    assert one.by.value is None
