"""Our records laid beside reference records: what matches, what only one of the two has, which figures differ, and why."""

from __future__ import annotations

from marsad.pipeline.beside.comparing import compare_sets
from marsad.pipeline.beside.matching import Alone, Compared, Match

__all__ = ["Alone", "Compared", "Match", "compare_sets"]
