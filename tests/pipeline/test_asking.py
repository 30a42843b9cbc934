"""A decision and what is told since: a contradiction between them is raised, and goes when a person decides anew or takes it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from marsad.model.claim import Casualties, Incident
from marsad.model.report import Report
from marsad.pipeline import CODER, code
from marsad.pipeline.asking import held
from marsad.pipeline.records import current
from marsad.store import Store, open_store

STRIKE = "قتل {} مدنيين في غارة شنتها طائرات حربية على حي السكري في مدينة حلب يوم الأربعاء."
DAY = dt.date(2016, 4, 28)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two outlets that tell one strike with two figures."""
    with open_store(tmp_path / "asking.db") as made:
        for outlet, figure in (("a", "خمسة"), ("b", "سبعة")):
            keep(made, outlet, figure)
        assert len(current(made)["incidents"]) == 1
        yield made


def keep(store: Store, outlet: str, figure: str) -> None:
    report = Report(f"{outlet}1", STRIKE.format(figure), DAY, f"illustrative-{outlet}")
    store.keep(report, code(report), coder=CODER)


def ref(store: Store, report: str, kind: str) -> str:
    (found,) = store.claims(report=report, kind=kind)
    return f"{report}#{kind}@{found.claim.span.start}"


def asked(store: Store) -> list[str]:
    return [one.why for one in held(store) if one.why]


def test_a_figure_told_after_one_was_settled_is_raised_until_decided_anew(store: Store) -> None:
    store.decide("stands", [ref(store, "a1", "casualties")], given={"field": "killed"})
    assert [one.decision.verb for one in held(store)] == ["stands"] and asked(store) == []
    keep(store, "c", "تسعة")
    assert asked(store) == [f"killed was settled, and {ref(store, 'c1', 'casualties')} says 9 since"]
    keep(store, "d", "خمسة")
    assert len(asked(store)) == 1
    store.decide("stands", [ref(store, "c1", "casualties")], given={"field": "killed"})
    assert asked(store) == []


def test_a_figure_that_was_known_when_it_was_settled_is_not_raised(store: Store) -> None:
    store.decide("stands", [ref(store, "b1", "casualties")], given={"field": "killed"})
    assert asked(store) == []


def test_a_claim_that_reads_otherwise_or_is_gone_is_raised_and_taking_back_ends_it(store: Store) -> None:
    pair = store.decide("same", [ref(store, "a1", "incident"), ref(store, "b1", "incident")])
    grade = store.decide("grade", [ref(store, "b1", "casualties")], given={"scale": "airwars", "code": "fair"})
    report = store.report("b1").report
    killed, strike = code(report)
    assert isinstance(strike, Incident) and isinstance(killed, Casualties)
    store.keep(report, [replace(strike, incident_type="shelling")], coder="test 2")
    assert [(one.decision.seq, one.why) for one in held(store) if one.why] == [
        (pair.seq, "decided as type air_strike, is now shelling"),
        (grade.seq, f"«{killed.quote}» does not stand any more"),
    ]
    for decision in (pair, grade):
        store.decide("withdraw", [], given={"seq": decision.seq})
    assert asked(store) == []


def test_a_decision_on_an_older_version_of_the_report_is_raised(store: Store) -> None:
    store.decide("accept", [ref(store, "a1", "casualties")])
    store.decide("grade", [ref(store, "a1", "casualties")], given={"scale": "airwars", "code": "fair"})
    newer = Report("a1", STRIKE.format("ستة"), DAY, "illustrative-a")
    store.keep(newer, code(newer), coder=CODER)
    assert len(asked(store)) == 2 and all(why.startswith("version 2 of the report is kept since") for why in asked(store))


def test_a_withdrawn_report_asks_nothing(store: Store) -> None:
    store.decide("same", [ref(store, "a1", "incident"), ref(store, "b1", "incident")])
    store.withdraw("a1", reason="retracted")
    assert list(held(store)) == []


TRUCE = "أعلنت روسيا هدنة بين قوات النظام والفصائل المعارضة في الغوطة الشرقية لمدة 72 ساعة تبدأ مساء الجمعة."
SHELLED = "قصفت قوات النظام مواقع الفصائل المعارضة في بلدة دوما في الغوطة الشرقية أمس الأحد."


@pytest.mark.parametrize(("told", "test"), [("مدينة دوما", "area is unknown"), ("الفصائل المعارضة", "parties is no")])
def test_a_state_that_newly_told_terms_speak_against_is_raised(tmp_path: Path, told: str, test: str) -> None:
    with open_store(tmp_path / "state.db") as store:
        for ident, text, day in (("t1", TRUCE, dt.date(2016, 4, 29)), ("s1", SHELLED, dt.date(2016, 5, 2))):
            store.keep(report := Report(ident, text, day, "illustrative"), code(report), coder=CODER)
        refs = [ref(store, "s1", "incident"), ref(store, "t1", "ceasefire")]
        store.decide("state", refs, given={"state": "substantiated"})
        assert asked(store) == []
        later = Report("t2", f"أعلنت روسيا أن الهدنة في الغوطة الشرقية لا تشمل {told}.", dt.date(2016, 5, 2), "illustrative")
        store.keep(later, code(later), coder=CODER)
        assert asked(store) == [f"substantiated, and {test} since {ref(store, 't2', 'ceasefire')}"]
        store.decide("state", refs, given={"state": "not_substantiated"})
        assert asked(store) == []
