"""The JSON API gives reports and claims in the shape of the codebook, and says what is wrong with a question."""

from __future__ import annotations

from fastapi.testclient import TestClient

from marsad.model.claim import from_json
from tests.web.samples import NESTED, nested

ONE_BY_ONE = ("incidents", "tolls", "ceasefires")
RECORD = {f"/api/{group}" for group in (*ONE_BY_ONE, "violations", "positions", "findings")} | {f"/api/{g}/{{ident}}" for g in ONE_BY_ONE}


def test_report_with_its_text_and_claims(client: TestClient) -> None:
    row = client.get("/api/reports/nested").json()
    assert row["text"] == NESTED and row["date"] == "2016-05-02" and row["counts"]["casualties"] == 3
    assert [from_json(c) for c in row["claims"]] == nested()[1]
    assert all(row["text"][c["start"] : c["end"]] == c["quote"] for c in row["claims"])


def test_reports_in_pages(client: TestClient) -> None:
    first = client.get("/api/reports?limit=20").json()
    second = client.get("/api/reports?limit=20&page=2").json()
    assert (len(first["reports"]), first["more"]) == (20, True)
    assert (len(second["reports"]), second["more"]) == (13, False)
    assert not {r["key"] for r in first["reports"]} & {r["key"] for r in second["reports"]}
    assert "text" not in first["reports"][0]


def test_claims_by_kind(client: TestClient) -> None:
    claims = client.get("/api/claims?kind=ceasefire").json()["claims"]
    assert [(c["action"], c["hours"], c["coder"]) for c in claims] == [("holding", 72, "by-hand/1")]
    assert claims[0]["report"] == "nested"


def test_faults_are_json(client: TestClient) -> None:
    assert client.get("/api/reports/nothing").status_code == 404
    assert "nothing" in client.get("/api/reports/nothing").json()["error"]
    wrong = client.get("/api/claims?kind=war")
    assert wrong.status_code == 422 and "incident, casualties, ceasefire" in wrong.json()["error"]
    assert client.get("/api/claims?limit=100000").status_code == 422


def test_openapi_describes_it(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert set(paths) >= {"/api/reports", "/api/reports/{ident}", "/api/claims", "/api/decisions", *RECORD}
    assert {p["name"] for p in paths["/api/claims"]["get"]["parameters"]} >= {"kind", "type", "place", "actor", "source", "limit"}
