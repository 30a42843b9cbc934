"""The pipeline reaches the floors on the gold reports beside the checkout (deselected where they are absent)."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.measure import ratchet
from marsad.pipeline import code

FLOORS = Path(__file__).with_name("floors.json")


@pytest.mark.shared
def test_no_figure_is_below_its_floor(shared: Path) -> None:
    assert ratchet.below(ratchet.read(FLOORS), ratchet.measure(shared / "gold", code)) == []
