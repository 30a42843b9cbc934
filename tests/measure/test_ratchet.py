"""Floors are raised, never lowered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.measure import ratchet
from marsad.model.claim import Claim, from_json
from marsad.model.report import Report
from tests.measure.rows import KILLED, SHELLING, report

HALF = {"seed": {"all": {"f1": 0.5, "complete": 0.5}}}


def perfect(given: Report) -> list[Claim]:
    return [from_json(KILLED), from_json(SHELLING)]


def blind(given: Report) -> list[Claim]:
    return []


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for name in ratchet.GOLD_FILES:
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(report(KILLED, SHELLING)) + "\n", encoding="utf-8")
    return tmp_path


def run(gold: Path, floors: Path, coder: object, *more: str) -> int:
    return ratchet.main(["--floors", str(floors), "--gold", str(gold), *more], coder)  # type: ignore[arg-type]


def test_raise_writes_the_higher_figures_of_every_kind_in_the_gold(gold: Path) -> None:
    ratchet.write(floors := gold / "floors.json", HALF)
    assert run(gold, floors, perfect, "--raise") == 0
    lifted = ratchet.read(floors)
    assert lifted["seed"] == {kind: {"f1": 1.0, "complete": 1.0} for kind in ("incident", "casualties", "all")}
    assert lifted["dev"] == lifted["seed"]


def test_raise_refuses_to_lower_and_writes_nothing(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ratchet.write(floors := gold / "floors.json", HALF)
    before = floors.read_bytes()
    assert run(gold, floors, blind, "--raise") == 1
    assert floors.read_bytes() == before
    assert "seed all f1: 0.000 is below the floor 0.500" in capsys.readouterr().err


def test_one_figure_that_sinks_refuses_the_rise_of_all_others() -> None:
    measured = {"seed": {"all": {"f1": 0.9, "complete": 0.49}}}
    with pytest.raises(ratchet.Lowered, match=r"complete: 0\.490 is below the floor 0\.500"):
        ratchet.raised(HALF, measured)


def test_a_floor_that_is_no_longer_measured_is_a_fall() -> None:
    assert ratchet.below(HALF, {}) == ["seed all f1: 0.000 is below the floor 0.500", "seed all complete: 0.000 is below the floor 0.500"]


def test_comparing_without_raise_writes_nothing(gold: Path) -> None:
    ratchet.write(floors := gold / "floors.json", HALF)
    before = floors.read_bytes()
    assert run(gold, floors, perfect) == 0
    assert floors.read_bytes() == before


def test_a_floor_that_is_no_share_is_refused(tmp_path: Path) -> None:
    ratchet.write(tmp_path / "floors.json", {"dev": {"all": {"f1": 60}}})
    with pytest.raises(ValueError, match="dev all f1 60: f1 or complete between 0 and 1 should stand here"):
        ratchet.read(tmp_path / "floors.json")
