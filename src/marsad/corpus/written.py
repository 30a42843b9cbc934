"""The rows of a folder that a corpus was coded into, in order: each report with its claims, or why there is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from marsad.corpus.rows import kept_row
from marsad.corpus.shards import NAME
from marsad.exchange.inputs import Refused
from marsad.model.claim import Claim
from marsad.model.report import Report


@dataclass(frozen=True, slots=True)
class Written:
    """A report, its claims, the coder that made them, and where they stand (`file:line`)."""

    report: Report
    claims: list[Claim]
    coder: str
    where: str


def written(folder: Path) -> Iterator[Written | Refused]:
    """Each row of the folder's shards in order, or Refused with its place; raises FileNotFoundError where no shard is in it."""
    shards = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
    if not shards:
        raise FileNotFoundError(2, "holds no coded corpus: marsad code CORPUS -o FOLDER/ writes one", str(folder))
    for path in shards:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield _read(line, f"{path}:{number}")


def _read(line: bytes, where: str) -> Written | Refused:
    try:
        row = json.loads(line.decode("utf-8", "surrogatepass"))
        if isinstance(row, dict) and (refused := row.get("refused")):
            return Refused(refused["where"], refused["reason"], refused["hint"])
        return Written(*kept_row(row), where)
    except (ValueError, KeyError, TypeError) as error:
        return Refused(where, f"no coded report: {error}")
