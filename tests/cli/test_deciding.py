"""decide and decisions: what a person decides is entered, listed, and asked about again when the coder has changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from marsad.model.claim import Incident
from marsad.store import open_store
from tests.cli.conftest import Run
from tests.store.made import CODER, code, report

DB = "syria.db"


def kept() -> None:
    with open_store(DB) as store:
        store.keep(report(), code(report()), coder=CODER)


def test_a_review_is_entered_and_listed(run: Run) -> None:
    kept()
    claim = json.loads(run("claims", "--db", DB, "--kind", "casualties", "--json").output.splitlines()[0])
    said = run("decide", "accept", f"r1#casualties@{claim['start']}", "--db", DB, "--who", "ليلى", "--reason", "روجع الأصل")
    assert said.exit_code == 0 and said.output.startswith("decision 3: accept casualties")
    (listed,) = [json.loads(line) for line in run("decisions", "--db", DB, "--json").output.splitlines()]
    assert (listed["who"], listed["reason"], listed["seen"][0]["min"]) == ("ليلى", "روجع الأصل", 7)
    assert "1 decision" in run("decisions", "--db", DB, "--report", "r1").output


def test_what_a_newer_coder_says_otherwise_asks_for_a_person(run: Run) -> None:
    kept()
    (claim,) = json.loads("[" + ",".join(run("claims", "--db", DB, "--kind", "incident", "--json").output.splitlines()) + "]")
    assert run("decide", "correct", claim["id"], "--set", "type=air_strike", "--db", DB).exit_code == 0
    assert "0 claims in need" in run("decisions", "--open", "--db", DB).output
    newer = [replace(c, incident_type="attack") if isinstance(c, Incident) else c for c in code(report())]
    with open_store(DB) as store:
        store.keep(report(), newer, coder="test 2")
    assert "1 claim in need of a person" in run("decisions", "--open", "--db", DB).output
    assert "type was shelling, is now attack" in json.loads(run("decisions", "--open", "--db", DB, "--json").output)["why"]


def test_wrong_decisions_say_what_would_be_right(run: Run) -> None:
    kept()
    assert "no claim that stands" in run("decide", "accept", "ffff", "--db", DB).output
    assert "FIELD=VALUE" in run("decide", "correct", "ffff", "--set", "air", "--db", DB).output
    claim = json.loads(run("claims", "--db", DB, "--kind", "incident", "--json").output.splitlines()[0])
    wrong = run("decide", "grade", claim["id"], "--scale", "airwars", "--code", "Z", "--db", DB)
    assert wrong.exit_code == 1 and "confirmed, fair, weak" in " ".join(wrong.output.split())


def test_recoding_says_which_reviews_stand_and_which_ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    kept()
    for kind in ("incident", "casualties"):
        claim = json.loads(run("claims", "--db", DB, "--kind", kind, "--json").output.splitlines()[0])
        assert run("decide", "accept", claim["id"], "--db", DB).exit_code == 0
    newer = [replace(c, incident_type="attack") if isinstance(c, Incident) else c for c in code(report())]
    monkeypatch.setattr("marsad.pipeline.coding.CODER", "marsad-rules/next")
    monkeypatch.setattr("marsad.pipeline.code", lambda given: newer)
    assert "1 decision in force, 1 asking for a person: marsad decisions --open" in run("recode", "--db", DB).output
