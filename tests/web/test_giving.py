"""The pages and the API that give something out: bulletins and exports, what they may hold, and how they are guarded."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from marsad.exchange.export import FORMATS
from marsad.store import Store, open_store
from marsad.web.app import create_app
from tests.web.paper import bare, read
from tests.web.record_samples import keep_examples

WEEK = "first=2016-04-25&last=2016-05-01"
GONE = "demo-wire-2016-04-30"


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, TestClient]]:
    """The example reports, one of them withdrawn."""
    with open_store(str(tmp_path_factory.mktemp("giving") / "g.db")) as store:
        keep_examples(store)
        store.withdraw(GONE, reason="for the tests")
        with TestClient(create_app(store), headers={"accept-language": "en"}) as client:
            yield store, client


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_bulletin_by_the_api(given, language: str) -> None:
    answer = given[1].get(f"/api/bulletin?{WEEK}&language={language}")
    page = read(answer.text)
    assert answer.status_code == 200 and page.of("html")[0].told["lang"] == language and bare(page) == []
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and policy.endswith("frame-ancestors 'self'")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN" and GONE not in answer.text
    named = given[1].get(f"/api/bulletin?{WEEK}&language={language}&download=1").headers["content-disposition"]
    assert named == f'attachment; filename="bulletin-2016-W17.{language}.html"'


def test_the_page_of_bulletins_shows_what_it_gives(given) -> None:
    page = read(given[1].get(f"/bulletin?{WEEK}&language=ar&hide_sources=1").text)
    shown = page.of("iframe")[0].told["src"]
    assert shown in {a.told["href"].removesuffix("&download=1") for a in page.of("a") if "get" in a.classes}
    paper = given[1].get(shown).text
    assert 'dir="rtl"' in paper and "demo-observatory" not in paper
    other = given[1].get("/bulletin")
    assert other.headers["content-security-policy"].endswith("frame-src 'self'") and other.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("query", ["first=2016-05-02&last=2016-05-01", "first=2010-01-01&last=2016-05-01", "format=doc", "first=x"])
def test_a_bulletin_that_cannot_be(given, query: str) -> None:
    assert given[1].get(f"/api/bulletin?{query}").status_code == 422


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_shown_and_given(given, name: str) -> None:
    page = given[1].get(f"/export?format={name}&since=2016-04-25")
    assert page.status_code == 200 and f'href="/api/export/{name}?since=2016-04-25"' in page.text and "sample" in page.text
    answer = given[1].get(f"/api/export/{name}?since=2016-04-25")
    assert answer.status_code == 200 and answer.content
    assert "attachment" in answer.headers["content-disposition"] and GONE.encode() not in answer.content
    lost = given[1].get(f"/api/export/{name}?only_losses=1").json()
    assert lost["format"] == name and {row["how"] for row in lost["lost"]} <= {"coarser", "absent"}


@pytest.mark.parametrize(
    "query", ["", "since=2016-04-25", "kind=casualties&place=حلب", "actor=روسيا", "source=demo-agency", "ceasefire={}"]
)
def test_of_a_large_store_the_beginning_is_shown(given, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.web.giving.exports.WHOLE", 0)
    ident = given[1].get("/api/ceasefires").json()["ceasefires"][0]["id"]
    page = read(given[1].get(f"/export?format=jsonl&{query.format(ident)}").text)
    shown = [line for line in "".join(one.text for one in page.having("class", "sample")).splitlines() if line]
    every = given[1].get(f"/api/export/jsonl?{query.format(ident)}").text.splitlines()
    assert shown and all(any(line[:200] == one[:200] for one in every) for line in shown)


def test_several_files_come_in_one_with_their_losses(given) -> None:
    packed = zipfile.ZipFile(io.BytesIO(given[1].get("/api/export/csv").content))
    assert {"incidents.csv", "reports.csv", "csv.losses.json"} <= set(packed.namelist())
    ids = {row["id"] for row in csv.DictReader(io.StringIO(packed.read("reports.csv").decode("utf-8-sig")))}
    assert len(ids) > 10 and GONE not in ids


def rows(given, query: str) -> list[dict]:
    return [json.loads(line) for line in given[1].get(f"/api/export/jsonl?{query}").text.splitlines()]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("kind=statement", lambda claim: claim["kind"] == "statement"),
        ("place=Latakia", lambda claim: any("latakia" in str(i) for i in claim["place_ids"])),
        ("actor=روسيا", lambda claim: "روسيا" in json.dumps(claim, ensure_ascii=False) or "ru/state" in claim["actor_ids"]),
        ("source=demo-agency", lambda claim: claim["outlet"] == "demo-agency"),
    ],
)
def test_a_part_is_chosen(given, query: str, holds) -> None:
    every, found = rows(given, ""), rows(given, query)
    claims = [row for row in found if row.get("claim_id")]
    assert 0 < len(claims) < sum(1 for row in every if row.get("claim_id"))
    of_records = {ref for row in found if "claims" in row and "id" in row for ref in row["claims"]}
    assert all(holds(claim) or claim["ref"] in of_records for claim in claims) and any(map(holds, claims))


def test_a_ceasefire_is_chosen_with_what_is_beside_it(given) -> None:
    record = given[1].get("/api/ceasefires").json()["ceasefires"]
    ident = next(
        row["id"] for row in record if given[1].get(f"/api/ceasefires/{row['id']}").json()["beside"] and row["class"] != "cessation"
    )
    found = {row["id"] for row in rows(given, f"ceasefire={ident}") if "windows" in row}
    assert ident in found and len(found) < len(record)
    assert rows(given, "ceasefire=nothing") == []


def test_what_is_hidden_does_not_leave(given) -> None:
    for name in ("acled", "jsonl", "csv"):
        data = given[1].get(f"/api/export/{name}?hide_sources=1&places=governorate").content
        text = (
            data
            if name != "csv"
            else b"".join(zipfile.ZipFile(io.BytesIO(data)).read(n) for n in zipfile.ZipFile(io.BytesIO(data)).namelist())
        )
        assert b"demo-agency" not in text and "الكلاسة".encode() not in text and "█".encode() in text
    shown = given[1].get("/export?format=jsonl&hide_sources=1&places=governorate").text
    assert "demo-agency" not in shown and "الكلاسة" not in shown


@pytest.mark.parametrize("query", ["kind=nothing", "profile=nothing", "places=street", "since=yesterday"])
def test_what_is_no_part_is_refused(given, query: str) -> None:
    assert given[1].get(f"/api/export/acled?{query}").status_code == 422
    assert given[1].get("/api/export/nothing").status_code == 404


ACLED = "docs/example.acled.csv"


def taken_in(client: TestClient, root, **form: str):
    """The answer to an upload of the example of ACLED, by the form of the page."""
    token = read(client.get("/references").text).having("name", "marsad-token")[0].told["content"]
    file = {"file": ("../acled.csv", (root / ACLED).read_bytes() if "data" not in form else form.pop("data").encode())}
    return client.post("/references", data={"format": "acled", "token": token, **form}, files=file, follow_redirects=False)


def test_a_set_is_taken_in_and_laid_beside_ours(given, root) -> None:
    client = given[1]
    answer = taken_in(client, root)
    assert answer.status_code == 303 and answer.headers["location"].endswith("/references?set=acled.csv")
    assert [(one["name"], one["records"]) for one in client.get("/api/references").json()["sets"]] == [("acled.csv", 3)]
    told = client.get("/api/references/acled.csv").json()
    assert told["window"] == ["2016-04-28", "2016-05-01"] and len(told["theirs"]) + len(told["matched"]) == 3
    for only in ("", "matched", "differing", "ours", "theirs"):
        page = client.get(f"/references?set=acled.csv&only={only}&lang=ar")
        assert page.status_code == 200 and "acled.csv" in page.text
    assert all(row["id"] in client.get("/references?set=acled.csv&only=theirs").text for row in told["theirs"])


def test_what_is_no_set_is_told(given, root) -> None:
    client = given[1]
    assert client.get("/references?set=nothing").status_code == client.get("/api/references/nothing").status_code == 404
    assert taken_in(client, root, data="no,columns\n1,2\n").status_code == 422
    assert taken_in(client, root, format="nothing").status_code == 422
    assert taken_in(client, root, columns="nothing=x").status_code == 422
    good = (root / ACLED).read_text("utf-8").splitlines()
    bad = taken_in(client, root, name="in part", data="\n".join([good[0], good[1], good[2].replace("30 April 2016", "never"), ""]))
    assert bad.status_code == 200 and 'class="refused"' in bad.text and "in part" in bad.text
