"""The corpora that marsad is measured on, streamed: one report at a time from compressed files, never a whole corpus in memory.

`articles` reads a .jsonl.xz of {id | file | source_id, date?, text …}; `raw_files` reads a .tar.xz of files in their original bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import lzma
import tarfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from marsad.model.report import Report

ANT = Path("ant_v2_1", "ant_v2_1.jsonl.xz")
OSAC = Path("osac_cnn_bbc_2008_2010", "osac_real_news.jsonl.xz")
ANC = Path("anc2012_raw", "arabic_newspapers_corpus_original_bytes.tar.xz")


def articles(path: Path, limit: int | None = None) -> Iterator[Report]:
    """The reports of a compressed JSONL corpus in order, the first `limit` of them."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, limit):
            yield _report(json.loads(line))


def _report(row: dict[str, Any]) -> Report:
    ident = row.get("id") or row.get("file") or row["source_id"]
    day = dt.date.fromisoformat(row["date"][:10]) if row.get("date") else None
    return Report(id=ident, text=row["text"], date=day, outlet=row.get("outlet"), date_from="given" if day else None)


def raw_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every file in a compressed tar, in its order."""
    with tarfile.open(path, "r|xz") as archive:
        for member in archive:
            if member.isfile() and (held := archive.extractfile(member)):
                yield member.name, held.read()


def megabytes(reports: list[Report]) -> float:
    """The size of the texts in UTF-8, in units of a million bytes."""
    return sum(len(report.text.encode("utf-8", "surrogatepass")) for report in reports) / 1e6
