"""Whatever is kept comes back equal, is found again, and verifies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from marsad.model.report import Report
from marsad.store import open_store
from tests.postgres import schema
from tests.store.anything import TEXTS, any_claim

_optional = st.none() | TEXTS


@st.composite
def reports(draw: st.DrawFn) -> Report:
    more: dict[str, Any] = {field: draw(_optional) for field in ("outlet", "title", "url", "date_from", "encoding", "retrieved_at")}
    return Report(draw(TEXTS), draw(TEXTS), draw(st.none() | st.dates()), language=draw(TEXTS), **more)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AbstractContextManager[Path | str]]:
    """A function that gives a place for a new store."""
    if request.param == "sqlite":
        return lambda: nullcontext(tmp_path_factory.mktemp("any") / "any.db")
    return partial(schema, request.getfixturevalue("postgres"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_report_and_claims_come_back_equal(fresh, data):
    given_report = data.draw(reports())
    claims = data.draw(st.lists(any_claim(given_report.text), max_size=4))
    assume(isinstance(fresh, FunctionType) or "\\x00" not in repr((given_report, claims)))  # PostgreSQL keeps no NUL
    with fresh() as place, open_store(place) as store:
        kept = store.keep(given_report, claims, coder="any 1", raw=given_report.text.encode())
        back = store.report(kept.key).report
        assert (back.id, back.text, back.date, back.title, back.url) == (
            given_report.id, given_report.text, given_report.date, given_report.title, given_report.url,
        )  # fmt: skip
        assert [stored.claim for stored in store.claims(report=kept.key)] == claims
        for claim in claims:
            assert claim in [stored.claim for stored in store.claims(kind=claim.kind, type=claim.type)]
            for source in claim.source:
                assert claim in [stored.claim for stored in store.claims(source=source.text)]
        assert store.verify().findings == ()
