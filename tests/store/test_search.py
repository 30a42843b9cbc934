"""Search: any spelling, beginnings and glued particles, any input at all, and the same with and without a full-text index."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from marsad.model.span import Span
from marsad.store import dialect
from tests.store.made import CODER, TEXT, code, report


@pytest.fixture(params=["indexed", "plain"])
def full(store, request):
    """Three reports, in a store with a full-text index and in one without."""
    for given_report in (report(title="أخبار حلب"), report("r2", "وبقصفٍ على حِمْص"), report("r3", "لقاء في القاهرة")):
        store.keep(given_report, code(given_report), coder=CODER)
    if request.param == "plain":
        with store._writing() as conn:
            dialect.index(conn).drop_index(conn)
    return store


def found(store, words):
    return {(hit.kind, hit.report_id) for hit in store.search(words)}


@pytest.mark.parametrize(("words", "expected"), [
    ("إدلب", {("report", "r1")}),
    ("ادْلـب", {("report", "r1")}),
    ("قصف", {("report", "r1"), ("report", "r2"), ("claim", "r1"), ("claim", "r2")}),
    ("القصف", {("report", "r1"), ("report", "r2"), ("claim", "r1"), ("claim", "r2")}),
    ("قصف حمص", {("report", "r2")}),
    ("غوطه شرق", {("report", "r1")}),
    ("حلب", {("report", "r1")}),
    ("صف", set()),
    ("", set()),
    ('"قصف" OR (حمص', set()),
    ('"قصف" (*حمص:^', {("report", "r2")}),
])  # fmt: skip
def test_words_are_found_whatever_their_spelling(full, words, expected):
    assert found(full, words) == expected


def test_hits_lead_to_the_characters(full):
    for hit in full.search("قصف"):
        assert "قصف" in TEXT[hit.start : hit.end] or hit.report_id == "r2"
        assert all("قصف" in hit.snippet[span.start : span.end] for span in hit.lit)
        assert hit.lit
    title = next(hit for hit in full.search("حلب"))
    assert (title.start, title.end, title.snippet, title.lit) == (None, None, "أخبار حلب", (Span(6, 9),))


def test_a_claims_hit_is_its_quote(full):
    hit = next(hit for hit in full.search("هدنه") if hit.kind == "claim")
    stored = full.claims(kind="ceasefire")[0]
    assert (hit.claim_id, hit.start, hit.end, hit.snippet) == (stored.id, *stored.claim.span, "هدنة")


def test_claims_that_no_longer_stand_are_not_found(full):
    full.keep(report(), [], coder="test 2")
    assert found(full, "هدنة") == {("report", "r1")}


def test_older_versions_are_found_as_reports_only(full):
    full.keep(report(text="نص جديد"), [], coder=CODER)
    assert found(full, "هدنة") == {("report", "r1")}


def test_of_a_very_common_word_the_words_that_only_begin_so_are_left_out(store, monkeypatch):
    for given_report in (report("r1", "قصف على حمص"), report("r2", "قصفوا المدينة")):
        store.keep(given_report, [], coder=CODER)
    assert found(store, "قصف") == {("report", "r1"), ("report", "r2")}
    with store._reading() as conn:
        monkeypatch.setattr(index := dialect.index(conn), "MOST", 1)
    both = index.__name__.endswith("postgres_index")  # which looks a word and its beginnings up at one cost
    assert found(store, "قصف") == {("report", "r1")} | ({("report", "r2")} if both else set())


def test_no_more_than_the_limit(full):
    assert len(full.search("قصف", limit=3)) == 3
    assert {hit.kind for hit in full.search("قصف", limit=2)} == {"report", "claim"}
    assert full.search("قصف", limit=0) == full.search("قصف", limit=-1) == []


SIGNS = ["NEAR(", '"', "قصف", "*", "AND", "NOT", "'", "folded:", "\x00", "-", "^"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.lists(st.sampled_from(SIGNS)).map(" ".join))
@example("ﷺ")
@example("\ud800 قصف")
@example("قصف " * 5000)
@example("ا" * 100_000)
def test_any_input_is_fine(full, words):
    for hit in full.search(words):
        assert hit.snippet
