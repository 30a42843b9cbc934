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


def test_what_a_theatre_knows_of_a_name_is_shown(run: Run) -> None:
    """show tells of renamings from both ends, and what a source counts; an unknown name is told and fails."""
    said = run("theatre", "show", "جبهة النصرة", "sy/sohr", "--theatre", "syria")
    assert "became sy/jfs" in said.stdout and "counts children: under 18" in said.stdout and said.exit_code == 0
    assert "was until then sy/jfs" in run("theatre", "show", "sy/hts").stdout
    assert json.loads(run("theatre", "show", "sy/jfs", "--json").stdout)["line"] == ["sy/nusra", "sy/jfs", "sy/hts"]
    said = run("theatre", "show", "لا أحد")
    assert said.exit_code == 1 and "no theatre in use knows it" in said.stdout


def test_the_registry_of_sources_says_whom_they_relay_and_what_they_count(run: Run) -> None:
    """list --monitors gives a row a source, those of every theatre that ships."""
    rows = {r["id"]: r for r in map(json.loads, run("theatre", "list", "--monitors", "--json").stdout.splitlines())}
    assert "sy/sohr" in rows["afp"]["relays"] and rows["sy/sana"]["independent"] is False
    women = next(d for d in rows["sy/sohr"]["definitions"] if d["term"] == "women")
    assert (women["youngest"], women["oldest"]) == (18, None)
    assert "sy/sohr" in run("theatre", "list", "--monitors").stdout
