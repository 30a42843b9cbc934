"""One name, several things: what else the report names decides, and where nothing does the name stays open."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad import Report, code
from marsad.resolve.choose import choose
from marsad.resolve.home import home_of
from marsad.resolve.index import key_of
from marsad.resolve.readings import readings
from marsad.resolve.weigh import Signs

GHOUTA = "قصفت طائرات النظام بلدات عربين وسقبا في الغوطة الشرقية قرب دمشق وقتل ثلاثة مدنيين."
NABLUS = "اقتحمت القوات الإسرائيلية مدينة نابلس وقرية بيتا في الضفة الغربية وأصيب ثلاثة شبان."


def ids(text: str, field: str, name: str) -> set[str | None]:
    """The ids that the name got in this field of the report's claims."""
    claims = code(Report("r", text, dt.date(2018, 4, 8)))
    return {n.id for c in claims for n in getattr(c, field, ()) if n.text == name}


@pytest.mark.parametrize(
    ("around", "expected"),
    [(GHOUTA, "sy/rif-dimashq/duma"), (NABLUS, "ps/west-bank/duma-nablus")],
    ids=["near Damascus", "near Nablus"],
)
def test_a_town_is_the_one_near_what_else_is_named(around: str, expected: str) -> None:
    assert ids(f"{around}\nوقتل خمسة مدنيين في قصف على دوما.", "places", "دوما") == {expected}


def test_an_army_is_its_own_state_s_wherever_it_strikes() -> None:
    text = "قصف الجيش الإسرائيلي بلدة الخيام في جنوب لبنان وقتل مدنيان."
    assert ids(text, "by", "الجيش الإسرائيلي") == {"il/army"}


def test_a_branch_is_the_one_of_the_country_that_the_report_is_about() -> None:
    assert ids(f"{GHOUTA}\nوهاجم تنظيم الدولة الإسلامية حاجزا في مدينة تدمر.", "by", "تنظيم الدولة الإسلامية") == {"sy/isis"}


def test_what_does_not_live_on_the_day_is_not_meant() -> None:
    actors = [r for r in readings(key_of("دمشق")) if not r.is_place]
    assert choose(actors, Signs(home_of([]), dt.date(2018, 4, 8))).id == "sy/regime"
    assert choose(actors, Signs(home_of([]), dt.date(2025, 2, 1))).id == "sy/state"


def test_a_name_that_nothing_tells_apart_stays_open() -> None:
    tripoli = [r for r in readings(key_of("مدينة طرابلس")) if r.is_place]
    chosen = choose(tripoli, Signs(home_of([])))
    assert chosen.id is None and len(chosen.others) == 2 and "apart" in chosen.why


def test_a_village_that_no_theatre_knows_keeps_its_name_and_gets_what_it_lies_in() -> None:
    claims = code(Report("r", "قصفت طائرات النظام قرية المخترعة بريف إدلب الجنوبي وبلدة سراقب، وقتل ثلاثة مدنيين.", dt.date(2018, 4, 8)))
    names = {n.text: n for c in claims for n in getattr(c, "places", ())}
    assert names["قرية المخترعة"].id is None and names["قرية المخترعة"].part_of == "sy/idlib/countryside-south"
    assert names["بلدة سراقب"].id == "sy/idlib/saraqib" and names["بلدة سراقب"].part_of is None


def test_a_quoted_town_is_the_town() -> None:
    assert ids("قصف الطيران الحربي مدينة «سراقب» في ريف إدلب وقتل ثلاثة مدنيين.", "places", "مدينة «سراقب»") == {"sy/idlib/saraqib"}


def test_a_name_is_not_the_place_far_from_where_the_phrase_puts_it() -> None:
    text = "قصفت طائرات حربية قرية برزة بريف إدلب الجنوبي وقتل ثلاثة مدنيين."
    claims = code(Report("r", text, dt.date(2018, 4, 8)))
    assert {n.id for c in claims for n in getattr(c, "places", ()) if "برزة" in n.text} == {None}
