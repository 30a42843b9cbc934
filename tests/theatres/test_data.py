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


def test_governorates_of_syria_have_their_districts() -> None:
    theatre = load("syria")
    kinds = [place.type for place in theatre.places.values()]
    assert kinds.count("governorate") == 14
    assert kinds.count("district") == 62
    assert len(theatre.places) > 500


@pytest.mark.parametrize("word", ["روسي", "روسية", "الروس", "أميركية", "إيراني", "سعوديون", "تركي", "الأتراك"])
def test_adjectives_of_countries_stand_for_the_state(word: str) -> None:
    names = by_folded_name(load("world").actors.values())
    assert any(thing.id.endswith("/state") for thing in names[fold_key(word.removeprefix("ال"))])
