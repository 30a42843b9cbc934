"""What persons decide of records on their pages: figures, same or another, states, findings, sources; and search over everything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from marsad.model.claim import Casualties
from marsad.pipeline.records import current
from marsad.store import Store, open_store
from marsad.web.record.told import Told
from tests.web.record_samples import keep_examples, keep_faults

LANGUAGE = "en"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The example reports and faults, to be decided on."""
    with open_store(tmp_path / "settling.db") as opened:
        keep_examples(opened)
        keep_faults(opened)
        yield opened


def send(client: TestClient, page: str, needle: str, **more: str) -> None:
    """Sends the form of the page whose markup holds the needle, as a browser would, with these fields besides."""
    forms = [f for f in re.findall(r"<form[^>]*action=\"/decide\".*?</form>", client.get(page).text, re.DOTALL) if needle in f]
    assert forms, needle
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', forms[0])
    fields: dict[str, list[str]] = {}
    for name, value in hidden:
        fields.setdefault(name, []).append(value.replace("&#34;", '"').replace("&quot;", '"').replace("&amp;", "&"))
    answer = client.post("/decide", data=fields | {k.replace("__", "."): [v] for k, v in more.items()}, follow_redirects=False)
    assert answer.status_code == 303, answer.text[-800:]


def test_a_finding_is_accepted_given_muted_and_opened(client: TestClient, store: Store) -> None:
    send(client, "/checks", 'value="accepted"', reason="the bulletin says so itself")
    found = next(f for f in current(store)["findings"] if f["check"] == "part_over_whole")
    assert (found["state"], found["decided"]["reason"]) == ("accepted", "the bulletin says so itself")
    assert (
        "the bulletin says so itself" in client.get("/checks?state=accepted").text and "Part over whole" not in client.get("/?lang=en").text
    )
    send(client, "/checks", 'value="open"')
    send(client, "/checks", 'value="assigned"', given__owner="sara")
    send(client, "/checks", 'value="muted"', reason="its children are counted otherwise")
    found = next(f for f in current(store)["findings"] if f["check"] == "part_over_whole")
    assert (found["state"], found["owner"]) == ("muted", "sara") and "Part over whole" in client.get("/checks?owner=sara").text


def test_two_tellings_are_compared_blind_then_joined(client: TestClient, store: Store) -> None:
    made = current(store)
    row = next(i for i in made["incidents"] if i["links"])
    one, other = row["links"][0]["first"], row["links"][0]["second"]
    if "#incident@" not in one or "#incident@" not in other:
        refs = [ref for ref in row["claims"] if "#incident@" in ref]
        one, other = refs[0], next(ref for ref in refs if ref.split("#")[0] != refs[0].split("#")[0])
    address = f"/compare?one={quote(one, safe='')}&other={quote(other, safe='')}"
    assert "What marsad found alike" not in client.get(address).text.replace("What marsad found alike is shown once", "")
    send(client, address, 'value="different"')
    page = client.get(address).text
    assert "taken apart" in page and "They stand in two incidents now" in page
    send(client, address, 'value="same"')
    assert "They stand in one incident now" in client.get(address).text
    assert client.get("/compare?one=x&other=y").status_code == 404 and client.get("/compare").status_code == 200


def test_a_rival_value_is_made_to_stand(client: TestClient, store: Store) -> None:
    row = next(i for i in current(store)["incidents"] if i["fields"].get("type", {}).get("rivals"))
    send(client, f"/incidents/{row['id']}", 'name="given.field" value="type"', reason="the text says so")
    after = next(i for i in current(store)["incidents"] if set(i["claims"]) == set(row["claims"]))
    assert after["type"] == row["fields"]["type"]["rivals"][0]["value"] and "the text says so" in after["fields"]["type"]["why"]


def test_counting_rules_and_monitors_stand_beside_the_matrix(client: TestClient, store: Store) -> None:
    ceasefire = current(store)["violations"][0]["ceasefire"]
    page = client.get(f"/ceasefires/{ceasefire}").text
    assert "each day and place once" in page and "No rule is right" in page and "Judge" in page


def test_a_source_is_graded_and_its_definition_noted(client: TestClient, store: Store) -> None:
    assert "Syrian Observatory" in client.get("/sources").text
    send(client, "/sources", 'name="given.code"', given__code="B", reason="a long record")
    send(client, "/sources", 'name="given.definition"', given__definition="civilians bear no arms")
    page = client.get("/sources").text
    assert "B, usually reliable" in page and "civilians bear no arms" in page
    assert [d.given["source"] for d in store.decisions()] == [store.cited()[0][1]] * 2 or len(store.decisions()) == 2


def test_search_finds_every_sort_with_folded_spelling(client: TestClient) -> None:
    found = client.get(f"/api/search?q={quote('حلب')}").json()
    assert {"reports", "claims", "records", "places"} <= set(found)
    for group in found.values():
        assert all(client.get(one["url"].split("#")[0]).status_code == 200 for one in group[:1])
    assert client.get("/api/search?q=").json() == {} and client.get(f"/api/search?q={quote('المرصد السوري')}").json()["actors"]
    assert "/incidents?place=" in client.get(f"/search?q={quote('حلب')}").text
    assert json.dumps(client.get("/api/search?q=%3Cscript%3E").json()) == "{}"


def test_the_map_has_the_period_and_keeps_what_was_brushed(client: TestClient) -> None:
    assert 'class="bars"' in client.get("/map").text and 'class="brushed"' not in client.get("/map").text
    page = client.get("/map?since=2016-04-20&until=2016-05-10").text
    assert 'class="brushed"' in page and "The whole period" in page


def test_what_a_figure_is_part_of_is_corrected_from_its_toll(client: TestClient, store: Store) -> None:
    whole = next(t for t in current(store)["tolls"] if t["derived"])
    page = client.get(f"/tolls/{whole['id']}").text
    assert "Explain this figure" in page and "Why it stands here" not in page and 'class="formula remaining' in page
    part = next(t for t in current(store)["tolls"] if t["part_of"] == whole["id"])
    ref = part["claims"][0]
    assert claim(store, ref).of
    send(client, f"/tolls/{part['id']}?explained={quote(ref)}", f'name="claim" value="{ref}"', given__of="null", reason="it counts others")
    assert claim(store, ref).of is None
    assert all(t["part_of"] != whole["id"] for t in current(store)["tolls"] if ref in t["claims"])


def claim(store: Store, ref: str) -> Casualties:
    """The figure with this ref as it stands after review."""
    stands = Told(store)(ref)
    assert stands and isinstance(stands.claim, Casualties)
    return stands.claim
