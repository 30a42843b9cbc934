"""Toll algebra: figures that cannot all be right, each found by one named check that names the claims."""

from __future__ import annotations

from marsad.model.record import Finding, Toll
from marsad.reconcile.told import Telling


def findings(reports: list[Telling], tolls: list[Toll]) -> list[Finding]:
    """All findings over the reports and their tolls."""
    return []
