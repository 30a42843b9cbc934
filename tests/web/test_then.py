"""Records as they were: as the store knew them at a moment, of reports up to a day; their addresses keep it, nothing is decided there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from marsad.model.report import Report
from marsad.pipeline import code, coder
from marsad.pipeline.records import current
from marsad.store import Store, open_store
from marsad.web.app import create_app

STRIKE = "قتل 12 شخصاً في غارة جوية استهدفت سوقاً في مدينة إدلب يوم 5 حزيران 2016."
LATER = "قتل 19 شخصاً في غارة جوية استهدفت سوقاً في مدينة إدلب يوم 5 حزيران 2016."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One incident told by a report of the sixth and another of the ninth, and a decision on it."""
    with open_store(tmp_path / "then.db", actor="somebody") as opened:
        for ident, text, day in (("a", STRIKE, 6), ("b", LATER, 9)):
            report = Report(ident, text, dt.date(2016, 6, day), ident, None, None, "given")
            opened.keep(report, code(report), coder=coder())
        yield opened


@pytest.fixture
def pages(store: Store) -> Iterator[TestClient]:
    """A client in English."""
    with TestClient(create_app(store), headers={"accept-language": "en"}) as opened:
        yield opened


def incident(store: Store) -> str:
    """The incident that both reports tell."""
    return str(next(row["id"] for row in current(store)["incidents"] if row["killed"] == [12, 19]))


def test_a_record_is_shown_of_reports_up_to_a_day(store: Store, pages: TestClient) -> None:
    here = f"/incidents/{incident(store)}"
    assert {"12", "19"} <= set(re.findall(r'class="lit figure"[^>]*>(\d+)', pages.get(here).text))
    then = pages.get(f"{here}?as_of=2016-06-07").text
    assert set(re.findall(r'class="lit figure"[^>]*>(?:<[^>]*>)*(\d+)', then)) == {"12"}
    assert "The record of reports up to" in then


def test_a_record_is_shown_as_it_was_known_and_nothing_is_decided_there(store: Store, pages: TestClient) -> None:
    here = f"/incidents/{incident(store)}"
    before = store.ledger()[-1].at
    figure = next(c for c in store.claims(kind="casualties") if getattr(c.claim, "min", 0) == 19)
    store.decide("stands", [figure.id], given={"field": "killed"}, reason="the later count")
    assert "the later count" in pages.get(here).text
    then = pages.get(f"{here}?known_at={before}").text
    assert "the later count" not in then and "The record as it was known at" in then
    assert 'action="/decide"' in pages.get(here).text and 'action="/decide"' not in then
    assert pages.get(f"/api{here}?known_at={before}").json()["casualties"] != pages.get(f"/api{here}").json()["casualties"]


def test_links_of_a_past_list_lead_to_the_past(store: Store, pages: TestClient) -> None:
    html = pages.get("/incidents?known_at=2100-01-01").text
    assert f'href="/incidents/{incident(store)}?known_at=2100-01-01"' in html
    assert '<input type="hidden" name="known_at" value="2100-01-01">' in html


def test_before_anything_was_kept_there_is_no_record(store: Store, pages: TestClient) -> None:
    assert "0 incidents" in re.sub("<[^>]*>", "", pages.get("/incidents?known_at=2001-01-01").text)
    assert pages.get(f"/incidents/{incident(store)}?known_at=2001-01-01").status_code == 404


def test_a_past_of_too_many_reports_is_refused_in_words(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.web.record.kept.LOOKED_BACK", 1)
    answer = pages.get("/incidents?known_at=2100-01-01&lang=ar")
    assert answer.status_code == 413 and "يستغرق دقائق" in answer.text
    assert pages.get("/incidents").status_code == 200


@pytest.mark.parametrize("wrong", ["yesterday", "2016-13-01", "2016-05-01T99:00"])
def test_a_moment_that_is_none_is_told(pages: TestClient, wrong: str) -> None:
    assert pages.get(f"/incidents?known_at={wrong}").status_code == 422
