"""Rows of the tables beside it: sentences and what a careful reader takes from them (tables/NAME.tsv)."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"


def rows(name: str, columns: int) -> list[tuple[str, ...]]:
    """The rows of a table below its heading, notes left out.

    Raises ValueError with the line where a row has other columns, or stands twice.
    """
    found: dict[tuple[str, ...], int] = {}
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").split("\n")
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, row in enumerate(reader, 1):
        if not row or row[0].startswith("#"):
            continue
        if len(row) != columns:
            raise ValueError(f"{name}.tsv:{number}: {len(row)} columns, wanted {columns} parted by tabs")
        if found.setdefault(tuple(row), number) != number:
            raise ValueError(f"{name}.tsv:{number}: stands in line {found[tuple(row)]} already")
    return list(found)[1:]
