"""Gold files read as reports, and coded: rows of the codebook in, rows of the codebook out.

`rows` streams a JSONL file, `as_report` makes the report that a coder gets (no claims in it), `coded` codes rows.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad.model.claim import Claim, to_json
from marsad.model.report import Report

Coder = Callable[[Report], list[Claim]]
Line = tuple[str, str]
"""A line of a file, and the file and number of it."""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file in order; raises ValueError with file and line where one is no JSON object with an `id`."""
    return map(row, lines(path))


def lines(path: Path) -> Iterator[Line]:
    """The lines of a JSONL file that are not empty, each with where it stands."""
    with path.open(encoding="utf-8") as found:
        for number, line in enumerate(found, 1):
            if line.strip():
                yield line, f"{path}:{number}"


def row(one: Line) -> dict[str, Any]:
    """The object that a line holds; ValueError with file and line where it is none with an `id`."""
    line, where = one
    try:
        found = json.loads(line)
    except json.JSONDecodeError as fault:
        raise ValueError(f"{where}: no JSON ({fault})") from None
    if not isinstance(found, dict) or "id" not in found:
        raise ValueError(f"{where}: an object with an `id` should stand here")
    return found


def as_report(row: dict[str, Any]) -> Report:
    """The report of a gold row: id, text, outlet and day, and nothing of its claims."""
    day = dt.date.fromisoformat(row["date"][:10]) if row.get("date") else None
    return Report(id=row["id"], text=row["text"], date=day, outlet=row.get("outlet"), date_from="given" if day else None)


def coded(gold: Iterable[dict[str, Any]], code: Coder) -> list[dict[str, Any]]:
    """One row {"id", "claims"} for each gold row, as `marsad code` writes it."""
    return [{"id": row["id"], "claims": [to_json(claim) for claim in code(as_report(row))]} for row in gold]


def pipeline_coder() -> Coder:
    """marsad's own coder, imported when it is asked for: the score of a file needs none."""
    from marsad.pipeline import code

    return code
