"""Reports from files, folders, standard input and bytes, one at a time; what is no report comes out as Refused with its place.

`.jsonl` and `.ndjson` hold a report a line, `.json` one report or a list of them; pages, documents, tables, mail, feeds and crawls go by
their endings (`formats.py`); every other file is one report's text. `.gz`, `.bz2` and `.xz` are unpacked on the way. One bad report never
stops the rest.
"""

from __future__ import annotations

import datetime as dt
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from marsad.exchange.addresses import fetched, is_address
from marsad.exchange.formats import reader_of, sniffed
from marsad.exchange.given import Defaults, Given, Refused, day
from marsad.exchange.sources import REPORT_LIMIT, in_maildir, kind_of, opened, shown, walk, why
from marsad.exchange.trying import Outcome, Reader
from marsad.model.report import Report

__all__ = ["REPORT_LIMIT", "Given", "Refused", "read", "read_inputs"]

_STDIN = "standard input"


def read_inputs(
    paths: Iterable[str | os.PathLike[str]],
    *,
    date: dt.date | str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    private: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """Every report of the paths (`-` is standard input) in order, or why it is refused; `date` and `outlet` stand in where none is given.

    A path may be the address of a page (`https://…`), which is fetched; those of private networks only where `private` is true.
    `columns` says which column of a table holds what (readers/columns.py). Raises ValueError where `date` itself is no ISO day.
    """
    defaults = Defaults(day(date), outlet or None, columns or {}, private)
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
        if is_address(os.fspath(path)):
            yield from fetched(os.fspath(path), defaults)
            continue
        for entry in walk([path]):
            yield from [entry] if isinstance(entry, Refused) else _file(entry, defaults)


def _file(path: Path, defaults: Defaults) -> Iterator[Outcome]:
    where, reader = shown(path), reader_of(".eml" if in_maildir(path) else kind_of(path)[0])
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
