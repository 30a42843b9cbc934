"""Gazetteers and lists of actors that a user fetched become rows of a theatre; what cannot be used is told with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.exchange.gazetteers import format_of
from marsad.exchange.gazetteers.taking import Taken, is_word, take
from marsad.resolve.bounded import boundary_of
from marsad.resolve.gazetteer import within
from marsad.theatres import Theatre, load_folder, use
from marsad.theatres.boundaries import read_boundaries
from marsad.theatres.folder import append, create

BOX = (30.0, 40.0, 35.0, 45.0)
COD = """level,pcode,name_ar,name_en,lat,lon,adm3_pcode,adm2_pcode,adm1_pcode
admin1,XX01,الشرقية,Sharqiya,36.0,40.0,,,XX01
admin2,XX0101,النهر,Nahr,36.1,40.1,,XX0101,XX01
admin3,XX010101,الجسر,Jisr,36.1,40.1,XX010101,XX0101,XX01
place,C1,كفر ورد,Kafr Ward,36.11,40.12,XX010101,XX0101,XX01
place,C2,كفر ورد,Kafr Ward,36.5,40.5,XX010101,XX0101,XX01
place,C1,كفر ورد,Kafr Ward,36.11,40.12,XX010101,XX0101,XX01
neighbourhood,N1,الورود,Wurud,36.12,40.1,XX010101,XX0101,XX01
place,C3,Kafr,Kafr,36.1,40.1,XX010101,XX0101,XX01
place,C4,تل ورد,Tall Ward,40.1,36.1,XX010101,XX0101,XX01
place,C5,تل بعيد,Tall Baid,60.1,10.1,XX010101,XX0101,XX01
"""
HDX = "admin2Name_en,admin2Name_ar,admin2Pcode,admin1Name_en,admin1Name_ar,admin1Pcode,center_lat,center_lon\n"
HDX += "Nahr,النهر,XX0101,Sharqiya,الشرقية,XX01,36.1,40.1\nWadi,الوادي,XX0102,Sharqiya,الشرقية,XX01,36.2,40.2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new theatre with its country."""
    made = tmp_path / "land"
    create(made, ar="بلاد", en="Land", country="xx", zone="UTC", uses=[], bounds=BOX)
    append(made, "places.tsv", [("xx", "بلاد", "Land", "country", "", "", "", "country", "", "test")])
    append(made, "place_names.tsv", [("xx", "بلاد", "name", "0", "")])
    return made


def taking(folder: Path, name: str, text: str, **options: str) -> tuple[Taken, Theatre]:
    """What a file of this text gave, and the theatre after it."""
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    taken = take(folder, path, options.pop("format", None), options)
    assert taken.faults == []
    return taken, load_folder(folder)


def test_cod_areas_and_places_lie_in_each_other(folder: Path) -> None:
    taken, theatre = taking(folder, "cod.csv", COD)
    assert (taken.format, taken.places, len(taken.unfit)) == ("cod", 6, 3)
    assert theatre.ancestors("xx/sharqiya/kafr-ward") == ("xx/sharqiya/jisr", "xx/sharqiya/nahr", "xx/sharqiya", "xx")
    assert theatre.places["xx/sharqiya/kafr-ward-c2"].lat == 36.5, "another village of the name keeps its own row"
    assert theatre.places["xx/sharqiya/jisr"].name_ar == "ناحية الجسر" and theatre.places["xx/sharqiya/jisr"].precision == "subdistrict"
    reasons = [str(one) for one in taken.unfit]
    assert "cod.csv:9: name_ar 'Kafr' is no Arabic name" in reasons[0]
    assert "cod.csv:10: lat 40.1, lon 36.1" in reasons[1] and "write lat 36.1, lon 40.1" in reasons[1]
    assert "outside the country: latitude 30.0 to 40.0" in reasons[2]


def test_what_is_known_is_passed_over(folder: Path) -> None:
    taking(folder, "cod.csv", COD)
    again, _ = taking(folder, "cod.csv", COD)
    assert (again.places, again.known) == (0, 6)
    csv, _ = taking(
        folder, "more.csv", "name_ar,name_en,lat,lon\nكفر ورد,Kafr Ward,36.115,40.121\nدير الورد,Dayr Ward,36.115,40.121\n", type="=village"
    )
    assert (csv.places, csv.known) == (1, 1)


def test_the_tables_of_hdx_hold_each_level_once(folder: Path) -> None:
    taken, theatre = taking(folder, "hdx.csv", HDX)
    assert (taken.format, taken.places) == ("cod", 3)
    assert theatre.places["xx/sharqiya"].lat is None and theatre.places["xx/sharqiya/wadi"].lat == 36.2


def test_a_dump_of_geonames(folder: Path) -> None:
    rows = [
        "1\tSharqiya\tSharqiya\tالشرقية,Oriental\t36.0\t40.0\tA\tADM1\tXX\t\t01\t\t\t\t0\t\t\tUTC\t2020-01-01",
        "2\tKafr Ward\tKafr Ward\tKafr,كفر ورد,كفرورد,کفر ورد\t36.1\t40.1\tP\tPPL\tXX\t\t01\t\t\t\t12000\t\t\tUTC\t2020-01-01",
        "3\tLatin\tLatin\tLatin\t36.1\t40.1\tP\tPPL\tXX\t\t01\t\t\t\t0\t\t\tUTC\t2020-01-01",
        "4\tElsewhere\tElsewhere\tهناك\t36.1\t40.1\tP\tPPL\tYY\t\t01\t\t\t\t0\t\t\tUTC\t2020-01-01",
        "5\tShop\tShop\tدكان\t36.1\t40.1\tS\tRET\tXX\t\t01\t\t\t\t0\t\t\tUTC\t2020-01-01",
    ]
    taken, theatre = taking(folder, "XX.txt", "\n".join(rows) + "\n")
    assert (taken.format, taken.places) == ("geonames", 2) and "Latin has no Arabic name" in str(taken.unfit[0])
    place = theatre.places["xx/sharqiya/kafr-ward"]
    assert (place.type, place.source) == ("town", "GeoNames") and [form.text for form in place.names] == ["كفر ورد", "كفرورد"]


def test_the_extract_of_geonames_places_a_town_by_its_neighbours(folder: Path) -> None:
    taking(folder, "cod.csv", COD)
    text = "geonameid,country,admin1code,name,lat,lon,population,arabic_names\n"
    text += "7,XX,03,Near,36.12,40.13,100,قريبة الورد\n8,YY,03,Far,36,40,1,بعيدة\n"
    taken, theatre = taking(folder, "cities.csv", text)
    assert (taken.format, taken.places) == ("geonames", 1)
    assert theatre.places["xx/sharqiya/near"].parent == "xx/sharqiya/jisr"


def test_boundaries_stand_in_their_middle(folder: Path) -> None:
    square = [[39.0, 35.0], [41.0, 35.0], [41.0, 37.0], [39.0, 37.0], [39.0, 35.0]]
    small = [[44.0, 39.0], [44.1, 39.0], [44.1, 39.1], [44.0, 39.0]]
    features = [
        {"properties": {"shapeName": "East", "shapeType": "ADM1", "shapeISO": "XX-E", "name_ar": "الشرقية"},
         "geometry": {"type": "MultiPolygon", "coordinates": [[small], [square]]}},
        {"properties": {"shapeName": "West", "shapeType": "ADM1"}, "geometry": {"type": "Polygon", "coordinates": [square]}},
        {"properties": {"name_ar": "بلا مكان"}, "geometry": None},
    ]  # fmt: skip
    taken, theatre = taking(folder, "adm1.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    east = theatre.places["xx/east"]
    assert (east.lat, east.lon, east.type, east.pcode, east.source) == (36.0, 40.0, "governorate", "XX-E", "geoBoundaries")
    assert ["no governorate is known as 'West'" in str(taken.unfit[1]), "no geometry" in str(taken.unfit[0])] == [True, True]


def test_a_boundary_is_kept_with_the_folder_and_tells_what_lies_in_it(folder: Path) -> None:
    """A feature without an Arabic name gives its boundary to the place of that English name; nothing else comes to lie in it."""
    taking(folder, "cod.csv", COD)
    square = [[40.0, 36.0], [40.4, 36.0], [40.4, 36.3], [40.0, 36.3], [40.0, 36.0]]
    shape = {
        "properties": {"shapeName": "Sharqiya Governorate", "shapeType": "ADM1"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    zone = {"properties": {"name_ar": "المنطقة العازلة", "name_en": "Buffer", "shapeType": "ADM2"}, "geometry": shape["geometry"]}
    taken, theatre = taking(folder, "b.geojson", json.dumps({"type": "FeatureCollection", "features": [shape, zone]}))
    assert (taken.boundaries, taken.places, taken.known) == (2, 1, 1) and taken.faults == []
    assert set(read_boundaries(folder)) == {"xx/sharqiya", "xx/sharqiya/buffer"} and "xx/sharqiya/buffer" in theatre.places
    before = use([str(folder)])
    try:
        inside, outside = (next(i for i, p in theatre.places.items() if p.pcode == code) for code in ("C1", "C2"))
        assert "xx/sharqiya/buffer" in within(inside) and "xx/sharqiya/buffer" not in within(outside)
        assert boundary_of("xx/sharqiya") and boundary_of("xx") == ()
    finally:
        use(before)


def test_a_broken_boundary_is_told_with_its_line(folder: Path) -> None:
    (folder / "boundaries.jsonl").write_text('{"id": "xx", "polygons": []}\n{"id": "xx"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"land/boundaries.jsonl, line 2: no boundary"):
        read_boundaries(folder)


def test_a_plain_csv_with_its_columns_named(folder: Path) -> None:
    text = "الاسم,Y,X,أخرى\nكفر ورد,36.1,40.1,كفرورد|كَفر الورد\nتل\u200f ورد,36.2,40.2,\n"
    taken, theatre = taking(folder, "v.csv", text, name_ar="الاسم", lat="Y", lon="X", names="أخرى", type="=village", name_en="=")
    assert taken.places == 2 and theatre.places["xx/kfr-wrd"].source == "v.csv"
    assert [form.text for form in theatre.places["xx/kfr-wrd"].names] == ["كفر ورد", "كفرورد", "كفر الورد"]
    assert theatre.places["xx/tl-wrd"].name_ar == "تل ورد", "the invisible mark is gone"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"name_ar": "nom"}, "v.csv has no such column; it has: name_ar"),
        ({"height": "name_ar"}, "there is no such field; there are: name_ar"),
    ],
)
def test_a_wrong_mapping_says_what_there_is(folder: Path, options: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        taking(folder, "v.csv", "name_ar\nكفر ورد\n", **options)


def test_actors_of_followthemoney_are_bodies_and_no_persons(folder: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "schema": "Organization", "properties": {"name": ["جبهة الورد", "Ward Front"], "alias": ["جبهه الورود"]}},
        {"id": "b", "schema": "Person", "properties": {"name": ["فلان"]}},
        {"id": "c", "schema": "PublicBody", "caption": "Ministry", "properties": {"name": ["Ministry"]}},
        {"id": "d", "schema": "Ownership", "properties": {}},
    ]
    taken, theatre = taking(folder, "e.ftm.json", "".join(json.dumps(row) + "\n" for row in rows) + "{\n")
    assert (taken.format, taken.actors, len(taken.unfit)) == ("ftm", 1, 3)
    assert [form.text for form in theatre.actors["xx/ward-front"].names] == ["جبهة الورد", "جبهه الورود"]
    assert "a person" in str(taken.unfit[0]) and "e.ftm.json:2" in str(taken.unfit[0])


def test_actors_of_a_csv_need_a_side_of_the_theatre(folder: Path) -> None:
    text = "name_ar,name_en,type,side\nجيش الورد,Ward Army,military,unknown\nلواء الورد,Ward Brigade,rebel,red\n"
    text += "جيش الورد,Again,military,\nفرقة,Division,troop,\n"
    taken, theatre = taking(folder, "a.csv", text, format="actors")
    assert (taken.actors, taken.known) == (1, 1) and "add it to [sides]" in "".join(map(str, taken.unfit))
    assert "'troop' is unknown" in "".join(map(str, taken.unfit)) and theatre.actors["xx/ward-army"].type == "military"


def test_a_file_of_no_format_says_how_to_name_one(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="--map, or the format with --format"):
        format_of(tmp_path / "x.csv", False)


def test_a_file_that_is_not_utf8_says_where(folder: Path) -> None:
    (folder.parent / "v.csv").write_bytes("name_ar\nكفر\nتل\n".encode("cp1256"))
    with pytest.raises(ValueError, match=r"v\.csv, line 2: not UTF-8"):
        take(folder, folder.parent / "v.csv", "csv", {})


@pytest.mark.parametrize(("name", "expected"), [("الباب", True), ("تل", True), ("مدرسة", True), ("كفرعويد", False), ("كفر ورد", False)])
def test_names_that_are_words_are_taken_only_in_context(name: str, expected: bool) -> None:
    assert is_word(name) is expected
