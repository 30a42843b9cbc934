"""Coding whole corpora into a folder (`code -o FOLDER/`), and keeping what stands there (`read --claims FOLDER/`)."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.failing import REFUSED, Failed, telling
from marsad.cli.reading import Reading
from marsad.cli.show import count, progress, warn

if TYPE_CHECKING:
    from marsad.corpus import Done
    from marsad.exchange.export import Content
    from marsad.exchange.inputs import Given, Refused
    from marsad.model.claim import Claim
    from marsad.store import Store

Command = Callable[..., Any]
ENGINES = ("local", "dask", "spark")


def options(command: Command) -> Command:
    """--engine, --workers and --cluster, for coding into a folder."""
    command = click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler or Spark master that runs already.")(command)
    command = click.option("--workers", type=click.IntRange(min=1), help="Processes (default: as many as there are processors).")(command)
    return click.option("--engine", type=click.Choice(ENGINES), help="What codes the shards of -o FOLDER/ (else local processes).")(command)


def is_folder(output: str) -> bool:
    """Whether -o names a folder: it ends as one, or there is one."""
    return output != "-" and (output.endswith(("/", os.sep)) or Path(output).is_dir())


def code_into(reading: Reading, output: str, engine: str | None, workers: int | None, cluster: str | None, as_json: bool) -> int:
    """Codes the inputs into shards in the folder; the exit code."""
    from marsad.corpus import EngineMissing, code_corpus

    folder, how, workers = Path(output), Counter[str](), workers or os.cpu_count() or 1
    with telling(lambda: f"{_told(how)} in {output}; run it again to go on"), _estimating(reading.paths) as drawn:
        try:
            done = code_corpus(_outcomes(reading), folder, engine_name=engine or "local", workers=workers, place=cluster)
            for shard in done:
                _count(how, shard)
                drawn(how["reports"])
        except EngineMissing as error:
            raise Failed(str(error)) from None
    for name in (key.removeprefix("lost ") for key in how if key.startswith("lost ")):
        warn(f"refused {name}: it ended every process that coded it; its reports are not in {output} (run it again to try again)")
    row = {name: how[name] for name in ("reports", "coded", "left", "lost")} | {"refused": len(reading.refused), "output": output}
    click.echo(json.dumps(row) if as_json else f"{reading.summary()} -> {output}: {_told(how)}")
    return REFUSED if reading.refused or how["lost"] else 0


def _count(how: Counter[str], shard: Done) -> None:
    how[shard.how] += 1
    how["reports"] += shard.items
    if shard.how == "lost":
        how[f"lost {shard.name}"] += 1


def _told(how: Counter[str]) -> str:
    told = f"{count(how['coded'], 'shard')} coded"
    told += f", {how['left']:,} left as they stood" if how["left"] else ""
    return told + (f", {how['lost']:,} lost" if how["lost"] else "")


def _outcomes(reading: Reading) -> Iterator[Given | Refused]:
    """The inputs' outcomes; what is refused is told and noted, and still stands in its shard."""
    from marsad.exchange.inputs import Given

    for outcome in reading.outcomes():
        if isinstance(outcome, Given):
            reading.reports += 1
        else:
            reading.refuse(outcome)
        yield outcome


@contextmanager
def _estimating(paths: tuple[str, ...]) -> Iterator[Callable[[int], None]]:
    """Draws how many reports are done and when all will be."""
    from marsad.exchange.counting import counted

    with progress("coding") as drawn:
        total, started = counted(paths), time.monotonic()
        drawn(0, total, "")

        def seen(done: int) -> None:
            spent = time.monotonic() - started
            left = f"{spent * (total - done) / done / 60:.0f} min to go" if total and done else ""
            drawn(done, total, f"{done / spent:,.0f} a second {left}" if spent else "")

        yield seen


def coded_in(folder: str, reading: Reading) -> Iterator[tuple[Given, list[Claim], str]]:
    """Each report that was coded into the folder, or exported, with its claims and their coder; what is refused is told and noted."""
    from marsad.corpus import Written, written
    from marsad.exchange.export.back import is_export
    from marsad.exchange.inputs import Given

    if is_export(Path(folder)):
        yield from _exported(Path(folder), reading)
        return
    for row in written(Path(folder)):
        if isinstance(row, Written):
            reading.reports += 1
            yield Given(row.report, b"", row.where), row.claims, row.coder
        else:
            reading.refuse(row)


def _exported(path: Path, reading: Reading) -> Iterator[tuple[Given, list[Claim], str]]:
    from marsad.exchange.inputs import Given
    from marsad.pipeline.taking_back import taken

    for number, one in enumerate(taken(_content(path)), 1):
        reading.reports += 1
        yield Given(one.report, one.raw or b"", f"{path}: report {number}"), one.claims, one.coder


def decided_in(folder: str, store: Store) -> int:
    """How many decisions stand in the bundle, and were taken again in the store; 0 for any other folder or file."""
    from marsad.exchange.export.back import is_export
    from marsad.pipeline.taking_back import decide_again

    return decide_again(store, _content(Path(folder))) if is_export(Path(folder)) else 0


def _content(path: Path) -> Content:
    from marsad.exchange.export.back import read_back

    try:
        return read_back(path)
    except ValueError as error:
        raise Failed(str(error), REFUSED) from None
