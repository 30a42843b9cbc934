"""Lists and filters: by time, place, actor and source, spelling folded, in a sure order, without reading texts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import event

from marsad.store import StoreError, open_store
from tests.store.made import CODER, DAY, TEXT, code, report


@pytest.fixture
def full(store):
    """Three reports of two outlets, one without a date."""
    for given in (report(), report("r2", "قصف على حمص", outlet="nahar", date=dt.date(2016, 4, 30)), report("n1", "سبعة", date=None)):
        store.keep(given, code(given), coder=CODER)
    return store


def quotes(store, **filters):
    assert store.count_claims(**filters) == len(store.claims(**filters))
    return [stored.claim.quote for stored in store.claims(**filters)]


def test_the_latest_day_comes_first_and_undated_last(full):
    assert [r.id for r in full.reports()] == ["r1", "r2", "n1"]
    assert [c.claim.type for c in full.claims()] == ["announced", "killed", "shelling", "shelling", "killed"]


def test_reports_are_filtered_by_outlet_and_day_and_paged(full):
    assert [r.id for r in full.reports(outlet="nahar")] == ["r2"]
    assert [r.id for r in full.reports(since=DAY)] == ["r1"]
    assert [r.id for r in full.reports(until=dt.date(2016, 5, 1))] == ["r2"]
    assert [r.id for r in full.reports(limit=1, offset=1)] == ["r2"]
    assert [r.id for r in full.reports(offset=2)] == ["n1"]
    assert full.count_reports(outlet="hayat") == 2


@pytest.mark.parametrize("spelling", ["إدلب", "ادلب", "اِدْلـب", "دلب", "sy.idlib"])
def test_a_place_is_found_by_part_of_its_name_in_any_spelling_or_by_its_id(full, spelling):
    assert quotes(full, place=spelling) == ["قصفا"]


@pytest.mark.parametrize(("filters", "found"), [
    ({"place": "الغوطه الشرقيه"}, ["هدنة"]),
    ({"actor": "موسكو"}, ["هدنة"]),
    ({"actor": "المرصد"}, []),
    ({"source": "المرصد السورى"}, ["قصفا"]),
    ({"source": "المرصد", "place": "حمص"}, []),
    ({"place": "idlib"}, []),
    ({"place": "%"}, []),
    ({"place": "_"}, []),
    ({"kind": "casualties"}, ["سبعة", "سبعة"]),
    ({"type": "shelling"}, ["قصفا", "قصف"]),
    ({"kind": "incident", "type": "killed"}, []),
])  # fmt: skip
def test_claims_are_filtered_by_what_they_name(full, filters, found):
    assert quotes(full, **filters) == found


@pytest.mark.parametrize(("since", "until", "found"), [
    ("2016-05-03", None, ["هدنة"]),
    ("2016-05-02", "2016-05-02", ["سبعة"]),
    ("2016-05-01", "2016-05-01", ["قصفا"]),
    (None, "2016-04-30", ["قصف"]),
    ("2016-04-30", "2016-05-01", ["قصفا", "قصف"]),
    ("2020-01-01", None, []),
])  # fmt: skip
def test_claims_are_filtered_by_their_own_days_else_the_reports(full, since, until, found):
    first, last = (dt.date.fromisoformat(day) if day else None for day in (since, until))
    assert quotes(full, since=first, until=last) == found


def test_an_unknown_kind_is_named(full):
    with pytest.raises(ValueError, match="'strike' is none of incident, casualties"):
        full.claims(kind="strike")


def test_a_report_is_found_by_id_key_or_unique_beginning(full):
    key = full.report("r2").key
    assert full.report(key).id == full.report(key[:9]).id == "r2"
    assert full.report("n").id == "n1"


@pytest.mark.parametrize("ident", ["", "x9", "R1", "%", "r_"])
def test_no_report_is_found_where_none_begins_so(full, ident):
    with pytest.raises(LookupError, match="no report in the store"):
        full.report(ident)


def test_several_that_fit_are_named(full):
    with pytest.raises(LookupError, match=r"'r' fits 2 reports.*r1 \(key [0-9a-f]{16}, hayat\), r2 \(key"):
        full.report("r")
    full.keep(report("r1", outlet="nahar"), [], coder=CODER)
    with pytest.raises(LookupError, match="'r1' fits 2 reports"):
        full.claims(report="r1")


def test_lists_do_not_read_texts_until_one_is_asked_for(full):
    said: list[str] = []
    event.listen(full._engine, "before_cursor_execute", lambda conn, cursor, sql, *rest: said.append(sql))
    listed = full.reports()
    full.claims(place="إدلب")
    full.summary()
    assert said
    assert not [sql for sql in said if "reports.text\n" in sql or "reports.text," in sql or "reports.text " in sql]
    assert listed[0].report.text == TEXT
    assert any("reports.text" in sql for sql in said)


def test_the_summary_counts_what_stands(full):
    full.keep(report(text="قصف"), code(report(text="قصف")), coder=CODER)
    got = full.summary()
    assert (got.reports, got.articles, got.outlets) == (4, 3, ("hayat", "nahar"))
    assert dict(got.claims) == {"incident": 2, "casualties": 1, "ceasefire": 0, "statement": 0, "meeting": 0}
    assert (got.first, got.last) == (dt.date(2016, 4, 30), DAY)


def test_the_summary_knows_outlets_of_any_letters(store):
    store.keep(report(outlet="الحياة"), code(report()), coder=CODER)
    assert (store.summary().reports, store.summary().outlets) == (1, ("الحياة",))


def test_a_closed_store_says_so(full, path):
    listed = full.reports()[0]
    full.close()
    for call in (full.reports, full.verify, lambda: listed.report):
        with pytest.raises(StoreError, match="was closed: open it again"):
            call()
    with open_store(f"sqlite:///{path}" if isinstance(path, Path) else path) as again:
        assert len(again.reports()) == 3
