"""Who may ask what: every route as every role, for a report that stands, one that was withdrawn and one that was erased.

`matrix.tsv` says it by hand, apart from the table that the gate reads; a route that is missing there fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from marsad.store import Store, open_store
from marsad.web.acting.rights import ROLES, act_of_verb, acts_of, rights
from tests.store.made import CODER, code, report
from tests.web.team_samples import PROJECT, Browser, application, made, signed_in

ROWS = [line.split("\t") for line in Path(__file__).with_name("matrix.tsv").read_text("utf-8").splitlines() if line[:1] not in ("#", "")]
WANTED = {(method, path): frozenset(roles.split()) for method, path, roles in ROWS}
ASKING = ("anonymous", "stranger", "nobody", *ROLES)
STATES = ("stands", "withdrawn", "erased")
TURNED_AWAY = (401, 403)
Keys = dict[str, str]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Keys, FastAPI]]:
    """A store with a report in each state, and its team."""
    folder = tmp_path_factory.mktemp("matrix")
    with open_store(folder / f"{PROJECT}.db") as store:
        for state in STATES:
            given = report(state, f"قصف على إدلب في تقرير {state}.")
            store.keep(given, code(given), coder=CODER)
        known = {state: store.report(state).key for state in STATES}
        store.withdraw("withdrawn", reason="x")
        store.erase("erased", reason="x")
        file = made(folder)
        yield store, known, application(store, file)
        file.close()


@pytest.fixture(scope="module")
def browsers(keys: tuple[Store, Keys, FastAPI]) -> dict[str, Browser]:
    """A browser for each who asks."""
    app = keys[2]
    return {name: Browser(app) if name == "anonymous" else signed_in(app, name) for name in ASKING}


def test_the_matrix_has_every_route_and_no_other() -> None:
    assert {(r.method, r.path) for r in rights() if r.method != "VERB"} == set(WANTED)


@pytest.mark.parametrize("asking", ASKING)
@pytest.mark.parametrize("route", sorted(WANTED), ids=lambda route: " ".join(route))
def test_a_route_answers_those_who_may(
    keys: tuple[Store, Keys, FastAPI], browsers: dict[str, Browser], route: tuple[str, str], asking: str
) -> None:
    method, path = route
    browser = browsers[asking]
    allowed = asking in WANTED[route] or "all" in WANTED[route] or ("account" in WANTED[route] and asking != "anonymous")
    if path == "/logout" and allowed:
        browser = signed_in(keys[2], asking)
    for state in STATES if "{ident" in path else ("",):
        address = path.replace("{ident:path}", keys[1].get(state, "")).replace("{ident}", "x").replace("{file:path}", "base.css")
        answer = ask(browser, method, address.replace("{token}", "x"), asking)
        turned_away = answer in TURNED_AWAY if method == "POST" or path.startswith("/api") else answer in (303, *TURNED_AWAY)
        assert turned_away != allowed, (asking, state, answer)
        assert answer < 500


def ask(browser: Browser, method: str, address: str, asking: str) -> int:
    """The status of the answer; a POST carries the visitor's token and says nothing else."""
    if method == "GET":
        answer = browser.get(address)
        return 200 if answer.status_code == 303 and not answer.headers["location"].startswith("/login") else answer.status_code
    headers = {"x-marsad-token": browser.token("/login" if asking == "anonymous" else "/me"), "origin": "http://testserver"}
    if address.startswith(("/api/", "/r/")):
        return browser.client.post(address, json={"verb": 1}, headers=headers).status_code
    sent = {"login": "no-such-login", "password": "no"} if address == "/login" else {}
    return (
        200 if (status := browser.client.post(address, data=sent, headers=headers).status_code) == 401 and address == "/login" else status
    )


def test_a_report_that_does_not_stand_is_shown_to_nobody(keys: tuple[Store, Keys, FastAPI], browsers: dict[str, Browser]) -> None:
    for state, wanted in (("stands", 200), ("withdrawn", 410), ("erased", 410)):
        for name in ROLES:
            for path in (f"/r/{keys[1][state]}", f"/api/reports/{keys[1][state]}"):
                answer = browsers[name].get(path)
                assert answer.status_code == wanted, (state, name, path)
                assert (f"في تقرير {state}" in answer.text) == (wanted == 200)


DECISIONS = {
    "analyst": {"correct", "add", "done", "withdraw"},
    "reviewer": {
        "correct",
        "add",
        "done",
        "withdraw",
        "accept",
        "reject",
        "second",
        "same",
        "different",
        "unsure",
        "stands",
        "grade",
        "state",
        "finding",
        "source",
    },
}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_takes_the_decisions_that_are_its(role: str) -> None:
    every = {r.path for r in rights() if r.method == "VERB"}
    may = {verb for verb in every if act_of_verb(verb) in acts_of([role])}
    assert may == DECISIONS.get(role, every if role == "moderator" else set())
