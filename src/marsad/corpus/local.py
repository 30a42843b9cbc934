"""Shards, or what else is numbered, on processes of this machine. A worker that is killed costs the shard it had: a fresh one gets it.

`multiprocessing.Pool` waits for ever for a killed worker and `ProcessPoolExecutor` gives up all of them, hence a pipe and a sentinel each.
"""

from __future__ import annotations

import multiprocessing as mp
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, Protocol, TypeVar

from marsad.corpus.engines import Results
from marsad.corpus.shards import Shard
from marsad.corpus.work import coded

TRIES = 3
_SPAWN = mp.get_context("spawn")


class Numbered(Protocol):
    """Something that is given to a worker: `n` tells it from the others."""

    @property
    def n(self) -> int: ...


S = TypeVar("S", bound=Numbered)
Work = Callable[[S, tuple[str, ...]], bytes]


@dataclass
class Worker(Generic[S]):
    """A process, our end of its pipe, and the shard it has."""

    process: SpawnProcess
    pipe: Connection
    shard: S | None = None


def run(shards: Iterable[Shard], workers: int, theatres: tuple[str, ...], place: str | None = None, work: Work[Shard] = coded) -> Results:
    """Each shard with its bytes, as they get done. See engines.py."""
    return spread(shards, workers, theatres, work)


def spread(shards: Iterable[S], workers: int, theatres: tuple[str, ...], work: Work[S]) -> Iterator[tuple[S, bytes | None]]:
    """Each shard with what the work makes of it (None: it killed every worker that had it), as they get done.

    One worker is this process itself.
    """
    if workers < 2:
        yield from ((shard, work(shard, theatres)) for shard in shards)
        return
    team = [_worker(theatres, work) for _ in range(workers)]
    try:
        yield from _given_out(team, iter(shards), partial(_worker, theatres, work))
    finally:
        for worker in team:
            worker.process.terminate()
            worker.process.join()


def _given_out(team: list[Worker[S]], shards: Iterator[S], fresh: Callable[[], Worker[S]]) -> Iterator[tuple[S, bytes | None]]:
    again: deque[S] = deque()
    tries: dict[int, int] = {}
    while True:
        for i, worker in enumerate(team):
            if worker.shard is None and (shard := again.popleft() if again else next(shards, None)):
                team[i] = _give(worker, shard, fresh)
        busy = [worker for worker in team if worker.shard]
        if not busy:
            return
        wait([*(w.pipe for w in busy), *(w.process.sentinel for w in busy)])
        for worker in busy:
            shard = worker.shard
            assert shard
            if (data := _taken(worker)) is not None:
                worker.shard = None
                yield shard, data
            elif not worker.process.is_alive():
                team[team.index(worker)] = fresh()
                tries[shard.n] = tries.get(shard.n, 0) + 1
                if tries[shard.n] < TRIES:
                    again.append(shard)
                else:
                    yield shard, None


def _give(worker: Worker[S], shard: S, fresh: Callable[[], Worker[S]]) -> Worker[S]:
    """The worker that now has the shard: a fresh one where this one died while it had nothing to do."""
    try:
        worker.pipe.send(shard)
    except OSError:
        worker = fresh()
        worker.pipe.send(shard)
    worker.shard = shard
    return worker


def _taken(worker: Worker[Any]) -> bytes | None:
    with suppress(EOFError, OSError):
        if worker.pipe.poll():
            return worker.pipe.recv_bytes()
    return None


def _worker(theatres: tuple[str, ...], work: Work[S]) -> Worker[S]:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_work, args=(theirs, theatres, work), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours)


def _work(pipe: Connection, theatres: tuple[str, ...], work: Work[S]) -> None:
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            pipe.send_bytes(work(pipe.recv(), theatres))
