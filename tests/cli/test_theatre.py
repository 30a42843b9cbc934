"""theatre: one is made, fetched places are taken into it, it is checked and used."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

PLACES = "name_ar,name_en,type,lat,lon\nكفر ورد,Kafr Ward,village,26.2,-10.6\nتل ورد,Tall Ward,village,-10.6,26.2\n"
NEW = ("theatre", "new", "sahara", "--country", "eh", "--bounds", 20.7, 27.7, -17.2, -8.6)


def test_from_nothing_to_a_theatre_that_is_used(run: Run, tmp_path: Path) -> None:
    assert run(*NEW).exit_code == 0
    (tmp_path / "v.csv").write_text(PLACES, encoding="utf-8")
    said = run("theatre", "import", "sahara", "v.csv", "--format", "csv")
    assert said.exit_code == 1 and "1 place and 0 actors added" in said.stdout and "write lat 26.2, lon -10.6" in said.stderr
    assert run("theatre", "check", "sahara").stdout == "sahara: 0 faults\n"
    (tmp_path / "r.txt").write_text("قصف على كفر ورد أدى إلى مقتل طفل", encoding="utf-8")
    figures = json.loads(run("theatre", "list", "sahara", "--json").stdout.splitlines()[-1])
    assert (figures["name"], figures["places"], figures["uses"]) == ("sahara", 1, ["world"])
    assert json.loads(run("code", "r.txt", "--theatre", "sahara").stdout)["coder"].count("+") == 1


def test_check_lists_every_fault(run: Run, tmp_path: Path) -> None:
    run(*NEW)
    row = "{}\tاسم\tName\ttown\teh\t{}\t-10.6\ttown\t\ttest\n"
    with (tmp_path / "sahara" / "places.tsv").open("a", encoding="utf-8") as file:
        file.write(row.format("eh/a", "46") + row.format("eh/B", "26"))
    said = run("theatre", "check", "sahara", "--json")
    faults = [json.loads(line)["fault"] for line in said.stdout.splitlines()]
    assert said.exit_code == 1 and len(faults) == 2
    assert faults[0].startswith("sahara/places.tsv, line 2, column lat") and "line 3, column id" in faults[1]
    used = run("theatre", "list", "sahara")
    assert used.exit_code == 1 and "theatre check sahara lists all faults" in used.stderr


def test_wrong_use_says_what_would_be_right(run: Run, tmp_path: Path) -> None:
    run(*NEW)
    assert "name another folder" in run(*NEW).stderr
    assert "there are: afghanistan_pakistan" in run("theatre", "new", "x", "--country", "eh", "--uses", "mars").stderr
    assert "--name-ar" in run("theatre", "new", "x", "--country", "qq").stderr and not (tmp_path / "x").exists()
    (tmp_path / "v.csv").write_text("a\n1\n", encoding="utf-8")
    assert "FIELD==VALUE" in run("theatre", "import", "sahara", "v.csv", "--map", "name_ar").stderr
    assert "of no known format" in run("theatre", "import", "sahara", "v.csv").stderr


def test_a_country_that_no_theatre_knows_is_its_first_place(run: Run, tmp_path: Path) -> None:
    assert run("theatre", "new", "artsakh", "--country", "qq", "--name-ar", "آرتساخ").exit_code == 0
    assert "qq\tآرتساخ\tArtsakh\tcountry" in (tmp_path / "artsakh" / "places.tsv").read_text("utf-8")
    assert run("theatre", "check", "artsakh").exit_code == 0
