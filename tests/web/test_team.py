"""A team: nobody without an account and a role, sessions that end when they should, tokens that may only what they were made for."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from marsad.store import Store, open_store
from marsad.web.team import secret
from marsad.web.team.people import PeopleFile
from marsad.web.team.tables import sessions
from marsad.web.team.team import IDLE, LONGEST, SESSION
from tests.web.samples import CODER, nested
from tests.web.team_samples import PASSWORD, PROJECT, Browser, signed_in


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one report."""
    with open_store(tmp_path / "syria.db") as opened:
        opened.keep(*nested(), coder=CODER)
        yield opened


def test_a_stranger_is_led_to_the_sign_in_and_from_there_on(app: FastAPI) -> None:
    browser = Browser(app)
    answer = browser.get("/r/nested?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fr%2Fnested%3Flang%3Den")
    assert browser.get("/api/reports").status_code == 401 and browser.get("/static/base.css").status_code == 200
    assert '<nav class="main"' not in browser.get("/login").text and '<nav class="main"' not in browser.get("/nothing").text
    assert browser.sign_in("reader", next="/r/nested").headers["location"] == "/r/nested"
    page = browser.get("/r/nested")
    assert page.status_code == 200 and "Name of reader" in page.text and page.headers["cache-control"] == "private, no-store"
    for path, status in (("/nothing", 404), ("/people", 403)):
        page = browser.get(path)
        assert page.status_code == status and "Name of reader" in page.text and page.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(("login", "password"), [("reader", "wrong words entirely"), ("nobody-at-all", PASSWORD), ("reader", "")])
def test_what_is_wrong_is_not_told(app: FastAPI, login: str, password: str) -> None:
    answer = Browser(app).sign_in(login, password or "x")
    assert answer.status_code == 401 and "do not belong together" in answer.text and SESSION not in answer.cookies


def test_no_role_in_the_project_is_no_access(app: FastAPI) -> None:
    for login in ("stranger", "nobody"):
        browser = signed_in(app, login)
        assert browser.get("/").status_code == browser.get("/r/nested").status_code == browser.get("/api/reports").status_code == 403
        assert browser.get("/me").status_code == 200


def test_the_session_is_new_at_every_sign_in_and_the_old_one_ends(app: FastAPI) -> None:
    browser = signed_in(app, "reader")
    first = browser.client.cookies[SESSION]
    assert browser.sign_in("reader").status_code == 303
    assert browser.client.cookies[SESSION] != first
    other = Browser(app)
    other.client.cookies.set(SESSION, first)
    assert other.get("/").status_code == 303


def test_a_session_that_somebody_chose_is_none(app: FastAPI) -> None:
    browser = Browser(app)
    browser.client.cookies.set(SESSION, "chosen" * 8)
    assert browser.get("/").status_code == 303
    browser.sign_in("reader")
    assert "chosen" * 8 not in [cookie.value for cookie in browser.client.cookies.jar if cookie.domain != ""]


@pytest.mark.parametrize("column", ["made", "seen"])
def test_sessions_end_by_age_and_by_idleness(app: FastAPI, file: PeopleFile, column: str) -> None:
    browser = signed_in(app, "reader")
    past = time.time() - (LONGEST if column == "made" else IDLE) - 1
    with file.writing() as conn:
        conn.execute(sessions.update().values({column: past}))
    assert browser.get("/").status_code == 303


def test_signing_out_ends_the_session_for_whoever_has_its_cookie(app: FastAPI) -> None:
    browser = signed_in(app, "reader")
    kept = browser.client.cookies[SESSION]
    assert browser.post("/logout", {"token": browser.token("/me")}).status_code == 303
    other = Browser(app)
    other.client.cookies.set(SESSION, kept)
    assert other.get("/").status_code == 303


def test_a_password_is_changed_with_the_old_one_and_ends_every_session(app: FastAPI) -> None:
    here, there = signed_in(app, "reader"), signed_in(app, "reader")
    form: dict[str, Any] = {"token": here.token("/me"), "old": "not the old one", "new": "another four words"}
    assert here.post("/me/password", form).status_code == 422
    assert here.post("/me/password", form | {"old": PASSWORD, "new": "short"}).status_code == 422
    assert here.post("/me/password", form | {"old": PASSWORD}).status_code == 303
    assert here.get("/").status_code == there.get("/").status_code == 303
    assert Browser(app).sign_in("reader").status_code == 401
    assert Browser(app).sign_in("reader", "another four words").status_code == 303


def test_one_time_codes_are_asked_for_and_none_works_twice(app: FastAPI, file: PeopleFile) -> None:
    browser = signed_in(app, "reader")
    seed = secret.new_totp()
    now = int(time.time()) // secret.STEP
    form = {"token": browser.token("/me"), "password": PASSWORD, "seed": secret.spelled(seed)}
    assert browser.post("/me/totp", form | {"code": "000000" if secret.code(seed, now) != "000000" else "1"}).status_code == 422
    assert browser.post("/me/totp", form | {"code": secret.code(seed, now)}).status_code == 303
    assert Browser(app).sign_in("reader").status_code == 401
    assert Browser(app).sign_in("reader", code=secret.code(seed, now)).status_code == 401, "it was used to set it up"
    later = secret.code(seed, now + 1)
    assert Browser(app).sign_in("reader", code=later).status_code == 303
    assert Browser(app).sign_in("reader", code=later).status_code == 401


def test_an_invitation_works_once_and_ends(app: FastAPI, file: PeopleFile) -> None:
    token = file.add("test", "new", "Name of new", PROJECT, ["reader"])
    browser = Browser(app)
    assert browser.get(f"/invited/{token}").status_code == 200
    assert browser.post(f"/invited/{token}", {"new": "new"}).status_code == 422
    assert browser.post(f"/invited/{token}", {"new": PASSWORD}).status_code == 303
    assert browser.post(f"/invited/{token}", {"new": PASSWORD + "!"}).status_code == 422
    assert browser.sign_in("new").status_code == 303


def test_an_admin_invites_and_gives_roles_and_nobody_else_does(app: FastAPI, file: PeopleFile) -> None:
    admin = signed_in(app, "admin")
    sent = {"token": admin.token("/me"), "login": "rana", "name": "رنا", "role": ["reviewer"]}
    answer = admin.post("/people/add", sent)
    link = re.search(r"http://testserver(/invited/[\w-]+)", answer.text)
    assert answer.status_code == 200 and link
    assert Browser(app).post(link[1], {"new": PASSWORD}).status_code == 303
    rana = signed_in(app, "rana")
    assert rana.get("/").status_code == 200 and rana.get("/people").status_code == 403
    assert admin.post("/people/change", {"token": admin.token("/me"), "login": "rana", "do": "roles"}).status_code == 303
    assert rana.get("/").status_code == 403, "a role that is taken away holds at once"
    assert admin.post("/people/change", {"token": admin.token("/me"), "login": "stranger", "do": "disable"}).status_code == 404
    assert admin.post("/people/change", {"token": admin.token("/me"), "login": "admin", "do": "disable"}).status_code == 422
    assert [entry.action for entry in file.log()][-3:] == ["added", "password", "roles"]


def test_a_token_may_what_it_was_made_for_and_its_person_still_may(app: FastAPI, file: PeopleFile) -> None:
    def ask(token: str, path: str = "/api/reports", **more: Any) -> int:
        return Browser(app).get(path, headers={"authorization": f"Bearer {token}"}, **more).status_code

    reads = file.make_key("test", "reviewer", PROJECT, "", ["read"], 1)
    assert (ask(reads), ask(reads, "/")) == (200, 303), "a token is for the API"
    body = {"verb": "accept", "claims": ["nested#ceasefire@87"]}
    decides = file.make_key("test", "reader", PROJECT, "", ["decide", "review"], 1)
    for token in (reads, decides):
        answer = Browser(app).client.post("/api/decisions", json=body, headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 403
    elsewhere = file.make_key("test", "stranger", "elsewhere", "", ["read"], 1)
    ended = file.make_key("test", "reviewer", PROJECT, "", ["read"], 1e-9)
    assert ask(elsewhere) == ask(ended) == ask("marsad_x") == 401
    file.disable("test", "reviewer")
    assert ask(reads) == 401


def test_colleagues_see_names_and_outsiders_aliases(app: FastAPI, store: Store) -> None:
    claim = store.claims(report="nested", kind="ceasefire")[0]
    reviewer = signed_in(app, "reviewer")
    sent = {"token": reviewer.token("/me"), "verb": "accept", "claim": f"nested#ceasefire@{claim.claim.span.start}", "as_of": 2}
    assert reviewer.post("/decide", sent).status_code == 303
    assert store.decisions()[0].who == "alias-reviewer"
    assert "Name of reviewer" in signed_in(app, "analyst").get("/ledger").text
    for login in ("reader", "exporter"):
        page = signed_in(app, login).get("/ledger").text
        assert "alias-reviewer" in page and "Name of reviewer" not in page


def test_the_file_holds_no_password_and_no_token(app: FastAPI, file: PeopleFile) -> None:
    browser = signed_in(app, "reader")
    key = file.make_key("test", "reader", PROJECT, "", ["read"], 1)
    data = b"".join(p.read_bytes() for p in file.path.parent.glob("people.db*"))
    assert PASSWORD.encode() not in data and browser.client.cookies[SESSION].encode() not in data and key.encode() not in data
    assert b"$argon2id$" in data and file.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("password", ["short", "x" * 300, "aaaaaaaaaaaaaaaa", "passwordpassword", "rana-rana-rana"])
def test_passwords_that_are_guessed_are_refused(password: str) -> None:
    assert secret.unfit(password, "rana-")
    assert secret.unfit(PASSWORD, "rana") is None


def decided(browser: Browser, store: Store, verb: str, given: str = "{}", **more: Any) -> int:
    """The answer's status to a decision on the claim of a ceasefire."""
    ref = f"nested#ceasefire@{store.claims(report='nested', kind='ceasefire')[0].claim.span.start}"
    sent = {"token": browser.token("/me"), "verb": verb, "claim": [ref], "as_of": store.head()[0], "given": given} | more
    return browser.post("/decide", sent).status_code


def test_nobody_approves_their_own_work(app: FastAPI, store: Store) -> None:
    mine, other = signed_in(app, "reviewer"), signed_in(app, "moderator")
    assert decided(mine, store, "correct", '{"hours": 48}') == 303
    assert decided(mine, store, "accept") == decided(mine, store, "second", '{"verb": "accept"}') == 403
    assert decided(other, store, "accept") == 303
    assert decided(other, store, "second", '{"verb": "accept"}') == 403


def test_others_decisions_are_taken_back_by_a_moderator_only(app: FastAPI, store: Store) -> None:
    assert decided(signed_in(app, "reviewer"), store, "accept") == 303
    (made,) = store.decisions()
    withdrawn = {"claim": [], "given": f'{{"seq": {made.seq}}}'}
    assert decided(signed_in(app, "analyst"), store, "withdraw", **withdrawn) == 403
    assert decided(signed_in(app, "moderator"), store, "withdraw", **withdrawn) == 303
