"""What the store knows of reports that are not yet kept, and who cites whom."""

from __future__ import annotations

from dataclasses import replace

from tests.store.made import CODER, TEXT, code, report


def test_a_report_is_new_the_same_a_version_or_a_copy(store):
    kept = store.keep(report(), code(report()), coder=CODER)
    told = store.alike([
        report(), report(text=TEXT + " وأضاف."), replace(report("r2"), outlet="other"), report("r3", text="نص آخر لا صلة له بما سبق."),
    ])  # fmt: skip
    assert [one.status for one in told] == ["same", "version", "new", "new"]
    assert told[2].copies == (kept.key,) and told[3].copies == () and told[3].near is None


def test_a_text_that_nearly_repeats_another_is_told_with_its_share(store):
    kept = store.keep(report(), code(report()), coder=CODER)
    (told,) = store.alike([replace(report("near", text=TEXT + " وأضاف أن القصف مستمر."), outlet="other")])
    assert told.near is not None and told.near[0] == kept.key and 0.5 <= told.near[1] < 1
    assert store.ledger(action="added", after=1) == [], "nothing is written"


def test_who_cites_whom_and_which_days_are_told(store):
    store.keep(report(), code(report()), coder=CODER)
    assert store.cited() == []  # the sample's source has no id
    assert {(str(day), kind): n for day, kind, n in store.by_day()} == {
        ("2016-05-01", "incident"): 1, ("2016-05-02", "casualties"): 1, ("2016-05-03", "ceasefire"): 1,
    }  # fmt: skip
