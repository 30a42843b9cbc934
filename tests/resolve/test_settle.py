"""One name, several things: what else the report names decides, and where nothing does the name stays open."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad import Report, code
from marsad.resolve.index import key_of
from marsad.resolve.readings import several
from marsad.resolve.settle import choose, home_of

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
    actors = [r for r in several()[key_of("دمشق")] if not r.is_place]
    assert choose(actors, home_of([]), dt.date(2018, 4, 8)) == "sy/regime"
    assert choose(actors, home_of([]), dt.date(2025, 2, 1)) == "sy/state"


def test_a_name_that_nothing_tells_apart_stays_open() -> None:
    tripoli = [r for r in several()[key_of("مدينة طرابلس")] if r.is_place]
    assert choose(tripoli, home_of([]), None) is None
