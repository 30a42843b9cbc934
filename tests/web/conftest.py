"""A store with reports that try the pages: emoji and vowel signs, nested claims, CRLF, markup; served to clients and to Chromium."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from marsad.store import Store, open_store
from marsad.web.app import create_app
from marsad.web.team.people import PeopleFile
from tests.web.samples import CODER, samples
from tests.web.serving import served

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="Using `httpx`")  # until the dependencies of the tests move to its successor
    from fastapi.testclient import TestClient

    from tests.web.team_samples import application, made


@pytest.fixture(autouse=True, scope="session")
def quick_hashes() -> None:
    """Passwords of the tests are hashed with little work; their form is the same."""
    from argon2 import PasswordHasher

    from marsad.web.team import secret

    secret._HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that holds the samples."""
    path: Path = tmp_path_factory.mktemp("web") / "samples.db"
    with open_store(str(path)) as opened:
        for report, claims in samples():
            opened.keep(report, claims, coder=CODER)
        yield opened


@pytest.fixture
def client(request: pytest.FixtureRequest, store: Store) -> Iterator[TestClient]:
    """A client without cookies whose browser speaks Arabic, or the LANGUAGE of the test's module."""
    with TestClient(create_app(store), headers={"accept-language": getattr(request.module, "LANGUAGE", "ar")}) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(store: Store) -> Iterator[str]:
    """The address of the pages, served for real on a free port."""
    with served(store) as up:
        yield up


@pytest.fixture
def file(tmp_path: Path) -> Iterator[PeopleFile]:
    """The people of a team."""
    people = made(tmp_path)
    yield people
    people.close()


@pytest.fixture
def app(store: Store, file: PeopleFile) -> FastAPI:
    """The pages for this team."""
    return application(store, file)
