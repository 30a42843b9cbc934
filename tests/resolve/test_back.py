"""Places told by pointing back: to the last place of the kind, to its surroundings, to the countryside of the governorate."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad import Report, code
from marsad.resolve.back import countryside_of, pointer
from marsad.resolve.location import locate

AROUND = "قصفت قوات النظام مدينة سراقب وبلدة كفرنبل في ريف إدلب وقتل ثلاثة مدنيين. "


def ids(text: str) -> dict[str, str | None]:
    """The ids of the places of the claims of the text, by their words."""
    claims = code(Report("r", text, dt.date(2019, 8, 1)))
    return {n.text: n.id for c in claims for n in (*getattr(c, "places", ()), *getattr(c, "areas", ()))}


@pytest.mark.parametrize(
    ("text", "name", "ident"),
    [
        ("قصفت طائرات حربية بلدة سرمين بريف إدلب. وقتل ثلاثة مدنيين في غارات على البلدة.", "البلدة", "sy/idlib/sarmin"),
        ("سيطرت قوات النظام على مدينة سراقب بريف إدلب، وقتل ستة مدنيين في وسط المدينة.", "وسط المدينة", "sy/idlib/saraqib"),
        ("قصفت قوات النظام مدينة خان شيخون ومحيطها وقتل ثلاثة مدنيين.", "محيطها", "sy/idlib/khan-shaykhun"),
        ("قصفت طائرات حربية مدينة حماة وريفها الشمالي وقتل مدنيان.", "ريفها الشمالي", "sy/hama/countryside-north"),
        ("قصفت قوات النظام بلدة اللطامنة بالريف الشمالي لحماة وقتل ثلاثة مدنيين.", "الريف الشمالي", "sy/hama/countryside-north"),
        ("سقطت قذائف على مدينة الحراك بالريف الشرقي وقتل ثلاثة مدنيين في محافظة درعا.", "الريف الشرقي", "sy/daraa/countryside-east"),
    ],
)
def test_a_place_is_what_it_points_back_to(text: str, name: str, ident: str) -> None:
    assert ids(text)[name] == ident


def test_an_unknown_village_is_the_village_that_is_meant() -> None:
    """«القرية» is the one told last, though no theatre knows it: not the known one before it."""
    found = ids(AROUND + "وقصفت المدفعية قرية معرزيتا ثم قرية المخترعة، وقتل طفل في القرية.")
    assert found["القرية"] is None


@pytest.mark.parametrize("text", ["المنطقة", "مدينة", "بلدة سراقب", "المدن"])
def test_other_words_point_nowhere(text: str) -> None:
    assert pointer(text) is None


def test_what_lies_around_is_no_more_exact_than_that() -> None:
    found = locate("sy/idlib/saraqib", "محيطها")
    assert found is not None and found.near and found.geo_precision == 2


def test_a_side_without_a_row_of_its_own_is_the_countryside() -> None:
    assert countryside_of("sy/aleppo", ("الجنوبي",)) == "sy/aleppo/countryside-south"
    assert countryside_of("sy/idlib/saraqib", ()) is None
