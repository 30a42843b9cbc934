"""Coding a corpus into a folder: shards that stand there already are left, each other is written beside and then put in its place."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from marsad.corpus.engines import engine
from marsad.corpus.shards import NAME, REPORTS, Shard, cut
from marsad.exchange.inputs import Given, Refused
from marsad.pipeline import coder
from marsad.theatres import in_use, is_chosen


@dataclass(frozen=True, slots=True)
class Done:
    """A shard that is finished: `how` is "coded", "left" (it stood there before) or "lost" (it killed each worker that had it)."""

    name: str
    items: int
    how: str


def code_corpus(
    outcomes: Iterable[Given | Refused],
    folder: Path,
    *,
    engine_name: str = "local",
    workers: int = 1,
    place: str | None = None,
    reports: int = REPORTS,
) -> Generator[Done, None, None]:
    """Each shard as it gets done; run to its end, the folder holds these shards and no other.

    `workers` are processes, `place` the address of a cluster, `reports` how many a shard holds. Raises EngineMissing, and OSError where
    the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    run, theatres, left, names = engine(engine_name), in_use() if is_chosen() else (), [], set()

    def missing() -> Iterator[Shard]:
        for shard in cut(outcomes, coder(), reports):
            names.add(shard.name)
            if (folder / shard.name).exists():
                left.append(Done(shard.name, len(shard.items), "left"))
            else:
                yield shard

    for shard, data in run(missing(), workers, theatres, place):
        yield from _drained(left)
        if data is not None:
            _put(folder / shard.name, data)
        yield Done(shard.name, len(shard.items), "lost" if data is None else "coded")
    yield from _drained(left)
    _tidy(folder, names)


def _drained(left: list[Done]) -> Iterator[Done]:
    while left:
        yield left.pop(0)


def _put(path: Path, data: bytes) -> None:
    """Writes all of it under its name, or nothing."""
    beside = path.with_suffix(f".{os.getpid()}.part")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _tidy(folder: Path, names: set[str]) -> None:
    """Removes shards of reports that are no longer in the corpus, or of an older coder, and halves of a run that was killed."""
    for path in folder.iterdir():
        if path.suffix == ".part" or (NAME.fullmatch(path.name) and path.name not in names):
            path.unlink()
