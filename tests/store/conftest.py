"""A fresh store for each test: in a file of its own, and in a PostgreSQL schema of its own.

Every test that asks for `store` or `path` runs on both; one that looks into the file itself is marked `sqlite`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.store import Store, open_store
from tests.postgres import schema
from tests.store.made import CODER, code, report


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "path" in metafunc.fixturenames:
        only = metafunc.definition.get_closest_marker("sqlite")
        metafunc.parametrize("path", ["sqlite"] if only else ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    """Where the store is: a file, or the URL of a schema."""
    if request.param == "sqlite":
        yield tmp_path / "marsad.db"
    else:
        with schema(request.getfixturevalue("postgres")) as url:
            yield url


@pytest.fixture
def store(path: Path | str) -> Iterator[Store]:
    """An empty store."""
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with one report."""
    store.keep(report(), code(report()), coder=CODER)
    return store
