"""The tables of events: headers, codes, figures by their profile, and what has no room in them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from marsad.exchange.export import FORMATS
from marsad.exchange.export.acled import COLUMNS as ACLED
from marsad.exchange.export.acled import EVENTS
from marsad.exchange.export.figures import PROFILES, figures
from marsad.exchange.export.ged import COLUMNS as GED
from marsad.exchange.export.ged import date_prec
from marsad.model.vocabulary import TABLES
from tests.exchange.exported import lost, made, only, written


def read(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(only(name).decode())))


def row(name: str, **wanted: str) -> dict[str, str]:
    (found,) = [r for r in read(name) if all(r[key] == value for key, value in wanted.items())]
    return found


def record(group: str, ident: str) -> dict[str, Any]:
    return next(r for r in made().records[group] if r["id"] == ident)


def test_the_headers_are_those_of_the_data_sets() -> None:
    assert list(read("acled")[0]) == ACLED and list(read("ged")[0]) == GED
    assert (len(ACLED), ACLED[0], ACLED[14], ACLED[30]) == (31, "event_id_cnty", "civilian_targeting", "timestamp")
    assert (len(GED), GED[0], GED[24], GED[44], GED[48]) == (49, "id", "where_prec", "best", "gwnob")
    assert GED.index("deaths_a") + 4 == GED.index("best") == GED.index("low") - 2


def test_our_vocabulary_uses_only_sub_events_that_acled_has() -> None:
    known = {sub for _, subs in EVENTS.values() for sub in subs}
    assert len(known) == 25
    used = {sub for table in TABLES.values() for code in table.values() for sub in code.acled}
    assert used <= known


def test_an_air_strike_in_acled() -> None:
    told = row("acled", sub_event_type="Air/drone strike")
    assert (told["event_type"], told["disorder_type"]) == ("Explosions/Remote violence", "Political violence")
    assert (told["event_date"], told["time_precision"], told["year"]) == ("2016-04-28", "1", "2016")
    assert (told["country"], told["iso"], told["admin1"], told["admin2"]) == ("Syria", "760", "Aleppo", "Jabal Siman")
    assert (told["inter1"], told["inter2"], told["interaction"], told["civilian_targeting"]) == ("8", "7", "78", "Civilian targeting")
    assert told["fatalities"] == "18" and "killed 18" in told["notes"] and "killed 20 (Activists)" in told["notes"]
    assert told["notes"].startswith("Alleged, as reported by ") and "https://marsad.example/r/" in told["tags"]


def test_tens_are_ten_in_acled_and_an_interval_in_ged() -> None:
    assert row("acled", sub_event_type="Shelling/artillery/missile attack")["fatalities"] == "10"
    told = row("ged", type_of_violence="1")
    assert (told["low"], told["best"], told["high"]) == ("20", "20", "99")


@pytest.mark.parametrize(
    ("words", "figure"),
    [("مقتل عشرات المدنيين", 10), ("وعشرات الجرحى", 10), ("مئات القتلى", 100), ("دزينة من القتلى", 12), ("عدد من القتلى", 0)],
)
def test_words_become_figures_by_the_profile_of_acled(words: str, figure: int) -> None:
    assert PROFILES["acled"].of_word(words) == figure


def test_a_profile_that_turns_no_word_into_a_number() -> None:
    told = {"outcome": "killed", "best": None, "figures": [{"approx": "vague", "min": 20, "max": 99, "claim": "x", "of": None}]}
    assert figures({"casualties": [told]}, "killed", PROFILES["bounds"], {"x": "عشرات"}) == (None, None, None)


def test_an_agreed_ceasefire_is_an_agreement_in_acled_and_nothing_in_ged() -> None:
    told = row("acled", sub_event_type="Agreement")
    assert (told["event_type"], told["actor2"], told["location"]) == ("Strategic developments", "Opposition factions", "Eastern Ghouta")
    truces = {r["id"] for r in made().records["ceasefires"]}
    assert truces <= {r["record"] for r in lost("ged")["left_out"]}


def test_deaths_add_up_in_ged_and_only_lethal_events_of_known_sides_are_there() -> None:
    for told in read("ged"):
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert int(told["best"]) == sum(int(told[part]) for part in parts)
        assert 0 < int(told["low"]) <= int(told["best"]) <= int(told["high"]) or told["low"] == "0"
        assert told["side_a"] and told["side_b"] and told["type_of_violence"] in "123"
    whys = {r["why"] for r in lost("ged")["left_out"]}
    assert "nobody is told to have been killed, or no number is" in whys


def test_ucdp_ids_that_are_known_and_the_cell_of_the_grid() -> None:
    told = row("ged", type_of_violence="1")
    assert (told["side_a_new_id"], told["side_b_new_id"], told["dyad_new_id"], told["conflict_new_id"]) == ("118", "4456", "11973", "299")
    assert (told["country_id"], told["gwnoa"], told["where_prec"]) == ("652", "652", "1")
    assert told["geom_wkt"] == f"POINT ({told['longitude']} {told['latitude']})"
    cell = int(told["priogrid_gid"]) - 1
    assert -90 + cell // 720 / 2 <= float(told["latitude"]) < -89.5 + cell // 720 / 2
    assert -180 + cell % 720 / 2 <= float(told["longitude"]) < -179.5 + cell % 720 / 2


def test_the_steps_of_date_prec() -> None:
    days = ["2016-05-01", "2016-05-03", "2016-05-07", "2016-05-31", "2016-12-31"]
    assert [date_prec(("2016-05-01", day)) for day in days] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("name", ["acled", "ged"])
def test_what_is_carried_comes_back_and_what_is_left_out_is_named(name: str) -> None:
    told = lost(name)
    records = {r["id"]: (group, r) for group in ("incidents", "ceasefires", "tolls") for r in made().records[group]}
    out = {r["record"] for r in told["left_out"]}
    column = FORMATS[name].carries["incidents.id"]
    assert {r[column] for r in read(name)} | out == set(records) and not {r[column] for r in read(name)} & out
    for found in read(name):
        group, own = records[found[column]]
        for field, where in told["carried"].items():
            if field.startswith(f"{group}."):
                value = own[field.partition(".")[2]]
                cells = " ".join(found[at] for at in where.split(", "))
                assert cells == " ".join(value) if isinstance(value, list) else str(value) in cells, field


@pytest.mark.parametrize("name", ["acled", "ged"])
def test_a_denied_or_intended_incident_is_no_event(name: str) -> None:
    incidents = [{**r, "status": "denied"} for r in made().records["incidents"]]
    given = replace(made(), records={**made().records, "incidents": incidents})
    reasons = {why for ident, why in written(name, given).left_out if ident in {r["id"] for r in incidents}}
    assert any("denied or intended" in why for why in reasons)
    assert not {r["id"] for r in incidents} & {cell for line in only(name, given).decode().splitlines() for cell in line.split(",")[:2]}
