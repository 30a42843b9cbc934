"""Two periods or two sources beside each other: halves unasked, one scale, each number a link that gives so many claims."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

from fastapi.testclient import TestClient

import marsad.web
from marsad.store import Store
from marsad.web import known
from marsad.web.language import Speech
from marsad.web.period import highest, period
from marsad.web.side_by_side import Compared

ATLAS = Path(marsad.web.__file__).parent / "static" / "vendor" / "world-atlas" / "countries-50m.json"
FIRST = dt.date(2016, 5, 1)


def test_each_side_has_what_is_its_own_and_else_what_both_have() -> None:
    one, other = Compared.model_validate({"since": FIRST, "source": "أ", "source2": "ب", "kind": "incident"}).sides()
    assert one == {"since": FIRST, "source": "أ", "kind": "incident"} and other == one | {"source": "ب"}
    one, other = Compared.model_validate({"until": FIRST, "since2": FIRST}).sides()
    assert one == {"until": FIRST} and other == {"since": FIRST}


def test_a_number_in_the_table_leads_to_so_many_claims(client: TestClient, store: Store) -> None:
    html = client.get("/map/compare?lang=en").text
    cells = re.findall(r'<a href="(/claims\?[^"]*place=[^"]*)"><bdi[^>]*>|<a href="(/claims\?[^"]*)">', html)
    assert cells
    for address in {unescape(a or b) for a, b in cells}:
        shown = int(re.search(re.escape(address.replace("&", "&amp;")) + r'">\D*?(\d+)', html)[1])  # type: ignore[index]
        assert client.get(address + "&lang=en").text.count('<td class="quote">') == shown


def test_two_periods_have_one_scale() -> None:
    few, many = {FIRST: Counter(incident=1)}, {FIRST: Counter(incident=4)}
    most = max(highest(days, FIRST, FIRST) for days in (few, many))
    low, high = (period(days, Speech("en"), span=(FIRST, FIRST), most=most) for days in (few, many))
    assert low and high and 4 * low.bars[0].pieces[0][2] == high.bars[0].pieces[0][2]


def test_every_country_of_a_theatre_has_an_outline_or_is_known_to_have_none() -> None:
    drawn = {shape["properties"]["name"] for shape in json.loads(ATLAS.read_text("utf-8"))["objects"]["countries"]["geometries"]}
    wanted = {place.id: known.outline(place) for place in known.places().values() if place.precision == "country" and place.lat is None}
    assert {ident for ident, name in wanted.items() if name is None} == known.NOT_OUTLINED
    assert set(filter(None, wanted.values())) <= drawn
