"""The map's shapes: an area whose boundary was imported is drawn by it, what lies around it as lines; any other by a ring."""

from __future__ import annotations

from pathlib import Path

from marsad.theatres import load, use
from marsad.theatres.boundaries import keep_boundaries
from marsad.theatres.folder import create
from marsad.web import known
from marsad.web.places import Found, outlines, shapes


def test_an_imported_boundary_is_drawn_latitude_first(tmp_path: Path) -> None:
    places = load("syria").places
    create(tmp_path / "mine", ar="لي", en="Mine", country="sy", zone="UTC", uses=["syria"], bounds=None)
    keep_boundaries(tmp_path / "mine", {"sy/idlib": [[[(36.0, 35.4), (37.3, 35.4), (37.3, 36.3), (36.0, 36.3), (36.0, 35.4)]]]})
    found = [Found(places[ident], "", []) for ident in ("sy/idlib", "sy/idlib/saraqib", "sy/homs")]
    for one in found:
        one.kinds["incident"] += 1
    before = use([str(tmp_path / "mine")])
    try:
        drawn = {shape["id"]: shape["polygons"] for shape in shapes(found)}
        assert drawn["sy/idlib"][0][0][0] == (35.4, 36.0) and drawn["sy/homs"] == drawn["sy/idlib/saraqib"] == []
        assert outlines(found) == [drawn["sy/idlib"]], "the governorate around Saraqib"
    finally:
        use(before)
    assert outlines(found) == []


def test_a_wide_place_is_drawn_as_wide_as_its_kind() -> None:
    """A mountain or a countryside is no region of seventy kilometres, a desert is wider than that."""
    mountain, rural, desert, town = (
        known.radius_km(known.places()[i])
        for i in ("sy/idlib/jabal-az-zawiyah", "sy/idlib/countryside-south", "sy/homs/badiyah", "sy/idlib/saraqib")
    )
    assert town < mountain < rural < known.RADIUS_KM["region"] < desert
