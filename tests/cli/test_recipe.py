"""The recipe «a new theatre in an afternoon» of docs/theatres.md, followed from scratch for a war that does not ship."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from marsad import Report
from marsad.pipeline.coding import code
from marsad.resolve.ground import names_of
from marsad.theatres import use
from tests.cli.conftest import Run

NEW = ("theatre", "new", "karabakh", "--country", "az", "--name-ar", "ناغورنو كاراباخ", "--bounds", 38.3, 42.0, 44.7, 50.7)
PLACES = """الاسم,English,Kind,Lat,Lon,Parent,Other
ناغورنو كاراباخ,Nagorno-Karabakh,region,39.8,46.75,,كاراباخ|إقليم كاراباخ|آرتساخ
ستيباناكيرت,Stepanakert,city,39.815,46.752,ناغورنو كاراباخ,خانكندي
شوشة,Shusha,city,39.758,46.748,ناغورنو كاراباخ,شوشا|شوشي
فضولي,Fuzuli,town,39.600,47.143,ناغورنو كاراباخ,فيزولي
جبرائيل,Jabrayil,town,39.399,47.026,ناغورنو كارباخ,
كنجة,Ganja,city,46.361,40.683,,غنجة
"""
ACTORS = """name,english,kind,side,since,until,aliases
القوات الأذربيجانية,Azerbaijani forces,military,azerbaijan,,,الجيش الأذربيجاني
القوات الأرمينية,Armenian forces,military,armenia,,,الجيش الأرميني
سلطات كاراباخ,Republic of Artsakh,government,artsakh,1991,2023-12,جمهورية آرتساخ
"""
SIDES = """azerbaijan = ["أذربيجان", "Azerbaijan"]
armenia = ["أرمينيا", "Armenia"]
artsakh = ["أرمن كاراباخ", "Armenians of Karabakh"]
"""
REPORT = "سيطرت القوات الأذربيجانية على مدينة فضولي بعد اشتباكات مع القوات الأرمينية. وقتل خمسة مدنيين في قصف مدفعي على ستيباناكيرت."
PLACE_MAP = ("name_ar=الاسم", "name_en=English", "type=Kind", "lat=Lat", "lon=Lon", "parent=Parent", "names=Other")
ACTOR_MAP = ("name_ar=name", "name_en=english", "type=kind", "side=side", "begins=since", "ends=until", "names=aliases")


def take(run: Run, file: str, fields: tuple[str, ...], *more: str) -> str:
    """What importing the file says, both streams."""
    said = run("theatre", "import", "karabakh", file, *more, *(part for field in fields for part in ("--map", field)))
    return said.stdout + said.stderr


def test_the_recipe_leads_to_a_theatre_that_codes_a_report(run: Run, tmp_path: Path) -> None:
    """Each slip of the pen is told with its line; once put right and taken again, names and sides are found."""
    assert run(*NEW).exit_code == 0
    (tmp_path / "p.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ACTORS, encoding="utf-8")
    said = take(run, "p.csv", PLACE_MAP)
    assert "4 places" in said and "p.csv:6: parent 'ناغورنو كارباخ' of جبرائيل is no known place" in said and "p.csv:7: lat 46.361" in said
    (tmp_path / "p.csv").write_text(PLACES.replace("كارباخ", "كاراباخ").replace("46.361,40.683", "40.683,46.361"), encoding="utf-8")
    assert "2 places" in take(run, "p.csv", PLACE_MAP)
    assert "side 'azerbaijan' is none of unknown" in take(run, "a.csv", ACTOR_MAP, "--format", "actors")
    settings = tmp_path / "karabakh" / "theatre.toml"
    settings.write_text(settings.read_text("utf-8").replace("[bounds]", SIDES + "\n[bounds]"), encoding="utf-8")
    assert "3 actors added" in take(run, "a.csv", ACTOR_MAP, "--format", "actors")
    assert run("theatre", "check", "karabakh").stdout == "karabakh: 0 faults\n"
    rows = dict(line.split("\t")[0::4][:2] for line in (tmp_path / "karabakh" / "places.tsv").read_text("utf-8").splitlines())
    assert rows["az/nagorno-karabakh/jabrayil"] == "az/nagorno-karabakh" and rows["az/ganja"] == "az"
    copytree(tmp_path / "karabakh", tmp_path / "ready")  # a folder is read once in a process
    before = use([str(tmp_path / "ready")])
    try:
        ids = {n.id for claim in code(Report("r", REPORT)) for _, names in names_of(claim) for n in names}
    finally:
        use(before)
    assert ids >= {"az/nagorno-karabakh/fuzuli", "az/nagorno-karabakh/stepanakert", "az/azerbaijani-forces", "az/armenian-forces"}
