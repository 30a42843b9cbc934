"""The command export: files and their loss lists, days, profiles, and what it says where it cannot."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from marsad.cli.exporting import NAMES, PROFILES
from marsad.exchange.export import FORMATS
from marsad.exchange.export.figures import PROFILES as KNOWN
from marsad.model.report import Report
from marsad.pipeline import CODER, code
from marsad.store import open_store
from tests.cli.conftest import Run

DB = "week.db"
STRIKE = "شنت طائرات حربية روسية غارات على حي الكلاسة في مدينة حلب الخميس أسفرت عن مقتل 18 شخصاً."
SHELLING = "قصفت قوات النظام مواقع الفصائل المعارضة في بلدة دوما أمس الأحد ما أدى إلى مقتل عشرات المدنيين."


@pytest.fixture(autouse=True)
def week(run: Run) -> None:
    with open_store(DB) as store:
        for ident, text, day in (("r1", STRIKE, dt.date(2016, 4, 29)), ("r2", SHELLING, dt.date(2016, 5, 2))):
            report = Report(ident, text, day, "illustrative")
            store.keep(report, code(report), coder=CODER)


def rows(run: Run, *words: str) -> list[dict[str, str]]:
    assert run("export", "acled", "--db", DB, "-o", "out/acled.csv", *words).exit_code == 0
    return list(csv.DictReader(io.StringIO(Path("out/acled.csv").read_text(encoding="utf-8"))))


def test_the_command_offers_the_formats_and_profiles_that_there_are() -> None:
    assert tuple(FORMATS) == NAMES and tuple(KNOWN) == PROFILES


@pytest.mark.parametrize("name", NAMES)
def test_each_format_is_written_with_its_losses_beside_it(run: Run, name: str, tmp_path: Path) -> None:
    target = tmp_path / "out" / name
    said = run("export", name, "--db", DB, "-o", target, "--json")
    assert said.exit_code == 0, said.output
    told = json.loads(said.output)
    folder = target if FORMATS[name].several else target.parent
    lost = json.loads((folder / f"{name}.losses.json").read_text(encoding="utf-8"))
    assert (told["rows"], told["lost"], told["left_out"]) == (lost["rows"], len(lost["lost"]), len(lost["left_out"]))
    assert (any(target.iterdir()) if FORMATS[name].several else target.stat().st_size) and not list(folder.glob("*.part"))


def test_days_choose_what_is_told_of_them(run: Run) -> None:
    assert [row["event_date"] for row in rows(run)] == ["2016-04-28", "2016-05-01"]
    assert [row["event_date"] for row in rows(run, "--since", "2016-05-01")] == ["2016-05-01"]
    assert [row["event_date"] for row in rows(run, "--until", "2016-04-30")] == ["2016-04-28"]
    assert [row["event_date"] for row in rows(run, "--as-of", "2016-04-30")] == ["2016-04-28"]
    assert rows(run, "--since", "2017-01-01") == []


def test_a_profile_may_be_chosen_and_links_get_their_address(run: Run) -> None:
    assert rows(run)[1]["fatalities"] == "10"
    assert rows(run, "--profile", "ucdp")[1]["fatalities"] == "20"
    assert json.loads(Path("out/acled.losses.json").read_text(encoding="utf-8"))["profile"]["name"] == "ucdp"
    assert rows(run, "--base", "https://marsad.example/")[0]["tags"].startswith("marsad=https://marsad.example/r/")


def test_losses_are_said_without_a_store(run: Run) -> None:
    said = run("export", "ged", "--losses", "--db", "none.db")
    told = json.loads(said.output)
    assert said.exit_code == 0 and told["format"] == "ged" and "rows" not in told
    assert {"field": "incidents.killed", "how": "coarser", "why": "low, best and high, with vague words as figures"} in told["lost"]


def test_what_cannot_be_done_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("export", "csv", "--db", DB).exit_code == 2
    assert run("export", "nonsense").exit_code == 2
    assert run("export", "acled", "--db", "none.db").exit_code == 3
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    said = run("export", "xlsx", "--db", DB, "-o", "x.xlsx")
    assert said.exit_code == 1 and "openpyxl: pip install '.[tables]'" in said.output and not Path("x.xlsx").exists()


def test_the_output_alone_goes_to_standard_output(run: Run) -> None:
    said = run("export", "plover", "--db", DB)
    assert all(json.loads(line)["id"] for line in said.stdout.splitlines())
    assert "left out" in said.stderr


def test_a_bundle_is_read_back_with_its_decisions(run: Run, db: Path) -> None:
    claim = json.loads(run("claims", "--db", db, "--json").stdout.splitlines()[0])
    assert run("decide", "accept", claim["id"], "--who", "layla", "--db", db).exit_code == 0
    assert run("export", "bundle", "--db", db, "-o", "proof.zip").exit_code == 0
    said = run("read", "--claims", "proof.zip", "--db", "other.db")
    assert said.exit_code == 0 and "2 reports kept in other.db (2 new)" in said.stdout and "1 decision taken over" in said.stdout
    rows = [run("claims", "--db", one, "--json").stdout for one in (db, "other.db")]
    assert rows[0] == rows[1]
    assert json.loads(run("decisions", "--db", "other.db", "--json").stdout)["who"] == "layla"


def test_what_is_no_export_of_ours_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "no.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
    said = run("read", "--claims", "no.jsonl", "--db", "other.db")
    assert said.exit_code == 1 and "no.jsonl is no whole export of marsad" in said.output
