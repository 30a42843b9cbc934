"""The records of many reports written to a file one by one, so that only what is still to be sorted is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, Any

from marsad.model.record import Ceasefire
from marsad.reconcile import breaches
from marsad.reconcile.whole import Made, stream
from marsad.reconcile.windows import gaps
from marsad.reconcile.write import GROUPS, plain, row


def put(made: Made, file: IO[str], name: str = "records") -> dict[str, int]:
    """How many records of each group there are; the set of docs/records.md is written to the file, as `write.to_json` gives it."""
    reports = sorted(one.report.id for one in made.products)
    counts = dict.fromkeys(GROUPS, 0) | {"reports": len(reports)}
    calms: list[Ceasefire] = []
    with ExitStack() as stack:
        aside = {group: _Aside(stack) for group in GROUPS[1:]}
        file.write(f'{{"set": {_json(name)}, "reports": {_json(reports)}, "incidents": [')
        for group, record, _ in stream(made):
            if group == "incidents":
                file.write(f"{', ' if counts[group] else ''}{_json(row(group, record))}")
            else:
                aside[group].put(breaches.weight(record) if group == "violations" else (), row(group, record))
            counts[group] += 1
            if group == "ceasefires":
                calms.append(record)
        file.write("]")
        for group, found in aside.items():
            file.write(f', "{group}": [')
            file.writelines(_parted(found))
            file.write("]")
        file.write(f', "gaps": {_json(plain(gaps(calms)))}}}\n')
    return counts


class _Aside:
    """Records put aside on disk, given back by their weight and, of one weight, as they came."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._files: dict[tuple[int, ...], IO[str]] = {}

    def put(self, weight: tuple[int, ...], record: dict[str, Any]) -> None:
        """Nothing; the record is kept."""
        if weight not in self._files:
            new = TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115 - the stack closes it
            self._files[weight] = self._stack.enter_context(new)
        self._files[weight].write(_json(record) + "\n")

    def __iter__(self) -> Iterator[str]:
        for weight in sorted(self._files):
            self._files[weight].seek(0)
            yield from (line.rstrip("\n") for line in self._files[weight])


def _parted(lines: Iterable[str]) -> Iterator[str]:
    for n, line in enumerate(lines):
        yield f", {line}" if n else line


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
