"""code, explain and unread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.cli.leftover import around
from marsad.model.claim import Claim, from_json
from marsad.model.report import Report
from tests.cli.conftest import TEXT, Run


def test_code_prints_a_row_for_each_report_in_the_codebooks_shape(run: Run, reports: Path) -> None:
    said = run("code", reports, "--date", "2016-05-03")
    rows = [json.loads(line) for line in said.stdout.splitlines()]
    assert said.exit_code == 1
    assert [(row["date"], len(row["claims"])) for row in rows] == [("2016-05-03", 1), ("2016-05-02", 2)]
    assert rows[1]["id"] == "hayat-1" and rows[1]["outlet"] == "الحياة" and rows[1]["coder"].startswith("marsad-rules/")
    claim = rows[0]["claims"][0]
    assert (claim["quote"], TEXT[claim["start"] : claim["end"]], claim["rule"]) == ("مقتل طفل", "مقتل طفل", "test.killed")
    assert from_json(claim).quote == "مقتل طفل"
    assert f"refused {reports / 'b.txt'}: not plain text: it is a PNG picture" in said.stderr
    assert "2 reports, 1 refused, 3 claims" in said.stderr


def test_code_writes_a_file_and_sums_up(run: Run, reports: Path, tmp_path: Path) -> None:
    said = run("code", reports / "c.jsonl", "-o", "out.jsonl")
    assert said.exit_code == 0 and said.stdout == "1 report, 2 claims -> out.jsonl\n"
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["id"] == "hayat-1"
    summary = json.loads(run("code", reports, "-o", "out.jsonl", "--json").stdout)
    assert (summary["reports"], summary["claims"], [r["where"] for r in summary["refused"]]) == (2, 3, [str(reports / "b.txt")])


def test_code_writes_the_text_where_it_is_asked_for(run: Run, reports: Path) -> None:
    plain, told = (json.loads(run("code", reports / "c.jsonl", *more).stdout) for more in ((), ("--text",)))
    assert "text" not in plain and plain == {key: value for key, value in told.items() if key != "text"}
    assert all(told["text"][claim["start"] : claim["end"]] == claim["quote"] for claim in told["claims"])


def test_code_reads_standard_input(run: Run) -> None:
    said = run("code", "-", input=TEXT.encode("utf-16"))
    assert said.exit_code == 0 and json.loads(said.stdout)["date"] is None


def test_code_never_writes_over_its_input(run: Run, reports: Path) -> None:
    rows = reports / "c.jsonl"
    before = rows.read_bytes()
    for inputs in (rows, reports):
        said = run("code", inputs, "-o", rows)
        assert said.exit_code == 2 and "is one of the inputs" in said.output
    assert rows.read_bytes() == before


def test_a_report_that_the_coder_fails_on_is_refused_and_the_rest_goes_on(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.pipeline.code", _fails_without_day)
    said = run("code", reports)
    assert said.exit_code == 1 and [json.loads(line)["id"] for line in said.stdout.splitlines()] == ["hayat-1"]
    assert "a.txt: the coder failed: ZeroDivisionError" in said.stderr and "1 report, 2 refused" in said.stderr


def test_a_title_that_the_coder_fails_on_refuses_its_report_alone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": "one", "text": TEXT, "title": "عنوان"}, {"id": "two", "text": TEXT}]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr("marsad.corpus.rows.code_title", _fails_without_day)
    said = run("code", tmp_path / "r.jsonl")
    assert said.exit_code == 1 and [json.loads(line)["id"] for line in said.stdout.splitlines()] == ["two"]
    assert "the coder failed: ZeroDivisionError" in said.stderr and "1 report, 1 refused" in said.stderr


def _fails_without_day(report: Report) -> list[Claim]:
    return [] if report.date else [][1 // 0]


def test_explain_a_file(run: Run, reports: Path) -> None:
    said = run("explain", reports / "a.txt")
    assert said.exit_code == 0
    for part in (
        "casualties/killed",
        "مقتل طفل",
        "rule: test.killed",
        "source: \u2068مصدر طبي\u2069  at 4-12",
        "sy/aleppo",
        "min: 1",
        "no date",
    ):
        assert part in said.output


def test_explain_at_a_character(run: Run, reports: Path) -> None:
    at = TEXT.index("مقتل")
    assert "test.killed" in run("explain", reports / "a.txt", "--at", at + 2).output
    assert "test.killed" in run("explain", reports / "a.txt", "--at", TEXT.index("حلب")).output
    assert "no claim uses this character" in run("explain", reports / "a.txt", "--at", 1).output
    assert f"the text has {len(TEXT)} characters" in run("explain", reports / "a.txt", "--at", 9999).output


def test_explain_from_the_store_by_the_beginning_of_an_id(run: Run, db: Path) -> None:
    said = run("explain", "hayat", "--db", db)
    assert said.exit_code == 0 and said.output.count("rule: test.killed") == 2
    rows = [json.loads(line) for line in run("explain", "hayat", "--db", db, "--json").stdout.splitlines()]
    assert [row["quote"] for row in rows] == ["مقتل طفل", "مقتل امرأة"] and rows[0]["report"] == "hayat-1"


def test_explain_what_is_not_there(run: Run, db: Path) -> None:
    said = run("explain", "nobody", "--db", db)
    assert said.exit_code == 1 and "nobody is no file" in said.stderr and "nobody" in said.stderr.partition("test.db")[2]


def test_unread_of_a_file_and_of_the_store(run: Run, reports: Path, db: Path) -> None:
    rows = [json.loads(line) for line in run("unread", reports / "a.txt", "--json").stdout.splitlines()]
    assert {"text": "12", "kind": "number", "start": TEXT.index("12")}.items() <= next(r for r in rows if r["kind"] == "number").items()
    stored = [json.loads(line) for line in run("unread", "--db", db, "--kind", "number", "--json").stdout.splitlines()]
    assert {row["report"] for row in stored} >= {"hayat-1"} and {row["kind"] for row in stored} == {"number"}
    assert "unread word" in run("unread", "--db", db).output
    assert "times" in run("unread", "--db", db, "--rank").output


def test_the_words_around_a_place() -> None:
    assert around("0123456789", 4, 5, room=2) == "…23456…"
