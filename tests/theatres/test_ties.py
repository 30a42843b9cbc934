"""ties.tsv and definitions.tsv: what they give, and each fault in them with file, line, column and what would be right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from marsad.resolve.bound import definitions_of, line_of, ties_of
from marsad.resolve.office import holder_of
from marsad.theatres import available, load, load_folder
from marsad.theatres.folder import create
from marsad.theatres.load import faults_in

ACTORS = (
    "id\tname_ar\tname_en\ttype\tside\tparent\tbegins\tends\tacled\tplover\tsource\n"
    "xx/old\tجيش البلاد\tOld\tmilitary\tone\t\t2011-03\t2014-02\t\t\ttest\nxx/new\tجبهة البلاد\tNew\tmilitary\tone\t\t2014-02\t\t\t\ttest\n"
)
NAMES = "actor\tname\tusage\tambiguous\tnote\nxx/old\tجيش البلاد\tname\t0\t\nxx/new\tجبهة البلاد\tname\t0\t\n"
TIES = "one\tkind\tother\tsince\tsource\n"
TERMS = "monitor\tterm\tyoungest\toldest\tnote\tsource\n"
MONITORS = (
    "id\tname_ar\tname_en\ttype\tlanguages\tindependent\tstance\tsource\nxx/watch\tمرصد البلاد\tWatch\tmonitor\tar\t1\tindependent\ttest\n"
)
GOOD = {"actors.tsv": ACTORS, "actor_names.tsv": NAMES, "monitors.tsv": MONITORS}
GOOD["monitor_names.tsv"] = "monitor\tname\tusage\tambiguous\tnote\nxx/watch\tمرصد البلاد\tname\t0\t\n"
BAD = [
    ("ties.tsv", TIES + "xx/old\tturned\txx/new\t\ttest\n", "line 2, column kind: 'turned' is unknown; it may be one of: became"),
    ("ties.tsv", TIES + "xx/old\tbecame\txx/gone\t\ttest\n", "line 2, column other: 'xx/gone' is no id of an actor or monitor"),
    ("ties.tsv", TIES + "xx/old\tjoined\txx/old\t\ttest\n", "line 2, column other: xx/old is tied to itself"),
    ("ties.tsv", TIES + "xx/old\tbecame\txx/new\tMay 2014\ttest\n", "column since: since 'May 2014'; write a year, month or day"),
    ("ties.tsv", TIES + "xx/old\tbecame\txx/new\t2013\ttest\n", "column since: since 2013 lies before xx/new begins (2014-02)"),
    ("ties.tsv", TIES + "xx/old\tbecame\txx/new\t2019\ttest\n", "lies more than a year behind the end of xx/old"),
    ("ties.tsv", TIES + "xx/old\tbecame\txx/new\t\ttest\n" * 2, "line 3, column one: xx/old became xx/new stands twice, first in line 2"),
    ("definitions.tsv", TERMS + "xx/army\tchildren\t\t17\t\ttest\n", "column monitor: 'xx/army' is no id of a monitor"),
    ("areas.tsv", "area\tmember\tsource\nxx/land\txx/gone\ttest\n", "column area: 'xx/land' is no id of a place"),
    ("definitions.tsv", TERMS + "xx/watch\tinfants\t\t17\t\ttest\n", "column term: 'infants' is unknown; it may be one of: children"),
    ("definitions.tsv", TERMS + "xx/watch\tchildren\t\t<18\t\ttest\n", "column oldest: oldest '<18'; write whole years"),
    ("definitions.tsv", TERMS + "xx/watch\twomen\t18\t17\t\ttest\n", "column oldest: oldest 17 lies below youngest 18"),
    ("definitions.tsv", TERMS + "xx/watch\twomen\t18\t\t\ttest\n" * 2, "line 3, column term: xx/watch defines women twice"),
]


HELD = "office\tname_ar\tname_en\tbegins\tends\tsource\n"
ROLE = ACTORS + "xx/chief\tرئيس البلاد\tChief\trole\tone\t\t\t\t\t\ttest\n"
BAD_HOLDERS = [
    (HELD + "xx/old\tفلان\tSomeone\t\t\ttest\n", "line 2, column office: 'xx/old' is no office (an actor of type role)"),
    (HELD + "xx/chief\tفلان\tOne\tMay 2014\t\ttest\n", "line 2, column begins: begins 'May 2014'; write a year, month or day"),
    (HELD + "xx/chief\tفلان\tOne\t2014\t2013\ttest\n", "line 2, column ends: ends 2013 lies before begins 2014"),
    (
        HELD + "xx/chief\tفلان\tOne\t2010\t\ttest\nxx/chief\tعلان\tTwo\t2014\t\ttest\n",
        "line 3, column begins: begins 2014, when One held xx/chief",
    ),
]


def write(folder: Path, **tables: str) -> Path:
    """A theatre's folder of two actors and a monitor, good but for the tables given."""
    folder = folder / "land"
    create(folder, ar="بلاد", en="Land", country="xx", zone="UTC", uses=(), bounds=None)
    said = (folder / "theatre.toml").read_text(encoding="utf-8").replace("[sides]", '[sides]\none = ["طرف", "a side"]')
    for name, text in (GOOD | {"theatre.toml": said} | tables).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_renamings_and_definitions_are_read(tmp_path: Path) -> None:
    ties, terms = TIES + "xx/old\tbecame\txx/new\t2014-02\ttest\n", TERMS + "xx/watch\twomen\t18\t\t\ttest\n"
    theatre = load_folder(write(tmp_path, **{"ties.tsv": ties, "definitions.tsv": terms}))
    assert [(t.one, t.kind, t.other, t.since) for t in theatre.ties] == [("xx/old", "became", "xx/new", "2014-02")]
    assert [(d.monitor, d.term, d.youngest, d.oldest) for d in theatre.definitions] == [("xx/watch", "women", 18, None)]


def test_both_tables_may_be_missing(tmp_path: Path) -> None:
    theatre = load_folder(write(tmp_path))
    assert theatre.ties == () and theatre.definitions == ()


@pytest.mark.parametrize(("file", "text", "said"), BAD)
def test_a_fault_is_told_with_its_place(tmp_path: Path, file: str, text: str, said: str) -> None:
    (fault,) = faults_in(write(tmp_path, **{file: text}))
    assert fault.startswith(f"land/{file}, line ") and said in fault


@pytest.mark.parametrize(("text", "said"), BAD_HOLDERS)
def test_a_fault_of_a_holder_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    names = NAMES + "xx/chief\tرئيس البلاد\tname\t0\t\n"
    (fault,) = faults_in(write(tmp_path, **{"holders.tsv": text, "actors.tsv": ROLE, "actor_names.tsv": names}))
    assert fault.startswith("land/holders.tsv, ") and said in fault


@pytest.mark.parametrize(("name", "day", "holder"), [
    ("us/secretary-of-state", "2016-05-02", "John Kerry"),
    ("us/secretary-of-state", "2018-05-02", "Mike Pompeo"),
    ("us/secretary-of-state", "2018-04-10", None),
    ("sy/un-envoy-syria", "2014-07-10", "Staffan de Mistura"),
    ("lb/president", "2015-01-01", None),
])  # fmt: skip
def test_an_office_is_held_by_one_on_a_day(name: str, day: str, holder: str | None) -> None:
    found = holder_of(name, dt.date.fromisoformat(day))
    assert (found and found.name_en) == holder


def test_a_group_is_followed_through_its_names() -> None:
    """Renamings are told in order from any of the names; a merger is no renaming."""
    assert line_of("sy/nusra") == line_of("sy/hts") == ("sy/nusra", "sy/jfs", "sy/hts")
    assert line_of("iq/mujahidin-shura") == ("iq/mujahidin-shura", "iq/isi", "isis")
    assert line_of("sd/rsf") == ("sd/janjaweed", "sd/rsf")
    assert line_of("sy/nlf") == ("sy/nlf",)
    assert ("sy/zinki", "split_from", "sy/hts") in [tie[:3] for tie in ties_of("sy/hts")]


def test_every_independent_monitor_that_counts_by_age_says_so() -> None:
    """The bounds that tolls are compared by are there for the monitors quoted most."""
    for monitor in ("sy/sohr", "sy/snhr"):
        terms = {one.term: (one.youngest, one.oldest) for one in definitions_of(monitor)}
        assert terms["children"] == (None, 17) and terms["women"] == (18, None)
    assert definitions_of("sy/sana") == ()


def test_each_theatre_tells_its_renamings() -> None:
    assert all(load(name).ties for name in available())
