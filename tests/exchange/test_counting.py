"""How many reports there are before they are read."""

from __future__ import annotations

import gzip
from pathlib import Path

from marsad.exchange.counting import counted


def test_rows_count_and_files_count(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n{}\n{}", encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"{}\n{}\n"))
    (tmp_path / "c.txt").write_text("one\ntwo\n", encoding="utf-8")
    assert counted([tmp_path]) == 6


def test_what_cannot_be_counted_has_no_number(tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl.gz").write_bytes(b"not packed")
    assert counted([tmp_path]) is None
    assert counted(["-"]) is None
