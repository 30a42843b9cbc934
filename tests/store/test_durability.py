"""A few of the trials of tests/durability.py, which as a command takes many more."""

from __future__ import annotations

from pathlib import Path

from tests.durability import crowd, killed


def test_nothing_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    kept, decided = killed(tmp_path / "killed.db", 5)
    assert kept >= 5 and decided >= 0


def test_reviewers_at_once_lose_no_decision(tmp_path: Path) -> None:
    told = crowd(tmp_path, reviewers=6, decisions=8, reports=2)
    assert len(told.acknowledged) == 48 and told.met > 0, "they met, and were told"
