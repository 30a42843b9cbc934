"""Ambiguous names in context: the table beside this file says what each is resolved to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad import Report, code
from marsad.resolve.settle import names_of

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("names.yml").read_text("utf-8"))
DAY = dt.date(2016, 5, 2)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']} = {case['id']}")
def test_a_name_is_what_its_context_tells(case: dict[str, Any]) -> None:
    claims = code(Report("r", case["text"], case.get("date", DAY)))
    assert {n.id for claim in claims for _, names in names_of(claim) for n in names if n.text == case["name"]} == {case["id"]}


def test_the_table_holds_names_of_several_things() -> None:
    by_name: dict[str, set[str | None]] = {}
    for case in CASES:
        by_name.setdefault(case["name"], set()).add(case["id"])
    assert len(CASES) >= 150 and sum(len(ids) > 1 for ids in by_name.values()) >= 25


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("وقال وزير الدفاع الجورجي إن الهدنة صامدة.", "وزير الدفاع الجورجي", "ge/state"),
        ("وقال ناشطون إن اللواء 47 التابع للجيش السوري هاجم دوما في الغوطة الشرقية.", "اللواء 47", "sy/army"),
        ("قصفت كتيبة الورد التابعة لجيش الإسلام بلدة سراقب بريف إدلب وقتل ثلاثة مدنيين.", "كتيبة الورد التابعة", "sy/jaysh-al-islam"),
        ("هاجمت ميليشيات جورجية بلدة سراقب بريف إدلب وقتل ثلاثة مدنيين.", "ميليشيات جورجية", "ge/state"),
    ],
)
def test_what_no_theatre_knows_is_given_its_side(text: str, name: str, owner: str) -> None:
    claims = code(Report("r", text, DAY))
    found = {n for c in claims for _, names in names_of(c) for n in names if n.text == name}
    assert {(n.id, n.part_of) for n in found} == {(None, owner)}


def test_an_unknown_village_never_blanks_the_others() -> None:
    text = "قصفت طائرات النظام قريتي المخترعة وسراقب وبلدة كفرنبل في ريف إدلب وقتل ثلاثة مدنيين."
    claims = code(Report("r", text, DAY))
    places = {n.text: n for c in claims for n in getattr(c, "places", ())}
    assert places["بلدة كفرنبل"].id == "sy/idlib/kafr-nabl" and places["سراقب"].id == "sy/idlib/saraqib"
    assert [n.part_of for n in places.values() if "المخترعة" in n.text] == ["sy/idlib/countryside"]
