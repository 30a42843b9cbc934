"""Reference records: each format read as it is written in the field, bad rows told, and what we export read back as the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from marsad.exchange.given import Refused
from marsad.exchange.reference import IMPORTS, Reference
from marsad.exchange.reference.record import from_json
from marsad.model.report import sha256
from tests.exchange.exported import made, written
from tests.exchange.given_files import xlsx

GED = {
    "id": "1", "side_a": "Government of Syria", "side_b": "Civilians", "country": "Syria", "where_coordinates": "Aleppo", "adm_1": "Aleppo",
    "latitude": "36.2", "longitude": "37.15", "date_start": "2016-04-28 00:00:00.000", "date_end": "2016-04-28 00:00:00.000", "best": "18",
    "high": "20", "low": "8",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "SYR1", "event_date": "28 April 2016", "sub_event_type": "Air/drone strike", "actor1": "Military Forces of Syria",
    "assoc_actor_1": "", "actor2": "Civilians (Syria)", "country": "Syria", "admin1": "Aleppo", "location": "Aleppo", "latitude": "36.2",
    "longitude": "37.15", "fatalities": "18",
}  # fmt: skip
TRUCE = {
    "cc": "652", "cf_id": "60", "location": "Syria", "actor_name": "Government of Syria", "cf_dec_yr": "2016", "cf_dec_month": "4",
    "cf_dec_day": "29", "cf_effect_yr": "2016", "cf_effect_month": "4", "cf_effect_day": "30", "fixed": "1", "fixed_time": "1",
    "end_yr": "2016", "end_month": "-1", "end_day": "-1",
}  # fmt: skip


MAPPED = {"date": "Day", "place": "Where", "killed": "Dead", "lat": "Y", "lon": "X", "type": "=air_strike"}


def sheet(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def imported(folder: Path, name: str, file: str, data: bytes, **columns: str) -> list[Reference | Refused]:
    (folder / file).write_bytes(data)
    return list(IMPORTS[name].read(folder / file, columns))


def records(folder: Path, name: str, file: str, data: bytes, **columns: str) -> list[Reference]:
    found = imported(folder, name, file, data, **columns)
    assert all(isinstance(one, Reference) for one in found), found
    return found  # type: ignore[return-value]


def test_ged_and_acled_events_with_their_figures(tmp_path: Path) -> None:
    (one,) = records(tmp_path, "ged", "g.csv", sheet(GED))
    assert (one.id, one.first, one.last, one.low, one.best, one.high, one.lat) == ("1", "2016-04-28", "2016-04-28", 8, 18, 20, 36.2)
    assert one.actors == ("Government of Syria",) and one.types == () and one.where.endswith("g.csv:2")
    strike, deal = records(tmp_path, "acled", "a.csv", sheet(ACLED, ACLED | {"event_id_cnty": "SYR2", "sub_event_type": "Agreement"}))
    assert (strike.first, strike.types, strike.best, strike.actors) == ("2016-04-28", ("air_strike",), 18, ("Military Forces of Syria",))
    assert (strike.kind, deal.kind) == ("incident", "ceasefire")


def test_rows_of_one_ceasefire_are_one_record(tmp_path: Path) -> None:
    (one,) = records(tmp_path, "ethprio", "e.csv", sheet(TRUCE, TRUCE | {"actor_name": "Syrian insurgents"}))
    assert (one.id, one.kind, one.first, one.begins, one.last, one.hours) == ("652-60", "ceasefire", "2016-04-29", "2016-04-30", None, 24)
    assert one.actors == ("Government of Syria", "Syrian insurgents")


@pytest.mark.parametrize(
    ("name", "row", "columns"),
    [
        (
            "airwars",
            {
                "Unique Reference Code": "RS1",
                "Date": "28 April 2016",
                "Location": "Aleppo",
                "Civilians Reported Killed Min": "8",
                "Civilians Reported Killed Max": "18",
                "Latitude": "36.2",
                "Longitude": "37.1",
            },
            {},
        ),
        (
            "uwazi",
            {
                "Title": "قصف",
                "Date added": "2020-01-01",
                "Template": "Case",
                "Date": "2016-04-28~2016-04-29",
                "Geolocation": "36.2|37.1",
                "Killed": "8",
            },
            {},
        ),
        ("sheet", {"Day": "28/04/2016", "Where": "Aleppo", "Dead": "8", "Y": "36.2", "X": "37.1"}, MAPPED),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_sheets_of_incidents(tmp_path: Path, name: str, row: dict[str, str], columns: dict[str, str], ending: str) -> None:
    data = sheet(row) if ending == "csv" else xlsx(tuple(row), tuple(row.values()))
    (one,) = records(tmp_path, name, f"a.{ending}", data, **columns)
    assert (one.kind, one.first, one.lat, one.lon) == ("incident", "2016-04-28", 36.2, 37.1)
    assert one.low == 8 and one.last == ("2016-04-29" if name == "uwazi" else "2016-04-28")
    assert one.types == (("air_strike",) if name == "sheet" else ())


def test_a_bulletin_of_bayanat_has_numbered_columns_of_ids_and_names(tmp_path: Path) -> None:
    row = {"": "0", "id": "7", "title": "قصف", "publish_date": "2016-05-02", "documentation_date": "2016-04-28"}
    row |= {"locations.location-1": "12-حلب", "locations.location-2": "13-إدلب", "related_actors.actor-1": "3-قوات النظام"}
    (one,) = records(tmp_path, "bayanat", "b.csv", sheet(row | {"related_actors.actor-2": "4-جيش الإسلام", "labels.label-1": "5-x"}))
    assert (one.id, one.label, one.first, one.place) == ("7", "قصف", "2016-04-28", "حلب")
    assert (one.actors, one.lat) == (("قوات النظام", "جيش الإسلام"), None)


def test_signs_of_webanno_that_mean_themselves_stand_behind_a_backslash(tmp_path: Path) -> None:
    told = WEBANNO.replace("killed[1]|attack", "killed[1]|air\\_strike\\|x\\[2\\]").replace("\tPlace\t", "\t\\_\t")
    _, odd, literal = records(tmp_path, "webanno", "w.tsv", told.encode())
    assert (odd.types, literal.types) == (("air_strike|x[2]",), ("_",))


def test_doccano_annotations_count_code_points(tmp_path: Path) -> None:
    text = "🚨 مقتل 7 مدنيين في دوما"
    row = {"id": 1, "text": text, "label": [[2, 15, "killed"], [19, 23, "Place"]]}
    spans = {"id": 2, "text": text, "entities": [{"start_offset": 2, "end_offset": 15, "label": "Deaths"}]}
    data = "\n".join(
        json.dumps(one, ensure_ascii=False) for one in (row, spans, {"text": text, "label": [[5, 99, "killed"]]}, {"id": 3})
    ).encode()
    first, place, mapped, outside, empty = imported(tmp_path, "doccano", "d.jsonl", data, **{"casualties/killed": "Deaths"})
    assert isinstance(first, Reference) and isinstance(mapped, Reference) and isinstance(place, Reference)
    assert (first.types, first.quote, first.report) == (("casualties/killed",), "مقتل 7 مدنيين", sha256(text.encode()))
    assert mapped.types == ("casualties/killed",) and place.types == ("Place",)
    assert "lies outside its text" in str(outside) and 'no "text"' in str(empty)


WEBANNO = """#FORMAT=WebAnno TSV 3.3
#T_SP=custom.Claim|kind


#Text=🚨 مقتل 7 مدنيين
1-1\t0-2\t🚨\t_\t
1-2\t3-7\tمقتل\tkilled[1]\t
1-3\t8-9\t7\tkilled[1]\t
1-4\t10-16\tمدنيين\tkilled[1]|attack\t

#Text=في دوما.
2-1\t17-19\tفي\t_\t
2-2\t20-24\tدوما\tPlace\t
2-3\t24-25\t.\t_\t
"""


def test_webanno_spans_are_put_together_and_counted_in_code_points(tmp_path: Path) -> None:
    killed, attack, place = records(tmp_path, "webanno", "w.tsv", WEBANNO.encode())
    text = "🚨 مقتل 7 مدنيين\nفي دوما."
    assert [(one.quote, one.start, one.types) for one in (killed, attack, place)] == [
        ("مقتل 7 مدنيين", 2, ("casualties/killed",)),
        ("مدنيين", 9, ("incident/attack",)),
        ("دوما", 19, ("Place",)),
    ]
    assert {one.report for one in (killed, attack, place)} == {sha256(text.encode())}


BAD = [
    ("ged", "id,side_a\n1,x\n", "no column side_b, country, date_start"),
    ("acled", sheet(ACLED | {"event_date": "soon"}).decode(), "date 'soon' is not an ISO day"),
    ("acled", sheet(ACLED | {"fatalities": "ten"}).decode(), "fatalities 'ten' is no whole number"),
    ("ged", sheet(GED | {"latitude": "136.2"}).decode(), "lie outside the earth"),
    ("ethprio", sheet(TRUCE | {"cf_dec_day": "31"}).decode(), "cf_dec_yr, _month, _day 2016-4-31"),
    ("sheet", "place\nAleppo\n", "no day (say which column holds it: --map date=COLUMN)"),
    ("webanno", "no tsv", "no WebAnno TSV 3"),
]


@pytest.mark.parametrize(("name", "data", "why"), BAD)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, data: str, why: str) -> None:
    (refused,) = imported(tmp_path, name, "a.csv", data.encode())
    assert isinstance(refused, Refused) and why in str(refused)


def test_one_bad_row_leaves_the_rest(tmp_path: Path) -> None:
    found = imported(tmp_path, "acled", "a.csv", sheet(ACLED, ACLED | {"fatalities": "x"}, ACLED | {"event_id_cnty": "SYR3"}))
    assert [getattr(one, "id", "refused") for one in found] == ["SYR1", "refused", "SYR3"]


def test_a_record_comes_back_from_json(tmp_path: Path) -> None:
    (one,) = records(tmp_path, "ged", "g.csv", sheet(GED))
    assert from_json(json.loads(json.dumps(one.as_json()))) == one


@pytest.mark.parametrize("name", ["acled", "ged", "ethprio"])
def test_our_own_exports_are_read_without_a_word(tmp_path: Path, name: str) -> None:
    found = records(tmp_path, name, f"{name}.csv", written(name).files[f"{name}.csv"])
    assert made().claims and (found or name == "ged")
