"""Record batches of one's own: a row each, in order, refusals in their places."""

from __future__ import annotations

import datetime as dt
import json

import pyarrow as pa

from marsad.corpus.arrow import code_batches
from marsad.demo import reports
from marsad.model.claim import to_json
from marsad.pipeline import code


def test_each_row_is_coded_in_its_place() -> None:
    first, second = reports()[:2]
    table = pa.table(
        {
            "id": [first.id, "broken", second.id],
            "date": [first.date, dt.date(2016, 5, 2), second.date],
            "outlet": [first.outlet, None, second.outlet],
            "text": [first.text, None, second.text],
        }
    )
    (batch,) = code_batches(table.to_batches())
    rows = [json.loads(row) for row in batch.column("row").to_pylist()]
    assert batch.column("id").to_pylist() == [first.id, None, second.id]
    assert rows[1]["refused"]["where"] == "row 2 of its batch" and 'no "text"' in rows[1]["refused"]["reason"]
    for row, report in ((rows[0], first), (rows[2], second)):
        assert row["claims"] == json.loads(json.dumps([to_json(claim) for claim in code(report)]))
