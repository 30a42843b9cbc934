"""PLOVER, POLECAT, ETH/PRIO, LEMONADE and maps: headers and codes of their own, and what is carried comes back."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

import pytest

from marsad.exchange.export import FORMATS, Content
from marsad.exchange.export.ethprio import COLUMNS as ETHPRIO
from marsad.exchange.export.ethprio import effect
from marsad.exchange.export.fields import FIELDS
from marsad.exchange.export.geo import GROUPS
from marsad.exchange.export.hxl import TAGS
from marsad.exchange.export.plover_events import QUADS, SCORES
from marsad.exchange.export.polecat import COLUMNS as POLECAT
from marsad.exchange.export.sqlite import plain
from marsad.model.vocabulary import TABLES
from marsad.reconcile.sources import who
from marsad.reconcile.whole import reconcile
from marsad.reconcile.write import to_json as as_set
from tests.exchange.exported import lost, made, only, written

Row = dict[str, Any]
KML = "{http://www.opengis.net/kml/2.2}"


def lines(name: str) -> list[Row]:
    return [json.loads(line) for line in only(name).decode().splitlines()]


def table(name: str, given: Content | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(only(name, given).decode()), dialect="excel-tab" if name == "polecat" else "excel"))


def at(row: Row, path: str) -> Any:
    """The value at a path such as `text_info.start`."""
    for step in path.split("."):
        row = row[step]
    return row


def test_the_types_of_plover_each_have_a_score_and_a_quad() -> None:
    types = [kind for group in QUADS.values() for kind in group]
    assert len(types) == 16 and set(types) == set(SCORES)
    assert all((SCORES[kind] >= 0) == (quad in (1, 2)) or kind == "REQUEST" for quad, kinds in QUADS.items() for kind in kinds)
    used = {code.plover.partition("/")[0] for codes in TABLES.values() for code in codes.values() if code.plover}
    assert used <= set(SCORES)


def test_a_strike_in_plover() -> None:
    (told,) = [row for row in lines("plover") if row["event_loc"] and row["event_loc"]["resolved_place"] == "Kallasa"]
    assert (told["event"], told["mode"], told["quad_code"], told["event_scale"]) == (["ASSAULT"], ["heavy-weapons"], 4, -9.0)
    assert told["actor"][0]["code"] == "RUS" and told["date"] == told["enddate"] == "2016-04-28"
    assert told["size"]["dead"] == 20 and told["event_loc"]["country_code"] == "SYR"
    text = made().by_report[told["text_info"]["text_story"]]["text"]
    assert text[told["text_info"]["start"] : told["text_info"]["end"]] == told["text"]
    assert told["comment"].startswith("alleged, as reported")


def test_two_sides_that_clash_are_both_actors_and_a_denied_act_is_negated() -> None:
    claims = tuple({**c, "type": "armed_clash", "status": "denied"} if c["kind"] == "incident" else c for c in made().claims)
    told = [json.loads(line) for line in only("plover", replace(made(), claims=claims)).decode().splitlines()]
    clashes = [row for row in told if row["event"] == ["ASSAULT"]]
    assert clashes and all(row["recipient"] == [] and "negation" in row["mode"] for row in clashes)
    assert max(len(row["actor"]) for row in clashes) == 2


def test_a_demand_and_a_meeting_in_plover() -> None:
    found = {row["event"][0]: row for row in lines("plover")}
    assert found["REQUEST"]["actor"] and found["CONSULT"]["actor"]
    assert len(found["CONSULT"]["actor"]) == 2 and found["CONSULT"]["quad_code"] == 1


@pytest.mark.parametrize("name", ["plover", "polecat"])
def test_every_claim_is_an_event_or_named_as_left_out(name: str) -> None:
    ids = {c["claim_id"] for c in made().claims if c["kind"] != "casualties"}
    here = {row["id"] for row in lines(name)} if name == "plover" else {row["Event ID"] for row in table(name)}
    out = {row["record"] for row in lost(name)["left_out"]}
    assert here | out == ids and not here & out


def test_what_plover_carries_comes_back() -> None:
    claims = {c["claim_id"]: c for c in made().claims}
    for row in lines("plover"):
        claim = claims[row["id"]]
        for field, where in FORMATS["plover"].carries.items():
            kind, _, key = field.partition(".")
            own = claim if kind == claim["kind"] else made().by_report[claim["report"]] if kind == "reports" else None
            if own:
                assert own[key] == at(row, where) or str(own[key]) in str(at(row, where)), field


def test_what_polecat_carries_comes_back_and_its_header_is_its_own() -> None:
    claims = {c["claim_id"]: c for c in made().claims}
    assert len(POLECAT) == 40 and (POLECAT[0], POLECAT[19], POLECAT[39]) == ("Event ID", "Recipient Sectors", "Version")
    assert only("polecat").decode().splitlines()[0].split("\t") == POLECAT
    for row in table("polecat"):
        claim = claims[row["Event ID"]]
        for field, where in FORMATS["polecat"].carries.items():
            kind, _, key = field.partition(".")
            own = claim if kind == claim["kind"] else made().by_report[claim["report"]] if kind == "reports" else None
            assert not own or str(own[key] or "") in row[where], field
        assert f"/r/{claim['key']}#c={claim['start']}-{claim['end']}" in row["Source"] and "alleged" in row["Source"]


def test_the_header_of_ethprio() -> None:
    assert len(ETHPRIO) == 87 and ETHPRIO[:3] == ["cc", "cf_id", "uniq_id"] and ETHPRIO[-2:] == ["coder", "id"]
    assert list(table("ethprio")[0]) == ETHPRIO


def test_a_local_calm_in_ethprio() -> None:
    rows = [row for row in table("ethprio") if "الغوطة الشرقية" in row["comment"]]
    assert [row["actor_name"] for row in rows] == ["Government of Syria", "Syrian insurgents"]
    for row in rows:
        assert (row["cc"], int(row["uniq_id"])) == ("652", 652_000 + int(row["cf_id"]))
        assert (row["fixed"], row["fixed_time"], row["partial"], row["side"]) == ("1", "3", "1", "2")
        assert (row["mediator_nego"], row["mediator_send"]) == ("1", "Russia, United States")
        assert (row["cf_dec_yr"], row["cf_dec_month"], row["cf_dec_day"]) == ("2016", "4", "29")
        assert (row["ucdp_acd_id"], row["ucdp_dyad"]) == ("299", "11973")


@pytest.mark.parametrize(
    ("starts", "day"),
    [
        ("2016-04-29/night", "2016-04-30"),
        ("2016-04-29/midnight", "2016-04-30"),
        ("2016-04-29/23:00", "2016-04-30"),
        ("2016-05-01/evening", "2016-05-01"),
        ("2016-05-01/18:00", "2016-05-01"),
        ("2016-05-01/dawn", "2016-05-01"),
        ("2016-05-01", "2016-05-01"),
    ],
)
def test_what_begins_late_is_in_effect_the_next_day(starts: str, day: str) -> None:
    assert effect({"windows": [{"starts": starts}], "starts": starts[:10]}) == day
    assert effect({"windows": [], "starts": None}) is None


def test_a_calm_takes_parties_and_brokers_of_what_it_lies_under_and_an_extension_names_what_it_extends() -> None:
    (truce,) = [r for r in made().records["ceasefires"] if r["hours"]]
    window = [{"starts": "2016-04-29/night", "ends": "2016-04-30/night", "hours": 24, "claims": []}]
    calm = {**truce, "id": "c2", "claims": [], "hours": 24, "windows": window, "under": truce["id"]}
    longer = {**calm, "id": "c3", "starts": "2016-05-01", "declared": "2016-05-02", "extends": "c2"}
    longer["windows"] = [{"starts": "2016-05-01/evening", "ends": "2016-05-02/evening", "hours": 24, "claims": []}]
    given = replace(made(), records={**made().records, "ceasefires": [truce, calm, longer]})
    rows = {row["id"]: row for row in table("ethprio", given)}
    numbers = {ident: row["cf_id"] for ident, row in rows.items()}
    for ident, day, link in (("c2", ("4", "30"), "3"), ("c3", ("5", "1"), "1")):
        row = rows[ident]
        assert (row["cf_effect_month"], row["cf_effect_day"], row["fixed_time"], row["link"]) == (*day, "1", link)
        assert (row["end_month"], row["end_day"]) == day
        assert row["mediator_send"] == "Russia, United States" and row["actor_name"]
    assert (rows["c3"]["cf_dec_month"], rows["c3"]["cf_dec_day"]) == ("5", "1")
    assert (rows["c2"]["link_id1"], rows["c3"]["link_id1"], rows["c3"]["link_id2"]) == (
        numbers[truce["id"]],
        numbers["c2"],
        numbers[truce["id"]],
    )


def test_a_ceasefire_that_is_only_called_for_is_no_row_of_ethprio() -> None:
    ceasefires = [{**r, "history": [["2016-05-01", "called_for", "x"]]} for r in made().records["ceasefires"]]
    given = replace(made(), records={**made().records, "ceasefires": ceasefires})
    assert table("ethprio", given) == []
    assert {ident for ident, _ in written("ethprio", given).left_out} == {r["id"] for r in ceasefires}


def test_what_ethprio_carries_comes_back() -> None:
    records = {r["id"]: r for r in made().records["ceasefires"]}
    for row in table("ethprio"):
        for field, where in FORMATS["ethprio"].carries.items():
            value = records[row["id"]][field.partition(".")[2]]
            assert all(part in row[where] for part in (value if isinstance(value, list) else [value])), field


def test_what_lemonade_carries_comes_back_and_its_figures_are_the_lowest() -> None:
    records = {r["id"]: r for r in made().records["incidents"]}
    for row in lines("lemonade"):
        for field, where in FORMATS["lemonade"].carries.items():
            assert row[where] == records[row["id"]][field.partition(".")[2]], field
        assert row["note"] == "alleged, as reported" and row["links"]
    (strike,) = [row for row in lines("lemonade") if row["sub_event_type"] == "Air/drone strike"]
    assert strike["arguments"]["fatalities"] == 18 and strike["arguments"]["attackers"] == ["Russian aircraft"]
    assert {row["record"] for row in lost("lemonade")["left_out"]} | {row["id"] for row in lines("lemonade")} == set(records)


def test_a_map_gives_back_all_fields_of_incidents_ceasefires_and_tolls() -> None:
    told = json.loads(only("geojson"))
    found = {feature["id"]: feature for feature in told["features"]}
    carries = FORMATS["geojson"].carries
    for group in GROUPS:
        for record in made().records[group]:
            properties = found[record["id"]]["properties"]
            for field in FIELDS[group]:
                assert properties[carries[f"{group}.{field}"].partition(".")[2]] == json.loads(json.dumps(record[field])), field
            assert properties["as_reported"] == "alleged, as reported" and properties["links"]
    (kallasa,) = [f for f in told["features"] if "Kallasa" in f["properties"]["label"]]
    assert kallasa["geometry"] == {"type": "Point", "coordinates": [37.1489, 36.1939]}
    assert kallasa["properties"]["precision"] == ["neighbourhood"]
    assert all(f["geometry"] is None for f in told["features"] if f["properties"]["group"] == "tolls")


def test_kml_gives_back_all_fields_of_incidents_ceasefires_and_tolls() -> None:
    root = xml.fromstring(only("kml"))
    marks = {mark.get("id"): mark for mark in root.iter(f"{KML}Placemark")}
    for group in GROUPS:
        for record in made().records[group]:
            data = {d.get("name"): d.findtext(f"{KML}value") for d in marks[record["id"]].iter(f"{KML}Data")}
            for field in FIELDS[group]:
                assert (data.get(field) or "") == ("" if record[field] is None else str(plain(record[field]))), field
            description = marks[record["id"]].findtext(f"{KML}description") or ""
            assert description.startswith("alleged, as reported") and "/r/" in description
    (kallasa,) = [mark for mark in marks.values() if "Kallasa" in (mark.findtext(f"{KML}name") or "")]
    assert kallasa.findtext(f"{KML}Point/{KML}coordinates") == "37.1489,36.1939"


def test_a_sign_that_xml_forbids_does_not_break_the_file() -> None:
    incidents = [{**r, "label": "a\x00b\x0b\ud800"} for r in made().records["incidents"]]
    root = xml.fromstring(only("kml", replace(made(), records={**made().records, "incidents": incidents})))
    assert "a\ufffdb\ufffd\ufffd" in {mark.findtext(f"{KML}name") for mark in root.iter(f"{KML}Placemark")}


def test_hxl_has_its_tags_under_the_header_and_gives_back_what_it_carries() -> None:
    header, tags, *rows = csv.reader(io.StringIO(only("hxl").decode()))
    assert header == list(TAGS) and tags == list(TAGS.values())
    assert all(tag.startswith("#") and tag == tag.lower() for tag in tags) and len(set(tags)) == len(tags)
    records = {r["id"]: r for r in made().records["incidents"]}
    assert len(rows) == len(records)
    for row in (dict(zip(header, cells, strict=True)) for cells in rows):
        record = records[row["id"]]
        assert [row[key] for key in ("type", "label", "status", "by")] == [record[key] or "" for key in ("type", "label", "status", "by")]
        assert [row["start"], row["end"]] == (record["when"] or ["", ""])
        assert row["as_reported"] == "alleged, as reported" and row["links"]


@pytest.mark.shared
def test_the_local_calms_of_the_first_annotated_report_are_those_that_human_coders_have(shared: Path) -> None:
    """From a person's claims, which give no hour: all but the day in effect, which they leave on the evening's own day."""
    row = json.loads((shared / "gold" / "seed.jsonl").read_text(encoding="utf-8").partition("\n")[0])
    named: Row = {"ids": {}, "actor_ids": [], "place_ids": []}
    about = {"claim_id": "", "report": row["id"], "key": "k", "report_date": row["date"], "outlet": None}
    fields = ("parties", "brokers")
    claims = [{**c, **named, **about, "ref": f"{row['id']}#{c['kind']}@{c['start']}"} for c in row["claims"]]
    claims = [c | {"ids": {f: [who(name) for name in c[f]] for f in fields if c.get(f)}} for c in claims]
    report = {"id": row["id"], "key": "k", "date": row["date"], "outlet": None, "title": None}
    rows = table("ethprio", Content((report,), tuple(claims), as_set(reconcile([row]))))
    (general,) = {r["cf_id"] for r in rows if (r["cf_effect_month"], r["cf_effect_day"]) == ("2", "27")}
    calms = [r for r in rows if r["partial"] == "1" and r["fixed"] == "1"]
    told = {(r["cf_dec_month"], r["cf_dec_day"], r["fixed_time"], r["link"]) for r in calms}
    assert told == {("4", "29", "1", "3"), ("4", "29", "3", "3"), ("5", "1", "1", "1")}
    assert {r["actor_name"] for r in calms} == {"Government of Syria", "Syrian insurgents"} and len(calms) == 6
    assert all(r["mediator_nego"] == "1" and "Russia" in r["mediator_send"] for r in calms)
    assert all(general in [r[f"link_id{n}"] for n in range(1, 36)] for r in calms)
    (extension,) = {(r["cf_effect_month"], r["cf_effect_day"]) for r in calms if r["link"] == "1"}
    assert extension == ("5", "1")
