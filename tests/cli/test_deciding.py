"""decide and decisions: what a person decides is entered, listed, and asked about again when the coder has changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from marsad.model.claim import Casualties, Claim, Incident
from marsad.model.report import Report
from marsad.model.span import Span
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
    assert "0 decisions in need" in run("decisions", "--open", "--db", DB).output
    newer = [replace(c, incident_type="attack") if isinstance(c, Incident) else c for c in code(report())]
    with open_store(DB) as store:
        store.keep(report(), newer, coder="test 2")
    assert "1 decision in need of a person" in run("decisions", "--open", "--db", DB).output
    assert "type was shelling, is now attack" in json.loads(run("decisions", "--open", "--db", DB, "--json").output)["why"]


def test_wrong_decisions_say_what_would_be_right(run: Run) -> None:
    kept()
    assert "no claim that stands" in run("decide", "accept", "ffff", "--db", DB).output
    assert "FIELD=VALUE" in run("decide", "correct", "ffff", "--set", "air", "--db", DB).output
    claim = json.loads(run("claims", "--db", DB, "--kind", "incident", "--json").output.splitlines()[0])
    wrong = run("decide", "grade", claim["id"], "--scale", "airwars", "--code", "Z", "--db", DB)
    assert wrong.exit_code == 1 and "confirmed, fair, weak" in " ".join(wrong.output.split())


def newer_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another type for the incident, no truce any more, and a second figure."""

    def read(given: Report) -> list[Claim]:
        incident, killed, _ = code(given)
        assert isinstance(incident, Incident) and isinstance(killed, Casualties)
        elsewhere = Span(given.text.index("مدنيين"), given.text.index("مدنيين") + len("مدنيين"))
        injured = replace(killed, quote="مدنيين", span=elsewhere, trigger=elsewhere, outcome="injured")
        return [replace(incident, incident_type="attack"), killed, injured]

    monkeypatch.setattr("marsad.pipeline.coding.CODER", "marsad-rules/next")
    monkeypatch.setattr("marsad.pipeline.code", read)


def reviewed_store(run: Run) -> None:
    kept()
    for kind in ("incident", "casualties"):
        claim = json.loads(run("claims", "--db", DB, "--kind", kind, "--json").output.splitlines()[0])
        assert run("decide", "accept", claim["id"], "--db", DB).exit_code == 0


def test_recoding_says_what_changed_which_decisions_stand_and_which_ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed_store(run)
    newer_coder(monkeypatch)
    told = [json.loads(line) for line in run("recode", "--db", DB, "--json").output.splitlines()]
    changed = [(row["change"], row["kind"], row["fields"].get("type")) for row in told if "change" in row]
    assert changed == [("changed", "incident", ["shelling", "attack"]), ("added", "casualties", None), ("dropped", "ceasefire", None)]
    decided = [(row["stands"], row["kind"], row["why"]) for row in told if "decision" in row]
    assert decided == [(False, "incident", "accepted as type shelling, is now attack"), (True, "casualties", "")]
    assert told[-1]["decisions"] == {"stand": 1, "ask": 1} and (told[-1]["added"], told[-1]["dropped"], told[-1]["changed"]) == (1, 1, 1)
    assert [row for row in map(json.loads, run("recode", "--db", DB, "--json").output.splitlines()) if "change" in row] == []


def test_recoding_draws_the_three_lists(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed_store(run)
    newer_coder(monkeypatch)
    drawn = run("recode", "--db", DB, "--limit", "2").output
    assert "type shelling → attack" in drawn and "(2 shown: --limit 3)" in drawn
    assert "1 decision in force" in drawn and "1 decision asking for a person: marsad decisions --open" in drawn


def test_a_decision_on_what_others_decided_since_is_refused(run: Run) -> None:
    kept()
    claim = json.loads(run("claims", "--db", DB, "--kind", "incident", "--json").output.splitlines()[0])
    assert run("decide", "accept", claim["id"], "--as-of", "2", "--who", "ليلى", "--db", DB).exit_code == 0
    late = run("decide", "reject", claim["id"], "--as-of", "2", "--db", DB)
    assert late.exit_code == 1 and "decision 3: ليلى accept" in late.output
    assert run("decide", "reject", claim["id"], "--as-of", "2016-05-02", "--db", DB).exit_code == 1
    assert run("decide", "reject", claim["id"], "--as-of", "2999-05-02T10:00", "--db", DB).exit_code == 0
    assert run("decide", "reject", claim["id"], "--as-of", "gestern", "--db", DB).exit_code == 2


def test_decisions_as_they_stood_at_a_moment(run: Run) -> None:
    reviewed_store(run)
    assert "2 decisions" in run("decisions", "--db", DB, "--known-at", "2999-01-01").output
    assert "0 decisions" in run("decisions", "--db", DB, "--known-at", "2016-05-02").output
    assert run("decisions", "--db", DB, "--known-at", "2016-05-02", "--open").exit_code == 2
    assert run("decisions", "--db", DB, "--known-at", "yesterday").exit_code == 2
