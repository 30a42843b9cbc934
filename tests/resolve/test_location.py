"""Where a name is: no more exact than the text says, with the codes of ACLED and UCDP derived."""

from __future__ import annotations

import pytest

from marsad.resolve.distance import offset_before
from marsad.resolve.gazetteer import kilometres, place
from marsad.resolve.location import locate


@pytest.mark.parametrize(
    ("ident", "text", "precision", "codes", "near"),
    [
        ("sy/idlib/saraqib", "مدينة سراقب", "town", (1, 1), False),
        ("sy/idlib/saraqib", "محيط مدينة سراقب", "town", (2, 2), True),
        ("sy/idlib/saraqib", "شرقي سراقب", "town", (2, 2), True),
        ("sy/aleppo/kallasa", "حي الكلاسة", "neighbourhood", (1, 1), False),
        ("sy/idlib", "محافظة إدلب", "governorate", (3, 4), False),
        ("sy/aleppo/countryside-south", "ريف حلب الجنوبي", "region", (3, 5), False),
        ("sy", "سوريا", "country", (3, 6), False),
    ],
)
def test_precision_and_codes(ident: str, text: str, precision: str, codes: tuple[int, int], near: bool) -> None:
    found = locate(ident, text)
    assert found is not None and found.precision == precision
    assert (found.geo_precision, found.where_prec) == codes and found.near is near


def test_a_quarter_lies_in_its_governorate() -> None:
    found = locate("sy/aleppo/kallasa")
    assert found is not None and found.within == "sy/aleppo" and not found.area


def test_what_no_theatre_knows_is_nowhere() -> None:
    assert locate("xx/nowhere") is None and locate(None) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("على بعد نحو 30 كيلومتراً إلى الشرق من ", (30, 90)),
        ("على بعد 15 كم شمال شرق ", (15, 45)),
        ("على مسافة عشرة كيلومترات شمال غربي مدينة ", (10, 315)),
        ("على بعد كيلومترين جنوب ", (2, 180)),
        ("وتبعد 8 كلم عن ", None),
        ("قصفت الطائرات شرق ", None),
        ("على بعد 30 كيلومترا شرقا قصفت الطائرات ", None),
    ],
)
def test_distance_and_direction(text: str, expected: tuple[float, float] | None) -> None:
    found = offset_before(text)
    assert (found and (found.kilometres, found.bearing)) == expected


def test_thirty_kilometres_to_the_east_lie_thirty_kilometres_to_the_east() -> None:
    homs, found = place("sy/homs/homs"), locate("sy/homs/homs", "حمص", "على بعد نحو 30 كيلومترا إلى الشرق من ")
    assert homs and found and homs.lat is not None and homs.lon is not None and found.lat is not None and found.lon is not None
    assert kilometres(homs.lat, homs.lon, found.lat, found.lon) == pytest.approx(30, abs=0.5)
    assert found.lon > homs.lon and found.near and (found.geo_precision, found.where_prec) == (2, 2)
