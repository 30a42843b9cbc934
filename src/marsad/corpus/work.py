"""What a worker does, whatever engine runs it: the reports of a shard in, the bytes of its file out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from marsad import pipeline
from marsad.corpus.rows import coded_row, refused_row
from marsad.corpus.shards import Item, Shard
from marsad.exchange.inputs import Refused
from marsad.model.report import Report
from marsad.theatres import use


def coded(shard: Shard, theatres: tuple[str, ...] = ()) -> bytes:
    """The shard's rows as JSON lines, a report or a refusal each; a function of the shard, the coder and the theatres alone.

    A report that the coder fails on becomes a refusal; the rest goes on.
    """
    use(theatres)
    return b"".join(_rows(shard.items))


def _rows(items: tuple[Item, ...]) -> Iterator[bytes]:
    for item in items:
        row = _coded(item) if isinstance(item, Report) else refused_row(item)
        yield json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _coded(report: Report) -> dict[str, object]:
    try:
        with pipeline.guarded():
            return coded_row(report, pipeline.code(report), whole=True)
    except pipeline.CoderFailed as error:
        return refused_row(Refused(report.id, str(error), "please report it"))
