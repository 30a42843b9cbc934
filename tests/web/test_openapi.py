"""The API does every act of the pages, and is described as OpenAPI 3.1 with the errors that can come."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from marsad.store import Store, open_store
from marsad.web.acting.pace import Pace, Throttle
from marsad.web.acting.rights import rights
from marsad.web.app import create_app

# each act of a page, and what does the same over the API; None: only for somebody who sits before the page, with why
SAME = {
    "/decide": "/api/decisions",
    "/r/{ident:path}": "/api/decisions",  # a stroke of the reader is one decision or several
    "/inbox": "/api/inbox/dry-runs",
    "/inbox/{ident}": "/api/inbox",
    "/references": "/api/references",
    "/withdraw": "/api/withdrawals",
    "/restore": "/api/restorals",
    "/erase": "/api/erasures",
    "/erase-name": "/api/name-erasures",
}
BY_HAND = {
    "/login": "signing in makes a session, a token is its own sign",
    "/logout": "ends a session",
    "/invited/{token}": "sets a first password",
    "/me/password": "a token must not change the password that it outlives",
    "/me/totp": "a token must not change the second factor",
}


def test_every_act_of_the_pages_has_its_route_in_the_api() -> None:
    acts = {right.path: right.act for right in rights() if right.method == "POST" and not right.path.startswith("/api/")}
    api = {right.path for right in rights() if right.method == "POST" and right.path.startswith("/api/")}
    missing = [path for path, act in acts.items() if path not in BY_HAND and act != "people" and SAME.get(path) not in api]
    assert missing == []


def test_the_description_is_openapi_31_and_tells_the_errors(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert {right.path.replace(":path", "") for right in rights() if right.path.startswith("/api/") and "openapi" not in right.path} == set(
        told["paths"]
    )
    for path, methods in told["paths"].items():
        for method, about in methods.items():
            assert {"400", "401", "403", "404", "409", "413", "422", "429"} <= set(about["responses"]), (path, method)


def test_reports_come_in_over_the_api(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    sent = {"reports": [{"text": "قتل 5 مدنيين في قصف على مدينة حلب.", "date": "2016-05-01", "outlet": "نشرة", "id": "sent-1"}]}
    with open_store(tmp_path_factory.mktemp("sent") / "sent.db") as own, TestClient(create_app(own)) as client:
        dry = client.post("/api/inbox/dry-runs", json=sent)
        assert dry.status_code == 200 and [row["status"] for row in dry.json()["reports"]] == ["new"] and own.reports() == []
        made = client.post("/api/inbox", json=sent)
        assert made.status_code == 201 and own.report(made.json()["keys"][0]).id == "sent-1"
        assert client.post("/api/inbox/dry-runs", json=sent).json()["reports"][0]["status"] == "same"
        assert client.post("/api/inbox", json={"reports": [{"text": ""}]}).status_code == 422


def test_who_writes_or_searches_too_often_waits() -> None:
    throttle = Throttle(Pace(writes=2, searches=1))
    assert [throttle.wait("a", "POST", "/decide") for _ in range(2)] == [0, 0]
    assert 1 <= throttle.wait("a", "POST", "/api/decisions") <= 61
    assert throttle.wait("b", "POST", "/decide") == 0 and throttle.wait("a", "GET", "/incidents") == 0
    assert throttle.wait("a", "GET", "/search") == 0 and throttle.wait("a", "GET", "/api/search") > 0
