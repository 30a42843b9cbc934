"""The law of keeping: the same changes nothing, a changed text is a version beside the old, one text in three outlets is three."""

from __future__ import annotations

import pytest

from marsad.model.claim import Incident
from marsad.model.report import sha256
from marsad.model.span import Span
from marsad.store import ReportRefused, Store
from tests.store.made import CODER, TEXT, code, report


def keep(store: Store, given, coder=CODER, **more):
    return store.keep(given, code(given), coder=coder, **more)


def test_a_new_report_and_its_claims_come_back_as_they_were_given(store):
    given = report(title="عنوان", url="https://example.org/1", date_from="given", encoding="utf-8", retrieved_at="2016-05-03T00:00:00Z")
    kept = keep(store, given)
    assert (kept.status, kept.version, kept.claims, kept.added) == ("new", 1, 3, 3)
    back = store.report(kept.key)
    assert back.report == given
    assert [stored.claim for stored in store.claims(report=kept.key)] == code(given)
    assert (back.coder, dict(back.counts), back.claims) == (CODER, {"incident": 1, "casualties": 1, "ceasefire": 1}, 3)
    assert {stored.id for stored in store.claims()} == {claim.id(kept.key) for claim in code(given)}


def test_the_same_report_by_the_same_coder_changes_nothing(store):
    first = keep(store, report())
    before = store.ledger()
    again = keep(store, report())
    assert (again.status, again.key, again.claims) == ("same", first.key, 3)
    assert store.ledger() == before
    assert len(store.reports()) == 1


def test_a_changed_text_of_one_id_is_a_new_version_beside_the_old(store):
    old, new = keep(store, report()), keep(store, report(text="لا قصف ولا قصف في إدلب"))
    assert (new.status, new.version) == ("version", 2)
    assert [(r.version, r.newest, r.report.text) for r in store.versions("r1")] == [(1, False, TEXT), (2, True, "لا قصف ولا قصف في إدلب")]
    assert store.report("r1").key == new.key
    assert {claim.key for claim in store.claims()} == {new.key}
    assert len(store.claims(report=old.key)) == 3
    assert keep(store, report()).status == "same"
    assert keep(store, report(text="نص ثالث")).version == 3


def test_a_changed_text_at_one_address_is_a_new_version_though_its_id_is_another(store):
    keep(store, report("a", url="https://example.org/1"))
    assert keep(store, report("b", "نص آخر", url="https://example.org/1")).status == "version"
    assert keep(store, report("c", "نص آخر", url="https://example.org/1")).status == "same"
    assert keep(store, report("d", "نص آخر", url="https://example.org/2")).status == "new"


def test_one_text_in_three_outlets_is_three_reports(store):
    kept = [keep(store, report(outlet=outlet)) for outlet in ("hayat", "nahar", None)]
    assert [k.status for k in kept] == ["new"] * 3
    assert len({k.key for k in kept}) == 3
    assert len({r.text_sha256 for r in store.reports()}) == 1
    assert len(store.claims()) == 9


def test_another_coder_leaves_the_older_claims_in_the_file_but_not_standing(store, path):
    first = keep(store, report())
    kept = store.keep(report(), code(report())[:2], coder="test 2")
    assert (kept.status, kept.key, kept.added, kept.dropped, kept.changed) == ("recoded", first.key, 0, 1, 0)
    assert [c.coder for c in store.claims()] == ["test 2"] * 2
    assert keep(store, report()).status == "same"
    assert [e.payload["claims"] for e in store.ledger(action="coded")] == [3, 2]


def test_the_bytes_are_kept_and_must_be_those_of_the_report(store):
    data = TEXT.encode("cp1256", "replace")
    kept = keep(store, report(), raw=data)
    assert store.raw("r1") == data
    assert store.report(kept.key).bytes_sha256 == sha256(data)
    with pytest.raises(ReportRefused, match="give the bytes it was read from"):
        keep(store, report("r2", bytes_sha256="0" * 64), raw=data)
    keep(store, report("r3", "نص آخر"))
    with pytest.raises(LookupError, match="no bytes"):
        store.raw("r3")


@pytest.mark.parametrize("field", ["id", "text", "title", "outlet", "url", "language"])
def test_half_a_character_is_refused_and_said_where(store, field):
    given = report(**{"text": "نص", field: "أب\ud800"})
    with pytest.raises(ReportRefused, match=rf"{field} of report .* lone surrogate U\+D800 at character 2.*right encoding"):
        store.keep(given, [], coder=CODER)
    assert store.reports() == []


def test_a_claim_whose_quote_the_text_does_not_have_refuses_the_whole_report(store):
    wrong = Incident(quote="قصف", span=Span(0, 3), trigger=Span(0, 3), rule="x", incident_type="shelling")
    with pytest.raises(ReportRefused, match=r"incident at \(0, 3\) of report 'r1'"):
        store.keep(report(), [*code(report()), wrong], coder=CODER)
    assert (store.reports(), store.ledger(), store.search("قصف")) == ([], [], [])


def test_two_claims_with_one_id_are_both_kept(store):
    twice = code(report())[:1] * 2
    store.keep(report(), twice, coder=CODER)
    assert [stored.claim for stored in store.claims()] == twice
    kept = store.keep(report(), twice[:1], coder="test 2")
    assert (kept.added, kept.dropped, kept.changed) == (0, 1, 0)


def test_a_report_without_claims_or_text_is_kept_too(store):
    assert store.keep(report(text=""), [], coder=CODER).claims == 0
    assert store.report("r1").report == report(text="")
    assert store.verify().ok
