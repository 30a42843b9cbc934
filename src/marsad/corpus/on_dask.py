"""Shards on Dask distributed: on a cluster that runs already (`place`, an address), else on processes of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice

from distributed import Client, Future, LocalCluster, as_completed
from distributed.scheduler import KilledWorker

from marsad.corpus.engines import Results
from marsad.corpus.shards import Shard
from marsad.corpus.work import coded

AHEAD = 3
"""So many shards for each worker are with the cluster at a time."""


def pids() -> list[int]:
    """The process ids of the workers of the cluster in use; a drill kills one."""
    return sorted(Client.current().run(os.getpid).values())


def run(shards: Iterable[Shard], workers: int, theatres: tuple[str, ...], place: str | None = None) -> Results:
    """Each shard with its bytes, as they get done. See engines.py."""
    if place:
        with Client(place) as client:
            yield from _given_out(client, shards, theatres)
        return
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as cluster,
        Client(cluster) as client,
    ):
        yield from _given_out(client, shards, theatres)


def _given_out(client: Client, shards: Iterable[Shard], theatres: tuple[str, ...]) -> Results:
    waiting = iter(shards)
    held: dict[Future, Shard] = {}

    def next_ones(number: int) -> list[Future]:
        new = {client.submit(coded, shard, theatres, key=f"marsad-{shard.name}", pure=False): shard for shard in islice(waiting, number)}
        held.update(new)
        return list(new)

    done = as_completed(next_ones(AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))))
    for future in done:
        shard = held.pop(future)
        done.update(next_ones(1))
        yield shard, _bytes(future)


def _bytes(future: Future) -> bytes | None:
    try:
        data: bytes = future.result()
    except KilledWorker:
        return None
    return data
