"""A store's pages served for real on a free port of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from marsad.measure.serving import up
from marsad.store import Store
from marsad.web.app import create_app


@contextmanager
def served(store: Store) -> Iterator[str]:
    """The address of the pages, up as long as the context lasts."""
    with up(create_app(store)) as address:
        yield address
