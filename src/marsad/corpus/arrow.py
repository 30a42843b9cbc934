"""Coding Arrow record batches of your own: what `mapInArrow` of Spark, `map_batches` of Ray and their like take.

`frame.mapInArrow(code_batches, SCHEMA)` gives a row for each report: its id, and the row of `marsad code` as JSON, or why it is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from marsad.corpus.shards import Shard
from marsad.corpus.work import coded
from marsad.exchange.given import Defaults, Given, Refused
from marsad.exchange.rows import from_row
from marsad.exchange.trying import tried
from marsad.model.report import Report

SCHEMA = "id string, row string"
_NAMES = ["id", "row"]


def code_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """A batch (id, row) for each batch with a column `text` and, as far as there are, `id`, `date`, `outlet`, `title`, `url`.

    A row that is no report has a null id and its refusal as row; none stops the rest.
    """
    for batch in batches:
        items = tuple(_item(row, n) for n, row in enumerate(batch.to_pylist(), 1))
        rows = coded(Shard(0, items, "")).decode("utf-8", "replace").splitlines()
        ids = [item.id if isinstance(item, Report) else None for item in items]
        yield pa.RecordBatch.from_arrays([pa.array(ids, pa.string()), pa.array(rows, pa.string())], _NAMES)


def _item(row: dict[str, Any], number: int) -> Report | Refused:
    given = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items() if value is not None}
    raw = json.dumps(given, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    found = tried(f"row {number} of its batch", raw, lambda: from_row(given, raw, "utf-8", Defaults()))
    return found.report if isinstance(found, Given) else found
