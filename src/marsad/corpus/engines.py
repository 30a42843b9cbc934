"""The engines that a corpus can be coded on: one file each, one table that lists them.

An engine is a function `run(shards, workers, theatres, place)`: it codes each shard somewhere (work.coded) and yields, in any order,
(shard, bytes) or (shard, None) for a shard that killed every worker it was given to. It holds a bounded number of shards at a time.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator

from marsad.corpus.shards import Shard

Results = Iterator[tuple[Shard, bytes | None]]
Engine = Callable[[Iterable[Shard], int, tuple[str, ...], str | None], Results]

ENGINES = {
    "local": ("marsad.corpus.local", ""),
    "dask": ("marsad.corpus.on_dask", "cluster"),
    "spark": ("marsad.corpus.on_spark", "spark"),
}
"""Name of the engine: its module, and the extra that brings what it needs."""


class EngineMissing(LookupError):
    """The engine needs a package that is not installed; the message says which extra brings it."""


def engine(name: str) -> Engine:
    """The engine of this name; raises EngineMissing where its package is not installed."""
    module, extra = ENGINES[name]
    try:
        found: Engine = importlib.import_module(module).run
    except ImportError as error:
        raise EngineMissing(f"the engine {name} needs {error.name}: pip install '.[{extra}]' in marsad's checkout") from None
    return found
