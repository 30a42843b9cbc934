"""Which module speaks for the database at hand: sqlite.py or postgres.py, sqlite_index.py or postgres_index.py."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Engine

_MODULES = {"sqlite": "sqlite", "postgresql": "postgres"}


def database(bind: Connection | Engine) -> Any:
    """The module with what only this database knows."""
    return import_module(f"marsad.store.{_MODULES[bind.dialect.name]}")


def index(bind: Connection | Engine) -> Any:
    """The module with the full-text index of this database."""
    return import_module(f"marsad.store.{_MODULES[bind.dialect.name]}_index")
