"""How many reports the inputs hold, counted without reading them: what a long run's estimate stands on."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from marsad.exchange.given import Refused
from marsad.exchange.sources import kind_of, opened, walk

_ROWS = (".jsonl", ".ndjson")
_BLOCK = 1 << 20


def counted(paths: Iterable[str | os.PathLike[str]]) -> int | None:
    """The number of reports: rows of JSONL, one for each other file; None where it cannot be told (standard input, a file that fails)."""
    total = 0
    for path in walk(paths):
        if isinstance(path, Refused) or str(path) == "-":
            return None
        try:
            total += _rows(path) if kind_of(path)[0] in _ROWS else 1
        except OSError:
            return None
    return total


def _rows(path: Path) -> int:
    """The lines of the file, a last one without an end among them."""
    lines, last = 0, b"\n"
    with opened(path) as stream:
        while block := stream.read(_BLOCK):
            lines, last = lines + block.count(b"\n"), block[-1:]
    return lines + (last != b"\n")
