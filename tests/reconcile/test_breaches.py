"""Incident by ceasefire: the table `cells.tsv` answers four questions for each pair; every yes has evidence; what is listed and alleged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from marsad.model.record import Test as Answer
from marsad.reconcile import agreements, breaches, truces
from marsad.reconcile.episodes import episodes
from marsad.reconcile.told import telling
from marsad.reconcile.whole import reconcile
from tests.reconcile.made import report, strike, truce

LINES = (Path(__file__).parent / "cells.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES[1:]]
WORD = {"y": "yes", "n": "no", "u": "unknown"}
TRUCES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "calm": ("2016-05-02", [truce("started", "هدنة", areas=["الغوطة الشرقية"], starts="2016-04-29", hours=72)]),
    "cessation": (
        "2016-05-02",
        [truce("started", "هدنة", areas=["سوريا"], starts="2016-02-27", parties=["النظام", "الفصائل"], excluded=["جبهة النصرة"])],
    ),
    "city": ("2016-05-06", [truce("agreed", "هدنة", areas=["مدينة حلب"], starts="2016-05-04", hours=48, parties=["جميع الأطراف"])]),
    "coast": ("2016-05-02", [truce("agreed", "هدنة", areas=["محافظة اللاذقية"], starts="2016-04-29", hours=72, excluded=["كنسبا"])]),
    "daily": ("2016-05-02", [truce("agreed", "هدنة", areas=["الغوطة الشرقية"], starts="2016-04-27", hours=5, daily="09:00-14:00")]),
    "wish": ("2016-05-02", [truce("called_for", "هدنة", areas=["محافظة إدلب"], brokers=["الأمم المتحدة"])]),
    "hodeidah": ("2019-01-06", [truce("started", "هدنة", areas=["الحديدة"], starts="2018-12-18", parties=["الحوثيون", "الحكومة اليمنية"])]),
    "khartoum": (
        "2023-06-13",
        [truce("agreed", "هدنة", areas=["الخرطوم"], starts="2023-06-10", hours=24, parties=["الجيش السوداني", "قوات الدعم السريع"])],
    ),
}


def answers(row: list[str]) -> dict[str, Answer]:
    """The four answers for a row of the table."""
    name, kind, place, day, by, against = row[:6]
    date, claims = TRUCES[name]
    told = telling(report("truce-x", date, "اتفقوا على هدنة.", *claims))
    act = strike("وقع ذلك", type=kind, by=[by] * bool(by), against=[against] * bool(against), places=[place] * bool(place), when=[day, day])
    (group, *_), _ = episodes(telling(report("act-x", day, "وقع ذلك يومها.", act)))
    (terms,) = truces.link(truces.of_report(told))
    pact = breaches.pact_of(agreements.records([terms])[0], terms)
    one = breaches.act("i1", [group])
    found = (breaches.test_area(one, pact), breaches.test_window(one, pact), breaches.test_parties(one, pact), breaches.test_act(one))
    return dict(zip(("area", "window", "parties", "act"), found, strict=True))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{n}-{row[-1].replace(' ', '-')}" for n, row in enumerate(ROWS)])
def test_cells(row: list[str]) -> None:
    wanted = dict(zip(("area", "window", "parties", "act"), (WORD[letter] for letter in row[6:10]), strict=True))
    found = answers(row)
    assert {name: one.answer for name, one in found.items()} == wanted, {name: one.why for name, one in found.items()}


def test_the_table_has_300_cells() -> None:
    assert len(ROWS) * 4 >= 300 and {row[0] for row in ROWS} == set(TRUCES)


def test_no_yes_without_evidence() -> None:
    bare = [(row, name) for row in ROWS for name, one in answers(row).items() if one.answer == "yes" and not (one.why and one.claims)]
    assert [pair for pair in bare if not (pair[1] == "area" and not pair[0][2])] == []


def test_a_strike_that_a_source_calls_a_breach_is_alleged_and_says_by_whom() -> None:
    text = "بدأت هدنة في الغوطة الشرقية في 29 نيسان. وقصفت قوات النظام دوما أمس. وقال المرصد إنه خرق للهدنة."
    row = report(
        "one-2016-05-01-aaaaaa",
        "2016-05-01",
        text,
        truce("started", "بدأت هدنة", areas=["الغوطة الشرقية"], starts="2016-04-29"),
        strike("وقصفت قوات النظام", type="shelling", by=["قوات النظام"], places=["دوما"], when=["2016-04-30", "2016-04-30"]),
        truce("violated", "خرق للهدنة", source=["المرصد"]),
    )
    (pair,) = reconcile([row]).violations
    assert (pair.alleged_by, pair.state, pair.area.answer, pair.window.answer) == (("المرصد",), "alleged", "yes", "yes")


def test_what_happened_before_a_short_calm_was_declared_is_not_in_its_window() -> None:
    text = "أعلنت هدنة مدتها 48 ساعة في حلب. وقصفت طائرات حلب السبت. وقصفت مدفعية حلب أمس."
    old, new = ["2016-04-30", "2016-04-30"], ["2016-05-04", "2016-05-04"]
    row = report(
        "short-2016-05-05-aaaaaa",
        "2016-05-05",
        text,
        truce("agreed", "أعلنت هدنة مدتها 48 ساعة", areas=["حلب"], hours=48),
        strike("وقصفت طائرات حلب", places=["حلب"], when=old),
        strike("وقصفت مدفعية حلب", type="shelling", places=["حلب"], when=new),
    )
    made = reconcile([row])
    ((listed, day),) = [(v.window.answer, i.when.value) for v in made.violations for i in made.incidents if i.id == v.incident]
    assert (listed, str(day[0])) == ("unknown", "2016-05-04")
