"""Our record beside others': what we export and take in again matches in all; what differs, lacks or is near is told with its reason."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from marsad.exchange.reference import IMPORTS, Reference
from marsad.model.report import sha256
from marsad.pipeline.beside import compare_sets
from marsad.pipeline.beside.matching import TAKEN, Compared
from tests.exchange.exported import REPORTS, made, written


def exported(folder: Path, name: str) -> list[Reference]:
    """Our own export, taken in as a set of references."""
    path = folder / f"{name}.csv"
    path.write_bytes(written(name).files[f"{name}.csv"])
    return [one for one in IMPORTS[name].read(path, {}) if isinstance(one, Reference)]


def incidents_sheet(folder: Path) -> list[Reference]:
    """Our incidents as a plain sheet, taken in by its columns."""
    rows = [
        {"id": r["id"], "Day": r["when"][0], "Until": r["when"][1], "Place": (r["place"] or {}).get("name", ""), "Kind": r["type"] or "",
         "Least": (r["killed"] or [None, None])[0], "Most": (r["killed"] or [None, None])[1]}
        for r in made().records["incidents"] if r["when"] and r["place"]
    ]  # fmt: skip
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    (folder / "s.csv").write_text(out.getvalue(), encoding="utf-8")
    columns = {"date": "Day", "until": "Until", "place": "Place", "type": "Kind", "killed_min": "Least", "killed_max": "Most"}
    return [one for one in IMPORTS["sheet"].read(folder / "s.csv", columns) if isinstance(one, Reference)]


def compared(name: str, theirs: list[Reference]) -> Compared:
    return compare_sets(made(), theirs, name)


@pytest.mark.parametrize("name", ["acled", "ged", "ethprio"])
def test_what_we_export_and_take_in_again_matches_in_all(tmp_path: Path, name: str) -> None:
    theirs = exported(tmp_path, name)
    found = compared(name, theirs)
    assert len(found.matched) == len(theirs) and found.theirs == () and found.differing == ()
    if name == "acled":
        assert theirs and all(match.ours == match.theirs for match in found.matched)


def test_a_plain_sheet_of_ours_matches_in_all(tmp_path: Path) -> None:
    theirs = incidents_sheet(tmp_path)
    found = compared("sheet", theirs)
    assert theirs and [(m.ours, m.theirs) for m in found.matched] == sorted((one.id, one.id) for one in theirs)
    assert found.theirs == () and found.differing == ()


def strike(**changes: object) -> Reference:
    record = next(r for r in made().records["incidents"] if r["type"] == "air_strike")
    told = {"first": record["when"][0], "last": record["when"][1], "place": record["place"]["name"], "country": "Syria"}
    return replace(Reference("x1", "incident", "a strike", types=("air_strike",), low=18, best=18, high=18, **told), **changes)


def test_figures_and_types_that_differ_are_told() -> None:
    (match,) = compared("sheet", [strike(low=58, best=58, high=60, types=("shelling",))]).differing
    assert "killed: ours 18 to 20, theirs 58 to 60" in match.differs[0] and match.differs[1] == "type: ours air_strike, theirs shelling"
    assert {point.name for point in match.points} >= {"day", "place", "type"}


def test_what_only_one_side_has_stands_alone_with_the_reason() -> None:
    there = strike(id="x2", first="2016-04-28", last="2016-04-28", place="Douma")
    found = compared("sheet", [strike(), there, strike(id="x3"), strike(id="x4", first="2016-05-02", last="2016-05-02")])
    assert [match.theirs for match in found.matched] == ["x1"]
    why = {alone.id: alone.why for alone in found.theirs}
    assert why["x3"] == TAKEN and set(why) == {"x2", "x3", "x4"}
    assert found.ours and all(alone.why for alone in found.ours)


def test_ours_outside_of_the_set_are_only_counted() -> None:
    found = compared("sheet", [strike(first="2014-01-01", last="2014-01-02")])
    assert (found.matched, found.ours, found.outside) == ((), (), len(made().records["incidents"]))
    assert compared("sheet", [strike(country="Yemen", place="صنعاء")]).ours == ()


def test_a_ceasefire_of_another_length_or_country_is_another() -> None:
    record = next(r for r in made().records["ceasefires"] if r["hours"] == 72)
    same = Reference("c1", "ceasefire", "calm", first=record["declared"], begins=record["starts"], hours=72, country="Syria")
    assert [m.theirs for m in compared("ethprio", [same]).matched] == ["c1"]
    (alone,) = compared("ethprio", [replace(same, hours=240, first="2016-05-01", begins=None)]).theirs
    assert "another length" in alone.why or alone.why.startswith("nothing")
    assert compared("ethprio", [replace(same, country="Yemen")]).matched == ()


def test_annotations_match_claims_of_the_same_text_and_kind() -> None:
    text = REPORTS[0][2]
    claim = next(c for c in made().claims if c["report"] == "r1" and c["kind"] == "casualties" and c["min"] == 253)
    start, end = claim["start"], claim["end"]
    where = {"start": start, "end": end, "quote": text[start:end], "report": sha256(text.encode())}
    mark = Reference("d1", "claim", "killed", types=("casualties/killed",), **where)
    found = compared("doccano", [mark, replace(mark, id="d2", types=("incident/attack",)), replace(mark, id="d3", report="0" * 64)])
    assert [(m.ours, m.theirs) for m in found.matched] == [(claim["ref"], "d1")]
    why = {alone.id: alone.why for alone in found.theirs}
    assert set(why) == {"d2", "d3"} and "ours " in why["d2"] and why["d3"] == "its text is not in the store"
    (match,) = compared("doccano", [replace(mark, types=("casualties/wounded",))]).matched
    assert match.differs == ("type: ours killed, theirs wounded",)
