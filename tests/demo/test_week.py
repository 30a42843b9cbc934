"""The record of the example reports shows what the record is for: each kind of thing that the commands list is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from marsad.demo import reports
from marsad.pipeline import CODER, code
from marsad.pipeline.records import records
from marsad.store import open_store

Row = dict[str, Any]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Row]:
    """The records of the example reports."""
    with open_store(tmp_path_factory.mktemp("demo") / "demo.db") as store:
        for report in reports():
            store.keep(report, code(report), coder=CODER)
        yield records(store)


def test_a_toll_grows_and_its_remainder_is_derived(record: Row) -> None:
    grown = [t for t in record["tolls"] if [f["min"] for f in t["figures"]][:2] == [246, 253]]
    assert len(grown) == 1 and any(d["formula"] == "253 - 145" for d in grown[0]["derived"])


def test_a_local_calm_has_a_gap_before_its_extension(record: Row) -> None:
    (gap,) = record["gaps"]
    first, second = gap["ceasefires"]
    extension = next(c for c in record["ceasefires"] if c["id"] == second)
    assert (gap["kind"], extension["extends"], extension["class"]) == ("gap", first, "local_calm")


def test_a_refusal_and_what_is_owed(record: Row) -> None:
    refused = [p for p in record["positions"] if (p["actor"], p["stance"]) == ("sy/factions", "reject")]
    assert any(p["issue"] in {c["id"] for c in record["ceasefires"]} for p in refused)
    assert {o["duty"] for o in record["obligations"]} == {"lift_siege", "release", "let_aid_in", "stop_attacks"}
    assert any(o["later"] for o in record["obligations"])


def test_misprints_are_found(record: Row) -> None:
    assert {f["check"] for f in record["findings"]} == {"headline_and_body", "transposed"}


def test_rebels_against_rebels_are_listed_and_no_candidates(record: Row) -> None:
    (fight,) = [i for i in record["incidents"] if i["type"] == "armed_clash" and (i["place"] or {}).get("id") == "sy/rif-dimashq/bayt-naim"]
    pairs = [v for v in record["violations"] if v["incident"] == fight["id"]]
    assert pairs and all(v["parties"] != "yes" and v["state"] == "listed" for v in pairs)
    assert any(v["state"] == "candidate" for v in record["violations"])


def test_one_monitor_reports_and_another_denies(record: Row) -> None:
    said = {(m["incident"], m["says"]) for m in record["monitors"]}
    assert any((incident, "reports") in said for incident, says in said if says == "denies")
