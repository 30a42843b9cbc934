"""The pages of the record: each figure on each of them leads to lit characters that state it, or to a formula that does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from fastapi.testclient import TestClient

from marsad.model.claim import Casualties
from marsad.pipeline.records import fresh
from marsad.store import Store, open_store
from marsad.store.ledger import entry_hash
from marsad.web.app import create_app
from tests.web.crawl import Formula, Lit, Page, listed, numbers
from tests.web.record_samples import keep_examples, keep_faults
from tests.web.walkable import addresses

GROUPS = ("incidents", "tolls", "ceasefires")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the example reports."""
    made: Path = tmp_path_factory.mktemp("record") / "record.db"
    with open_store(made) as store:
        keep_examples(store)
    return made


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[tuple[TestClient, Store]]:
    """A store with reports whose figures and windows do not fit, and a client of its pages."""
    with open_store(tmp_path / "faulty.db") as store:
        keep_faults(store)
        with TestClient(create_app(store)) as client:
            yield client, store


@pytest.fixture
def kept(path: Path) -> Iterator[Store]:
    """That store."""
    with open_store(path) as store:
        yield store


@pytest.fixture
def pages(kept: Store) -> Iterator[TestClient]:
    """A client of its pages."""
    with TestClient(create_app(kept)) as opened:
        yield opened


def crawl(client: TestClient, language: str, begun: Sequence[str] = ("/",)) -> Iterator[tuple[str, Page]]:
    """Every page of the record that can be reached from where it is begun, each once."""
    waiting, seen = list(begun), set(begun)
    while waiting:
        address = waiting.pop()
        answer = client.get(address, headers={"cookie": f"marsad_lang={language}"})
        assert answer.status_code == (404 if "nothing" in address else 200), address
        page = Page(answer.text)
        yield address, page
        for link in sorted(page.links):
            path = urlsplit(link).path
            query = urlsplit(link).query
            known = path == "/" or path.split("/")[1] in (*GROUPS, "positions", "checks", "ledger", "sources", "compare")
            wanted = path + "?explained" * ("explained=" in query)  # of each toll one figure explained
            if known and wanted not in seen and "?" not in address:
                seen.add(wanted)
                waiting.append(f"{path}?{query}" if "?" in wanted else path)


def states(store: Store, lit: Lit) -> bool:
    """True where a claim on these very characters states the numbers that the link shows."""
    said = numbers(lit.shown)
    found = [k.claim for k in store.claims(report=lit.key, kind="casualties") if tuple(k.claim.span) == lit.span]
    return any(isinstance(c, Casualties) and set(said) <= {c.min, c.max} for c in found)


def sums(formula: Formula) -> bool:
    """True where the formula's first number is what its terms make."""
    text = formula.text.split("·")[0]
    value, *terms = numbers(text)[: len(formula.terms) + 1]
    return value == (sum(terms) if "+" in text else terms[0] - sum(terms[1:]))


def followed(client: TestClient, store: Store, language: str, begun: Sequence[str] = ("/",)) -> tuple[int, int, int, int]:
    """How many pages, links, figures and formulas there are; each has been followed to its characters."""
    texts: dict[str, str] = {}
    visited, links, figures, formulas = 0, 0, 0, 0
    for address, page in crawl(client, language, begun):
        assert page.astray == [], address
        for lit in page.lit:
            text = texts.setdefault(lit.key, store.report(lit.key).report.text)
            assert text[slice(*lit.span)] == lit.quote != "", (address, lit)
            assert not lit.figure or not numbers(lit.shown) or states(store, lit), (address, lit)
        for formula in page.formulas:
            assert formula.terms and ("=" not in formula.text or sums(formula)), (address, formula.text)
        visited, links, formulas = visited + 1, links + len(page.lit), formulas + len(page.formulas)
        figures += sum(lit.figure for lit in page.lit)
    return visited, links, figures, formulas


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_figure_on_every_page_leads_to_the_characters_that_state_it(pages: TestClient, kept: Store, language: str) -> None:
    visited, links, figures, formulas = followed(pages, kept, language, addresses(kept))
    assert visited > 60 and links > 1200 and figures > 100 and formulas > 6


def test_every_claim_that_the_reader_lists_leads_to_its_characters(pages: TestClient, kept: Store) -> None:
    for stored in kept.reports():
        text, claims = stored.report.text, kept.claims(report=stored.key)
        found = listed(pages.get(f"/r/{stored.key}").text)
        assert len(found) == len(claims) > 0
        assert all(text[slice(*map(int, spot.removeprefix("#c=").split("-")))] == said for said, spot in found)


def test_what_an_export_begins_with_leads_to_its_records(pages: TestClient, kept: Store) -> None:
    page = Page(pages.get("/export?format=acled").text)
    assert len({link for link in page.links if link.startswith(("/incidents/", "/ceasefires/"))}) > 10
    assert any(link.startswith("/r/") for link in Page(pages.get("/export?format=csv").text).links)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_figures_that_cannot_be_right_lead_to_their_characters_too(faulty: tuple[TestClient, Store], language: str) -> None:
    visited, links, figures, formulas = followed(*faulty, language)
    assert visited > 8 and links > 20 and figures > 4 and formulas >= 3


def test_the_crawl_sees_a_number_that_leads_nowhere() -> None:
    assert Page("<main><p>12 killed</p></main>").astray == ["12 killed"]
    assert Page('<main><p class="own">12 pages</p><a class="lit figure" href="/r/x#c=0-2" title="12">12</a></main>').astray == []


def test_overview_shows_what_is_there(pages: TestClient) -> None:
    page = pages.get("/?lang=en").text
    for words in ("Tolls that moved", "Newest reports", "in force", "/map"):
        assert words in page, words
    assert "1\u202f396" in page and "<polyline" in page
    assert "on <bdi" in pages.get("/?lang=en&as_of=2016-05-01").text


@pytest.mark.parametrize(("language", "said"), [("ar", "كل عدد تحته خط يقود إلى الكلمات"), ("en", "leads to the words that state it")])
def test_a_newcomer_is_told_on_each_page_where_its_figures_come_from(pages: TestClient, kept: Store, language: str, said: str) -> None:
    for address in addresses(kept):
        html = pages.get(address, headers={"cookie": f"marsad_lang={language}"}).text
        figures = [lit for lit in Page(html).lit if lit.figure]
        assert not figures or said in html, address
        assert all(lit.quote for lit in figures), address  # resting on a figure shows the words before they are opened


def test_incidents_are_filtered_by_facets(pages: TestClient) -> None:
    def ids(query: str) -> set[str]:
        return set(re.findall(r'"called" href="/incidents/(\w+)"', pages.get(f"/incidents?{query}").text))

    every = ids("")
    assert len(every) > 10
    assert ids("type=shelling") | ids("type=air_strike") < every and not ids("type=shelling") & ids("type=air_strike")
    rows = pages.get("/api/incidents?limit=1000").json()["incidents"]
    for least in (1, 7, 50):
        assert ids(f"killed={least}") == {r["id"] for r in rows if r["killed"] and (r["killed"][1] or r["killed"][0]) >= least}
    for least in (1, 2, 3):
        assert ids(f"sources={least}") == {r["id"] for r in rows if len(r["sources"]) >= least}
    assert ids("killed=1") < every and ids("sources=2") < every
    assert ids("place=" + quote("محافظة حلب")) == ids("place=sy/aleppo") < every
    assert ids("actor=" + quote("قوات النظام")) < every
    assert ids("since=2016-08-01") == every - ids("until=2016-07-31") - {r["id"] for r in rows if not r["when"]}
    assert len(ids("limit=5")) == 5 and not ids("limit=5") & ids("limit=5&page=2")
    assert pages.get("/incidents?type=war").status_code == pages.get("/incidents?killed=-1").status_code == 422


def test_dossier_tells_rivals_links_sources_and_ceasefires(pages: TestClient) -> None:
    rows = pages.get("/api/incidents?limit=1000").json()["incidents"]
    beside = {v["incident"] for v in pages.get("/api/violations?limit=1000").json()["violations"]}
    asked = (
        ([r for r in rows if any(f["rivals"] for f in r["fields"].values())], ("against it", "Independent sources")),
        ([r for r in rows if r["links"]], ("Why these reports are taken as one", "the same")),
        ([r for r in rows if r["killed"]], ("least", "best", "most", "Every claim, report by report")),
        ([r for r in rows if r["id"] in beside], ("Ceasefires beside it", "no more")),
    )
    for found, words in asked:
        page = pages.get(f"/incidents/{found[0]['id']}?lang=en").text
        assert all(word in page for word in words), (found[0]["id"], words)


def test_ceasefires_stand_on_a_time_line_as_of_a_day(pages: TestClient) -> None:
    page = pages.get("/ceasefires?lang=en&since=2016-04-25&until=2016-05-10&as_of=2016-05-04").text
    assert page.count('class="as-of"') > 2 and 'class="extension"' in page
    assert "between two windows" in page or "over" in page
    before = pages.get("/ceasefires?lang=en&as_of=2016-01-01").text
    assert "not yet begun" in before and ">in force<" not in before


def test_violations_are_a_matrix_without_a_verdict(pages: TestClient) -> None:
    pair = next(v for v in pages.get("/api/violations?limit=1000").json()["violations"] if v["state"] == "candidate")
    page = pages.get(f"/ceasefires/{pair['ceasefire']}?lang=en").text
    for words in ("Incidents beside its terms", "unknown", "candidate", "inside the window"):
        assert words in page, words
    main = re.sub(r"<q>.*?</q>|title=\"[^\"]*\"", "", page[page.index("<main") :], flags=re.DOTALL)
    assert not re.search(r"\b(violat(ed|ion)|guilty|breached|confirmed)\b", re.sub(r"<b>violated</b>", "", main))


def test_toll_draws_its_series_and_derives_remainders(pages: TestClient) -> None:
    row = next(t for t in pages.get("/api/tolls").json()["tolls"] if t["derived"])
    page = pages.get(f"/tolls/{row['id']}?lang=en").text
    assert page.count("<circle") >= len(row["figures"]) and 'class="formula"' in page and 'class="tree"' in page


def test_checks_tell_findings_and_gaps_with_their_claims(faulty: tuple[TestClient, Store]) -> None:
    client, _ = faulty
    assert [f["check"] for f in client.get("/api/findings").json()["findings"]] == ["part_over_whole"]
    page = client.get("/checks?lang=en").text
    assert "Part over whole" in page and "Gap between two windows" in page
    assert {lit.quote for lit in Page(page).lit} >= {"قتل 10 أشخاص", "12 طفلاً"}
    assert "جزء أكبر من الكل" in client.get("/checks?lang=ar").text and "Part over whole" in client.get("/?lang=en").text
    assert client.get("/ceasefires").text.count('<rect class="gap" x="0"') == 1 < client.get("/ceasefires").text.count('class="gap"')


def test_ledger_tells_whether_the_chain_holds(pages: TestClient, kept: Store) -> None:
    page = pages.get("/ledger?lang=en").text
    assert "The chain holds" in page and kept.head()[1][:16] in page and f'id="e{kept.head()[0]}"' in page
    assert f'id="e{kept.head()[0]}"' not in pages.get("/ledger?lang=en&page=2&limit=5").text
    led = pages.get("/ledger?entry=2&limit=5", follow_redirects=False).headers["location"]
    assert led.endswith("#e2") and 'id="e2"' in pages.get(led).text, "an entry far down is found"


def test_the_ledger_is_a_file_whose_chain_anybody_can_compute(pages: TestClient, kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.web.record.ledger.AT_A_TIME", 7)
    lines = [json.loads(line) for line in pages.get("/api/ledger").text.splitlines()]
    last = kept.head()[0]
    assert [one["seq"] for one in lines] == list(range(1, last + 1)) and lines[-1]["hash"] == kept.head()[1]
    assert all(entry_hash(**{k: v for k, v in one.items() if k != "hash"}) == one["hash"] for one in lines)
    assert all(later["prev"] == one["hash"] for one, later in pairwise(lines))
    assert [len(pages.get(f"/api/ledger?after={after}").text.splitlines()) for after in (last - 1, last, last + 5)] == [1, 0, 0]


def test_api_gives_the_record_in_pages(pages: TestClient) -> None:
    for group in ("incidents", "tolls", "ceasefires", "violations", "positions", "findings"):
        answer = pages.get(f"/api/{group}?limit=1").json()
        assert len(answer[group]) == min(answer["total"], 1) and answer["more"] == (answer["total"] > 1), group
    for group in GROUPS:
        ident = pages.get(f"/api/{group}").json()[group][0]["id"]
        assert pages.get(f"/api/{group}/{ident}").json()["id"] == ident
        assert pages.get(f"/api/{group}/nothing").status_code == pages.get(f"/{group}/nothing").status_code == 404


def test_the_record_is_made_once_until_the_ledger_goes_on(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.db"
    own.write_bytes(path.read_bytes())
    made: list[int] = []

    def counted(store: Store) -> bool:
        made.append(1)
        return fresh(store)

    monkeypatch.setattr("marsad.web.record.kept.fresh", counted)
    with open_store(own, read_only=True) as store, TestClient(create_app(store)) as client:
        before = client.get("/api/incidents").json()
        client.get("/")
        client.get("/tolls")
        assert made == [1]
        with open_store(own) as other:
            ref = next(i for i in before["incidents"] if len(i["claims"]) == 1)["claims"][0]
            other.decide("reject", [ref], reason="a test")
        after = client.get("/api/incidents").json()
        assert made == [1, 1] and after["total"] == before["total"] - 1 and after["as_of"] != before["as_of"]
        assert "a test" in client.get("/ledger?lang=en").text
