"""Toll algebra: each check finds its planted fault in synthetic bulletins and is silent else; revisions and remainders of a toll."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from marsad.reconcile.algebra import CHECKS
from marsad.reconcile.whole import reconcile
from tests.reconcile.bulletins import FAULTS, campaign, judged, made
from tests.reconcile.daily import told
from tests.reconcile.made import killed, ref, report

TEXT = "قتل 246 مدنيا في حلب منذ 22 نيسان. وقال المرصد إن 253 مدنيا قتلوا بينهم 49 طفلا، ومنهم 145 بغارات."
SINCE = ["2016-04-22", "2016-04-30"]
ROW = report(
    "paper-2016-05-02-aaaaaa",
    "2016-05-02",
    TEXT,
    killed("246 مدنيا", 246, who=["civilians"], places=["حلب"], period=["2016-04-22", "2016-05-02"], source=["المرصد"]),
    killed("253 مدنيا", 253, who=["civilians"], places=["مدينة حلب"], period=SINCE, source=["المرصد"]),
    killed("49 طفلا", 49, who=["children"], places=["مدينة حلب"], period=SINCE, source=["المرصد"], of="253 مدنيا"),
    killed("145 بغارات", 145, who=["civilians"], by=["الطائرات"], places=["مدينة حلب"], period=SINCE, source=["المرصد"], of="253 مدنيا"),
)


def test_there_are_enough_checks_and_each_planted_fault_has_one() -> None:
    assert len(CHECKS) == len(set(CHECKS)) >= 14 and set(FAULTS) <= set(CHECKS)


def test_planted_faults_are_found_and_nothing_else() -> None:
    rows, planted = made(3000, seed=7)
    found, alarms, missed, wrong = judged(rows, planted)
    assert {*planted.values()} == set(FAULTS)
    assert (found, alarms) == (len(planted), 0), f"missed {dict(missed)}, alarms {dict(wrong)}"


def test_a_finding_names_the_claims_and_their_characters() -> None:
    import random

    rows = campaign(1, "part_over_whole", random.Random(1))
    text = {row["id"]: row["text"] for row in rows}
    (one,) = [f for f in reconcile(rows).findings if f.check == "part_over_whole"]
    assert len(one.claims) == 2 and [text[r][a:b].split()[-1] for r, a, b in one.spans] == ["طفلا", "مدنيا"]


def test_a_toll_is_one_series_with_its_revisions() -> None:
    whole = reconcile([ROW]).tolls[0]
    assert [(r.min, r.change) for r in whole.revisions] == [(246, "first"), (253, "raised")]
    assert (whole.since, whole.people, whole.source) == (dt.date(2016, 4, 22), "civilians killed", "المرصد")


def test_parts_are_series_of_their_own_and_the_rest_is_derived() -> None:
    records = reconcile([ROW])
    whole, *parts = records.tolls
    assert [(p.people, p.revisions[0].min, p.part_of) for p in parts] == [
        ("children killed", 49, whole.id),
        ("civilians killed", 145, whole.id),
    ]
    rest = [d for d in whole.derived if "الطائرات" in d["label"]]
    assert [(d["value"], d["formula"], d["derived"]) for d in rest] == [(108, "253 - 145", True)]
    assert rest[0]["claims"] == [ref(ROW, "253 مدنيا"), ref(ROW, "145 بغارات")]
    assert records.findings == () and records.incidents == ()


@pytest.mark.shared
def test_what_is_found_in_a_real_daily_series_is_of_few_kinds(shared: Path) -> None:
    """Each finding is a revision, a change of source, a rounded figure or a day without a bulletin: no part outnumbers its whole."""
    found = list(told(shared / "data" / "palestine_daily"))
    assert {one.check for _, _, one in found} <= {"falls", "growth_and_daily", "missing_issue"}
    assert len(found) <= 31
