"""Reports from files, folders, standard input and bytes, one at a time; what is no report comes out as Refused with its place.

`.jsonl` and `.ndjson` hold a report a line, `.json` one report or a list of them; every other file is one report's text. `.gz`, `.bz2`
and `.xz` are unpacked on the way. One bad report never stops the rest.
"""

from __future__ import annotations

import datetime as dt
import os
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from marsad.exchange.formats import Outcome, Reader, reader_of, sniffed
from marsad.exchange.given import Defaults, Given, Refused, day
from marsad.exchange.sources import REPORT_LIMIT, kind_of, opened, shown, walk, why
from marsad.model.report import Report

__all__ = ["REPORT_LIMIT", "Given", "Refused", "read", "read_inputs"]

_STDIN = "standard input"


def read_inputs(
    paths: Iterable[str | os.PathLike[str]],
    *,
    date: dt.date | str | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """Every report of the paths (`-` is standard input) in order, or why it is refused; `date` and `outlet` stand in where none is given.

    Raises ValueError where `date` itself is no ISO day.
    """
    defaults = Defaults(day(date), outlet or None)
    return _outcomes(list(paths), defaults, stdin)


def read(source: str | os.PathLike[str] | bytes, *, date: dt.date | str | None = None, outlet: str | None = None) -> list[Report]:
    """The reports of a file, a folder, or the bytes of a file; raises ValueError with the reason where there is none.

    Where some are refused beside others that are read, each is told by a warning.
    """
    if isinstance(source, bytes):
        outcomes = list(read_inputs(["-"], date=date, outlet=outlet, stdin=BytesIO(source)))
    else:
        outcomes = list(read_inputs([source], date=date, outlet=outlet))
    refused = [str(o).removeprefix(f"{_STDIN}: ") for o in outcomes if isinstance(o, Refused)]
    reports = [o.report for o in outcomes if isinstance(o, Given)]
    if refused and not reports:
        raise ValueError(refused[0] + (f"; and {len(refused) - 1} more" if len(refused) > 1 else ""))
    for reason in refused:
        warnings.warn(f"refused: {reason}", stacklevel=2)
    return reports


def _outcomes(paths: list[str | os.PathLike[str]], defaults: Defaults, stdin: BinaryIO | None) -> Iterator[Outcome]:
    for path in paths:
        if os.fspath(path) == "-":
            yield from _guarded(_STDIN, sniffed, stdin or BytesIO(), defaults)
            continue
        for entry in walk([path]):
            yield from [entry] if isinstance(entry, Refused) else _file(entry, defaults)


def _file(path: Path, defaults: Defaults) -> Iterator[Outcome]:
    where, reader = shown(path), reader_of(kind_of(path)[0])
    try:
        stream = opened(path)
    except (OSError, ValueError) as error:
        yield Refused(where, why(error))
        return
    with stream:
        yield from _guarded(where, reader, stream, defaults)


def _guarded(where: str, reader: Reader, stream: BinaryIO, defaults: Defaults) -> Iterator[Outcome]:
    try:
        yield from reader(where, stream, defaults)
    except OSError as error:
        yield Refused(where, why(error))
