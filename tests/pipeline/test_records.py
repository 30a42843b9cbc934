"""The record of a store: the same bytes from the same claims and decisions, as of either time, and never beyond what persons decided."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.model.report import Report
from marsad.pipeline import CODER, code
from marsad.pipeline.ordering import GROUPS
from marsad.pipeline.records import current, rebuild, records
from marsad.store import Store, open_store

TOLL = "قال المرصد السوري لحقوق الإنسان إن حصيلة القتلى في مدينة حلب بلغت منذ 22 نيسان {} قتيلاً مدنياً بينهم {} طفلاً."
STRIKE = "قتل خمسة مدنيين في غارة شنتها طائرات حربية على حي السكري في مدينة حلب يوم الأربعاء."
TRUCE = "أعلنت روسيا هدنة في الغوطة الشرقية لمدة 24 ساعة تبدأ مساء الجمعة."
REPORTS = [
    Report("a1", TOLL.format(246, 45), dt.date(2016, 5, 1), "illustrative-a"),
    Report("a2", TOLL.format(253, 49), dt.date(2016, 5, 2), "illustrative-a"),
    Report("b1", STRIKE, dt.date(2016, 4, 28), "illustrative-b"),
    Report("c1", STRIKE + " وأفاد بذلك ناشطون.", dt.date(2016, 4, 28), "illustrative-c"),
    Report("d1", TRUCE, dt.date(2016, 4, 29), "illustrative-b"),
]


def keep(path: Path, reports: list[Report]) -> Store:
    store = open_store(path)
    for report in reports:
        store.keep(report, code(report), coder=CODER)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with keep(tmp_path / "r.db", REPORTS) as made:
        yield made


def figures(made: dict[str, object]) -> list[list[int]]:
    return [[f["min"] for f in toll["figures"]] for toll in made["tolls"] if toll["part_of"] is None]  # type: ignore[attr-defined]


def test_rebuild_gives_the_same_bytes_whatever_the_order_of_reading(store: Store, tmp_path: Path) -> None:
    first = rebuild(store)
    assert first.counts["incidents"] and first.counts["tolls"] and first.counts["ceasefires"]
    assert (rebuild(store).digest, rebuild(store).same) == (first.digest, True)
    mixed = random.Random(7).sample(REPORTS, len(REPORTS))
    with keep(tmp_path / "other.db", mixed) as other:
        assert rebuild(other).digest == first.digest


def test_saved_records_are_those_that_would_be_made(store: Store) -> None:
    saved, made = current(store), records(store)
    assert all(saved[group] == made[group] for group in GROUPS)
    report = Report("e1", STRIKE, dt.date(2016, 5, 4), "illustrative-e")
    store.keep(report, code(report), coder=CODER)
    assert len(current(store)["incidents"]) == len(saved["incidents"]) + 1
    assert current(store)["incidents"] == records(store)["incidents"]


def test_one_strike_told_by_two_outlets_is_one_incident(store: Store) -> None:
    (strike,) = [i for i in records(store)["incidents"] if i["type"] == "air_strike"]
    assert {ref.split("#")[0] for ref in strike["claims"]} == {"b1", "c1"} and strike["killed"] == [5, 5]


def test_as_of_a_day_only_its_reports_count(store: Store) -> None:
    assert figures(records(store)) == [[246, 253]]
    assert figures(records(store, until=dt.date(2016, 5, 1))) == [[246]]
    assert records(store, until=dt.date(2016, 4, 1))["incidents"] == []


def test_as_of_a_moment_what_came_later_is_not_known(store: Store) -> None:
    added = {r.id: r.added_at for r in store.reports()}
    assert figures(records(store, moment=added["a1"])) == [[246]]
    assert records(store, moment="2000-01-01T00:00")["tolls"] == []


def test_decisions_go_into_the_record_and_out_again(store: Store) -> None:
    before = rebuild(store).digest
    (wrong,) = [c for c in store.claims(report="a2", kind="casualties") if c.claim.min == 253]  # type: ignore[attr-defined]
    made = store.decide("correct", [wrong.id], given={"min": 235, "max": 235}, reason="transposed digits")
    assert figures(current(store)) == [[246, 235]]
    store.decide("withdraw", [], given={"seq": made.seq})
    assert rebuild(store).digest == before
    store.decide("reject", [wrong.id])
    assert [253] not in figures(current(store)) and [246] in figures(current(store))


def test_a_reader_of_the_store_needs_not_write_it(store: Store) -> None:
    made = records(store)
    store.close()
    with open_store(store.path, read_only=True) as looked:
        assert current(looked)["tolls"] == made["tolls"]


def test_what_a_person_holds_apart_is_two_incidents_and_what_is_put_together_one(store: Store) -> None:
    (one,) = store.claims(report="b1", kind="incident")
    (other,) = store.claims(report="c1", kind="incident")
    apart = store.decide("different", [one.id, other.id], reason="two strikes of that day")
    strikes = [i for i in records(store)["incidents"] if i["type"] == "air_strike"]
    assert [{ref.split("#")[0] for ref in i["claims"]} for i in strikes] == [{"b1"}, {"c1"}]
    store.decide("withdraw", [], given={"seq": apart.seq})
    elsewhere = Report("e1", STRIKE.replace("حي السكري في مدينة حلب", "بلدة دوما"), dt.date(2016, 4, 28), "illustrative-e")
    store.keep(elsewhere, code(elsewhere), coder=CODER)
    assert len([i for i in records(store)["incidents"] if i["type"] == "air_strike"]) == 2
    (third,) = store.claims(report="e1", kind="incident")
    store.decide("same", [third.id, one.id])
    assert len([i for i in records(store)["incidents"] if i["type"] == "air_strike"]) == 1


def test_the_figure_that_a_person_chose_stands_and_the_rival_is_kept(store: Store) -> None:
    rival = Report("e1", STRIKE.replace("خمسة", "سبعة"), dt.date(2016, 4, 28), "illustrative-e")
    store.keep(rival, code(rival), coder=CODER)
    (strike,) = [i for i in records(store)["incidents"] if i["type"] == "air_strike"]
    assert (strike["killed"], strike["casualties"][0]["best"]) == ([5, 7], 5)
    (seven,) = store.claims(report="e1", kind="casualties")
    store.decide("stands", [seven.id], given={"field": "killed"}, reason="names are listed")
    (strike,) = [i for i in records(store)["incidents"] if i["type"] == "air_strike"]
    counted = strike["casualties"][0]
    assert (strike["killed"], counted["best"], counted["why"]) == ([5, 7], 7, "decided by marsad: names are listed")


def test_a_grade_is_shown_with_the_record(store: Store) -> None:
    (one,) = store.claims(report="b1", kind="incident")
    store.decide("grade", [one.id], given={"scale": "airwars", "code": "weak"})
    store.decide("grade", [one.id], given={"scale": "airwars", "code": "fair"})
    (strike,) = [i for i in current(store)["incidents"] if i["type"] == "air_strike"]
    assert [(g["scale"], g["code"]) for g in strike["grades"]] == [("airwars", "fair")]
