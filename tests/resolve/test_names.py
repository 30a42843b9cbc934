"""Ambiguous names in context: the tables beside this file say what each is resolved to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad import Report, code
from marsad.resolve.gazetteer import above, within
from marsad.resolve.ground import names_of
from marsad.resolve.index import key_of
from marsad.resolve.phrase import phrase
from marsad.resolve.readings import readings
from marsad.theatres import available, load_many

TABLES = ("names.yml", "homonyms.yml")
CASES: list[dict[str, Any]] = [case for table in TABLES for case in yaml.safe_load(Path(__file__).with_name(table).read_text("utf-8"))]
DAY = dt.date(2016, 5, 2)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']} = {case['id']}")
def test_a_name_is_what_its_context_tells(case: dict[str, Any]) -> None:
    claims = code(Report("r", case["text"], case.get("date", DAY)))
    assert {n.id for claim in claims for _, names in names_of(claim) for n in names if n.text == case["name"]} == {case["id"]}


def test_the_table_holds_names_of_several_things() -> None:
    by_name: dict[str, set[str | None]] = {}
    for case in CASES:
        by_name.setdefault(case["name"], set()).add(case["id"])
    assert len(CASES) >= 350 and sum(len(ids) > 1 for ids in by_name.values()) >= 25


def meanings(name: str) -> set[str]:
    """The ids of all that goes by the name, with and without its word of kind."""
    parts = phrase(name)
    return {reading.id for key in (parts.key, parts.bare, key_of(name)) if key for reading in readings(key)}


def test_what_is_ambiguous_renamed_or_hostile_is_told_often_enough() -> None:
    """Names of several things, cases of a day of their own, and names that opponents give, counted."""
    hostile = {form.text for t in load_many(available()) for actor in t.actors.values() for form in actor.names if form.usage == "hostile"}
    shared = {phrase(case["name"]).bare or key_of(case["name"]) for case in CASES if len(meanings(case["name"])) > 1}
    assert len(shared) >= 150
    assert sum("date" in case for case in CASES) >= 60 and len({case["name"] for case in CASES} & hostile) >= 24


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("وقال وزير الدفاع الجورجي إن الهدنة صامدة.", "وزير الدفاع الجورجي", "ge/state"),
        ("وقال ناشطون إن اللواء 47 التابع للجيش السوري هاجم دوما في الغوطة الشرقية.", "اللواء 47", "sy/army"),
        (
            "قصفت كتيبة الورد التابعة لجيش الإسلام بلدة سراقب وقتل مدنيين.",
            "كتيبة الورد التابعة لجيش الإسلام",
            "sy/jaysh-al-islam",
        ),
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قتل 12 شخصا في قصف في الأول من مايو الماضي على أم درمان.", "مايو"),
        ("قصف الجيش مدينة الحديدة بحجة الدفاع عن النفس وقتل ثلاثة مدنيين.", "حجة"),
        ("شهدت المعارك تقدم الجيش السوداني في أم درمان وقتل ثلاثة.", "تقدم"),
    ],
)
def test_a_word_that_is_a_name_elsewhere_is_none_here(text: str, name: str) -> None:
    """A month, a pretext and an advance are no place and no side."""
    assert [n for c in code(Report("r", text, dt.date(2023, 12, 1))) for _, names in names_of(c) for n in names if n.text == name] == []


def test_a_town_lies_in_the_named_areas_that_its_subdistrict_is_part_of() -> None:
    """Harasta's parents are its subdistrict and district; Eastern Ghouta is no parent of it, but it lies there."""
    assert "sy/rif-dimashq/eastern-ghouta" in within("sy/rif-dimashq/harasta")
    assert "sy/rif-dimashq/eastern-ghouta" not in above("sy/rif-dimashq/harasta")
    assert "sy/rif-dimashq/eastern-ghouta" not in within("sy/rif-dimashq/jaramana")
    assert {"sd/darfur", "sd"} <= set(within("sd/fasher"))
    assert within("sy/rif-dimashq/flitah")[-2:] == ("sy/rif-dimashq/western-qalamoun", "sy/rif-dimashq/qalamoun")


def test_unnamed_sources_are_no_part_of_those_of_another_country() -> None:
    """«مصادر محلية» of a Syrian report is not what the theatre of Yemen knows by these words."""
    claims = code(Report("r", "وأشارت مصادر محلية إلى أن القصف استهدف مدينة سراقب بريف إدلب وقتل ثلاثة مدنيين.", DAY))
    told = {n for c in claims for _, names in names_of(c) for n in names if n.text == "مصادر محلية"}
    assert {(n.id, n.part_of) for n in told} == {(None, None)}
