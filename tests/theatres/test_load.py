"""Each kind of bad input in a theatre's folder is refused with the file, the line and what would be right."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.theatres import available, load, load_folder, load_many
from marsad.theatres.load import _load, faults_in

TOML = """name_ar = "بلاد"
name_en = "Land"
countries = ["xx"]
timezone = "Asia/Damascus"
uses = []
notes = ["made for a test"]

[sides]
one = ["طرف", "a side"]

[bounds]
xx = [30, 40, 35, 45]
"""
FILES = {
    "theatre.toml": TOML,
    "places.tsv": "id\tname_ar\tname_en\ttype\tparent\tlat\tlon\tprecision\tpcode\tsource\n"
    "xx\tبلاد\tLand\tcountry\t\t\t\tcountry\t\ttest\n"
    "xx/hill\tتلة\tHill\thill\txx\t36.2\t37.1\tpoint\tX1\ttest\n",
    "place_names.tsv": "place\tname\tusage\tambiguous\tnote\n"
    "xx\tبلاد\tname\t1\t\nxx/hill\tتلة\tname\t1\t\nxx/hill\tتلة البلاد\talias\t0\tseldom\n",
    "actors.tsv": "id\tname_ar\tname_en\ttype\tside\tparent\tbegins\tends\tacled\tplover\tsource\n"
    "xx/army\tجيش البلاد\tArmy\tmilitary\tone\t\t2011-03\t2014\tstate_forces\tMIL\ttest\n",
    "actor_names.tsv": "actor\tname\tusage\tambiguous\tnote\nxx/army\tجيش البلاد\tname\t0\t\n",
    "monitors.tsv": "id\tname_ar\tname_en\ttype\tlanguages\tindependent\tstance\tsource\n"
    "xx/watch\tمرصد البلاد\tWatch\tmonitor\tar en\t1\tindependent\ttest\n",
    "monitor_names.tsv": "monitor\tname\tusage\tambiguous\tnote\nxx/watch\tمرصد البلاد\tname\t0\t\n",
}


def write(folder: Path, **changed: str) -> Path:
    """A theatre's folder, good but for the changed files."""
    folder = folder / "land"
    folder.mkdir(parents=True)
    for name, text in (FILES | changed).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_good_folder_loads(tmp_path: Path) -> None:
    theatre = load_folder(write(tmp_path))
    hill = theatre.places["xx/hill"]
    assert (hill.lat, hill.lon, hill.parent, hill.pcode) == (36.2, 37.1, "xx", "X1")
    assert [(form.text, form.usage, form.ambiguous) for form in hill.names] == [("تلة", "name", True), ("تلة البلاد", "alias", False)]
    assert theatre.places["xx"].lat is None
    assert theatre.ancestors("xx/hill") == ("xx",)
    assert theatre.actors["xx/army"].begins == "2011-03"
    assert theatre.monitors["xx/watch"].languages == ("ar", "en")
    assert [owner for owner, _ in theatre.names()["تلة البلاد"]] == ["xx/hill"]


def test_crlf_comments_and_empty_lines_are_read(tmp_path: Path) -> None:
    text = FILES["places.tsv"].replace("xx/hill", "# a remark\n\nxx/hill", 1).replace("\n", "\r\n")
    assert "xx/hill" in load_folder(write(tmp_path, **{"places.tsv": text})).places


def _swap(file: str, old: str, new: str) -> tuple[str, str]:
    assert old in FILES[file]
    return file, FILES[file].replace(old, new, 1)


BAD = {
    "unknown place type": (*_swap("places.tsv", "hill\txx", "hillock\txx"), "land/places.tsv, line 3", "mountain"),
    "unknown precision": (*_swap("places.tsv", "point", "exact"), "land/places.tsv, line 3", "neighbourhood"),
    "dangling parent": (*_swap("places.tsv", "hill\txx", "hill\tyy"), "land/places.tsv, line 3", "'yy'"),
    "a place in itself": (*_swap("places.tsv", "country\t\t", "country\txx/hill\t"), "land/places.tsv, line 2", "lies in itself"),
    "duplicate id": (*_swap("places.tsv", "xx/hill", "xx"), "land/places.tsv, line 3", "twice"),
    "id that is no slug": (*_swap("places.tsv", "xx/hill", "xx/Hill"), "land/places.tsv, line 3", "sy/aleppo/sukkari"),
    "too few columns": (*_swap("places.tsv", "\tX1\ttest", "\ttest"), "land/places.tsv, line 3", "9 columns instead of 10"),
    "too many columns": (*_swap("places.tsv", "X1", "X1\tX2"), "land/places.tsv, line 3", "11 columns instead of 10"),
    "empty field": (*_swap("places.tsv", "Hill", ""), "land/places.tsv, line 3", "name_en is empty"),
    "stray space": (*_swap("places.tsv", "Hill", "Hill "), "land/places.tsv, line 3", "spaces"),
    "wrong header": (*_swap("places.tsv", "name_ar", "arabic"), "land/places.tsv, line 1", "it must be: id name_ar"),
    "missing header": ("places.tsv", "", "land/places.tsv, line 1", "header"),
    "one coordinate": (*_swap("places.tsv", "37.1", ""), "land/places.tsv, line 3", "degrees"),
    "coordinate in words": (*_swap("places.tsv", "36.2", "north"), "land/places.tsv, line 3", "degrees"),
    "swapped coordinates": (*_swap("places.tsv", "36.2\t37.1", "41.5\t36.2"), "line 3, column lat", "write lat 36.2, lon 41.5"),
    "a ring of parents": (*_swap("places.tsv", "country\t\t", "country\txx/hill\t"), "column parent", "xx in xx/hill in xx"),
    "an invisible mark": (
        *_swap("place_names.tsv", "تلة البلاد", "تلة\u200f البلاد"),
        "line 4, column name",
        "(U+200F) stands at character 4",
    ),
    "presentation forms": (*_swap("place_names.tsv", "تلة البلاد", "\ufe97\ufee0\ufe94"), "line 4, column name", "write 'تلة'"),
    "read in a wrong encoding": (*_swap("place_names.tsv", "تلة البلاد", "ØªÙ„Ø©"), "line 4, column name", "UTF-8"),
    "letters taken apart": (*_swap("place_names.tsv", "تلة البلاد", "ا\u0654لتلة"), "land/place_names.tsv, line 4", "NFC"),
    "outside the country": (*_swap("places.tsv", "36.2", "46.2"), "land/places.tsv, line 3", "30.0 to 40.0"),
    "name form of nobody": (
        *_swap("place_names.tsv", "xx/hill\tتلة البلاد", "xx/hills\tتلة البلاد"),
        "land/place_names.tsv, line 4",
        "xx/hills",
    ),
    "main name not listed": (*_swap("places.tsv", "تلة", "تلتنا"), "land/places.tsv, line 3", "place_names.tsv"),
    "form twice": (*_swap("place_names.tsv", "تلة البلاد", "تلة"), "land/place_names.tsv, line 4", "twice"),
    "unknown usage": (*_swap("place_names.tsv", "alias", "other"), "land/place_names.tsv, line 4", "hostile"),
    "flag that is none": (*_swap("place_names.tsv", "alias\t0", "alias\tno"), "land/place_names.tsv, line 4", "0, 1"),
    "unknown actor type": (*_swap("actors.tsv", "military", "troops"), "land/actors.tsv, line 2", "rebel"),
    "unknown side": (*_swap("actors.tsv", "one", "two"), "land/actors.tsv, line 2", "one"),
    "unknown acled": (*_swap("actors.tsv", "state_forces", "state"), "land/actors.tsv, line 2", "political_militia"),
    "unknown plover": (*_swap("actors.tsv", "MIL", "ARM"), "land/actors.tsv, line 2", "REB"),
    "date that is none": (*_swap("actors.tsv", "2011-03", "03/2011"), "land/actors.tsv, line 2", "2013-04"),
    "ends before it begins": (*_swap("actors.tsv", "2014", "2010"), "land/actors.tsv, line 2", "before"),
    "unknown parent of an actor": (*_swap("actors.tsv", "one\t\t", "one\txx/state\t"), "land/actors.tsv, line 2", "xx/state"),
    "unknown monitor type": (*_swap("monitors.tsv", "monitor\tar", "group\tar"), "land/monitors.tsv, line 2", "agency"),
    "unknown stance": (*_swap("monitors.tsv", "1\tindependent", "1\tfree"), "land/monitors.tsv, line 2", "foreign_state"),
    "independent that is neither": (*_swap("monitors.tsv", "\t1\t", "\tyes\t"), "land/monitors.tsv, line 2", "0, 1"),
    "language that is none": (*_swap("monitors.tsv", "ar en", "ar,en"), "land/monitors.tsv, line 2", "ISO 639"),
    "toml without a key": (*_swap("theatre.toml", 'name_en = "Land"\n', ""), "land/theatre.toml, line 1", "name_en"),
    "toml of the wrong kind": (*_swap("theatre.toml", 'countries = ["xx"]', 'countries = "xx"'), "land/theatre.toml, line 3", "list"),
    "toml that is none": (*_swap("theatre.toml", "uses = []", "uses = ["), "land/theatre.toml", "line"),
    "builds on nothing known": (*_swap("theatre.toml", "uses = []", 'uses = ["moon"]'), "land/theatre.toml, line 5", "world"),
    "time zone that is none": (*_swap("theatre.toml", "Asia/Damascus", "GMT+3"), "land/theatre.toml, line 4", "Asia/Damascus"),
    "side without labels": (*_swap("theatre.toml", '["طرف", "a side"]', '["طرف"]'), "land/theatre.toml, line 9", "two labels"),
    "bounds upside down": (*_swap("theatre.toml", "[30, 40", "[40, 30"), "land/theatre.toml, line 12", "south, north"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_with_file_line_and_remedy(case: str, tmp_path: Path) -> None:
    file, text, where, remedy = BAD[case]
    with pytest.raises(ValueError, match="land/") as refusal:
        load_folder(write(tmp_path, **{file: text}))
    assert where in str(refusal.value)
    assert remedy in str(refusal.value)


def test_an_id_of_the_theatre_below_is_refused(tmp_path: Path) -> None:
    below = TOML.replace("uses = []", 'uses = ["world"]')
    text = FILES["places.tsv"].replace("xx/hill", "sy")
    with pytest.raises(ValueError, match=r"land/places\.tsv, line 3, column id: id 'sy' stands in a theatre"):
        load_folder(write(tmp_path, **{"theatre.toml": below, "places.tsv": text}))


def test_bytes_that_are_not_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "places.tsv").write_bytes(FILES["places.tsv"].replace("تلة", "XX").encode().replace(b"XX", b"\xe3\xe1"))
    with pytest.raises(ValueError, match=r"land/places\.tsv, line 3: not UTF-8"):
        load_folder(folder)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "actors.tsv").unlink()
    with pytest.raises(ValueError, match=r"land/actors\.tsv is missing"):
        load_folder(folder)


def test_an_unknown_theatre_names_those_there_are() -> None:
    with pytest.raises(LookupError, match="syria"):
        load("atlantis")


def test_theatres_come_once_and_after_those_they_build_on() -> None:
    names = [theatre.name for theatre in load_many(["syria", "world", "syria"])]
    assert names == ["world", "syria"]
    assert load("syria") is load("syria")
    assert {"syria", "world"} <= set(available())


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _idle_seconds(work: Callable[[], object]) -> float:
    """The best of five runs, each set off against how busy the machine was just then (0.12 s: the sum when it is idle)."""
    return min(_seconds(work) / max(1, _seconds(lambda: sum(range(10_000_000))) / 0.12) for _ in range(5))


def _fresh() -> object:
    _load.cache_clear()
    return load_many(available())


def test_all_theatres_load_within_a_fifth_of_a_second() -> None:
    assert _idle_seconds(_fresh) < 0.2


def test_fifty_thousand_places_load_within_a_second(tmp_path: Path) -> None:
    places = "".join(f"xx/p{i}\tموضع {i}\tP {i}\tvillage\txx\t36.2\t37.1\ttown\t\ttest\n" for i in range(50_000))
    names = "".join(f"xx/p{i}\tموضع {i}\tname\t0\t\n" for i in range(50_000))
    folder = write(tmp_path, **{"places.tsv": FILES["places.tsv"] + places, "place_names.tsv": FILES["place_names.tsv"] + names})
    assert len(load_folder(folder).places) == 50_002
    assert _idle_seconds(lambda: load_folder(folder)) < 1


def test_checking_lists_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    places = FILES["places.tsv"].replace("hill\txx\t36.2", "hillock\txx\t36.2") + "xx/hill\tتلة\tHill\thill\tyy\t\t\tpoint\t\ttest\n"
    places += "xx/mount\tتلة\tMount\tmountain\tyy\t46.2\t37.1\tpoint\t\ttest\n"
    names = FILES["place_names.tsv"] + "xx/nobody\tأحد\tname\t0\t\nxx/hill\tتل\tother\t0\t\n"
    folder = write(tmp_path, **{"places.tsv": places, "place_names.tsv": names, "actors.tsv": FILES["actors.tsv"].replace("one", "two")})
    said = faults_in(folder)
    wanted: tuple[str, ...] = (
        "places.tsv, line 3, column type",
        "line 4, column id: id 'xx/hill' stands twice, first in line 3",
        "line 5, column lat",
    )
    wanted += ("place_names.tsv, line 5, column place", "place_names.tsv, line 6, column usage", "actors.tsv, line 2, column side")
    assert all(any(what in one for one in said) for what in wanted), said
    assert len(said) == len(wanted)
    assert faults_in(write(tmp_path / "good")) == []


def test_checking_goes_on_behind_lines_of_another_encoding(tmp_path: Path) -> None:
    folder = write(tmp_path)
    raw = FILES["place_names.tsv"].encode() + "xx/hill\tتل\tname\t0\t\n".encode("cp1256") + "xx/hill\tتلال\tbad\t0\t\n".encode()
    (folder / "place_names.tsv").write_bytes(raw)
    said = faults_in(folder)
    assert [one.split(": ")[0] for one in said] == ["land/place_names.tsv, line 5", "land/place_names.tsv, line 6, column usage"]
    assert "not UTF-8 from byte 9 of the line" in said[0]
