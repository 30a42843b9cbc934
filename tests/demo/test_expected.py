"""The coder makes the claims that a careful reader makes of the example reports: as many as are pinned, or more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.pipeline import code
from tests.demo.agreement import expected, judge, judged, main, pinned, same_name

REPORT = Report("r", "قُتل 12 مدنياً في حلب، بينهم 3 أطفال.")
KILLED = {"kind": "casualties", "quote": "12 مدنياً", "outcome": "killed", "min": 12, "places": ["حلب"]}
PART = {"kind": "casualties", "quote": "3 أطفال", "of": "12 مدنياً"}


def coded(row: dict[str, object], **fields: object) -> dict[str, object]:
    start = REPORT.text.index(str(row["quote"]))
    return row | {"start": start, "end": start + len(str(row["quote"]))} | fields


def blind(report: Report) -> list[Claim]:
    return []


def test_as_many_expected_claims_agree_as_are_pinned() -> None:
    rows = judged(code)
    differing = "\n".join(str(row) for row in rows if not row.agrees)
    print(differing)
    assert sum(row.agrees for row in rows) >= pinned(), f"fewer than the {pinned()} that are pinned agree:\n{differing}"


def test_the_pin_is_no_more_than_there_is_to_agree_on() -> None:
    assert 0 < pinned() <= sum(len(claims) for claims in expected().values())


def test_a_claim_agrees_where_every_given_field_does() -> None:
    (row,) = judge(REPORT, [KILLED], [coded(KILLED, quote="قُتل 12 مدنياً", places=["بحلب"], who=["civilians"])])
    assert row.agrees


def test_what_differs_is_told_by_field() -> None:
    (row,) = judge(REPORT, [KILLED], [coded(KILLED, min=11)])
    assert row.differs == {"min": (11, 12)}
    assert "min: coded 11, expected 12" in str(row)


def test_a_claim_that_is_not_coded_does_not_agree() -> None:
    (row,) = judge(REPORT, [KILLED], [coded(KILLED, kind="incident")])
    assert not row.agrees
    assert "no claim" in str(row)


def test_a_coded_claim_serves_one_expected_claim_only() -> None:
    first, second = judge(REPORT, [KILLED, KILLED], [coded(KILLED)])
    assert (first.agrees, second.agrees) == (True, False)


def test_a_part_agrees_where_its_whole_stands_at_the_same_words() -> None:
    start = REPORT.text.index("12")
    (row,) = judge(REPORT, [PART], [coded(PART, of="قُتل 12 مدنياً", of_span=[0, start + 9])])
    (other,) = judge(REPORT, [PART], [coded(PART, of="حلب", of_span=[start + 12, start + 15])])
    assert (row.agrees, other.agrees) == (True, False)


@pytest.mark.parametrize(("one", "other"), [("حلب", "مدينة حلب"), ("النظام", "قوات النظام"), ("المرصد", "مركز")])
def test_names_of_other_words_differ(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_the_pin_is_never_lowered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path := tmp_path / "agreed.json").write_text(json.dumps({"agreed": 1}))
    assert main(["--raise"], blind, path) == 1
    assert pinned(path) == 1
    assert "0 is below the 1 of agreed.json: nothing is written" in capsys.readouterr().err


def test_the_pin_is_raised_where_more_agree(tmp_path: Path) -> None:
    (path := tmp_path / "agreed.json").write_text(json.dumps({"agreed": 0}))
    assert main([], code, path) == 0
    assert pinned(path) == 0
    assert main(["--raise"], code, path) == 0
    assert pinned(path) >= pinned()
