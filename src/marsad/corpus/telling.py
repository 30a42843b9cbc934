"""What the rows of a corpus tell by themselves (reconcile.single), made by processes of this machine and given in the order of the rows."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from typing import Any

from marsad.corpus.local import spread
from marsad.reconcile.single import Single, dump, load, single
from marsad.theatres import in_use, is_chosen, use

BATCH = 50
FAILED = b"!"
Reading = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some items in order, each to be read as a row; `n` counts from 0."""

    n: int
    items: tuple[Any, ...]


def told(items: Iterable[Any], reading: Reading, workers: int) -> Iterator[Single]:
    """What the row that `reading` makes of each item gives by itself, in the order of the items.

    Items and `reading`, a function of a module, are sent to the processes. Raises ValueError where a row, or the reading of one, does.
    """
    if workers < 2:
        yield from (single(reading(item)) for item in items)
        return
    theatres = in_use() if is_chosen() else ()
    try:
        for data in _in_order(spread(_batches(iter(items)), workers, theatres, partial(_told, reading))):
            yield from _loaded(data)
            gc.freeze()  # nothing of it goes before all does: to look for what nobody holds would be to look through all, again and again
    finally:
        gc.unfreeze()


def _in_order(found: Iterable[tuple[Batch, bytes | None]]) -> Iterator[bytes | None]:
    waiting: dict[int, bytes | None] = {}
    following = 0
    for batch, data in found:
        waiting[batch.n] = data
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _batches(items: Iterator[Any]) -> Iterator[Batch]:
    for n in count():
        if not (some := tuple(islice(items, BATCH))):
            return
        yield Batch(n, some)


def _told(reading: Reading, batch: Batch, theatres: tuple[str, ...]) -> bytes:
    use(theatres)
    try:
        return dump([single(reading(item)) for item in batch.items])
    except ValueError as error:
        return FAILED + str(error).encode("utf-8", "surrogatepass")


def _loaded(data: bytes | None) -> list[Single]:
    if data is None:
        raise ValueError("some of the reports end every process that reads them: try with one")
    if data.startswith(FAILED):
        raise ValueError(data[1:].decode("utf-8", "surrogatepass"))
    return load(data)
