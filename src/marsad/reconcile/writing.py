"""The records of many reports written to a file one by one, so that only what is still to be sorted is kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any

from marsad.model.record import Ceasefire
from marsad.reconcile import breaches
from marsad.reconcile.beside import Beside, alone
from marsad.reconcile.single import anew
from marsad.reconcile.whole import Made, Pairs, stream
from marsad.reconcile.windows import gaps
from marsad.reconcile.write import GROUPS, plain, row


def put(made: Made, file: IO[str], name: str = "records", beside: Beside = alone) -> dict[str, int]:
    """How many records of each group there are; the set of docs/records.md is written to the file, as `write.to_json` gives it.

    Pairs, of which there are most, are made in parts `beside` each other.
    """
    reports = sorted(one.report.id for one in made.products)
    counts = dict.fromkeys(GROUPS, 0) | {"reports": len(reports)}
    calms: list[Ceasefire] = []
    with ExitStack() as stack:
        pairs = _Tested(Path(stack.enter_context(TemporaryDirectory())), beside)
        kept = {group: _Kept(stack) for group in GROUPS[1:] if group != "violations"}
        file.write(f'{{"set": {_json(name)}, "reports": {_json(reports)}, "incidents": [')
        for group, record, _ in stream(made, pairs.take):
            if group == "incidents":
                file.write(f"{', ' if counts[group] else ''}{_json(row(group, record))}")
            else:
                kept[group].put(row(group, record))
            counts[group] += 1
            if group == "ceasefires":
                calms.append(record)
        counts["violations"] = pairs.count
        file.write("]")
        for group in GROUPS[1:]:
            file.write(f', "{group}": [')
            file.writelines(_parted(pairs if group == "violations" else kept[group]))
            file.write("]")
        file.write(f', "gaps": {_json(plain(gaps(calms)))}}}\n')
    return counts


class _Kept:
    """Records kept on disk, given back as they came."""

    def __init__(self, stack: ExitStack) -> None:
        new = TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115 - the stack closes it
        self._file: IO[str] = stack.enter_context(new)

    def put(self, record: dict[str, Any]) -> None:
        """Nothing; the record is kept."""
        self._file.write(_json(record) + "\n")

    def __iter__(self) -> Iterator[str]:
        self._file.seek(0)
        yield from (line.rstrip("\n") for line in self._file)


Weight = tuple[int, int]


class _Tested:
    """Pairs kept on disk by their weight, a file for each part of the work, given back by weight and, of one weight, as they came."""

    def __init__(self, folder: Path, beside: Beside) -> None:
        self._folder, self._beside = folder, beside
        self._runs: list[Counter[Weight]] = []
        self._parts = 1

    @property
    def count(self) -> int:
        """How many pairs there are."""
        return sum(run.total() for run in self._runs)

    def take(self, pairs: Pairs) -> set[str]:
        """The ids of the incidents of all pairs; these are kept."""
        if self._beside is not alone:
            pairs.known.acts = anew(pairs.known.acts)
        parts = self._beside(lambda n, of: self._part(pairs, n, of))
        self._runs = [parts[number % len(parts)][1][number // len(parts)] for number in pairs.runs]
        self._parts = len(parts)
        return set().union(*(incidents for incidents, _ in parts))

    def _part(self, pairs: Pairs, n: int, of: int) -> tuple[set[str], list[Counter[Weight]]]:
        incidents, runs = set[str](), list[Counter[Weight]]()
        with ExitStack() as stack:
            files: dict[Weight, IO[str]] = {}
            for number in pairs.runs[n::of]:
                runs.append(Counter())
                for pair in pairs.run(number):
                    weight = breaches.weight(pair)
                    if weight not in files:
                        files[weight] = stack.enter_context(self._path(n, weight).open("w", encoding="utf-8", errors="surrogatepass"))
                    files[weight].write(_json(row("violations", pair)) + "\n")
                    incidents.add(pair.incident)
                    runs[-1][weight] += 1
        return incidents, runs

    def __iter__(self) -> Iterator[str]:
        for weight in sorted({weight for run in self._runs for weight in run}):
            with ExitStack() as stack:
                paths = {n: path for n in range(self._parts) if (path := self._path(n, weight)).exists()}
                files = {n: stack.enter_context(path.open(encoding="utf-8", errors="surrogatepass")) for n, path in paths.items()}
                for number, run in enumerate(self._runs):
                    if run[weight]:
                        yield from (line.rstrip("\n") for line in islice(files[number % self._parts], run[weight]))

    def _path(self, n: int, weight: Weight) -> Path:
        return self._folder / f"{n} {weight[0]} {weight[1]}"


def _parted(lines: Iterable[str]) -> Iterator[str]:
    for n, line in enumerate(lines):
        yield f", {line}" if n else line


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
