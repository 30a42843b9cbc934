"""The example reports: whole, marked as re-tellings, and the claims expected of them stand in their texts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.demo import NOTICE, reports
from marsad.model.claim import KINDS
from marsad.model.report import Report

REPORTS = {report.id: report for report in reports()}
EXPECTED: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("expected.yml").read_text(encoding="utf-8"))
CLAIMS = [pytest.param(REPORTS[name], claim, id=f"{name}-{n}") for name, claims in EXPECTED.items() for n, claim in enumerate(claims)]
TYPE = {"incident": "type", "casualties": "outcome", "ceasefire": "action", "statement": "act", "meeting": "mode"}
FIELDS = {
    "incident": {"type", "by", "against", "places", "when", "status"},
    "casualties": {"outcome", "min", "max", "approx", "who", "of", "period", "when", "by", "places"},
    "ceasefire": {"action", "areas", "excluded", "parties", "brokers", "starts", "hours"},
    "statement": {"act", "speaker", "to"},
    "meeting": {"mode", "participants", "places", "when", "status"},
}
NAMES = ("by", "against", "places", "areas", "excluded", "parties", "brokers", "speaker", "to", "participants", "source")


def test_there_are_at_least_ten_and_their_ids_are_their_own():
    assert len(reports()) >= 10
    assert [i for i, n in Counter(r.id for r in reports()).items() if n > 1] == []


def test_they_come_in_order_of_their_day():
    days = [report.date for report in reports()]
    assert days == sorted(day for day in days if day)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_report_is_whole_and_says_that_it_is_a_retelling(report: Report):
    assert report.text.rsplit("\n", 1)[-1] == NOTICE
    assert 700 <= len(report.text) <= 2500
    assert report.outlet is not None
    assert report.outlet.startswith("demo-")
    assert report.id == f"{report.outlet}-{report.date}"
    assert report.title
    assert (report.date_from, report.language) == ("given", "ar")


def test_every_report_has_expected_claims():
    assert list(EXPECTED) == list(REPORTS)
    assert [name for name, claims in EXPECTED.items() if len(claims) < 3] == []


@pytest.mark.parametrize(("report", "claim"), CLAIMS)
def test_an_expected_claim_stands_in_the_text_once(report: Report, claim: dict[str, Any]):
    assert report.text.count(claim["quote"]) == 1
    assert 1 <= len(claim["quote"].split()) <= 8


@pytest.mark.parametrize(("report", "claim"), CLAIMS)
def test_an_expected_claim_has_the_fields_of_its_kind(report: Report, claim: dict[str, Any]):
    assert claim["kind"] in KINDS
    assert TYPE[claim["kind"]] in claim
    assert set(claim) - {"kind", "quote", "source"} <= FIELDS[claim["kind"]]


@pytest.mark.parametrize(("report", "claim"), CLAIMS)
def test_names_are_copied_from_the_text_and_parts_lead_to_a_claim(report: Report, claim: dict[str, Any]):
    assert [name for field in NAMES for name in claim.get(field, []) if name not in report.text] == []
    quotes = {other["quote"] for other in EXPECTED[report.id] if other["kind"] == claim["kind"]}
    assert claim.get("of") is None or claim["of"] in quotes


@pytest.mark.parametrize(("report", "claim"), CLAIMS)
def test_days_and_figures_of_a_claim_are_in_order(report: Report, claim: dict[str, Any]):
    for field in ("period", "when"):
        first, last = (dt.date.fromisoformat(day) for day in claim.get(field) or ("2016-01-01", "2016-01-01"))
        assert first <= last <= (report.date or last)
    assert dt.date.fromisoformat(claim.get("starts") or "2016-01-01") <= (report.date or dt.date.max)
    if claim.get("min") is not None and claim.get("max") is not None:
        assert claim["min"] <= claim["max"]
