"""From a report to its claims: pure, deterministic, no store, no network."""

from __future__ import annotations

from marsad import __version__
from marsad.extract.claims import claims_of
from marsad.model.claim import Claim
from marsad.model.report import Report

CODER = f"marsad-rules/{__version__}"


def code(report: Report) -> list[Claim]:
    """The claims of the report's text, in the order of their quotes; offsets are code points of `report.text`."""
    return claims_of(report.text, report.date)


def code_title(report: Report) -> list[Claim]:
    """The claims of the report's title, coded apart; offsets are code points of `report.title`."""
    return claims_of(report.title, report.date) if report.title else []
