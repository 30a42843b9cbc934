"""Acts: only from our own forms, only by those who may, never over somebody else's decision unseen, and all of them in the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from marsad.store import Store, open_store
from marsad.web import app as application
from marsad.web.acting.doing import acting
from marsad.web.acting.gate import SAFE
from marsad.web.acting.rights import ACTS, ROLES, Right, act_of_verb, right, rights
from tests.web.samples import CODER, nested

TOKEN = re.compile(r'<meta name="marsad-token" content="([0-9a-f]{64})">')
ROUTES = [r for part in (*application.API, *(p.router for p in application.PAGES)) for r in part.routes if isinstance(r, APIRoute)]
CATCH_ALL = "/{missing:path}"  # answers what the gate lets nobody reach


def methods(route: APIRoute) -> set[str]:
    """The methods that a route answers."""
    return set(route.methods or ())


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Store]:
    """A store with one report."""
    with open_store(tmp_path / "one.db") as opened:
        opened.keep(*nested(), coder=CODER)
        yield opened


@pytest.fixture
def visitor(one: Store) -> TestClient:
    """A browser at the pages of that store."""
    return TestClient(application.create_app(one), headers={"accept-language": "en"}, follow_redirects=False)


def form(visitor: TestClient, store: Store, verb: str = "accept", **more: Any) -> dict[str, Any]:
    """What the form of a page sends."""
    found = TOKEN.search(visitor.get("/about").text)
    assert found
    ref = next(f"nested#casualties@{c.claim.span.start}" for c in store.claims(report="nested", kind="casualties"))
    return {"token": found[1], "verb": verb, "claim": ref, "as_of": store.head()[0], "back": "/r/nested"} | more


def test_a_form_becomes_a_decision_and_goes_back_with_a_message(visitor: TestClient, one: Store) -> None:
    answer = visitor.post("/decide", data=form(visitor, one, reason="seen"), headers={"origin": "http://testserver"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/r/nested")
    (made,) = one.decisions()
    assert (made.verb, made.reason) == ("accept", "seen")
    assert "Your decision is in the ledger." in visitor.get("/r/nested").text
    assert "Your decision is in the ledger." not in visitor.get("/r/nested").text


def test_fields_of_a_form_are_what_the_decision_is_given(visitor: TestClient, one: Store) -> None:
    sent = form(visitor, one, "correct", given='{"max": 20}') | {"given.min": "14", "given.outcome": "wounded"}
    assert visitor.post("/decide", data=sent).status_code == 303
    assert dict(one.decisions()[0].given) == {"max": 20, "min": 14, "outcome": "wounded"}


@pytest.mark.parametrize("given", [{"token": ""}, {"token": "0" * 64}, {"token": "é"}])
def test_a_form_that_is_not_ours_is_refused(visitor: TestClient, one: Store, given: dict[str, str]) -> None:
    assert visitor.post("/decide", data=form(visitor, one) | given).status_code == 403
    assert one.decisions() == []


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}])
def test_what_another_site_sends_is_refused(visitor: TestClient, one: Store, headers: dict[str, str]) -> None:
    assert visitor.post("/decide", data=form(visitor, one), headers=headers).status_code == 403
    body = {"verb": "accept", "claims": ["nested#incident@1"]}
    assert visitor.post("/api/decisions", json=body, headers=headers).status_code == 403
    assert one.decisions() == []


def test_a_token_of_one_visitor_is_none_of_another(visitor: TestClient, one: Store) -> None:
    other = TestClient(application.create_app(one))
    other.get("/about")
    assert other.post("/decide", data=form(visitor, one)).status_code == 403


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", "", "/a\nb"])
def test_the_way_back_stays_here(visitor: TestClient, one: Store, to: str) -> None:
    assert visitor.post("/decide", data=form(visitor, one, back=to)).headers["location"] == "/"


def test_what_came_too_late_is_shown_beside_what_was_decided_meanwhile(visitor: TestClient, one: Store) -> None:
    late = form(visitor, one, "reject", reason="second")
    assert visitor.post("/decide", data=form(visitor, one, reason="first")).status_code == 303
    answer = visitor.post("/decide", data=late)
    assert answer.status_code == 409 and "first" in answer.text and "second" in answer.text
    assert [d.verb for d in one.decisions()] == ["accept"]
    again = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text.split("yours")[1]))
    assert visitor.post("/decide", data=again).status_code == 303
    assert [d.verb for d in one.decisions()] == ["accept", "reject"]


def test_the_api_tells_both_versions_too(visitor: TestClient, one: Store) -> None:
    wish = {"verb": "accept", "claims": [form(visitor, one)["claim"]], "as_of": one.head()[0]}
    program = TestClient(application.create_app(one))
    made = program.post("/api/decisions", json=wish)
    assert made.status_code == 201 and made.json()["verb"] == "accept"
    late = program.post("/api/decisions", json=wish | {"verb": "reject"})
    assert late.status_code == 409
    assert (late.json()["yours"]["verb"], [d["verb"] for d in late.json()["theirs"]]) == ("reject", ["accept"])
    assert program.post("/api/decisions", json=wish | {"as_of": late.json()["as_of"]}).status_code == 201
    assert program.get("/api/decisions").json()["total"] == 2


def test_other_decisions_on_the_same_claim_do_not_meet(visitor: TestClient, one: Store) -> None:
    start = one.head()[0]
    sent = form(visitor, one)
    assert visitor.post("/decide", data=sent).status_code == 303
    graded = form(visitor, one, "grade", as_of=start, given='{"scale": "airwars", "code": "weak"}')
    assert visitor.post("/decide", data=graded).status_code == 303
    assert visitor.post("/decide", data=graded).status_code == 409


def test_a_body_longer_than_its_address_takes_is_refused(visitor: TestClient, one: Store) -> None:
    assert visitor.post("/decide", data=form(visitor, one, reason="x" * 300_000)).status_code == 413

    def chunks() -> Iterator[bytes]:
        yield from (b"x" * 100_000 for _ in range(5))

    sent = visitor.post("/decide", content=chunks(), headers={"content-type": "application/x-www-form-urlencoded"})
    assert sent.status_code == 413 and one.decisions() == []


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{sorted(methods(r))[0]} {r.path}")
def test_every_route_stands_in_the_table_of_rights(route: APIRoute) -> None:
    if route.path == CATCH_ALL:
        return
    for method in methods(route) - {"HEAD"}:
        found = right(method, re.sub(r"\{[^}]*\}", "x", route.path))
        assert isinstance(found, Right) and found.path == route.path, "add it to acting/rights.tsv, more exact paths first"
        assert found.act in ACTS
        assert method in SAFE or found.most, "say how long its body may be"
        assert method in SAFE or acting in [d.call for d in route.dependant.dependencies], "take Acting"


def test_the_table_has_no_row_that_nothing_answers() -> None:
    told = {(m, r.path) for r in ROUTES for m in methods(r)} | {("GET", "/static/{file:path}"), ("GET", "/api/openapi.json")}
    assert [(r.method, r.path) for r in rights() if r.method != "VERB" and (r.method, r.path) not in told] == []


def test_every_decision_is_an_act_that_some_role_may_do() -> None:
    from marsad.model.decision import VERBS

    assert {v for v in VERBS if act_of_verb(v) not in frozenset().union(*ROLES.values())} == set()
    assert act_of_verb("applaud") is None
