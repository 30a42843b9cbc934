"""The theatres that ship: names resolve, points lie in their countries, parents form a tree, no name is shared by chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

import pytest

from marsad.text.fold import fold_key
from marsad.theatres import Actor, Monitor, Place, Theatre, available, load, load_many

NAMES = available()
# the places of the founding report, as it writes them without head words
FOUNDING = """حلب|محافظة حلب|مدينة حلب|سورية|الغوطة الشرقية|دمشق|محافظة اللاذقية|اللاذقية|جنيف|الكلاسة|المغاير|الفردوس|الصاخور|المواصلات
المرجة|باب النيرب|طريق الباب|الأشرفية|بني زيد|العامرية|صلاح الدين|الزبدية|بعيدين|بستان القصر|طريق الكاستيلو|السكن الشبابي|الأنصاري
السكري|الصالحين|المشهد|الحيدرية|جمعية الزهراء|خناصر|ريف حلب الجنوبي الشرقي|خان العسل|ريف حلب الغربي|الوعر|مدينة حمص|السخنة|ريف حمص الشرقي
جب الجراح|حويسيس|ناحية جب الجراح|المحمدية|بيت نايم|مسرابا|القطاع الجنوبي|الركابية|المرج|حميميم"""
FOUNDING_PLACES = [name for line in FOUNDING.splitlines() for name in line.split("|")]
FOUNDING_ACTORS = """روسيا|موسكو|واشنطن|الولايات المتحدة
النظام السوري|النظام|نظام الأسد|قوات النظام|الجيش النظامي السوري|جبهة النصرة|جيش الإسلام
فيلق الرحمن|داعش|الدفاع المدني|الهيئة العليا للمفاوضات|الهيئة التفاوضية|دي ميستورا|جون كيري|كيري|جون كيربي|رياض حجاب|عادل الجبير|ناصر جودة
الفصائل الإسلامية والمقاتلة|المسلحين الموالين لها|مجلس الأمن|الجيش الروسي"""
QUARTERS = FOUNDING_PLACES[FOUNDING_PLACES.index("الكلاسة") : FOUNDING_PLACES.index("خناصر")]
# places, actors, monitors that each theatre holds at the least: a row that goes must be replaced
AT_LEAST = {
    "afghanistan_pakistan": (185, 80, 15),
    "iraq": (430, 115, 22),
    "lebanon": (370, 80, 20),
    "libya": (250, 100, 18),
    "palestine_israel": (415, 110, 40),
    "sudan": (285, 90, 20),
    "syria": (2250, 380, 65),
    "world": (440, 380, 58),
    "yemen": (530, 97, 24),
}
# first-level areas by country, as the states themselves count them (Iraq with Halabja, Palestine's sixteen)
FIRST_LEVEL = {"sy": 14, "ye": 22, "iq": 19, "lb": 8, "ps": 16, "sd": 18, "af": 34}
# the members of the United Nations, its two observers, Taiwan, Kosovo and Western Sahara
STATES = """AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG CD
CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR IQ
IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM
NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO
ZA SS ES LK SD SR SE CH SY TJ TH TL TG TO TT TN TR TM TV UG UA AE GB TZ US UY UZ VU VE VN YE ZM ZW PS VA TW XK EH""".lower().split()
FAR = {"city": 0.25, "town": 0.25, "subdistrict": 1.0, "district": 2.0, "governorate": 4.0}  # degrees a place may lie from its parent
Thing = Place | Actor | Monitor


def by_folded_name(things: Iterable[Thing]) -> dict[str, list[Thing]]:
    """The things that go by each folded name."""
    found: dict[str, list[Thing]] = {}
    for thing in things:
        for key in {fold_key(form.text) for form in thing.names}:
            found.setdefault(key, []).append(thing)
    return found


def tables(theatre: Theatre) -> tuple[Mapping[str, Thing], ...]:
    """The three tables of a theatre."""
    return theatre.places, theatre.actors, theatre.monitors


@pytest.fixture(scope="module")
def places() -> dict[str, list[Thing]]:
    """Places of Syria and of the world by folded name."""
    return by_folded_name([p for t in load_many(["syria"]) for p in t.places.values()])


@pytest.fixture(scope="module")
def actors() -> dict[str, list[Thing]]:
    """Actors of Syria and of the world by folded name."""
    return by_folded_name([a for t in load_many(["syria"]) for a in t.actors.values()])


@pytest.mark.parametrize("name", FOUNDING_PLACES)
def test_every_place_of_the_founding_report_has_a_point(name: str, places: dict[str, list[Thing]]) -> None:
    found = places.get(fold_key(name), [])
    assert any(isinstance(place, Place) and (place.lat is not None or place.type == "country") for place in found)


@pytest.mark.parametrize("name", QUARTERS)
def test_quarters_of_aleppo_lie_in_aleppo(name: str, places: dict[str, list[Thing]]) -> None:
    here = [p for p in places[fold_key(name)] if isinstance(p, Place) and p.parent == "sy/aleppo/aleppo"]
    assert len(here) == 1
    assert here[0].lat is not None and abs(here[0].lat - 36.2) < 0.08


@pytest.mark.parametrize("name", [name for line in FOUNDING_ACTORS.splitlines() for name in line.split("|")])
def test_actors_of_the_founding_report_are_known(name: str, actors: dict[str, list[Thing]]) -> None:
    assert fold_key(name) in actors


def test_the_observatory_is_a_monitor_and_its_short_name_is_flagged() -> None:
    observatory = load("syria").monitors["sy/sohr"]
    assert ("المرصد", "short", True) in [(form.text, form.usage, form.ambiguous) for form in observatory.names]
    assert fold_key("كلنا شركاء") in by_folded_name(load("syria").monitors.values())


@pytest.mark.parametrize("name", ["الفردوس", "المرج", "المشهد", "السكري", "الصالحين", "الوعر", "المغاير", "الأنصاري", "صلاح الدين"])
def test_ordinary_words_are_flagged(name: str) -> None:
    forms = [form for _, form in load("syria").names()[name]]
    assert forms and all(form.ambiguous for form in forms)


@pytest.mark.parametrize("name", NAMES)
def test_short_forms_are_flagged(name: str) -> None:
    short = [form for table in tables(load(name)) for thing in table.values() for form in thing.names if form.usage == "short"]
    assert all(form.ambiguous for form in short)


@pytest.mark.parametrize("name", NAMES)
def test_places_form_a_tree_that_ends_in_the_world(name: str) -> None:
    theatre = load(name)
    known = {key: place for t in load_many([name]) for key, place in t.places.items()}
    for key in theatre.places:
        chain = (key, *theatre.ancestors(key, known))
        assert len(chain) == len(set(chain)) < 7, key
        if name != "world":
            assert chain[-1] in load("world").places, chain


@pytest.mark.parametrize("name", NAMES)
def test_points_lie_within_their_country_and_near_their_parents(name: str) -> None:
    theatre = load(name)
    assert set(theatre.countries) <= set(theatre.bounds)
    for place in theatre.places.values():
        if place.lat is None or place.lon is None:
            continue
        parent = theatre.places.get(place.parent or "")
        if parent and parent.type in FAR and parent.lat is not None and parent.lon is not None:
            far = FAR[parent.type]
            assert abs(place.lat - parent.lat) < far and abs(place.lon - parent.lon) < far, place.id


@pytest.mark.parametrize("name", NAMES)
def test_a_name_shared_within_a_table_is_noted_as_shared(name: str) -> None:
    for table in tables(load(name)):
        shared = {key for key, things in by_folded_name(table.values()).items() if len(things) > 1}
        for thing in table.values():
            for form in thing.names:
                assert ("shared" in form.note) == (fold_key(form.text) in shared), (thing.id, form.text)


@pytest.mark.parametrize("name", NAMES)
def test_no_thing_lists_one_form_in_two_spellings_that_fold_alike(name: str) -> None:
    for table in tables(load(name)):
        for thing in table.values():
            keys = [fold_key(form.text) for form in thing.names]
            assert len(keys) == len(set(keys)), thing.id


@pytest.mark.parametrize("name", NAMES)
def test_arabic_names_are_written_plainly(name: str) -> None:
    for table in tables(load(name)):
        for thing in table.values():
            for form in thing.names:
                assert not set('«»"“”/|') & set(form.text), (thing.id, form.text)


@pytest.mark.parametrize("name", NAMES)
def test_the_time_zone_is_known(name: str) -> None:
    assert ZoneInfo(load(name).timezone).key == load(name).timezone


def test_the_theatres_hold_no_fewer_rows_than_they_did() -> None:
    held = {name: tuple(len(table) for table in tables(load(name))) for name in NAMES}
    assert held.keys() == AT_LEAST.keys()
    for name, least in AT_LEAST.items():
        assert all(now >= then for now, then in zip(held[name], least, strict=True)), (name, held[name])


@pytest.mark.parametrize(("country", "count"), FIRST_LEVEL.items())
def test_every_first_level_area_is_there(country: str, count: int) -> None:
    areas = [p.id for name in NAMES for p in load(name).places.values() if p.type == "governorate" and p.id.startswith(country + "/")]
    assert len(areas) == count


def test_syria_has_every_district_and_sub_district_with_its_code() -> None:
    places = load("syria").places
    for kind, count, digits in (("governorate", 14, 2), ("district", 62, 4), ("subdistrict", 272, 6)):
        codes = [p.pcode for p in places.values() if p.type == kind and p.pcode]
        assert len(codes) == len(set(codes)) == count
        assert all(code.startswith("SY") and len(code) == 2 + digits for code in codes)


def test_a_sub_district_lies_in_the_district_that_its_code_begins_with() -> None:
    places = load("syria").places
    for place in places.values():
        if place.type == "subdistrict" and place.pcode:
            district = places[place.parent or ""]
            assert district.pcode and place.pcode.startswith(district.pcode), place.id


@pytest.mark.parametrize("name", NAMES)
def test_no_code_of_a_place_stands_twice(name: str) -> None:
    codes = [p.pcode for p in load(name).places.values() if p.pcode]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("name", NAMES)
def test_every_thing_has_an_english_name_in_latin_letters(name: str) -> None:
    for table in tables(load(name)):
        for thing in table.values():
            assert thing.name_en and not any("\u0600" <= letter <= "\u06ff" for letter in thing.name_en), thing.id


@pytest.mark.parametrize("name", NAMES)
def test_a_quarter_called_by_a_common_word_is_never_named_bare(name: str) -> None:
    ordinary = {
        fold_key(word) for word in ("الحرية", "الثورة", "النهضة", "السلام", "الشهداء", "الوحدة", "القصور", "الأمل", "الكرامة", "الجهاد")
    }
    for place in load(name).places.values():
        for form in place.names:
            assert form.ambiguous or fold_key(form.text) not in ordinary, (place.id, form.text)


@pytest.mark.parametrize("code", STATES)
def test_every_state_is_a_place_and_an_actor(code: str) -> None:
    world = load("world")
    assert world.places[code].type == "country"
    state = world.actors[f"{code}/state"]
    assert {fold_key(form.text) for form in state.names} & {fold_key(form.text) for form in world.places[code].names}


def test_armed_groups_of_syria_are_mapped() -> None:
    for actor in load("syria").actors.values():
        if actor.type in ("rebel", "jihadist", "militia", "operations_room"):
            assert actor.acled and actor.plover, actor.id


@pytest.mark.parametrize(("name", "day", "wanted"), [
    ("جبهة النصرة", "2015-06-01", "sy/nusra"),
    ("جبهة فتح الشام", "2016-09-01", "sy/jfs"),
    ("هيئة تحرير الشام", "2018-06-01", "sy/hts"),
    ("لواء شهداء اليرموك", "2015-01-01", "sy/yarmouk-martyrs"),
    ("جيش خالد بن الوليد", "2017-01-01", "sy/khalid-ibn-al-walid-army"),
    ("جيش سوريا الجديد", "2016-06-01", "sy/new-syrian-army"),
    ("جيش مغاوير الثورة", "2018-06-01", "sy/maghawir"),
    ("جيش سوريا الحرة", "2023-06-01", "sy/syrian-free-army"),
    ("جبهة تحرير سوريا", "2018-03-01", "sy/jtahrir-suriya"),
])  # fmt: skip
def test_renamed_and_merged_groups_have_their_days(name: str, day: str, wanted: str, actors: dict[str, list[Thing]]) -> None:
    found = [a for a in actors[fold_key(name)] if isinstance(a, Actor) and a.id.startswith("sy/")]
    assert [a.id for a in found] == [wanted]
    begins, ends = found[0].begins or "", found[0].ends or "9999"
    assert begins <= day[: len(begins)] and day[: len(ends)] <= ends


@pytest.mark.parametrize("word", ["روسي", "روسية", "الروس", "أميركية", "إيراني", "سعوديون", "تركي", "الأتراك"])
def test_adjectives_of_countries_stand_for_the_state(word: str) -> None:
    names = by_folded_name(load("world").actors.values())
    assert any(thing.id.endswith("/state") for thing in names[fold_key(word.removeprefix("ال"))])
