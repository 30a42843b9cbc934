"""The pipeline reaches the floors on the gold reports (collected only where they stand beside the checkout)."""

from __future__ import annotations

from pathlib import Path

from marsad.measure import ratchet
from marsad.pipeline import code

GOLD = Path(__file__).parents[3] / "shared" / "gold"
FLOORS = Path(__file__).with_name("floors.json")


def test_no_figure_is_below_its_floor() -> None:
    assert ratchet.below(ratchet.read(FLOORS), ratchet.measure(GOLD, code)) == []
