"""The commands of the record: they show what it holds, as of a day too, and lead each figure back to its characters."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from marsad.model.report import Report
from marsad.pipeline import CODER, code
from marsad.store import open_store
from tests.cli.conftest import Run

DB = "week.db"
FIRST = "قال المرصد السوري لحقوق الإنسان إن حصيلة القتلى في مدينة حلب بلغت منذ 22 نيسان 246 قتيلاً مدنياً."
SECOND = "قال المرصد السوري لحقوق الإنسان إن حصيلة القتلى في مدينة حلب بلغت منذ 22 نيسان 253 قتيلاً مدنياً بينهم 49 طفلاً."
TRUCE = "أعلنت روسيا هدنة بين قوات النظام والفصائل المعارضة في الغوطة الشرقية لمدة 72 ساعة تبدأ مساء الجمعة."
STRIKE = "قصفت قوات النظام مواقع الفصائل المعارضة في بلدة دوما في الغوطة الشرقية أمس الأحد."


@pytest.fixture(autouse=True)
def week(run: Run) -> None:
    with open_store(DB) as store:
        for ident, text, day in (("r1", FIRST, 1), ("r2", SECOND, 2), ("r3", TRUCE, 29), ("r4", STRIKE, 2)):
            report = Report(ident, text, dt.date(2016, 4 if day > 20 else 5, day), "illustrative")
            store.keep(report, code(report), coder=CODER)


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, "--db", DB, "--json").output.splitlines()]


def test_a_toll_grows_and_says_what_its_parts_leave(run: Run) -> None:
    (whole,) = [toll for toll in rows(run, "tolls") if not toll["part_of"]]
    assert [figure["min"] for figure in whole["figures"]] == [246, 253]
    assert [derived["formula"] for derived in whole["derived"]] == ["253 - 49"]
    (before,) = rows(run, "tolls", "--as-of", "2016-05-01")
    assert [figure["min"] for figure in before["figures"]] == [246]


def test_a_ceasefire_stands_differently_from_day_to_day(run: Run) -> None:
    assert "unknown" in run("ceasefires", "--db", DB, "--as-of", "2016-04-29").output
    assert "in force" in run("ceasefires", "--db", DB, "--as-of", "2016-04-30").output
    (truce,) = rows(run, "ceasefires")
    assert truce["hours"] == 72 and str(truce["starts"]) == "2016-04-29"
    assert "after" in run("ceasefires", "--db", DB, "--as-of", "2016-05-09").output


def test_an_incident_beside_a_ceasefire_says_which_tests_hold(run: Run) -> None:
    (pair,) = rows(run, "violations")
    assert (pair["area"], pair["window"], pair["parties"], pair["state"]) == ("yes", "yes", "yes", "candidate")


def test_every_record_leads_back_to_its_characters(run: Run) -> None:
    for group in ("incidents", "tolls", "ceasefires"):
        for record in rows(run, group):
            (traced,) = rows(run, "trace", str(record["id"]))
            with open_store(DB) as store:
                for ref, told in traced["characters"].items():
                    text = store.report(ref.partition("#")[0]).report.text
                    assert text[told["start"] : told["end"]] == told["quote"] != ""


def test_a_derived_figure_names_the_claims_of_its_formula(run: Run) -> None:
    whole = next(r for r in rows(run, "tolls") if r["derived"])
    said = run("trace", str(whole["id"]), "--db", DB).output
    assert "derived: 204 = 253 - 49" in said and "49 طفلاً" in said


def test_rebuild_says_that_nothing_changed(run: Run) -> None:
    first = rows(run, "rebuild")[0]
    assert rows(run, "rebuild")[0] == first | {"same": True}


def test_a_past_record_is_made_anew_to_the_same_bytes_and_not_saved(run: Run) -> None:
    now = rows(run, "rebuild")[0]
    past = rows(run, "rebuild", "--as-of", "2016-05-01")[0]
    assert past["sha256"] != now["sha256"] and past == rows(run, "rebuild", "--as-of", "2016-05-01")[0]
    assert rows(run, "rebuild", "--known-at", "2999-01-01")[0]["sha256"] == now["sha256"]
    assert rows(run, "rebuild", "--known-at", "2016-01-01")[0]["counts"]["incidents"] == 0
    assert rows(run, "rebuild")[0] == now | {"same": True}


@pytest.mark.parametrize("name", ["tolls", "ceasefires", "violations", "positions", "check", "rebuild", "decide"])
def test_each_has_as_of_and_json(run: Run, name: str) -> None:
    said = run(name, "--help").output
    assert "--as-of" in said and "--json" in said


@pytest.mark.parametrize("name", ["incidents", "tolls", "ceasefires", "violations", "positions", "check"])
def test_each_view_prints_a_table_and_a_count(run: Run, name: str) -> None:
    said = run(name, "--db", DB)
    assert said.exit_code == 0 and said.output.splitlines()[-1][0].isdigit()
    assert len(rows(run, name)) == int(said.output.splitlines()[-1].split()[0])


def test_no_such_record(run: Run) -> None:
    said = run("trace", "zzz", "--db", DB)
    assert said.exit_code == 1 and "no record 'zzz'" in said.output
    assert run("tolls", "--db", "none.db").exit_code != 0


def test_violations_are_counted_under_each_rule(run: Run) -> None:
    counted = {row["rule"]: row["listed"] for row in rows(run, "violations", "--count")}
    assert counted == {"episode": 1, "strike": 1, "day_place": 1, "combat": 1, "arrests": 0}
    assert "day_place" in run("violations", "--count", "--db", DB).output


def test_the_monitors_of_violations_are_listed(run: Run) -> None:
    text = "قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت بلدة دوما في الغوطة الشرقية أمس الأحد."
    with open_store(DB) as store:
        report = Report("r5", text, dt.date(2016, 5, 2), "illustrative")
        store.keep(report, code(report), coder=CODER)
    (heard,) = rows(run, "violations", "--monitors")
    assert (heard["monitor"], heard["says"]) == ("sy/sohr", "reports")
    assert "sy/sohr" in run("violations", "--monitors", "--db", DB).output


def test_a_state_is_decided_of_an_incident_and_a_ceasefire(run: Run) -> None:
    (pair,) = rows(run, "violations")
    refs = [claims[0] for record in ("incident", "ceasefire") for claims in [_claims(run, record, pair[record])]]
    wrong = run("decide", "state", refs[0], "--state", "substantiated", "--db", DB)
    assert wrong.exit_code == 1 and "one of the ceasefire" in " ".join(wrong.output.split())
    assert run("decide", "state", *refs, "--state", "substantiated", "--reason", "لجنة", "--db", DB).exit_code == 0
    (after,) = rows(run, "violations")
    assert (after["state"], after["evidence"]["state"]["claims"]) == ("substantiated", refs)


def _claims(run: Run, record: str, ident: str) -> list[str]:
    (found,) = [one["claims"] for one in rows(run, f"{record}s") if one["id"] == ident]
    return list(found)


def test_a_ceasefire_at_a_moment_with_the_claims_for_each_boundary(run: Run) -> None:
    (told,) = rows(run, "ceasefires", "--at", "2016-04-30T12:00")
    assert (told["state"], [b["what"] for b in told["boundaries"]]) == ("in force", ["starts", "ends"])
    assert all(b["claims"] for b in told["boundaries"])
    assert "0 ceasefires in force" in run("ceasefires", "--db", DB, "--at", "2016-04-28").output
    assert run("ceasefires", "--db", DB, "--at", "yesterday").exit_code != 0


def test_what_is_owed_is_listed(run: Run) -> None:
    text = "طالبت الأمم المتحدة الحكومة السورية بفك الحصار عن الغوطة الشرقية والإفراج عن المعتقلين."
    with open_store(DB) as store:
        report = Report("r9", text, dt.date(2016, 5, 2), "illustrative")
        store.keep(report, code(report), coder=CODER)
    assert {row["duty"] for row in rows(run, "positions", "--obligations")} == {"lift_siege", "release"}
    assert "2 obligations" in run("positions", "--db", DB, "--obligations").output


def test_a_record_is_traced_as_it_stood(run: Run) -> None:
    (toll,) = [t for t in rows(run, "tolls") if not t["part_of"]]
    (before,) = rows(run, "trace", toll["id"], "--as-of", "2016-05-01")
    assert [f["min"] for f in before["figures"]] == [246]
