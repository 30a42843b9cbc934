"""A team for the tests: one person of each role in one project, one in another project, one in none; browsers signed in as them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient

from marsad.store import Store
from marsad.web.acting.rights import ROLES
from marsad.web.app import create_app
from marsad.web.team.people import PeopleFile
from marsad.web.team.team import Team

PROJECT = "syria"
PASSWORD = "four words that differ"
TOKEN = re.compile(r'<meta name="marsad-token" content="([0-9a-f]{64})">')


def made(folder: Path) -> PeopleFile:
    """The file of people, each with PASSWORD; `stranger` belongs to another project, `nobody` to none."""
    file = PeopleFile(folder / "people.db")
    for role in ROLES:
        file.accept(file.add("test", role, f"Name of {role}", PROJECT, [role], f"alias-{role}"), PASSWORD)
    file.accept(file.add("test", "stranger", "Name of stranger", "elsewhere", list(ROLES), "alias-stranger"), PASSWORD)
    file.accept(file.add("test", "nobody", "Name of nobody", PROJECT, [], "alias-nobody"), PASSWORD)
    return file


def application(store: Store, file: PeopleFile) -> FastAPI:
    """The pages of the project for its team."""
    return create_app(store, people=Team(file, PROJECT))


class Browser:
    """A browser at the pages, that sends forms as the pages make them."""

    def __init__(self, app: FastAPI) -> None:
        self.client = TestClient(app, headers={"accept-language": "en"}, follow_redirects=False)

    def get(self, path: str, **more: Any) -> httpx.Response:
        """A page."""
        return self.client.get(path, **more)

    def token(self, page: str = "/login") -> str:
        """The token of this visitor's forms."""
        found = TOKEN.search(self.client.get(page).text)
        assert found
        return found[1]

    def post(self, path: str, sent: Mapping[str, Any] | None = None, **more: Any) -> httpx.Response:
        """A form with its token."""
        return self.client.post(path, data={"token": self.token(), **(sent or {})}, headers={"origin": "http://testserver"}, **more)

    def sign_in(self, login: str, password: str = PASSWORD, **more: str) -> httpx.Response:
        """The answer to the form of the sign-in."""
        return self.post("/login", {"login": login, "password": password, **more})


def signed_in(app: FastAPI, login: str) -> Browser:
    """A browser in which this person has signed in."""
    browser = Browser(app)
    assert browser.sign_in(login).status_code == 303
    return browser
