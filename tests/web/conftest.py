"""A store with reports that try the pages: emoji and vowel signs, nested claims, CRLF, markup; served to clients and to Chromium."""

from __future__ import annotations

import socket
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from marsad.store import Store, open_store
from marsad.web.app import create_app
from tests.web.samples import CODER, samples

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="Using `httpx`")  # until the dependencies of the tests move to its successor
    from fastapi.testclient import TestClient


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
def client(store: Store) -> Iterator[TestClient]:
    """A client without cookies whose browser speaks Arabic."""
    with TestClient(create_app(store), headers={"accept-language": "ar"}) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(store: Store) -> Iterator[str]:
    """The address of the pages, served for real on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(store), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    assert server.started, "the pages did not come up within ten seconds"
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
